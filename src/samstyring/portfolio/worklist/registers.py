"""Registers the issues to solve and the messages to give whose day comes soon, or is past."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, in_whole, register_source

from ..queries import registers as queries
from ..queries.registers import Due
from ..rules.registers import REGISTERS

AHEAD = timedelta(days=30)
"""How long before its day an entry stands in a work list."""


def _waiting(entry: Due, who: str = "") -> Waiting:
    return Waiting(
        heading=_("%(project)s: %(what)s") % {"project": entry.project, "what": entry.title},
        url=reverse("portfolio:entry", args=[entry.code, entry.register, entry.sequence]),
        deadline=entry.due_on,
        text=f"{entry.responsible}. {REGISTERS[entry.register].heading}",
        key=f"portfolio.{entry.kind}:{entry.key}",
        who=who,
    )


@register_source
def entries_due(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who lead a project what is to be solved and said, and which role sees to it. One statement."""
    mine = actor.scoped_ids("project", "project_manager", "project_owner")
    if not mine:
        return []
    return [_waiting(entry) for entry in queries.due_until(today + AHEAD) if str(entry.project_id) in mine]


@in_whole("projects", entries_due)
def all_entries_due(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the same for all projects. One statement."""
    del reader
    return [_waiting(entry, entry.responsible) for entry in queries.due_until(today + AHEAD)]
