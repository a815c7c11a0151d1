"""What other project tools say of the projects, as their exports told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samstyring.parties.names import search_key
from samstyring.ui import formats

from ..models import ExportedProject, Project, ProjectExport

SHOWN = 10
MONEY = {"budget", "spent", "forecast"}
DAYS = {"starts_on", "ends_on"}


@dataclass(frozen=True)
class Known:
    """What a new export is held up against."""

    told: Mapping[str, ExportedProject]
    """The last that was told of each, by its key in the export."""
    named: Mapping[str, Project]
    """The projects here by their name, folded."""


def known() -> Known:
    """Return what is known of projects here and in exports. Two SQL statements."""
    told: dict[str, ExportedProject] = {}
    for row in ExportedProject.objects.select_related("project").order_by("at", "id"):
        told[row.key] = row
    return Known(told, {search_key(project.name): project for project in Project.objects.all()})


def last_export() -> ProjectExport | None:
    """Return the last export that was taken in."""
    return ProjectExport.objects.first()


def labels() -> dict[str, Any]:
    """Return what each field is called."""
    from ..sheets.exported import SHEET

    return {column.key: column.heading for column in SHEET.columns}


def in_words(name: str, value: Any) -> str:
    """Return a field's value as it reads."""
    if value in (None, "", []):
        return ""
    if name in MONEY:
        return str(formats.money(value))
    if name in DAYS:
        return str(formats.day(date.fromisoformat(value)))
    return str(formats.sentence(value)) if isinstance(value, list) else str(value)


def in_rows(before: Mapping[str, Any], after: Mapping[str, Any], fields: Sequence[str]) -> list[tuple[Any, str, str]]:
    """Return fields as rows of label, before and after."""
    called = labels()
    return [(called[name], in_words(name, before.get(name)), in_words(name, after.get(name))) for name in fields]


@dataclass(frozen=True)
class Panel:
    """What the other tool says of a project now, and how that changed."""

    last: ExportedProject
    said: Sequence[tuple[Any, str]]
    earlier: Sequence[ExportedProject]


def panel(project: Project) -> Panel | None:
    """Return what exports say of a project, or None. One SQL statement."""
    rows = list(project.exported.select_related("export", "export__by")[:SHOWN])
    if not rows:
        return None
    called, last = labels(), rows[0]
    said = [(called[name], in_words(name, last.said[name])) for name in called if last.said.get(name)]
    return Panel(last, said, rows[1:])
