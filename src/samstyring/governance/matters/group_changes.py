"""Changing, renewing and closing a group: by decision, the same way as it was set up (RG-4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from ..effects.groups import close_group, give_mandate
from ..models import Body, Case, Meeting
from ..queries.groups import mandates_of, open_groups, served_by
from ..queries.texts import house_language
from ..registry import Asked, Matter, Payload, Reading, Requirement, register
from ..rules.meetings import COMING
from .mandates import day_from, last_day_field, not_over, time_words, until_of


class GroupChoice(forms.Form):
    """Which group it is about."""

    group = forms.ChoiceField(label=gettext_lazy("Group"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        kwargs["initial"] = {**initial, "until": day_from(initial.get("until"))}
        super().__init__(*args, **kwargs)
        self.case = case
        choices = [(body.key, body.name) for body in open_groups(clock.today())]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]


class ChangeForm(GroupChoice):
    """The mandate from now on, and for how long."""

    mandate = forms.CharField(label=gettext_lazy("The whole mandate"), widget=forms.Textarea(attrs={"rows": 5}))
    until = last_day_field()

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        data = self.cleaned_data
        until = data["until"].isoformat() if data["until"] else None
        return {"group": data["group"], "mandate": data["mandate"].strip(), "until": until}


class CloseForm(GroupChoice):
    """Why the group is closed."""

    why = forms.CharField(label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        return {"group": self.cleaned_data["group"], "why": self.cleaned_data["why"].strip()}


def group_of(payload: Payload) -> Body:
    """Return the group that a payload names."""
    return Body.objects.get(key=payload["group"])


def group_is_open(payload: Payload, on: date) -> Requirement:
    """Return that the group is set up by a decision and not closed."""
    group = group_of(payload)
    return Requirement(
        key=f"governance.group_open:{group.key}",
        must=True,
        holds=mandates_of(group, on).in_force is not None,
        text=_("%(name)s is set up by a decision and not closed") % {"name": group.name},
        source="not_regulated",
        url=group.get_absolute_url(),
    )


@register
class ChangeGroup(Matter):
    """A group gets a new mandate, or more time."""

    name = "governance.change_group"
    label = gettext_lazy("Renew or change a group's mandate")
    form_class = ChangeForm
    case_kinds = ("free_text",)
    repeatable = True
    conditional = True

    def wording(self, payload: Payload) -> str:
        """Return the group's mandate from now on."""
        with house_language():
            return _("%(name)s has this mandate from now on (%(time)s): %(mandate)s") % {
                "name": group_of(payload).name,
                "time": time_words(payload),
                "mandate": payload["mandate"],
            }

    def read(self, asked: Asked) -> Reading:
        """Return the mandate against the one in force."""
        group = group_of(asked.payload)
        now = mandates_of(group, asked.on).in_force
        return Reading(
            heading=_("New mandate for %(name)s") % {"name": group.name},
            lines=[(_("Time of the mandate"), time_words(asked.payload))],
            changes=[(_("Mandate"), now.text if now else None, asked.payload["mandate"])],
            url=group.get_absolute_url(),
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return that the group is there, and the time not over."""
        return [group_is_open(asked.payload, asked.on), not_over(asked.payload, asked.on)]

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Let the mandate be in force, on the decision."""
        give_mandate(body=group_of(payload), text=payload["mandate"], on=on, until=until_of(payload), basis=basis)


@register
class CloseGroup(Matter):
    """A group is closed: its members' time ends, and what it did stays."""

    name = "governance.close_group"
    label = gettext_lazy("Close a group")
    form_class = CloseForm
    case_kinds = ("free_text",)
    repeatable = True
    conditional = True
    commits = False  # to close what was set up is to wind up

    def wording(self, payload: Payload) -> str:
        """Return that the group is closed."""
        with house_language():
            return _("%(name)s is closed. %(why)s") % {"name": group_of(payload).name, "why": payload["why"]}

    def read(self, asked: Asked) -> Reading:
        """Return the group and why."""
        group = group_of(asked.payload)
        return Reading(
            heading=_("Close %(name)s") % {"name": group.name},
            lines=[(_("Why"), asked.payload["why"])],
            url=group.get_absolute_url(),
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return that the group is there, and that nothing of it is left hanging."""
        group = group_of(asked.payload)
        meets = Meeting.objects.filter(body=group, state__in=COMING).exists()
        cases = Case.objects.filter(body=group, state__in=(Case.State.DRAFT, Case.State.ON_AGENDA)).exists()
        return [
            group_is_open(asked.payload, asked.on),
            Requirement(
                key=f"governance.nothing_left:{group.key}",
                must=True,
                holds=not (meets or cases),
                text=_("%(name)s has no meeting to come and no unfinished case") % {"name": group.name},
                source="not_regulated",
                url=group.get_absolute_url(),
            ),
            *self._serves_nobody(group, asked.on),
        ]

    def _serves_nobody(self, group: Body, on: date) -> Sequence[Requirement]:
        if group.kind != Body.Kind.SECRETARIAT:
            return ()
        served = served_by(group, on)
        text = _("No group has %(name)s as its secretariat") % {"name": group.name}
        if served:
            text += f" ({formats.sentence(body.name for body in served)})"
        return [
            Requirement(
                key=f"governance.serves_nobody:{group.key}",
                must=True,
                holds=not served,
                text=text,
                source="not_regulated",
                url=(served[0] if served else group).get_absolute_url(),
            )
        ]

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Close the group, on the decision."""
        close_group(body=group_of(payload), text=payload["why"], on=on, basis=basis)
