"""How a text that was written on a template reads."""

from collections.abc import Mapping
from typing import Any

from django import template

from ..templated import Part

register = template.Library()


@register.filter
def question(part: Mapping[str, Any]) -> str:
    """`{{ part|question }}`: what was asked, in the reader's language, as it was asked then."""
    return Part(part["key"], part["labels"]).label
