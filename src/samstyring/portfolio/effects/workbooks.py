"""Writing what a workbook of the portfolio changes, in bulk."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.names import search_key, sort_key
from samstyring.records.effects import Upload

from ..models import REPORT_CONTENT, Milestone, Project, Risk
from ..sheets.round_trip import Change
from .publishing import publish
from .risks import write_assessments


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
    columns = _columns(changes, ("name", "kind", "point", "due_on", "criteria", "accepted_by"))
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
    last = _last_numbers(Milestone, changes)
    made = []
    for change in changes:
        last[change.project.pk] = last.get(change.project.pk, 0) + 1
        made.append(Milestone(project=change.project, sequence=last[change.project.pk], **change.values))
    Milestone.objects.bulk_create(made, batch_size=500)


@effect
def change_risks(*, changes: Sequence[Change], by: Actor, at: datetime, basis: Basis | None = None) -> None:
    """Write what is said of risks, each with a new revision, and how those are judged that are judged anew."""
    del basis
    names = ("title", "cause", "consequence", "category")
    for change in changes:
        for name in names:
            setattr(change.thing, name, change.values[name])
        change.thing.revision += 1
    write_assessments([(row.thing, *row.values["judged"]) for row in changes if row.values["judged"]], by, at)
    Risk.objects.bulk_update([row.thing for row in changes], [*names, "standing", "revision"], batch_size=200)


@effect
def add_risks(*, changes: Sequence[Change], by: Actor, at: datetime, basis: Basis | None = None) -> None:
    """Register new risks with their first assessment, numbered on from the last of each project."""
    del basis
    last = _last_numbers(Risk, changes)
    made = []
    for change in changes:
        last[change.project.pk] = last.get(change.project.pk, 0) + 1
        said = {name: value for name, value in change.values.items() if name != "judged"}
        made.append(Risk(project=change.project, sequence=last[change.project.pk], registered_at=at, **said))
    Risk.objects.bulk_create(made, batch_size=500)
    rows = zip(made, changes, strict=True)
    write_assessments([(risk, *change.values["judged"]) for risk, change in rows], by, at)
    Risk.objects.bulk_update(made, ["standing"], batch_size=200)


def _last_numbers(model: Any, changes: Sequence[Change]) -> dict[Any, int]:
    """Return the last number in each project that the changes are about. One statement."""
    keys = {change.project.pk for change in changes}
    rows = model.objects.filter(project_id__in=keys).values("project_id").annotate(last=Max("sequence"))
    return {row["project_id"]: row["last"] for row in rows}


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
