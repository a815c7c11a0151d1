"""What other floors register with governance: the matters that a body can decide about things of theirs.

Open to every app upstairs: an app's `matters.py` is found by name and registers here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis
from samstyring.kernel.registry import Registry

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Requirement:
    """What must or should hold before a case goes on an agenda, with its source.

    `key` is stable ("portfolio.owner_accepted"), `source` a clause id or another source of rules. One that *should*
    hold can be passed over with a reason that is printed; one that *must* hold cannot.
    """

    key: str
    must: bool
    holds: bool
    text: Any
    source: str
    url: str = ""


@dataclass(frozen=True)
class Reading:
    """How a proposal reads on a page and in a document.

    `heading` ("Adopt mandate, version 1"), `lines` of label and value, `changes` of label, before, after against what
    is in force (None where there was nothing), and an address to read the whole; `for_body`: only those who read the body's papers can follow it.
    """

    heading: Any
    lines: Sequence[tuple[Any, Any]] = ()
    changes: Sequence[tuple[Any, Any, Any]] = ()
    url: str = ""
    note: Any = ""
    for_body: bool = False


@dataclass(frozen=True)
class Asked:
    """What a matter is asked with: its payload, all proposals of the case (matter, payload) in order, and the day.

    The other proposals of the case count as adopted, also those that wait for a condition (`waiting`, by matter) while
    this one takes effect at once. What must be in force when this one does is asked with `at_once`.
    """

    payload: Payload
    siblings: Sequence[tuple[str, Payload]]
    on: date
    about_id: UUID | None = None
    waiting: frozenset[str] = frozenset()

    def at_once(self) -> "Asked":
        """Return the same, with only the proposals that are in force when this one takes effect: what `apply` meets."""
        rows = [(name, payload) for name, payload in self.siblings if name not in self.waiting]
        return replace(self, siblings=rows)

    def sibling(self, matter: str) -> Payload | None:
        """Return the payload of another proposal of the case, by matter."""
        return next((payload for name, payload in self.siblings if name == matter), None)


class Matter:
    """A kind of thing that a body can decide: what it needs, what it does, how it reads.

    A subclass is registered once. `payload` is a JSON object (ids as text). `apply` and the other writers go through
    effects only, inside the deciding act's transaction.
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    # The form of its payload: a Django form class made with `case=`, whose `payload()` gives the JSON object.
    form_class: ClassVar[Any] = None
    # The cases it belongs in, and whether several may stand in one case.
    case_kinds: ClassVar[tuple[str, ...]] = ()
    repeatable: ClassVar[bool] = False
    # A matter that binds the parties anew is refused when the agreement is not in force (VA-1).
    commits: ClassVar[bool] = True
    # Whether it can be decided on a condition.
    conditional: ClassVar[bool] = False

    # Where it stands among those proposed again and again: 1 is the first; 0 stands behind them all ("More").
    usual: ClassVar[int] = 0

    # Whether what it does goes on being in force by itself (a mandate, a group): a repeal of the decision leaves it.
    lasts: ClassVar[bool] = True

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with, in the co-operation's language."""
        raise NotImplementedError(self.name)  # every matter words itself

    def read(self, asked: Asked) -> Reading:
        """Return how the proposal reads."""
        return Reading(heading=self.label)

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return what must and should hold, each with its source."""
        return ()

    def content(self, payload: Payload) -> Any:
        """Return what the payload stands for, whole, as plain JSON: it becomes part of the exact text of a round."""
        return dict(payload)

    def lock(self, *, payload: Payload, basis: Basis | None = None) -> None:
        """Lock the draft behind the payload: a round is opened on it. An effect."""

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Do what was decided, on the basis of the decision, from a day. Effects only."""
        raise NotImplementedError(self.name)  # every matter takes effect in its own way

    def reject(self, *, payload: Payload, basis: Basis | None = None) -> None:
        """Mark what was proposed as not adopted. An effect."""


matters: Registry[Matter] = Registry("matters")


def register(matter: type[Matter]) -> type[Matter]:
    """Register a matter, as a class decorator."""
    matters.register(matter.name, matter())
    return matter


@dataclass(frozen=True)
class AboutKind:
    """A kind of thing that a case can be about (a project).

    `short` names it in addresses ("project": /cases/new/?about=project:<id>). `read(actor, id)` returns its label and
    page, or None where the actor may not see it; `choices(actor)` gives ids and labels to choose from.
    """

    kind: str
    short: str
    label: Any
    case_kind: str
    read: Callable[[Actor, UUID], tuple[str, str] | None]
    choices: Callable[[Actor], Sequence[tuple[UUID, str]]]


about_kinds: Registry[AboutKind] = Registry("things that a case can be about")


def register_about(about: AboutKind) -> AboutKind:
    """Register a kind of thing that a case can be about."""
    return about_kinds.register(about.kind, about)


@dataclass(frozen=True)
class CasePart:
    """A part that the paper of a kind of case can have, told by another app ("owner_acceptance").

    `read(cases)` gives the ids of the cases that have it, in a fixed number of statements; `requirement` is the key of
    the requirement by which a matter asks the same.
    """

    name: str
    label: Any
    read: Callable[[Sequence[Any]], set[UUID]]
    requirement: str = ""


case_parts: Registry[CasePart] = Registry("parts of a case paper")


@dataclass(frozen=True)
class Happened:
    """Something that others decided within their own frames, and that a body is told of at its next meeting."""

    on: date
    text: Any
    url: str
    detail: Any = ""
    clause: str = ""


# What happened from a day until another that a body (its key) is told of, in a fixed number of statements.
happenings: Registry[Callable[[str, date, date], Sequence[Happened]]] = Registry("what a body is told of")
