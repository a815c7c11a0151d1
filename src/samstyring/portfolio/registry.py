"""What other floors register with the portfolio: what they know of a project, and what they ask before it starts.

Open to every app upstairs, which registers from its own `journeys` and `matters` modules.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from samstyring.governance.registry import Asked, Requirement
from samstyring.kernel.models import Basis
from samstyring.kernel.registry import Registry
from samstyring.kernel.versions import GovernedVersion
from samstyring.parties.models import Organisation

from .models import Project


@dataclass(frozen=True)
class Panel:
    """A part of the project's page.

    `read(project, reading)` gives the template's context, in a fixed number of SQL statements; what stands there under
    "lacks" is shown as what the project lacks before its case. `reading` says who reads, on which day, and what shows.
    """

    name: str
    template: str
    read: Callable[[Project, Any], Mapping[str, Any]]
    order: int = 50


@dataclass(frozen=True)
class Column:
    """A column of the list of projects. `read(ids, on)` gives a value per project, in a fixed number of statements.

    `kind` is "text" or "money" (øre).
    """

    name: str
    label: Any
    read: Callable[[Sequence[UUID], date], Mapping[UUID, Any]]
    kind: str = "text"


@dataclass(frozen=True)
class Missing:
    """What a project may lack, for the list and the work list: `read(ids, on)` gives the projects that lack it."""

    name: str
    label: Any
    read: Callable[[Sequence[UUID], date], set[UUID]]


@dataclass(frozen=True)
class Condition:
    """What a decision point of a project model can ask for, by name ("mandate", "document").

    `ask(project, asked, name)` tells whether it holds, where the other proposals of the case count as adopted: the
    words, and where to see to it. `name` is what the model calls it (a document).
    """

    name: str
    label: Any
    ask: Callable[[Project, Asked, str], "Held"]


@dataclass(frozen=True)
class Held:
    """How a condition stands. `key` is the requirement's own, where another rule asks the same."""

    key: str
    holds: bool
    text: Any
    url: str = ""


@dataclass(frozen=True)
class Event:
    """What happened to a project, said in words: `url` is where it can be read, `basis` what it rests on."""

    words: str = ""
    url: str = ""
    basis: Basis | None = None


class Span(NamedTuple):
    """A time: from a day until another, and the instants at which those two begin in Norway."""

    since: date
    until: date
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Events:
    """A kind of thing that happens to projects on a day, for "what changed since".

    `rows(span)` are one row for each in a time, annotated with `happened_on` (a date) and `of_project` (the project's
    key); it uses the span's days and instants as they are. `read(ids)` says what they were, in a fixed number of statements; `told(project)`
    does where the project itself holds it. `reports`: it is for those who see what is reported.
    """

    kind: str
    label: Any
    rows: Callable[[Span], QuerySet[Any]]
    read: Callable[[Sequence[UUID]], Mapping[UUID, Event]] | None = None
    told: Callable[[Project], Event] | None = None
    reports: bool = False


@dataclass(frozen=True)
class Rescaled:
    """What of a project is made smaller where less is awarded than was asked for.

    `versions` is a governed version of a project, `draft` the name of the address where another is drafted.
    """

    name: str
    label: Any
    versions: type[GovernedVersion]
    draft: str


# What a party is told beside the question whether it accepts: rows of label and value.
Lines = Callable[[Project, Organisation, date], Sequence[tuple[Any, Any]]]
StartRequirements = Callable[[Project, Asked], Sequence[Requirement]]


# What projects may cost by what is in force, in øre, each with the words for its source: one or two SQL statements.
Costs = Callable[[Sequence[UUID], date], Mapping[UUID, tuple[int, str]]]

panels: Registry[Panel] = Registry("parts of the project page")
columns: Registry[Column] = Registry("columns of the list of projects")
missing: Registry[Missing] = Registry("things a project lacks")
question_lines: Registry[Lines] = Registry("lines of the question to a party")
conditions: Registry[Condition] = Registry("conditions of a decision point")
start_requirements: Registry[StartRequirements] = Registry("requirements before a project starts")
events: Registry[Events] = Registry("kinds of things that happen to projects")
costs: Registry[Costs] = Registry("what projects may cost")
rescaled: Registry[Rescaled] = Registry("what an award in part makes smaller")

# The acts on what is not decided yet: whoever does not see drafts is not told of them.
of_drafts: Registry[frozenset[str]] = Registry("acts on drafts")
