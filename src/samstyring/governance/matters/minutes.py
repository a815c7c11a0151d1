"""Approving the minutes of a meeting."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from ..effects.minutes import approve
from ..models import Case, Minutes
from ..queries.ruled import rule_of
from ..queries.texts import house_language
from ..registry import Asked, Matter, Payload, Reading, Requirement, register
from ..rules.meetings import day_of


def minutes_of(payload: Payload) -> Minutes:
    """Return the minutes that a payload names, by their own id or their meeting's. Raises NotThere."""
    rows = Minutes.objects.select_related("meeting__body", "document__file")
    if "minutes" in payload:
        found = rows.filter(pk=payload["minutes"]).first()
    else:
        found = rows.filter(meeting_id=str(payload["meeting"])).first() if "meeting" in payload else None
    if found is None:
        raise NotThere
    return found


class MinutesForm(forms.Form):
    """Which minutes are put before the meeting."""

    minutes = forms.ChoiceField(label=gettext_lazy("Minutes"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Minutes.objects.filter(meeting__body=case.body, approved_by__isnull=True).select_related("meeting__body")
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), formats.day(day_of(row.meeting))) for row in rows.order_by("-meeting__starts_at")
        ]

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        return {"minutes": self.cleaned_data["minutes"]}


@register
class ApproveMinutes(Matter):
    """The meeting approves the minutes of an earlier one, or confirms what silence has approved."""

    name = "governance.approve_minutes"
    label = gettext_lazy("Approve the minutes")
    lasts = False
    form_class = MinutesForm
    case_kinds = ("minutes",)
    repeatable = True
    commits = False

    def wording(self, payload: Payload) -> str:
        """Return the usual words, with the day of the meeting."""
        day = day_of(minutes_of(payload).meeting)
        with house_language():
            return _("The minutes of the meeting on %(day)s are approved.") % {"day": formats.day(day)}

    def read(self, asked: Asked) -> Reading:
        """Return which minutes, with the address where they can be read."""
        from django.urls import NoReverseMatch, reverse

        minutes = minutes_of(asked.payload)
        day = formats.day(day_of(minutes.meeting))
        try:
            url = reverse("governance:minutes", args=[minutes.meeting_id])
        except NoReverseMatch:
            url = ""
        lines = [(_("State"), minutes.get_state_display())]
        return Reading(heading=_("Approve the minutes of %(day)s") % {"day": day}, lines=lines, url=url, for_body=True)

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return that the minutes ought to have been sent to those who were there, where a rule speaks of comments."""
        minutes = minutes_of(asked.payload)
        rule = rule_of(minutes.meeting, "minutes_by_silence_days")
        if not rule.regulated:
            return []
        return [
            Requirement(
                key=f"governance.minutes_sent:{minutes.pk}",
                must=False,
                holds=minutes.state != Minutes.State.DRAFT,
                text=_("The minutes have been sent for comment."),
                source=rule.clause,
            )
        ]

    def content(self, payload: Payload) -> dict[str, Any]:
        """Return which minutes, and the checksum of the document that was sent."""
        minutes = minutes_of(payload)
        return {
            "minutes": minutes.pk,
            "meeting": minutes.meeting_id,
            "document": minutes.document.file.sha256 if minutes.document else None,
        }

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Approve the minutes on the decision."""
        approve(minutes=minutes_of(payload), how="", on=on, basis=basis)
