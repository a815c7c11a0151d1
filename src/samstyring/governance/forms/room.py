"""Forms of the meeting room."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.parties.models import Person
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm

from ..acts.change_text import NewText
from ..acts.record_attendance import OtherAttendance, SeatAttendance
from ..models import AgendaItem, Position, Proposal, Seat
from ..queries.record import SeatThere
from ..registry import matters


class ChairForm(ActForm):
    """Who chairs a meeting."""

    chair = forms.ModelChoiceField(
        label=gettext_lazy("Chair of the meeting"),
        queryset=Person.objects.none(),
        help_text=gettext_lazy("Anyone can chair, also one without a seat. Chairing gives no position."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = Person.objects.order_by("sort_key")  # type: ignore[attr-defined]


class OpenForm(ChairForm):
    """Opening a meeting: who chairs, if not the leader."""

    def __init__(self, *args: Any, leader: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["chair"]
        field.required = False
        field.empty_label = _("The leader, %(leader)s") % {"leader": leader} if leader else _("The leader")
        field.label = _("Who chairs?")


class AttendanceForm(ActForm):
    """Who is there: a tick a seat, and a name where another meets for the holder; others by name."""

    others = forms.CharField(
        label=gettext_lazy("Others present"),
        help_text=gettext_lazy("One a line: name, and what they are there as after a comma."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        seats: Sequence[SeatThere],
        others: Iterable[Any] = (),
        substitutes: bool = True,
        **kwargs: Any,
    ) -> None:
        self.substitutes = substitutes
        self.seats, self.now = list(seats), {row.name: row.title for row in others}
        super().__init__(*args, **kwargs)
        before_anything = not any(there.attendance for there in self.seats)
        for there in self.seats:
            expected = (
                before_anything and bool(there.holder) and (there.regrets is None or bool(there.expected_instead))
            )
            self.fields[f"present_{there.seat.pk}"] = forms.BooleanField(
                label=there.seat.name, required=False, initial=there.present or expected
            )
            if there.holder and not substitutes and not there.meets_for:
                continue  # nobody can be sent for a member, so it is not asked
            instead = there.expected_instead if before_anything else ""
            self.fields[f"meets_{there.seat.pk}"] = forms.CharField(
                label=_("Meets for %(seat)s, if not %(holder)s")
                % {"seat": there.seat.name, "holder": there.holder or _("the holder")},
                max_length=200,
                required=False,
                initial=there.meets_for or instead,
            )
        self.fields["others"].initial = "\n".join(
            f"{name}, {title}" if title else name for name, title in self.now.items()
        )
        self.order_fields([*(name for name in self.fields if name != "others"), "others"])

    def rows(self) -> list[tuple[SeatThere, Any, Any]]:
        """Return each seat with its tick and its name field, for the template."""
        asked = {name for name in self.fields if name.startswith("meets_")}
        return [
            (
                there,
                self[f"present_{there.seat.pk}"],
                self[name] if (name := f"meets_{there.seat.pk}") in asked else None,
            )
            for there in self.seats
        ]

    def clean(self) -> dict[str, Any]:
        """A name says that someone is there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for there in self.seats:
            name = (cleaned.get(f"meets_{there.seat.pk}") or "").strip()
            if cleaned.get(f"present_{there.seat.pk}") and not name and not there.holder:
                self.add_error(f"meets_{there.seat.pk}", _("The seat has no holder. Write who meets for it."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Return the rows that the act takes."""
        data = self.cleaned_data
        seats = [
            SeatAttendance(
                there.seat,
                bool(data[f"present_{there.seat.pk}"]),
                data.get(f"meets_{there.seat.pk}", "") if data[f"present_{there.seat.pk}"] else "",
            )
            for there in self.seats
        ]
        there_now: dict[str, str] = {}
        for line in data["others"].splitlines():
            name, _comma, title = line.partition(",")
            if name.strip():
                there_now[name.strip()] = title.strip()
        others = [OtherAttendance(name, title) for name, title in there_now.items()]
        others += [OtherAttendance(name, present=False) for name in self.now if name not in there_now]
        return {"seats": seats, "others": others}


KINDS = [
    (Position.Kind.SUPPORT.value, gettext_lazy("Supports")),
    (Position.Kind.REMARK.value, gettext_lazy("Accepts, with a remark")),
    (Position.Kind.OBJECT.value, gettext_lazy("Objects")),
    (Position.Kind.NOT_TAKING_PART.value, gettext_lazy("Does not take part")),
]


class SeatForm(ActForm):
    """One of the seats that the reader may answer for."""

    seat = forms.ModelChoiceField(label=gettext_lazy("Seat"), queryset=Seat.objects.none(), empty_label="")

    def __init__(self, *args: Any, seats: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seat"]
        field.queryset = Seat.objects.filter(pk__in=[str(pk) for pk in seats]).order_by("position")
        if len(seats) == 1:
            field.initial, field.widget = seats[0], forms.HiddenInput()


class PositionForm(SeatForm):
    """Where a seat stands; words where they are needed."""

    kind = forms.ChoiceField(label=gettext_lazy("Position"), choices=KINDS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("In words"),
        help_text=gettext_lazy("The remark, the reason, or why the seat does not take part. It stands in the minutes."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonsForm(ActForm):
    """The leader's reasons."""

    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("Why the leader decides so although there is no consensus. They stand in the decision."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class WhyForm(ActForm):
    """A short why."""

    why = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class SendBackForm(WhyForm):
    """What is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = _("What must be done before the case comes back?")
        self.fields["why"].required = True


class CloseForm(ActForm):
    """Closing a meeting: what becomes of what was not reached."""

    rest = forms.ChoiceField(
        label=gettext_lazy("What becomes of the items that were not reached?"),
        choices=[
            ("postponed", gettext_lazy("They are postponed to a later meeting")),
            ("not_taken", gettext_lazy("They were not taken up")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, left: Sequence[AgendaItem] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not left:
            del self.fields["rest"]

    def arguments(self) -> dict[str, Any]:
        """Return what becomes of the rest, if there is any."""
        return {"rest": self.cleaned_data.get("rest", "")}


class TextForm(ActForm):
    """The text of an item's proposals, to be changed in the meeting."""

    why = forms.CharField(
        label=gettext_lazy("Why is the text changed?"),
        help_text=gettext_lazy("A few words, such as «after a suggestion from Øygarden»."),
        max_length=300,
        required=False,
    )

    def __init__(
        self, *args: Any, proposals: Sequence[Proposal], confirmers: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        self.proposals, self.confirmers = list(proposals), list(confirmers)
        super().__init__(*args, **kwargs)
        self.payload_forms: dict[Any, Any] = {}
        for proposal in self.proposals:
            self._add(proposal)
            matter = matters.get(proposal.matter)
            if matter is not None and matter.form_class is not None:
                self.payload_forms[proposal.pk] = matter.form_class(
                    self.data if self.is_bound else None,
                    case=proposal.case,
                    initial=proposal.payload,
                    prefix=f"payload_{proposal.pk}",
                )
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def _add(self, proposal: Proposal) -> None:
        key = str(proposal.pk)
        self.fields[f"wording_{key}"] = forms.CharField(
            label=_("Wording"), initial=proposal.wording, widget=forms.Textarea(attrs={"rows": 3})
        )
        matter = matters.get(proposal.matter)
        if matter is None or not matter.conditional:
            return
        confirmers, named = [("", "–"), *self.confirmers], proposal.condition_confirmed_by
        if named and named not in {key for key, _words in confirmers}:
            confirmers.append((named, _("The party named")))
        self.fields[f"condition_{key}"] = forms.CharField(
            label=_("Condition"), initial=proposal.condition, max_length=500, required=False
        )
        self.fields[f"confirmed_by_{key}"] = forms.ChoiceField(
            label=_("Who confirms it"),
            choices=confirmers,
            initial=proposal.condition_confirmed_by,
            required=False,
        )
        self.fields[f"latest_{key}"] = DayField(
            label=_("At the latest"), initial=proposal.condition_latest, required=False
        )

    def groups(self) -> list[dict[str, Any]]:
        """Return the fields by proposal, for the template."""
        found = []
        for proposal in self.proposals:
            names = [f"{part}_{proposal.pk}" for part in ("condition", "confirmed_by", "latest")]
            condition = [self[name] for name in names if name in self.fields]
            matter = matters.get(proposal.matter)
            found.append(
                {
                    "proposal": proposal,
                    "label": matter.label if matter else proposal.matter,
                    "wording": self[f"wording_{proposal.pk}"],
                    "condition": condition,
                    "has_condition": any(field.value() or field.errors for field in condition),
                    "payload": self.payload_forms.get(proposal.pk),
                }
            )
        return found

    def is_valid(self) -> bool:
        """Ask the forms of the payloads too."""
        own = super().is_valid()
        return all([own, *(form.is_valid() for form in self.payload_forms.values())])

    def arguments(self) -> dict[str, Any]:
        """Return the texts that the act takes."""
        data: Mapping[str, Any] = self.cleaned_data
        texts = []
        for proposal in self.proposals:
            key, form = str(proposal.pk), self.payload_forms.get(proposal.pk)
            texts.append(
                NewText(
                    proposal=proposal,
                    wording=data[f"wording_{key}"],
                    condition=data.get(f"condition_{key}") or "",
                    confirmed_by=data.get(f"confirmed_by_{key}") or "",
                    latest=data.get(f"latest_{key}"),
                    payload=form.payload() if form is not None else None,
                )
            )
        return {"texts": texts, "why": data["why"]}


class AccountForm(ActForm):
    """The account of an item."""

    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 5}), strip=False)
    leaving = forms.BooleanField(required=False)


class ButtonForm(ActForm):
    """A form that is only a button."""


class AtForm(forms.Form):
    """The item on whose page a button stands, where that is another than the one it is about."""

    at = forms.UUIDField(required=False)


class LateForm(ActForm):
    """Whether the meeting agrees to a late item."""

    accepted = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes")
