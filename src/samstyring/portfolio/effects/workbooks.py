"""Writing what a workbook of the portfolio changes, in bulk."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.names import search_key, sort_key
from samstyring.records.effects import Upload

from ..models import REPORT_CONTENT, Milestone, Project
from ..sheets.round_trip import Change
from .publishing import publish


@effect
def change_projects(*, changes: Sequence[Change], basis: Basis | None = None) -> None:
    """Write what is said of projects, each with a new revision."""
    del basis
    columns = _columns(changes, ("name", "origin", "summary", "purposes"))
    rows = [_changed(change) for change in changes]
    for row in rows:
        row.sort_key, row.search_key = sort_key(row.name), search_key(row.name)
    keys = ["sort_key", "search_key"] if "name" in columns else []
    Project.objects.bulk_update(rows, [*columns, *keys], batch_size=200)


@effect
def change_milestones(*, changes: Sequence[Change], basis: Basis | None = None) -> None:
    """Write what is said of milestones, each with a new revision."""
    del basis
    columns = _columns(changes, ("name", "kind", "due_on", "criteria", "accepted_by"))
    rows = [_changed(change) for change in changes]
    Milestone.objects.bulk_update(rows, columns, batch_size=200)


def _columns(changes: Sequence[Change], names: Sequence[str]) -> list[str]:
    """Return the columns that some row changes: a bulk write is as long as its columns are many."""
    changed = {name for change in changes for name in change.changed}
    return [*(name for name in names if name in changed), "revision"]


def _changed(change: Change) -> Any:
    for name, value in change.values.items():
        setattr(change.thing, name, value)
    change.thing.revision += 1
    return change.thing


@effect
def add_milestones(*, changes: Sequence[Change], basis: Basis | None = None) -> None:
    """Put new milestones in plans, numbered on from the last of each plan."""
    del basis
    keys = {change.project.pk for change in changes}
    rows = Milestone.objects.filter(project_id__in=keys).values("project_id").annotate(last=Max("sequence"))
    last = {row["project_id"]: row["last"] for row in rows}
    made = []
    for change in changes:
        last[change.project.pk] = last.get(change.project.pk, 0) + 1
        made.append(Milestone(project=change.project, sequence=last[change.project.pk], **change.values))
    Milestone.objects.bulk_create(made, batch_size=500)


@effect
def publish_reports(
    *, changes: Sequence[Change], by: Actor, evidence: Upload | None, basis: Basis | None = None
) -> None:
    """Publish the reports that stand in rows; the file is the evidence of what is registered for others."""
    del basis
    for change in changes:
        who: Mapping[str, Any] = {
            "answered_by": change.values["answered_by"] or "",
            "answered_as": change.values["answered_as"] or "",
            "answered_on": change.values["answered_on"],
        }
        content = {name: change.values[name] for name in REPORT_CONTENT}
        report = publish(ask=change.thing, content=content, by=by, evidence=evidence, alone=False, **who)
        acts.record(change.thing, report)
