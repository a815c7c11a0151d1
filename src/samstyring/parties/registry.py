"""What other floors register with the parties: columns and filters of the list, panels of a municipality's page.

Open to every app upstairs, which registers from its own `journeys` module.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samstyring.kernel.actors import Actor
from samstyring.kernel.registry import Registry

from .models import Organisation


@dataclass(frozen=True)
class Cell:
    """What stands in a column: words, a mark (a state of `ui`'s {% mark %}, or ""), and an address."""

    text: Any
    mark: str = ""
    url: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the list. `read(on)` gives a cell by organisation, in a fixed number of SQL statements."""

    name: str
    label: Any
    read: Callable[[date], Mapping[UUID, Cell]]
    order: int = 50


@dataclass(frozen=True)
class Filter:
    """A chip above the list. `keep(on)` gives the ids of the organisations that it leaves standing."""

    name: str
    label: Any
    keep: Callable[[date], set[UUID]]
    order: int = 50


@dataclass(frozen=True)
class Panel:
    """A part of a municipality's page.

    `read(organisation, by, on)` gives the template's context, or None to leave the panel out, in a fixed number of SQL
    statements; "lead" in it is a sentence for the top of the page.
    """

    name: str
    template: str
    read: Callable[[Organisation, Actor, date], Mapping[str, Any] | None]
    order: int = 50


@dataclass(frozen=True)
class Action:
    """A button above the list or on a municipality's page, for those who may do the act. `url` may be ""."""

    label: Any
    act: str
    url: Callable[[Organisation | None, date], str]


columns: Registry[Column] = Registry("columns of the list of municipalities")
filters: Registry[Filter] = Registry("filters of the list of municipalities")
panels: Registry[Panel] = Registry("parts of a municipality's page")
list_actions: Registry[Action] = Registry("buttons of the list of municipalities")


def in_order(things: Registry[Any]) -> Sequence[Any]:
    """Return what was registered, in the order that each asks for."""
    return sorted(things, key=lambda thing: thing.order)
