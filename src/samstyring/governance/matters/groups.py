"""Setting up a group: it exists from the decision on, with the mandate decided (RG-3, RG-4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.ui import formats

from ..effects.groups import seat_members, set_up_group
from ..models import Body, Case
from ..queries.groups import open_secretariats
from ..queries.texts import house_language
from ..registry import Asked, Matter, Payload, Reading, Requirement, register
from .mandates import day_from, last_day_field, not_over, time_words, until_of

KEY = RegexValidator(r"^[A-ZÆØÅ][A-ZÆØÅ0-9]{0,9}\Z", gettext_lazy("Use one to ten capital letters and figures."))

KINDS = (
    Body.Kind.EXPERT_GROUP,
    Body.Kind.PROJECT_BOARD,
    Body.Kind.RESOURCE_GROUP,
    Body.Kind.SECRETARIAT,
    Body.Kind.OTHER,
)
"""What can be set up by decision. A secretariat is one: the project office that a municipality runs for some groups has a
name, people and a mandate from the body that decided it, and serves until it is closed. It gives nobody a power: those
come with the offices that the agreement names (SE-1)."""


class GroupForm(forms.Form):
    """The group's name, short name, field, mandate, time and first members."""

    name = forms.CharField(label=gettext_lazy("Name of the group"), max_length=200)
    key = forms.CharField(
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy("Stands in the numbers of its cases, for example FA 1/23."),
        max_length=10,
        validators=[KEY],
        widget=forms.TextInput(attrs={"class": "wide-8"}),
    )
    mandate = forms.CharField(
        label=gettext_lazy("Mandate"),
        help_text=gettext_lazy("Which field the group works in, what it is to do, and for how long."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of group"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        initial=Body.Kind.EXPERT_GROUP,
        required=False,
    )
    until = last_day_field()
    secretary = forms.ChoiceField(
        label=gettext_lazy("Secretariat"),
        help_text=gettext_lazy("Leave it empty where the group is a secretariat itself."),
        required=False,
    )
    members: Any = forms.ModelMultipleChoiceField(
        label=gettext_lazy("First members"),
        help_text=gettext_lazy("More can be appointed when the group is set up."),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-many"}),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        kwargs["initial"] = {**initial, "until": day_from(initial.get("until"))}
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["members"].queryset = Person.objects.order_by("sort_key")  # type: ignore[attr-defined]
        choices = [("", _("none is named")), *((body.key, body.name) for body in open_secretariats(clock.today()))]
        self.fields["secretary"].choices = choices  # type: ignore[attr-defined]

    def clean_key(self) -> str:
        """Refuse a short name that another body has."""
        key = str(self.cleaned_data["key"])
        if _is_taken(key):
            raise ValidationError(_("Another body has this short name."))
        return key

    def clean(self) -> dict[str, Any]:
        """Refuse a secretariat that another one serves."""
        data = super().clean() or {}
        if data.get("kind") == Body.Kind.SECRETARIAT and data.get("secretary"):
            self.add_error("secretary", _("A secretariat has no secretariat of its own. Choose none."))
        return data

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        data = self.cleaned_data
        return {
            **{name: data[name].strip() for name in ("name", "key", "mandate")},
            "kind": data["kind"] or Body.Kind.EXPERT_GROUP.value,
            "until": data["until"].isoformat() if data["until"] else None,
            "secretary": data["secretary"],
            "members": [str(person.pk) for person in data["members"]],
        }


def _members(payload: Payload) -> list[Person]:
    rows = Person.objects.filter(pk__in=payload.get("members", ())).select_related("organisation")
    return list(rows.order_by("sort_key"))


def _secretary(payload: Payload) -> Body | None:
    key = payload.get("secretary")
    return Body.objects.filter(kind=Body.Kind.SECRETARIAT, key=key).first() if key else None


def _role(person: Person) -> str:
    """Return what the seat of a first member is called: where the person comes from."""
    return person.organisation.name if person.organisation else person.name


def _is_taken(key: str) -> bool:
    return Body.objects.filter(key__iexact=key).exists()


@register
class SetUpGroup(Matter):
    """The steering group decides that an expert group is set up, with its mandate."""

    name = "governance.set_up_group"
    label = gettext_lazy("Set up a group")
    form_class = GroupForm
    case_kinds = ("free_text",)
    repeatable = True
    conditional = True

    def wording(self, payload: Payload) -> str:
        """Return that the group is set up with its mandate."""
        with house_language():
            return _("%(name)s is set up, with this mandate: %(mandate)s") % dict(payload)

    def read(self, asked: Asked) -> Reading:
        """Return name, short name and mandate."""
        payload = asked.payload
        lines = [
            (_("Name of the group"), payload["name"]),
            (_("Short name"), payload["key"]),
            (_("Kind of group"), Body.Kind(payload.get("kind") or Body.Kind.EXPERT_GROUP).label),
            (_("Mandate"), payload["mandate"]),
            (_("Time of the mandate"), time_words(payload)),
        ]
        if secretary := _secretary(payload):
            lines.append((_("Secretariat"), secretary.name))
        if members := _members(payload):
            lines.append((_("First members"), formats.sentence(person.name for person in members)))
        return Reading(heading=_("Set up %(name)s") % {"name": payload["name"]}, lines=lines)

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return that the short name is free: numbers carry it."""
        return [
            Requirement(
                key=f"governance.short_name_free:{asked.payload['key']}",
                must=True,
                holds=not _is_taken(asked.payload["key"]),
                text=_("No other body has the short name %(key)s") % {"key": asked.payload["key"]},
                source="not_regulated",
            ),
            not_over(asked.payload, asked.on),
        ]

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Set the group up with its first members, on the decision."""
        deciders = charter.who_decides(self.name, on)
        body = set_up_group(
            key=payload["key"],
            name=payload["name"],
            mandate=payload["mandate"],
            clause=deciders[0].clause_of_authority if deciders else "",
            kind=payload.get("kind") or Body.Kind.EXPERT_GROUP,
            secretary=_secretary(payload),
            on=on,
            until=until_of(payload),
            basis=basis,
        )
        members = [(person, person.organisation, _role(person)) for person in _members(payload)]
        seat_members(body=body, members=members, observer=False, on=on, basis=basis)
