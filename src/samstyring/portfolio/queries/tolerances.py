"""Which projects are outside the tolerances of their mandates, asked about many at once (OR-3)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from ..models import Forecast, Mandate, Project
from ..rules.tolerances import BENEFIT, COST, SCOPE, TIME, frames, outside
from .mandates import mandates_in_force

INSIDE, OUTSIDE, SILENT = "inside", "outside", "none"
"""Inside every tolerance, outside any of them, and without a forecast to hold against them."""
AREAS = (TIME, COST, SCOPE, BENEFIT)


def last_forecasts(keys: Sequence[UUID] | None = None) -> Mapping[UUID, Forecast]:
    """Return the forecast that counts of each project that has started, or of some of them. One SQL statement."""
    newest = Forecast.objects.filter(project=OuterRef("project")).order_by("-sequence").values("pk")[:1]
    rows = Forecast.objects.filter(project__state=Project.State.STARTED, pk=Subquery(newest))
    if keys is not None:
        rows = rows.filter(project_id__in=keys)
    shown = ("project_id", "ends_on", "cost", "scope_holds", "benefit_holds")
    return {row.project_id: row for row in rows.only(*shown)}


def tolerances_left(keys: Sequence[UUID], mandates: Mapping[UUID, Mandate]) -> Mapping[UUID, list[str]]:
    """Return which tolerances each project with a forecast is outside: none where it is inside. One SQL statement.

    `mandates` are those in force.
    """
    forecasts = last_forecasts(keys)
    return {key: outside(frames(mandates.get(key)), forecast) for key, forecast in forecasts.items()}


def outside_on(on: date) -> Mapping[UUID, list[str]]:
    """Return which tolerances each started project with a forecast is outside on a day. Two SQL statements at most.

    The days and sums of a mandate are added up by the rule that the project's own page asks, so the two never differ.
    """
    forecasts = last_forecasts()
    mandates = mandates_in_force(forecasts, on, light=True) if forecasts else {}
    return {key: outside(frames(mandates.get(key)), forecast) for key, forecast in forecasts.items()}


def in_tolerance(rows: QuerySet[Project], stand: str, on: date) -> QuerySet[Any]:
    """Return the projects that have started and are inside, outside (any, or one of AREAS), or have no forecast.

    Two SQL statements beside that of the rows, one where nothing has a forecast.
    """
    started = rows.filter(state=Project.State.STARTED)
    if stand == SILENT:
        return started.exclude(pk__in=list(last_forecasts()))
    outs = outside_on(on)
    chosen = [
        key
        for key, areas in outs.items()
        if (not areas if stand == INSIDE else bool(areas) if stand == OUTSIDE else stand in areas)
    ]
    return started.filter(pk__in=chosen)
