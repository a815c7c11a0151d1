"""Deciding something in free words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from samstyring.kernel.models import Basis

from ..registry import Matter, Payload, register


@register
class FreeText(Matter):
    """A decision that is its wording: nothing else here changes by it. Follow-up goes with it as proposals of its own."""

    name = "governance.free_text"
    label = gettext_lazy("Decide in free text")
    lasts = False
    case_kinds = ("free_text", "project", "other_business")
    repeatable = True

    def wording(self, payload: Payload) -> str:
        """Return nothing to begin with: the wording is the whole of it."""
        return ""

    def content(self, payload: Payload) -> Mapping[str, Any]:
        """Return nothing: the wording says it all."""
        return {}

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Do nothing: the decision itself is what there is."""
