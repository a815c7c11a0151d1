"""What other project tools say of the projects, as their exports told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samstyring.kernel.errors import NotThere
from samstyring.parties.names import search_key
from samstyring.ui import formats

from ..models import ExportedProject, Project, ProjectExport

MONEY = {"budget", "spent", "forecast"}
DAYS = {"starts_on", "ends_on"}


@dataclass(frozen=True)
class Known:
    """What a new export is held up against."""

    told: Mapping[str, ExportedProject]
    """The last that was told of each, by its key in the export."""
    named: Mapping[str, Sequence[Project]]
    """The projects here by their name, folded: several can be called the same."""


def known() -> Known:
    """Return what is known of projects here and in exports. Two SQL statements."""
    named: dict[str, list[Project]] = {}
    for project in Project.objects.all():
        named.setdefault(search_key(project.name), []).append(project)
    return Known(told_last(), named)


def told_last() -> dict[str, ExportedProject]:
    """Return the last that exports told of each project, by its key there. One SQL statement."""
    return {row.key: row for row in ExportedProject.objects.select_related("project").order_by("at", "id")}


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
class Told:
    """What one export said of a project: field by field, and what was new in it."""

    row: ExportedProject
    changed: Sequence[tuple[Any, str, str]]


@dataclass(frozen=True)
class ToldPage:
    """What the other tool says of a project now, and how that came to be: the newest first."""

    said: Sequence[tuple[Any, str]]
    told: Sequence[Told]


def told_page(project: Project) -> ToldPage:
    """Return what exports say of a project. One SQL statement. Raises NotThere where none told of it."""
    rows = list(project.exported.select_related("export", "export__by"))
    if not rows:
        raise NotThere
    called, before = labels(), [*rows[1:], None]
    said = [(called[name], in_words(name, rows[0].said[name])) for name in called if rows[0].said.get(name)]
    return ToldPage(said, [Told(row, _new_in(row, earlier)) for row, earlier in zip(rows, before, strict=True)])


def _new_in(row: ExportedProject, earlier: ExportedProject | None) -> list[tuple[Any, str, str]]:
    before = earlier.said if earlier else {}
    fields = [name for name in labels() if row.said.get(name) != before.get(name)]
    return in_rows(before, row.said, fields) if earlier else []
