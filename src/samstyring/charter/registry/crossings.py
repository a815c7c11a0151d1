"""What goes on or is closed when another agreement takes over: told by each app, of what it has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis
from samstyring.kernel.registry import Registry

Choice = Literal["carried", "closed"]


@dataclass(frozen=True)
class Thing:
    """One thing of today: its name, where to see it, how it stands, and what the new agreement has for it.

    `proposed` is what becomes of it where nobody chooses, `why` the reason for just that. `fixed`: there is no choice.
    One that `follows` another (kind and key) is closed where that one is.
    """

    key: str
    label: Any
    proposed: Choice
    why: Any = ""
    url: str = ""
    now: Any = ""
    fixed: bool = False
    follows: tuple[str, str] | None = None


@dataclass(frozen=True)
class Crossed:
    """The choices as they are carried out: kind -> key of the thing -> "carried" or "closed"."""

    choices: Mapping[str, Mapping[str, str]]

    def closed(self, kind: str) -> list[str]:
        """Return the keys of what is closed of a kind."""
        return [key for key, choice in self.choices.get(kind, {}).items() if choice == "closed"]

    def carried(self, kind: str) -> list[str]:
        """Return the keys of what goes on of a kind."""
        return [key for key, choice in self.choices.get(kind, {}).items() if choice == "carried"]


@dataclass(frozen=True)
class Closing:
    """What closing gets: the keys, the new file as plain data, from which day, who and when, and the words."""

    keys: Sequence[str]
    there: Mapping[str, Any]
    on: date
    by: Actor
    at: datetime
    why: str


def _no_problems(there: Mapping[str, Any], crossed: Crossed, on: date) -> Sequence[Any]:
    del there, crossed, on
    return ()


@dataclass(frozen=True)
class CrossingKind:
    """A kind of thing that crosses over. `told(the new file as plain data, first day of it)` gives those of today.

    `close(closing=Closing, basis=Basis)` is the effect that ends those that are closed. `problems` are what must be settled
    before the choices can be carried out, in whole sentences. A fixed number of SQL statements each.
    """

    name: str
    label: Any
    told: Callable[[Mapping[str, Any], date], Sequence[Thing]]
    close: Callable[..., None]
    problems: Callable[[Mapping[str, Any], Crossed, date], Sequence[Any]] = _no_problems
    order: int = 50


crossings: Registry[CrossingKind] = Registry("what goes on or is closed when another agreement takes over")


@dataclass(frozen=True)
class Adapting:
    """What adapting gets: the new file as parsed, and the rows that are here by kind and name."""

    charter: Any
    made: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Adapter:
    """How an app brings what has the same key in the new file in line with it. `clashes` tells what cannot be.

    `adapt(adapting=Adapting, basis=Basis)` is the effect that does it.
    """

    name: str
    adapt: Callable[..., None]
    clashes: Callable[[Mapping[str, Any]], Sequence[Any]]


Follow = Callable[[date], Callable[[Basis], None]]
"""What goes with seats and offices when another agreement takes over: the summonses to meetings that are called.

It is asked within the act, with the first day of the new agreement, before anything is written; what it returns is called
with the basis once everything is.
"""

follows: Registry[Follow] = Registry("what follows when another agreement takes over")
adapters: Registry[Adapter] = Registry("what is brought in line with the agreement that takes over")
