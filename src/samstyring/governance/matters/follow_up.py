"""Asking a party to do something because of a decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.charter.models import Accession
from samstyring.kernel import clock
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation, Person
from samstyring.ui import formats
from samstyring.ui.fields import DayField

from ..effects.actions import add_action
from ..models import Case, Seat
from ..queries.texts import house_language
from ..registry import Asked, Matter, Payload, Reading, Requirement, register


class FollowUpForm(forms.Form):
    """What is to be done, by whom, by when."""

    text = forms.CharField(
        label=gettext_lazy("What is to be done"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Who is responsible"), queryset=Organisation.objects.none()
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Person, where one is named"), queryset=Person.objects.none(), required=False
    )
    deadline = DayField(label=gettext_lazy("Deadline"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        if isinstance(initial.get("deadline"), str):
            initial["deadline"] = date.fromisoformat(initial["deadline"])
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.order_by("sort_key")  # type: ignore[attr-defined]
        self.fields["person"].queryset = Person.objects.order_by("sort_key")  # type: ignore[attr-defined]
        self.fields["deadline"].earliest = clock.today()  # type: ignore[attr-defined]

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        person = self.cleaned_data["person"]
        return {
            "text": self.cleaned_data["text"].strip(),
            "organisation": str(self.cleaned_data["organisation"].pk),
            "person": str(person.pk) if person else None,
            "deadline": self.cleaned_data["deadline"].isoformat(),
        }


def _source(on: date) -> str:
    """Return the clause by which the parties carry out what is decided: what lets them report on it."""
    given = charter.powers_on(on).get("governance.report_action", {})
    return given.get("chief_executive") or next(iter(given.values()), "")


def _takes_part(organisation_id: UUID, on: date) -> bool:
    """Tell whether an organisation is a party to the agreement on a day, or holds a seat in one of its bodies."""
    return (
        Accession.objects.on(on).filter(organisation_id=organisation_id).exists()
        or Seat.objects.filter(organisation_id=organisation_id).exists()
    )


@register
class FollowUp(Matter):
    """A follow-up action with a responsible party and a deadline (SG-8)."""

    name = "governance.follow_up"
    label = gettext_lazy("Follow-up")
    lasts = False
    form_class = FollowUpForm
    case_kinds = ("free_text", "project", "information", "other_business")
    repeatable = True
    commits = False
    conditional = True

    def wording(self, payload: Payload) -> str:
        """Return who is asked to do what by when."""
        organisation = Organisation.objects.get(pk=payload["organisation"])
        deadline = date.fromisoformat(payload["deadline"])
        with house_language():
            return _("%(who)s follows up by %(day)s: %(what)s") % {
                "who": organisation.name,
                "what": payload["text"],
                "day": formats.day(deadline),
            }

    def read(self, asked: Asked) -> Reading:
        """Return who, what, by when."""
        payload = asked.payload
        organisation = Organisation.objects.get(pk=payload["organisation"])
        person = Person.objects.filter(pk=payload["person"]).first() if payload.get("person") else None
        lines = [
            (_("What is to be done"), payload["text"]),
            (_("Who is responsible"), f"{organisation.name}, {person.name}" if person else organisation.name),
            (_("Deadline"), formats.day(date.fromisoformat(payload["deadline"]))),
        ]
        return Reading(heading=self.label, lines=lines)

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return that the one responsible is a party to the agreement, or takes part in it otherwise."""
        organisation_id = UUID(str(asked.payload["organisation"]))
        return [
            Requirement(
                key="governance.follow_up_by_party",
                must=False,
                holds=_takes_part(organisation_id, asked.on),
                text=_("The one responsible takes part in the co-operation."),
                source=_source(asked.on),
            )
        ]

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Add the action."""
        add_action(
            text=payload["text"],
            organisation_id=UUID(str(payload["organisation"])),
            person_id=UUID(str(payload["person"])) if payload.get("person") else None,
            deadline=date.fromisoformat(payload["deadline"]),
            basis=basis,
        )
