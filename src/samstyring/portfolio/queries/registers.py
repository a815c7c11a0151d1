"""The registers of projects: the list of one, one entry with its history, the lessons of all, and what is to be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.reading import remembered
from samstyring.parties.names import search_key

from ..models import ENTRIES, Entry, Issue, Lesson, Message, Project
from ..rules.projects import OVER
from ..rules.registers import REGISTERS, Register, differences, register_of
from .lists import projects
from .projects import Reading, has_a_part, project_by_code, require_a_part
from .risks import risk_of

ACTS = ("add_entry", "edit_entry", "close_entry")


def register_by_key(key: str) -> Register:
    """Return a register. Raises NotThere."""
    if key not in REGISTERS:
        raise NotThere
    return REGISTERS[key]


def entries_of(project: Project, register: Register) -> QuerySet[Any]:
    """Return the entries of a project's register."""
    return register.model._default_manager.filter(project=project).select_related("project")


def in_standing(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Return those that are open, or those that are closed."""
    return rows.filter(closed_on__isnull=state == "open")


def entries_for(project: Project, register: Register, by: Actor) -> QuerySet[Any]:
    """Return the entries for a reader: lessons for everyone signed in, the rest for those who have a part. Raises NotThere."""
    _check_reads(register, by)
    return entries_of(project, register)


def _check_reads(register: Register, by: Actor) -> None:
    if register.key != Lesson.REGISTER:
        require_a_part(by)


def entry_of(code: str, register: str, number: int) -> Any:
    """Return an entry by the project's code, the register and its number. Raises NotThere."""
    found = entries_of(project_by_code(code), register_by_key(register)).filter(sequence=number).first()
    if found is None:
        raise NotThere
    return found


def may_of(project: Project, by: Actor) -> dict[str, bool]:
    """Return which of the acts on registers the reader may do."""
    is_open = project.state not in OVER
    return {name: is_open and by.may(f"portfolio.{name}", f"project:{project.pk}") for name in ACTS}


@dataclass(frozen=True)
class Changed:
    """A change of an entry: when, by whom, and each field before and after. The first has no rows."""

    at: datetime
    by: str
    rows: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class EntryPage:
    """Everything that the page of an entry shows."""

    entry: Any
    register: Register
    lines: Sequence[tuple[Any, str]]
    changes: Sequence[Changed]
    may: Mapping[str, bool]


def entry_page(code: str, register: str, number: int, by: Actor) -> EntryPage:
    """Return what the page of an entry shows, in a fixed number of SQL statements. Raises NotThere."""
    _check_reads(register_by_key(register), by)
    entry = entry_of(code, register, number)
    found = register_of(entry)
    changes = [
        Changed(row.at, row.by.name if row.by else "", differences(found, row.before, row.after) if row.before else [])
        for row in entry.changes.select_related("by")
    ]
    lines = [(each.heading, each.words(getattr(entry, each.name))) for each in found.fields if each.name != "title"]
    return EntryPage(entry, found, lines, changes, may_of(entry.project, by) if entry.closed_on is None else {})


def content_to_edit(entry: Entry) -> dict[str, Any]:
    """Return what an entry says, for the form."""
    return {each.name: getattr(entry, each.name) for each in register_of(entry).fields} | {"revision": entry.revision}


def begins_as_issue(code: str, number: int) -> dict[str, Any]:
    """Return what an issue begins with when a risk has happened. Raises NotThere."""
    risk = risk_of(code, number)
    return {"title": risk.title, "text": risk.consequence}


# -- on the project's page ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counted:
    """How many entries of a register are open."""

    register: Register
    open: int


def counted(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects, each with how many entries of each register are open (`open_issue`)."""
    return rows.annotate(**{f"open_{model.KIND}": _open(model) for model in ENTRIES})


def panel(project: Project, reading: Reading) -> Mapping[str, Any]:
    """Return what the project's page shows: how many are open in each register, of a project that was `counted`."""
    rows = [
        Counted(REGISTERS[model.REGISTER], getattr(project, f"open_{model.KIND}"))
        for model in ENTRIES
        if model is Lesson or has_a_part(reading.by)
    ]
    return {"rows": rows, "may": may_of(project, reading.by)["add_entry"]}


def _open(model: type[Entry]) -> Any:
    rows = model._default_manager.filter(project=OuterRef("pk"), closed_on=None).order_by()
    return Coalesce(Subquery(rows.values("project").annotate(count=Count("pk")).values("count")), 0)


# -- lessons -----------------------------------------------------------------------------------------------------------


def lessons(by: Actor) -> QuerySet[Lesson]:
    """Return the lessons of all projects that a reader may see."""
    return Lesson.objects.filter(project__in=projects(by)).select_related("project")


def that_say(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Return the lessons that say all of some words."""
    for word in search_key(words).split():
        rows = rows.filter(Q(words__contains=word) | Q(project__search_key__contains=word))
    return rows


@remembered
def lessons_that_hold(project: Project) -> Sequence[Lesson]:
    """Return what a project has learned. One SQL statement."""
    return list(Lesson.objects.filter(project=project, closed_on=None).select_related("project"))


# -- what is to be done ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """An issue or a message that is open, with the day by which it is to be solved or said."""

    kind: str
    key: UUID
    register: str
    sequence: int
    title: str
    responsible: str
    due_on: date
    project_id: UUID
    code: str
    project: str


def due_until(until: date) -> list[Due]:
    """Return the issues and messages that are open and due by a day, in projects that are not over. One statement."""
    issues, messages = (
        model._default_manager.filter(closed_on=None, due_on__lte=until)
        .exclude(project__state__in=OVER)
        .order_by()
        .values_list(
            Value(model.KIND),
            "pk",
            Value(model.REGISTER),
            "sequence",
            "title",
            "responsible",
            "due_on",
            "project_id",
            "project__code",
            "project__name",
        )
        for model in (Issue, Message)
    )
    found = [Due(*row) for row in issues.union(messages, all=True)]
    return sorted(found, key=lambda row: (row.due_on, row.kind, row.sequence))
