"""When projects are thought to end and what they are thought to cost: by the newest of report and forecast."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.clock import local_date
from samstyring.kernel.prepared import Prepared

from ..models import Forecast, StatusReport


@dataclass(frozen=True)
class Outlook:
    """When a project is thought to end, and what it is thought to cost (øre).

    `end_from` and `cost_from` are the days of the forecasts that say so; None where it is the last report that does.
    """

    ends_on: date | None = None
    end_from: date | None = None
    cost: int | None = None
    cost_from: date | None = None


def outlooks_of(keys: Sequence[UUID], reports: Mapping[UUID, StatusReport]) -> Mapping[UUID, Outlook]:
    """Return what is expected of each project; `reports` are those that count. One SQL statement.

    The last forecast counts, whether a report gave it or the project did between reports (as the tolerances have it).
    A report gives none before the project has started: then its own figures stand.
    """
    found = {key: Outlook(ends_on=row.ends_on, cost=row.cost) for key, row in reports.items()}
    for key, ends_on, cost, at, reported, its_end, its_cost in _given(keys):
        own_day = None if reported else local_date(at)
        now = found.get(key, Outlook())
        # What a report does not say stands as it was said before, and by what.
        if ends_on is not None and (not reported or its_end is not None):
            now = replace(now, ends_on=ends_on, end_from=own_day)
        if cost is not None and (not reported or its_cost is not None):
            now = replace(now, cost=cost, cost_from=own_day)
        found[key] = now
    return found


Said = tuple[UUID, date | None, int | None, datetime, UUID | None, date | None, int | None]


@Prepared
def _given(keys: Sequence[UUID]) -> "QuerySet[Any, Said]":
    rows = Forecast.objects.filter(project_id__in=keys).order_by("sequence")
    said = ("status_report_id", "status_report__ends_on", "status_report__cost")
    return rows.values_list("project_id", "ends_on", "cost", "at", *said)
