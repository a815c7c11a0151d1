"""Checking a workbook whole: every cell, every row, every reference. Nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.errors import Refusal

from ..registry.lookups import Checking, Problem, Wrong
from ..registry.sheets import Row, Sheet
from .reading import Formula, ReadSheet, Workbook

SHOWN = 20


class WorkbookRefused(Refusal):
    """The workbook holds something that cannot be taken over: `problems` are all of it, and nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(_("Nothing was taken over: the file has errors. Correct them and try again."))
        self.problems = list(problems)


@dataclass(frozen=True)
class CheckedSheet:
    """A sheet as it would be taken over."""

    sheet: Sheet
    rows: Sequence[Row]
    summary: Sequence[str]
    problems: int

    @property
    def new(self) -> list[Row]:
        """Return the rows that are not here already."""
        return [row for row in self.rows if not row.already]

    @property
    def already(self) -> int:
        """Return how many rows were taken over before and are left out."""
        return sum(row.already for row in self.rows)

    def sample(self) -> list[list[str]]:
        """Return the first rows as they were understood, one text per column."""
        return [
            [column.cell.show(row[column.key]) if row[column.key] is not None else "" for column in self.sheet.columns]
            for row in self.rows[:SHOWN]
        ]


@dataclass(frozen=True)
class Checked:
    """A workbook that was checked: what each sheet would give, and everything that is wrong."""

    workbook: Workbook
    sheets: Sequence[CheckedSheet]
    problems: Sequence[Problem]

    @property
    def is_clean(self) -> bool:
        """Tell whether it can be taken over: nothing is wrong and something is new."""
        return not self.problems and self.new > 0

    @property
    def new(self) -> int:
        """Return how many rows would be taken over."""
        return sum(len(sheet.new) for sheet in self.sheets)


def check(workbook: Workbook, today: date) -> Checked:
    """Check a workbook against what is here. Sets the values of its rows."""
    checking = Checking(today)
    checked = []
    for name in workbook.unknown:
        checking.problems.append(
            Problem(name, 0, "", "", _("No sheet is called this."), _("Name it as in the template, or remove it."))
        )
    if not workbook.row_count and not checking.problems:
        checking.problems.append(
            Problem("", 0, "", "", _("The workbook holds no rows."), _("Fill in the sheets of the template."))
        )
    for read_sheet in workbook.sheets:
        before = len(checking.problems)
        _check_headings(read_sheet, checking)
        for row in read_sheet.rows:
            _convert(read_sheet, row, checking)
        read_sheet.sheet.check(read_sheet.rows, checking)
        checked.append((read_sheet, len(checking.problems) - before))
    sheets = [
        CheckedSheet(
            sheet.sheet, sheet.rows, sheet.sheet.summary([row for row in sheet.rows if not row.already]), wrong
        )
        for sheet, wrong in checked
    ]
    order = {str(sheet.sheet.title): index for index, sheet in enumerate(sheets)}
    problems = sorted(checking.problems, key=lambda problem: (order.get(problem.sheet, -1), problem.row))
    return Checked(workbook, sheets, problems)


def _check_headings(read_sheet: ReadSheet, checking: Checking) -> None:
    sheet = read_sheet.sheet
    for words in read_sheet.unknown:
        headings = ", ".join(str(column.heading) for column in sheet.columns)
        checking.problems.append(
            Problem(
                str(sheet.title),
                1,
                words,
                words,
                _("No column is called this, or two are."),
                _("The columns are: %(headings)s.") % {"headings": headings},
            )
        )
    for key in read_sheet.missing:
        heading = str(sheet.column(key).heading)
        why = _("The column is missing.")
        checking.problems.append(Problem(str(sheet.title), 1, heading, "", why, _("Add it to the first row.")))


def _convert(read_sheet: ReadSheet, row: Row, checking: Checking) -> None:
    sheet = read_sheet.sheet
    row.values, row.already = {}, False
    for column in sheet.columns:
        raw = row.raw.get(column.key)
        row.values[column.key] = None
        if raw is None:
            if column.required and column.key not in read_sheet.missing:  # that one is said once, not for every row
                sheet.problem(checking, row, column.key, _("This is empty."), column.cell.right())
            continue
        if isinstance(raw, Formula):
            why = _("This is a formula, and what it gives does not stand in the file.")
            sheet.problem(checking, row, column.key, why, _("Write the value itself. %(right)s") % {"right": column.cell.right()})  # fmt: skip
            continue
        try:
            row.values[column.key] = column.cell.read(raw, checking)
        except Wrong as wrong:
            sheet.problem(checking, row, column.key, wrong.why, wrong.right or column.cell.right())
