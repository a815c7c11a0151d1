"""Approving the summons and the agenda."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.models import Basis

from ..queries.texts import house_language
from ..registry import Matter, Payload, register


@register
class ApproveAgenda(Matter):
    """The meeting approves how it was called and what it treats. Late items are agreed to one by one, by an act."""

    name = "governance.approve_agenda"
    label = gettext_lazy("Approve the summons and the agenda")
    lasts = False
    case_kinds = ("agenda",)
    commits = False

    def wording(self, payload: Payload) -> str:
        """Return the usual words."""
        with house_language():
            return _("The summons and the agenda are approved.")

    def content(self, payload: Payload) -> Mapping[str, Any]:
        """Return nothing: the agenda is the meeting's own."""
        return {}

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Do nothing: the decision itself is what there is."""
