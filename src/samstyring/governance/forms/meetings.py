"""Forms on meetings: planning, moving, cancelling, regrets."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.kernel.clock import OSLO
from samstyring.ui.fields import ClockField, DayField, needed
from samstyring.ui.views import ActForm

from .bodies import EvidenceForm, evidence_field


class TimesMixin:
    """Day, start and end as three short fields; the act gets two instants."""

    cleaned_data: dict[str, Any]

    def times(self) -> dict[str, datetime]:
        """Return start and end as instants in Norway."""
        day = self.cleaned_data["day"]
        return {
            "starts_at": datetime.combine(day, self.cleaned_data["starts"], tzinfo=OSLO),
            "ends_at": datetime.combine(day, self.cleaned_data["ends"], tzinfo=OSLO),
        }


def place_field() -> forms.CharField:
    """Return the field for the place."""
    return forms.CharField(label=_("Place"), max_length=200, required=False)


def video_field() -> forms.URLField:
    """Return the field for the link to the video meeting."""
    return forms.URLField(label=_("Link to the video meeting"), max_length=500, required=False, assume_scheme="https")


class PlanForm(TimesMixin, ActForm):
    """A meeting to come."""

    body = forms.ChoiceField(label=_("Body"))
    day = DayField(label=_("Day"))
    starts = ClockField(label=_("From"))
    ends = ClockField(label=_("Until"))
    place = place_field()
    video_link = video_field()
    invitation_elsewhere = forms.BooleanField(
        label=_("The invitation is sent from Teams or Outlook"),
        help_text=_("Then no invitation is sent from here; it can be taken from the page of the meeting."),
        required=False,
    )
    extraordinary = forms.BooleanField(label=_("Extraordinary meeting"), required=False)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments, without the body (the view finds it)."""
        data = super().arguments()
        kept = {name: data[name] for name in ("place", "video_link", "invitation_elsewhere", "extraordinary")}
        return {**kept, **self.times()}


class MoveForm(TimesMixin, EvidenceForm):
    """A new time or place."""

    day = DayField(label=_("Day"))
    starts = ClockField(label=_("From"))
    ends = ClockField(label=_("Until"))
    place = place_field()
    video_link = video_field()
    evidence = needed(
        evidence_field(label=_("The leader's word")),
        _("needed where you are not the leader and there is no standing instruction"),
    )

    def __init__(self, *args: Any, called: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not called:
            del self.fields["evidence"]
        else:
            self.fields["day"].help_text = _(
                "At another time everyone is asked again whether they can come: regrets for the time before count no more."
            )

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        data = super().arguments()
        kept = {name: data[name] for name in ("place", "video_link", "evidence") if name in data}
        return {**kept, **self.times()}


class CancelForm(EvidenceForm):
    """Why a meeting is cancelled."""

    why = forms.CharField(
        label=_("Why the meeting is cancelled"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    evidence = needed(
        evidence_field(label=_("The leader's word")),
        _("needed where you are not the leader and there is no standing instruction"),
    )

    def __init__(self, *args: Any, called: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not called:
            del self.fields["evidence"]


class RegretsForm(EvidenceForm):
    """Which seat cannot come."""

    seat = forms.ChoiceField(label=_("Who cannot come"), widget=forms.RadioSelect)
    substitute_name = forms.CharField(label=_("Who comes instead"), max_length=200, required=False)
    evidence = evidence_field(label=_("The letter or e-mail that says so"))

    def __init__(
        self, *args: Any, seats: list[tuple[str, str]], substitutes: bool, for_others: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
        if len(seats) == 1:
            self.fields["seat"].initial = seats[0][0]
        if not substitutes:
            del self.fields["substitute_name"]
        if not for_others:
            del self.fields["evidence"]


class RegretsByLinkForm(ActForm):
    """The one question of the link: there is nothing to fill in."""


class LatePapersForm(ActForm):
    """A word to go with late papers."""

    note = forms.CharField(
        label=_("A word to those who get it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
