"""How a dependency stands, as a mark with its words."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from samstyring.ui.templatetags.ui import mark

from ..dependency_words import MARKS, from_words, stand_words

register = template.Library()


@register.simple_tag
def stand_mark(stand: Any) -> SafeString | str:
    """Write how a dependency stands."""
    return mark(MARKS[stand.kind], stand_words(stand))


@register.filter
def waited_from(dependency: Any) -> str:
    """Say from what it is waited."""
    return from_words(dependency)
