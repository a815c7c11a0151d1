"""Taking note."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.models import Basis

from ..queries.texts import house_language
from ..registry import Matter, Payload, register


@register
class TakeNote(Matter):
    """The body takes note of what is put before it: nothing changes, and nobody is bound."""

    name = "governance.take_note"
    label = gettext_lazy("Take note")
    lasts = False
    case_kinds = ("information", "free_text", "project", "other_business")
    commits = False

    def wording(self, payload: Payload) -> str:
        """Return the usual words."""
        with house_language():
            return _("The matter is noted.")

    def content(self, payload: Payload) -> Mapping[str, Any]:
        """Return nothing: the wording says it all."""
        return {}

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Do nothing: the decision itself is what there is."""
