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
from samstyring.kernel.models import Basis

from ..effects.groups import set_up_group
from ..models import Body, Case
from ..queries.texts import house_language
from ..registry import Asked, Matter, Payload, Reading, Requirement, register

KEY = RegexValidator(r"^[A-ZÆØÅ][A-ZÆØÅ0-9]{0,9}\Z", gettext_lazy("Use one to ten capital letters and figures."))


class GroupForm(forms.Form):
    """The group's name, short name, field and mandate."""

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

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_key(self) -> str:
        """Refuse a short name that another body has."""
        key = str(self.cleaned_data["key"])
        if _is_taken(key):
            raise ValidationError(_("Another body has this short name."))
        return key

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        return {name: self.cleaned_data[name].strip() for name in ("name", "key", "mandate")}


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
            (_("Mandate"), payload["mandate"]),
        ]
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
            )
        ]

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Set the group up, on the decision."""
        deciders = charter.who_decides(self.name, on)
        set_up_group(
            key=payload["key"],
            name=payload["name"],
            mandate=payload["mandate"],
            clause=deciders[0].clause_of_authority if deciders else "",
            basis=basis,
        )
