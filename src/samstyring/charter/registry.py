"""What other floors register with the agreement: sections of the charter file, and checks of obligations.

Open to every app upstairs: an app's `sections.py` and `obligations.py` are found by name and register here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis
from samstyring.kernel.registry import Registry

ObligationState = Literal["fulfilled", "coming", "due", "broken", "not_measured"]


@dataclass(frozen=True)
class Evidence:
    """One thing that shows whether a duty is lived: words, and where to look (an address, or "")."""

    text: Any
    url: str = ""
    holds: bool = True


@dataclass(frozen=True)
class Finding:
    """What a check found on a day: the state, why, the evidence, and the next date that matters."""

    state: ObligationState
    why: Any
    evidence: Sequence[Evidence] = ()
    next_date: date | None = None


@dataclass(frozen=True)
class Question:
    """What a check is asked: the obligation's parameters and window, on a day, by what is known today."""

    on: date
    today: date
    parameters: Mapping[str, Any] = field(default_factory=dict)
    window_from: date | None = None
    window_until: date | None = None
    agreement_id: UUID | None = None


Check = Callable[[Question], Finding]
checks: Registry[Check] = Registry("obligation checks")


def check(name: str) -> Callable[[Check], Check]:
    """Register a check under the name that the charter uses ("governance.meeting_each_quarter").

    A check runs a fixed number of SQL statements, and lives on the highest floor that it reads.
    """

    def decorate(function: Check) -> Check:
        return checks.register(name, function)

    return decorate


@dataclass(frozen=True)
class Problem:
    """Something wrong in a charter file: where (section, index in it, field), and why, in plain words."""

    section: str
    index: int | None
    field: str
    why: str


@dataclass(frozen=True)
class Founding:
    """What a founding step gets: the whole parsed charter, the edition just made and its basis, who, and when."""

    charter: Any
    cooperation: Any
    agreement: Any
    edition: Any
    basis: Basis
    by: Actor
    on: date
    made: dict[str, Any]


@dataclass(frozen=True)
class Section:
    """A part of the charter file that an app owns.

    `models` gives the pydantic model of each top-level key ("body": list[Body]). `problems` looks for errors across
    sections in the parsed charter. `found` writes the rows, as an effect of the founding act; `order` says when.
    `counts` tells, for --dry-run and the summary, how many of what it makes: [(label, number)].
    """

    name: str
    models: Mapping[str, Any]
    problems: Callable[[Any], Sequence[Problem]]
    found: Callable[[Founding], None]
    counts: Callable[[Any], Sequence[tuple[Any, int]]]
    order: int = 50


sections: Registry[Section] = Registry("charter sections")
