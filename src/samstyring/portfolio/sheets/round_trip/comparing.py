"""What a workbook that comes back would change, row by row, and everything that is wrong in it. Nothing is written here."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.registry import Column, LongText, Problem, Row, Sheet, Text, Wrong
from samstyring.records.registry.cells import as_text
from samstyring.records.takeover.checking import check
from samstyring.records.takeover.reading import Workbook, read

from ...models import REPORT_CONTENT, Project
from ...queries import purposes_on
from ...queries import workbooks as queries
from ...queries.forecasting import forecasting_of
from ...queries.plan import points_to_choose
from ...queries.reports import report_before
from ...queries.risks import as_it_stands
from ...rules.plan import checked
from ...rules.projects import require_purposes
from ...rules.reports import tidied
from ...rules.risks import JUDGED, SAID, judged
from ...rules.risks import checked as checked_risk
from .columns import MILESTONES, PROJECTS, RISKS, SHEETS, STATUS

PROJECT, MILESTONE, NEW, REPORT = "project", "milestone", "new", "report"
RISK, NEW_RISK = "risk", "new_risk"
PROJECT_FIELDS = ("name", "origin", "summary", "purposes")
UNCHECKED: Any = None
"""A text is read without looking anything up."""
MILESTONE_FIELDS = ("name", "kind", "point", "due_on", "criteria", "accepted_by")
JUDGING = {*JUDGED, "exposed", "remark"}
RISK_FIELDS = ("kind", *SAID, "category", *JUDGED, "exposed", "remark")


@dataclass(frozen=True)
class Change:
    """What a row would change: the thing as it is here, the new values, and each field before and after as text."""

    kind: str
    sheet: str
    row: int
    project: Project
    thing: Any
    values: Mapping[str, Any]
    fields: Sequence[tuple[str, str, str]]
    cells: Sequence[tuple[str, str, str]] = ()
    """Each column that differs, as it was and as it becomes, in cells that can be read again in any language."""

    @property
    def changed(self) -> list[str]:
        """Return the columns that are other than they stand here; asked before anything is written."""
        return [name for name, value in self.values.items() if getattr(self.thing, name) != value]

    @property
    def name(self) -> str:
        """Return what the row is about."""
        if self.kind in (PROJECT, REPORT):
            return self.project.name
        return str(self.values.get("name") or self.values.get("title") or self.thing or "")

    def plain(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "kind": self.kind,
            "sheet": self.sheet,
            "row": self.row,
            "project": self.project.code,
            "number": getattr(self.thing, "sequence", None),
            "name": self.name,
            "fields": [list(field) for field in self.fields],
            "cells": [list(cell) for cell in self.cells],
        }


@dataclass(frozen=True)
class Comparison:
    """A workbook beside the portfolio: what would change, what was changed here meanwhile, and what is wrong."""

    changes: Sequence[Change]
    conflicts: Sequence[Change]
    problems: Sequence[Problem]
    same: int

    def of(self, *kinds: str) -> list[Change]:
        """Return the changes of some kinds."""
        return [change for change in self.changes if change.kind in kinds]

    @property
    def digest(self) -> str:
        """Return what tells this comparison from another: what is confirmed is what was shown."""
        shown = [[change.kind, change.plain()] for change in (*self.changes, *self.conflicts)]
        return hashlib.sha256(json.dumps(shown, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read_workbook(content: bytes, file_name: str) -> Workbook:
    """Read a workbook of the portfolio. Raises NotReadable."""
    return read(content, file_name, of=SHEETS)


def compare(workbook: Workbook, by: Actor, today: date) -> Comparison:
    """Compare a workbook with what is here and the reader may change.

    A fixed number of SQL statements, and a few more for each report.
    """
    checked_book = check(workbook, today)
    comparing = Comparing(by, today, {key for sheet in workbook.sheets for key in _columns(sheet)})
    for sheet in checked_book.sheets:
        bad = {problem.row for problem in checked_book.problems if problem.sheet == str(sheet.sheet.title)}
        take: Callable[[Row], None] = {
            PROJECTS.name: comparing.project,
            MILESTONES.name: comparing.milestone,
            RISKS.name: comparing.risk,
            STATUS.name: comparing.status,
        }[sheet.sheet.name]
        for row in sheet.rows:
            if row.number not in bad:
                take(row)
    order = {str(sheet.title): index for index, sheet in enumerate(SHEETS)}
    problems = [*checked_book.problems, *comparing.problems]
    return Comparison(
        comparing.changes,
        comparing.conflicts,
        sorted(problems, key=lambda problem: (order.get(problem.sheet, -1), problem.row)),
        comparing.same,
    )


def _key_of(points: Mapping[str, str], said: str | None) -> str | None:
    """Return the key of the decision point that a cell names by code, name or both, in whatever case; else what it says."""
    asked = (said or "").casefold()
    known = ((key, (key, words, words.removeprefix(f"{key} "))) for key, words in points.items())
    return next((key for key, names in known if asked in (name.casefold() for name in names)), said)


def _columns(sheet: Any) -> list[str]:
    return [f"{sheet.sheet.name}.{key}" for key in sheet.columns]


class Comparing:
    """One comparison: what is here, read once, and what was found so far."""

    def __init__(self, by: Actor, today: date, columns: set[str]) -> None:
        self.by, self.today, self.columns = by, today, columns
        self.registering = queries.registers_all(by)
        projects = queries.projects_to_change(by)
        self.projects = {row.code: row for row in projects}
        self.over = queries.codes_over()
        self.milestones = {(row.project.code, row.sequence): row for row in queries.milestones_in(projects)}
        self.risks = {(row.project.code, row.sequence): row for row in queries.risks_in(projects)}
        self.exposable = queries.exposable_in(projects)
        asks = queries.asks_in(projects)
        self.asks = {(row.window.code, row.project.code): row for row in asks}
        self.reported = queries.reported_in(asks)
        self.purposes = [purpose.key for purpose in purposes_on(today)]
        self.points: dict[Any, Mapping[str, str]] = {}
        self.seen: dict[Any, int] = {}
        self.changes: list[Change] = []
        self.conflicts: list[Change] = []
        self.problems: list[Problem] = []
        self.same = 0

    # -- each sheet ----------------------------------------------------------------------------------------------------

    def project(self, row: Row) -> None:
        """Compare a row about a project."""
        project = self._project(PROJECTS, row, "code")
        if project is None or self._twice(PROJECTS, row, project.pk):
            return
        values = self._values(PROJECTS, row, project, PROJECT_FIELDS)
        fields = self._fields(PROJECTS, project, values)
        if fields and not self._may(PROJECTS, row, "portfolio.edit_project", project):
            return
        if fields and values["purposes"] != project.purposes:
            try:
                require_purposes(values["purposes"], self.purposes)
            except InvalidInput as refusal:
                self._wrong(PROJECTS, row, refusal.errors)
                return
        cells = _cells(PROJECTS, project, values)
        change = Change(PROJECT, str(PROJECTS.title), row.number, project, project, values, fields, cells)
        self._found(PROJECTS, row, change, project.revision)

    def milestone(self, row: Row) -> None:
        """Compare a row about a milestone, or a new one."""
        project = self._project(MILESTONES, row, "project")
        if project is None:
            return
        number = row["number"]
        found = self.milestones.get((project.code, number)) if number else None
        if number and found is None:
            self._problem(MILESTONES, row, "number", _("The plan has no milestone with this number."), _("Leave number and revision empty for a new one."))  # fmt: skip
            return
        if found is not None and self._twice(MILESTONES, row, found.pk):
            return
        points = self._points(project)
        row.values["point"] = _key_of(points, row["point"])
        said = self._values(MILESTONES, row, found, MILESTONE_FIELDS)
        fields = self._fields(MILESTONES, found, said)
        if not fields:
            self.same += 1
            return
        if not self._may(MILESTONES, row, "portfolio.edit_milestone" if found else "portfolio.add_milestone", project):
            return
        if found is not None and found.reached_on:
            self._problem(MILESTONES, row, "name", _("It is reached, and what is reached is not changed."))
            return
        try:
            values = checked(said, {*points, found.point if found else ""})
        except InvalidInput as refusal:
            self._wrong(MILESTONES, row, refusal.errors)
            return
        kind, cells = (MILESTONE, _cells(MILESTONES, found, values)) if found else (NEW, ())
        change = Change(kind, str(MILESTONES.title), row.number, project, found, values, fields, cells)
        self._found(MILESTONES, row, change, found.revision if found else None)

    def risk(self, row: Row) -> None:
        """Compare a row about an open risk or opportunity, or a new one."""
        project = self._project(RISKS, row, "project")
        if project is None:
            return
        number = row["number"]
        found = self.risks.get((project.code, number)) if number else None
        if number and found is None:
            self._problem(RISKS, row, "number", _("No risk of the project that is open has this number."), _("Leave number and revision empty for a new one."))  # fmt: skip
            return
        if found is not None and self._twice(RISKS, row, found.pk):
            return
        row.values["exposed"] = sorted(row["exposed"] or (), key=lambda one: one.sort_key)
        stands = SimpleNamespace(**as_it_stands(found)) if found else None
        said = self._values(RISKS, row, stands, RISK_FIELDS)
        everyone, heading = _("all that take part"), str(RISKS.column("exposed").heading)
        fields = [
            (words, before or everyone if found else before, after or everyone)
            if words == heading
            else (words, before, after)
            for words, before, after in self._fields(RISKS, stands, said)
        ]
        if not fields:
            self.same += 1
            return
        if found is not None and said["kind"] != found.kind:
            self._problem(RISKS, row, "kind", _("A risk does not become an opportunity, or the other way round."), _("Close it on its page, and register the other."))  # fmt: skip
            return
        changed = {name for name, value in said.items() if not found or getattr(stands, name) != value}
        if not self._may_change_risk(row, project, found, changed):
            return
        values = self._checked_risk(row, project, said)
        if values is not None:
            if found is not None and not changed & JUDGING:
                values["judged"] = None
            kind, cells = (RISK, _cells(RISKS, stands, said)) if found else (NEW_RISK, ())
            change = Change(kind, str(RISKS.title), row.number, project, found, values, fields, cells)
            self._found(RISKS, row, change, found.revision if found else None)

    def _may_change_risk(self, row: Row, project: Project, found: Any, changed: set[str]) -> bool:
        """Tell whether the reader may do what the row does: say what it is, judge it, or register a new one."""
        needed = ["portfolio.register_risk"] if found is None else []
        if found is not None:
            needed += ["portfolio.assess_risk"] if changed & JUDGING else []
            needed += ["portfolio.edit_risk"] if changed - JUDGING else []
        return all(self._may(RISKS, row, act, project) for act in needed)

    def _checked_risk(self, row: Row, project: Project, said: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return what a row says of a risk and how it judges it; None where something is wrong, which is told."""
        exposed = [str(one.pk) for one in said["exposed"]]
        steps = {name: int(said[name] or 0) for name in JUDGED}
        columns = {**steps, "everyone": not exposed, "exposed": exposed, "remark": said["remark"]}
        try:
            return {
                **checked_risk(said),
                "kind": said["kind"],
                "judged": judged(columns, self.exposable[project.pk]),
            }
        except InvalidInput as refusal:
            self._wrong(RISKS, row, refusal.errors)
            return None

    def status(self, row: Row) -> None:
        """Compare a row of status: one with lights is a report."""
        said = {name: row[name] for name in REPORT_CONTENT}
        if all(value in (None, "") for value in said.values()):
            self.same += 1
            return
        project = self._project(STATUS, row, "project")
        if project is None:
            return
        ask = self.asks.get((row["window"] or "", project.code))
        if ask is None:
            self._problem(STATUS, row, "window", _("The project is not asked in an open window with this code."))
            return
        if ask.project.pause_id is not None and ask.pk not in self.reported:
            self._problem(STATUS, row, "project", _("The project is paused, and no report is waited for."), _("Remove the row, or let the project go on first."))  # fmt: skip
            return
        if self._twice(STATUS, row, ask.pk) or not self._may(STATUS, row, "portfolio.publish_report", project):
            return
        fields = [(*field[:1], "", *field[2:]) for field in self._fields(STATUS, None, said)]
        values = {**tidied(said), **{name: row[name] for name in ("answered_by", "answered_as", "answered_on")}}
        change = Change(REPORT, str(STATUS.title), row.number, project, ask, values, fields)
        if ask.pk in self.reported:
            self.conflicts.append(change)
            return
        wrong = forecasting_of(project, self.today).lacking(values, report_before(ask)) | self._who(row)
        if wrong:
            self._wrong(STATUS, row, wrong)
        else:
            self.changes.append(change)

    # -- what they share -----------------------------------------------------------------------------------------------

    def _who(self, row: Row) -> dict[str, Any]:
        """Return what is wrong with who reported: the secretariat registers for another, others report themselves."""
        wrong: dict[str, Any] = {}
        if self.registering and not row["answered_by"]:
            wrong["answered_by"] = _("Write who reported it to you.")
        if row["answered_on"] and row["answered_on"] > self.today:
            wrong["answered_on"] = _("The date lies in the future.")
        return wrong

    def _project(self, sheet: Sheet, row: Row, key: str) -> Project | None:
        """Return the project of a row. One that the reader may not change is told as one that is not there."""
        found = self.projects.get(row[key] or "")
        if found is None and row[key] in self.over:
            self._problem(sheet, row, key, _("The project is closed or stopped, and is not changed any more."), _("Remove the row."))  # fmt: skip
        elif found is None:
            self._problem(sheet, row, key, _("No project that you can change has this code."), _("Leave the locked columns as they were when you fetched the file."))  # fmt: skip
        return found

    def _points(self, project: Project) -> Mapping[str, str]:
        """Return the decision points of a project's model, each read once."""
        if project.follows_id not in self.points:
            self.points[project.follows_id] = points_to_choose(project, None, self.today)
        return self.points[project.follows_id]

    def _may(self, sheet: Sheet, row: Row, act: str, project: Project) -> bool:
        if self.by.may(act, f"project:{project.pk}"):
            return True
        self._problem(sheet, row, "", _("This is not yours to change."), _("Put the row back as it was."))
        return False

    def _twice(self, sheet: Sheet, row: Row, key: Any) -> bool:
        first = self.seen.setdefault((sheet.name, key), row.number)
        if first != row.number:
            keys = {each.key for each in sheet.columns}
            column = next(key for key in ("code", "number", "project") if key in keys)
            why = _("It stands in row %(row)s too.") % {"row": first}
            self._problem(sheet, row, column, why, _("Keep the row that is right, and remove the other."))
        return first != row.number

    def _values(self, sheet: Sheet, row: Row, thing: Any, names: Sequence[str]) -> dict[str, Any]:
        """Return what a row says; what it says as it stands here, or has no column for, is kept to the letter."""
        made = {}
        for name in names:
            column, old = sheet.column(name), getattr(thing, name) if thing is not None else None
            new = row[name] or ([] if isinstance(old, list) else "")
            left = thing is not None and f"{sheet.name}.{name}" not in self.columns
            made[name] = old if old is not None and (left or _same(column, old or None, new or None)) else new
        return made

    def _fields(self, sheet: Sheet, thing: Any, values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """Return what would change as heading, before and after."""
        made = []
        for name, new in values.items():
            old = getattr(thing, name) if thing is not None else None
            column = sheet.column(name)
            if not _same(column, old or None, new or None):
                before, after = (column.cell.show(value) if value else "" for value in (old, new))
                made.append((str(column.heading), before, after))
        return made

    def _found(self, sheet: Sheet, row: Row, change: Change, revision: int | None) -> None:
        """Sort a change: nothing new, changed here meanwhile, or to be taken."""
        if not change.fields:
            self.same += 1
        elif revision is not None and row["revision"] != revision:
            self.conflicts.append(change)
        else:
            self.changes.append(change)

    def _wrong(self, sheet: Sheet, row: Row, errors: Mapping[str, Any]) -> None:
        for name, why in errors.items():
            self._problem(sheet, row, name, str(why))

    def _problem(self, sheet: Sheet, row: Row, key: str, why: str, right: str = "") -> None:
        column = sheet.column(key) if key else None
        value = as_text(row.raw[key]) if key and row.raw.get(key) is not None else ""
        told = right or (column.cell.right() if column else "")
        self.problems.append(Problem(str(sheet.title), row.number, str(column.heading) if column else "", value, str(why), told))  # fmt: skip


def _cells(sheet: Sheet, thing: Any, values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what would change as column, before and after, as cells."""
    told = [(name, getattr(thing, name), new) for name, new in values.items()]
    differ = [each for each in told if not _same(sheet.column(each[0]), each[1] or None, each[2] or None)]
    return [(name, as_cell(old), as_cell(new)) for name, old, new in differ]


def as_cell(value: Any) -> str:
    """Return a value as a cell that is read the same in every language: a choice by what is stored for it."""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _same(column: Column, old: Any, new: Any) -> bool:
    """Tell whether a cell says what stands here: a text that was fetched comes back without what no cell can hold."""
    if old == new or not isinstance(old, str):
        return bool(old == new)
    try:
        return bool(column.cell.read(old, UNCHECKED) == new) if isinstance(column.cell, Text | LongText) else False
    except Wrong:
        return False
