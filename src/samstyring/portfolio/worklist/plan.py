"""Registers what plans and mandates require by a day: milestones and deliverables that are due, and mandates that run out."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, in_whole, register_source

from .. import queries
from ..models import Mandate, Milestone
from ..queries import plan

AHEAD = timedelta(days=30)
"""How long before its day a milestone stands in a work list."""
RUNS_OUT = timedelta(days=60)
"""How long before its last day a mandate does: a new one takes a meeting."""


def _due(milestone: Milestone, who: str = "") -> Waiting:
    project = milestone.project
    kind = capfirst(str(milestone.get_kind_display()))
    if milestone.point:
        says = _("Pass the decision point, or say when it will be.")
    else:
        says = _("Say that it is reached, or when it will be.")
    return Waiting(
        heading=_("%(project)s: %(what)s") % {"project": project, "what": milestone.name},
        url=milestone.get_absolute_url(),
        deadline=milestone.due_on,
        text=f"{kind}. {says}",
        key=f"portfolio.milestone:{milestone.pk}",
        who=who,
    )


def _ending(mandate: Mandate, clause: str, who: str = "") -> Waiting:
    return Waiting(
        heading=_("The mandate of %(project)s runs out") % {"project": mandate.project},
        url=mandate.get_absolute_url(),
        clause=clause,
        deadline=mandate.ends_on,
        text=_("Bring a new mandate before the body that gave it, or close the project."),
        key=f"portfolio.mandate:{mandate.pk}",
        who=who,
    )


def _mine(actor: Actor) -> frozenset[str]:
    return frozenset(actor.scoped_ids("project", "project_manager", "project_owner"))


def _leads(row: Mandate | Milestone) -> str:
    project = row.project
    owner = project.owner
    return project.manager.name if project.manager else owner.name if owner else ""


@register_source
def milestones_due(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who lead a project what its plan says is due. One SQL statement."""
    mine = _mine(actor)
    return [_due(row) for row in plan.milestones_until(today + AHEAD, mine)] if mine else []


@in_whole("projects", milestones_due)
def all_milestones_due(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the same for all projects. One statement."""
    del reader
    return [_due(row, _leads(row)) for row in plan.milestones_until(today + AHEAD)]


@register_source
def mandates_ending(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who lead a project that its mandate runs out, or has. One SQL statement, besides the clause."""
    mine = _mine(actor)
    rows = plan.mandates_until(today, RUNS_OUT, mine) if mine else []
    clause = queries.clauses_on(today).mandate if rows else ""
    return [_ending(row, clause) for row in rows]


@in_whole("projects", mandates_ending)
def all_mandates_ending(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the same for all projects. One statement, besides the clause."""
    del reader
    rows = plan.mandates_until(today, RUNS_OUT)
    clause = queries.clauses_on(today).mandate if rows else ""
    return [_ending(row, clause, _leads(row)) for row in rows]
