"""Projects as another tool exports them: how its columns are read, and what a file would change. Writes nothing.

The headings known from before are those of Prosjektportalen 365 (Norwegian, English, and its internal names). Which
column is read as what can be chosen otherwise, so the export of another tool is read too.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from samstyring.parties.names import search_key
from samstyring.records.registry import (
    Column,
    Day,
    Kroner,
    LongText,
    Municipalities,
    Municipality,
    Problem,
    Row,
    Sheet,
    Text,
)
from samstyring.records.takeover.checking import check
from samstyring.records.takeover.reading import Listed, ReadSheet, Workbook, is_filled
from samstyring.ui import formats

from .. import queries
from ..models import Project
from ..queries import exports
from .comparison import Comparison


class ExportSheet(Sheet):
    """The one sheet of an export: a row for each project."""

    name = "portfolio.export"
    order = 0
    title = gettext_lazy("Projects")
    help = gettext_lazy("One row for each project of the other tool.")
    columns = (
        Column("number", pgettext_lazy("of a project", "Number"), Text(40), required=False),
        Column("name", gettext_lazy("Name"), Text(200)),
        Column("summary", pgettext_lazy("project", "In short"), LongText(5_000), required=False),
        Column("owner", gettext_lazy("Owner municipality"), Municipality(), required=False),
        Column("participants", gettext_lazy("Participants"), Municipalities(), required=False),
        Column("sponsor", gettext_lazy("Project owner (person)"), Text(200), required=False),
        Column("manager", gettext_lazy("Project manager"), Text(200), required=False),
        Column("lifecycle", gettext_lazy("Project state"), Text(200), required=False),
        Column("phase", gettext_lazy("Phase"), Text(200), required=False),
        Column("starts_on", gettext_lazy("Starts"), Day(), required=False),
        Column("ends_on", gettext_lazy("Ends"), Day(), required=False),
        Column("overall", gettext_lazy("Overall status"), Text(200), required=False),
        Column("time", gettext_lazy("Status of time"), Text(200), required=False),
        Column("cost", gettext_lazy("Status of cost"), Text(200), required=False),
        Column("quality", gettext_lazy("Status of quality"), Text(200), required=False),
        Column("risk", gettext_lazy("Status of risk"), Text(200), required=False),
        Column("benefit", gettext_lazy("Status of benefits"), Text(200), required=False),
        Column("budget", gettext_lazy("Budget (kr)"), Kroner(), required=False),
        Column("spent", gettext_lazy("Spent (kr)"), Kroner(), required=False),
        Column("forecast", gettext_lazy("Forecast (kr)"), Kroner(), required=False),
        Column("reference", gettext_lazy("Reference in the archive"), Text(200), required=False),
        Column("address", gettext_lazy("Address"), Text(500), required=False),
    )

    def check(self, rows: Sequence[Row], checking: Any) -> None:
        """Find the project that each row is about, rows about the same one, and municipalities that cannot be asked."""
        here, invited = exports.known(), queries.invited_ids(checking.today)
        seen: dict[Any, int] = {}
        for row in rows:
            row.values["key"] = key = key_of(row["number"], row["name"])
            row.values["last"] = last = here.told.get(key)
            called = [] if last else here.named.get(search_key(row["name"] or ""), [])
            row.values["project"] = project = last.project if last else next(iter(called), None)
            if len(called) > 1:
                codes = formats.sentence(each.code for each in called)
                why = _("Several projects here are called this: %(codes)s.") % {"codes": codes}
                self.problem(checking, row, "name", why, _("Give them different names here first."))
            if row["name"] and seen.setdefault(project.pk if project else key, row.number) != row.number:
                same = seen[project.pk if project else key]
                self.problem(
                    checking,
                    row,
                    "name",
                    _("It stands in row %(row)s too.") % {"row": same},
                    _("Keep the row that is right, and remove the other."),
                )
            for name, parties in (("owner", [row["owner"]]), ("participants", row["participants"] or [])):
                for party in parties:
                    if project is None and party is not None and party.pk not in invited:
                        why = _("%(party)s is not named in the agreement, and cannot be asked.") % {"party": party}
                        self.problem(checking, row, name, why)
            if row.has("starts_on", "ends_on") and row["ends_on"] < row["starts_on"]:
                self.problem(checking, row, "ends_on", _("The date lies before the one that should come first."))


SHEET = ExportSheet()

_HEADINGS = {
    "number": ("Prosjektnummer", "Project number", "GtProjectNumber"),
    "name": ("Tittel", "Title", "Prosjektnavn", "Prosjektnamn", "Prosjekt", "Project", "Navn", "Namn"),
    "summary": (
        "Målsetting",
        "Målsetning",
        "Project goals",
        "GtProjectGoals",
        "Kort beskrivelse",
        "Beskrivelse",
        "Skildring",
    ),
    "owner": ("Kommune", "Eierkommune", "Eigarkommune", "Prosjekteierkommune", "Municipality"),
    "participants": ("Deltakerkommuner", "Deltakarkommunar", "Deltakere", "Deltakarar", "Participants"),
    "sponsor": ("Prosjekteier", "Prosjekteier/programeier", "Prosjekteigar", "Project owner", "GtProjectOwner"),
    "manager": ("Prosjektleder", "Prosjektleder/programleder", "Prosjektleiar", "Project manager", "GtProjectManager"),
    "lifecycle": ("Prosjektstatus", "Project status", "GtProjectLifecycleStatus"),
    "phase": ("Fase", "Prosjektfase", "Fase (text)", "Phase", "GtProjectPhase", "GtProjectPhaseText"),
    "starts_on": ("Startdato", "Start date", "GtStartDate"),
    "ends_on": ("Sluttdato", "End date", "GtEndDate"),
    "overall": ("Overordnet status", "Overordna status", "Overall status", "GtOverallStatus"),
    "time": ("Status fremdrift", "Status framdrift", "Status tid", "Status time", "GtStatusTime"),
    "cost": ("Status økonomi", "Status kostnad", "Status budget", "GtStatusBudget"),
    "quality": ("Status kvalitet", "Status quality", "GtStatusQuality"),
    "risk": ("Status risiko", "Status risk", "GtStatusRisk"),
    "benefit": (
        "Status gevinstoppnåelse",
        "Status gevinst",
        "Status gevinstarbeid",
        "Status gain achievement",
        "GtStatusGainAchievement",
    ),
    "budget": ("Totalbudsjett for prosjektet", "Totalbudsjett", "Total budget", "GtBudgetTotal"),
    "spent": ("Kostnader påløpt totalt", "Kostnader påløpt", "Costs total", "GtCostsTotal"),
    "forecast": ("Prognose for prosjektet", "Prognose", "Project forecast", "GtProjectForecast"),
    "reference": ("Sak-/arkivreferanse", "Archive reference", "GtArchiveReference"),
    "address": ("Områdeadresse", "Site address", "GtSiteUrl", "Path"),
}
"""The headings that are known from before, by the field that they are read as."""
_KNOWN = {search_key(heading): key for key, headings in _HEADINGS.items() for heading in headings}
TOLD = tuple(column.key for column in SHEET.columns)


def key_of(number: str | None, name: str | None) -> str:
    """Return what finds a project again in the next export: its number there, else its name."""
    return f"number:{search_key(number)}"[:250] if number else f"name:{search_key(name or '')}"[:250]


def columns_of(listed: Listed, chosen: Mapping[int, str], remembered: Mapping[str, str]) -> list[str]:
    """Return the field that each column is read as, "" for one that is not read.

    What was chosen comes first, then how the same heading was read the last time, then the known headings. A field is
    read from one column: from the first of two that nobody chose between.
    """
    fields = set(TOLD)
    read: list[str] = []
    for place, heading in enumerate(listed.headings):
        guess = remembered.get(heading, _KNOWN.get(search_key(heading), "")) if heading else ""
        if chosen:
            read.append(chosen.get(place, "") if chosen.get(place, "") in fields else "")
        else:
            read.append(guess if guess in fields and guess not in read else "")
    return read


def as_workbook(listed: Listed, columns: Sequence[str], content: bytes, file_name: str) -> Workbook:
    """Return an export as a workbook of the one sheet, its columns read as they are named."""
    sheet = ReadSheet(SHEET, listed.title, columns=[key for key in columns if key])
    for number, values in listed.rows:
        cells = zip(columns, values, strict=False)
        raw = {key: value for key, value in cells if key and is_filled(value)}
        if raw:
            sheet.rows.append(Row(number, raw))
    return Workbook(file_name, content, hashlib.sha256(content).hexdigest(), [sheet], [])


@dataclass(frozen=True)
class Compared:
    """A row beside what the last export said: a new project, something new of one, or the same."""

    number: int
    key: str
    project: Project | None
    row: Row
    before: Mapping[str, Any]
    said: Mapping[str, Any]

    @property
    def changes(self) -> list[str]:
        """Return the fields that say something new, in the order of the columns."""
        return [name for name in TOLD if self.said.get(name) != self.before.get(name)]

    @property
    def is_new(self) -> bool:
        """Tell whether the project is not here."""
        return self.project is None

    @property
    def is_changed(self) -> bool:
        """Tell whether it says something new of what is here."""
        return self.project is not None and bool(self.changes)


def compare(workbook: Workbook, today: date, headings: Mapping[str, str] | None = None) -> Comparison[Compared]:
    """Compare an export with what is here. A fixed number of SQL statements.

    What is wrong is told where it is in the file: in its sheet, under its own `headings`, by the field they are read as.
    """
    found, sheet = _compare(workbook, today), workbook.sheets[0]
    once = {key: words for key, words in (headings or {}).items() if sheet.columns.count(key) == 1}
    return replace(found, problems=_as_in_the_file(found.problems, sheet.title, once))


def _as_in_the_file(problems: Sequence[Problem], sheet: str, headings: Mapping[str, str]) -> list[Problem]:
    ours = {str(column.heading): column.key for column in SHEET.columns}
    return [
        replace(problem, sheet=sheet, column=headings.get(ours.get(problem.column, ""), problem.column))
        for problem in problems
    ]


def _compare(workbook: Workbook, today: date) -> Comparison[Compared]:
    if "name" not in workbook.sheets[0].columns:
        return Comparison([], [_nameless()], [])
    checked = check(workbook, today)
    problems = [*_read_twice(workbook), *checked.problems]
    rows = [_compared(row, workbook.sheets[0].columns) for sheet in checked.sheets for row in sheet.rows]
    named = {row.project.pk for row in rows if row.project}
    left = [told for told in exports.told_last().values() if told.project_id not in named]
    return Comparison(rows, problems, left)


def _nameless() -> Problem:
    heading = str(SHEET.column("name").heading)
    return Problem(str(SHEET.title), 1, heading, "", _("No column is read as this."), _("Choose which one holds it."))


def _read_twice(workbook: Workbook) -> list[Problem]:
    read = workbook.sheets[0].columns
    twice = sorted({key for key in read if read.count(key) > 1})
    title, right = str(SHEET.title), _("Choose one of them.")
    return [
        Problem(title, 1, str(SHEET.column(key).heading), "", _("Two columns are read as this."), right)
        for key in twice
    ]


def _compared(row: Row, columns: Sequence[str]) -> Compared:
    """Return a row beside the last one; a column that is not read says what it said before."""
    before = row["last"].said if row["last"] else {}
    said = {name: plain(row[name]) if name in columns else before.get(name) for name in TOLD}
    kept = {name: value for name, value in said.items() if value not in (None, "")}
    return Compared(row.number, row["key"], row["project"], row, before, kept)


def plain(value: Any) -> Any:
    """Return a cell's value as it is kept: days as ISO dates, organisations by name."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [str(each) for each in value]
    return value if value is None or isinstance(value, (str, int)) else str(value)
