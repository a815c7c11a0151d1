"""Giving a group another secretariat, or none: by decision, the same way as it was set up (RG-4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.models import Basis
from samstyring.ui import formats
from samstyring.ui.fields import DayField

from ..effects.groups import name_secretariat
from ..models import Body
from ..queries.groups import closed_bodies, open_secretariats, secretariats_of
from ..queries.texts import house_language
from ..registry import Asked, Matter, Payload, Reading, Requirement, register
from .group_changes import GroupChoice, group_is_open, group_of
from .mandates import day_from


class SecretariatForm(GroupChoice):
    """Which secretariat serves the group from now on."""

    secretary = forms.ChoiceField(label=gettext_lazy("Secretariat"), required=False)
    from_day = DayField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("Leave it empty where it holds from the decision."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        super().__init__(*args, initial={**initial, "from_day": day_from(initial.get("from_day"))}, **kwargs)
        choices = [("", _("none any more")), *((body.key, body.name) for body in open_secretariats(clock.today()))]
        self.fields["secretary"].choices = choices  # type: ignore[attr-defined]

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        data = self.cleaned_data
        from_day = data["from_day"].isoformat() if data["from_day"] else None
        return {"group": data["group"], "secretary": data["secretary"], "from_day": from_day}


def _secretary(payload: Payload) -> Body | None:
    key = payload.get("secretary")
    return Body.objects.get(key=key) if key else None


def _day(payload: Payload, on: date) -> date:
    """Return the first day: the one chosen, or that of the decision where it is decided later."""
    return max(on, day_from(payload.get("from_day")) or on)


def _name(secretary: Body | None) -> str:
    return secretary.name if secretary else _("no secretariat")


@register
class ChangeGroupSecretariat(Matter):
    """A group gets another secretariat from a day on, or has none any more."""

    name = "governance.change_group_secretariat"
    label = gettext_lazy("Give a group another secretariat")
    form_class = SecretariatForm
    case_kinds = ("free_text",)
    repeatable = True
    conditional = True

    def wording(self, payload: Payload) -> str:
        """Return which secretariat serves the group, and from when."""
        with house_language():
            secretary, day = _secretary(payload), day_from(payload.get("from_day"))
            facts = {
                "name": group_of(payload).name,
                "secretariat": _name(secretary),
                "time": _("from %(day)s") % {"day": formats.day(day)} if day else _("from now on"),
            }
            if secretary is None:
                return _("%(name)s has no secretariat %(time)s.") % facts
            return _("%(secretariat)s is the secretariat of %(name)s %(time)s.") % facts

    def read(self, asked: Asked) -> Reading:
        """Return the secretariat against the one that serves it."""
        group, day = group_of(asked.payload), _day(asked.payload, asked.on)
        served = secretariats_of(group, day).serves
        return Reading(
            heading=_("New secretariat for %(name)s") % {"name": group.name},
            lines=[(_("From"), formats.day(day))],
            changes=[(_("Secretariat"), _name(served), _name(_secretary(asked.payload)))],
            url=group.get_absolute_url(),
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return that the group is there, that it changes something, and that nothing begins after it."""
        group, day = group_of(asked.payload), _day(asked.payload, asked.on)
        served, secretary = secretariats_of(group, day), _secretary(asked.payload)
        there = secretary is None or secretary.pk not in closed_bodies(day)
        return [
            group_is_open(asked.payload, asked.on),
            Requirement(
                key=f"governance.secretariat_changes:{group.key}",
                must=True,
                holds=there and served.serves != secretary,
                text=_("%(name)s has another secretariat today, and the new one is not closed") % {"name": group.name},
                source="not_regulated",
                url=group.get_absolute_url(),
            ),
            Requirement(
                key=f"governance.secretariat_last:{group.key}",
                must=True,
                holds=all(row.from_date <= day for row in served.every),
                text=_("No other change of the secretariat of %(name)s begins later") % {"name": group.name},
                source="not_regulated",
                url=group.get_absolute_url(),
            ),
        ]

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Let the secretariat serve the group, on the decision."""
        name_secretariat(body=group_of(payload), secretary=_secretary(payload), on=_day(payload, on), basis=basis)
