"""Forms of written procedure."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import Choice, DayField
from samstyring.ui.views import ActForm

from ..models import Position
from .bodies import EvidenceForm, evidence_field
from .room import TextForm

USUAL = timedelta(days=7)
NEEDS_WORDS = (
    Position.Kind.REMARK.value,
    Position.Kind.OBJECT.value,
    Position.Kind.NOT_TAKING_PART.value,
    Position.Kind.DEMANDS_MEETING.value,
)
KINDS = [
    (Position.Kind.SUPPORT.value, _("Supports what is proposed")),
    (Position.Kind.REMARK.value, Choice(_("Accepts, with a remark"), _("Write the remark in the field below."))),
    (Position.Kind.OBJECT.value, Choice(_("Objects"), _("Write the reason in the field below."))),
    (Position.Kind.DEMANDS_MEETING.value, Choice(_("Demands a meeting"), _("The case then goes to the next meeting."))),
    (Position.Kind.NOT_TAKING_PART.value, Choice(_("Does not take part"), _("Write why in the field below."))),
]


class PrepareForm(ActForm):
    """Why the case cannot wait, and until when one answers."""

    reason = forms.CharField(
        label=_("Why can the case not wait for a meeting?"),
        help_text=_("The members read it first, and it stands with the decision."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why the case cannot wait for a meeting.")},
    )
    answer_by = DayField(label=_("Last day for answers"), help_text=_("An answer counts through this day."))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["answer_by"]
        day.earliest, day.initial = on + timedelta(days=1), on + USUAL


class PrepareAdviceForm(PrepareForm):
    """Which body is asked for its advice."""

    body = forms.ChoiceField(label=_("Which body is asked for its advice?"), widget=forms.RadioSelect)
    field_order = ("body", "reason", "answer_by")

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("The members read it first.")
        field: Any = self.fields["body"]
        field.choices = bodies
        if len(bodies) == 1:
            field.initial = bodies[0][0]


class SendForm(EvidenceForm):
    """Sending it out: with the leader's word, where another sends. `seen` is the text that was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    evidence = evidence_field(
        label=_("The leader's word"),
        help_text=_("The letter or e-mail in which the leader agrees to just this text and day."),
    )

    def __init__(self, *args: Any, seen: str, is_leader: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = seen
        if is_leader:
            del self.fields["evidence"]


class AnswerForm(ActForm):
    """What a seat answers."""

    kind = forms.ChoiceField(
        label=_("What does the seat answer?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    text = forms.CharField(
        label=_("In words"),
        help_text=_("It stands in the record with the answer."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """All but support is given with words."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") in NEEDS_WORDS and not (cleaned.get("text") or "").strip():
            self.add_error("text", _("Write the remark, the reason, or why."))
        return cleaned


class OwnAnswerForm(AnswerForm):
    """The answer of a member, for one of the own seats."""

    def __init__(self, *args: Any, seats: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"] = forms.ChoiceField(
            label=_("Seat"), choices=seats, initial=seats[0][0] if seats else None, widget=forms.RadioSelect
        )
        if len(seats) == 1:
            self.fields["seat"].widget = forms.HiddenInput()
        self.order_fields(["seat", "kind", "text"])


class RegisterForm(OwnAnswerForm, EvidenceForm):
    """An answer that the secretariat received in writing."""

    received_on = DayField(label=_("The day it came"))
    evidence = evidence_field(required=True, help_text=_("It is kept with the answer as evidence."))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["received_on"]
        day.latest = day.initial = on
        self.order_fields(["seat", "kind", "text", "received_on", "evidence"])


class NewTextForm(TextForm):
    """A new text, and the last day for answers on it."""

    answer_by = DayField(label=_("Last day for answers on the new text"))

    def __init__(self, *args: Any, on: date, until: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["answer_by"]
        day.earliest, day.initial = max(on + timedelta(days=1), until), max(on + USUAL, until)

    def arguments(self) -> dict[str, Any]:
        """Add the day."""
        return {**super().arguments(), "answer_by": self.cleaned_data["answer_by"]}


class TakeBackForm(ActForm):
    """Why it is taken back."""

    why = forms.CharField(
        label=_("Why is it taken back?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why it is taken back.")},
    )
