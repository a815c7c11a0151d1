"""What other floors register with the parties: what they know of a municipality, and how letters are kept.

Open to every app upstairs, which registers from its own `journeys` module.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis
from samstyring.kernel.registry import Registry

from .models import Office, Organisation


@dataclass(frozen=True)
class Cell:
    """What stands in a column: words, a mark (a state of `ui`'s {% mark %}, or ""), and an address."""

    text: Any
    mark: str = ""
    url: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the list. `cell(known, organisation id)` gives what stands in it, or None."""

    name: str
    label: Any
    cell: Callable[[Any, UUID], Cell | None]
    order: int = 50


@dataclass(frozen=True)
class Filter:
    """A chip above the list. `keeps(known, organisation id)` tells whether it leaves a municipality standing."""

    name: str
    label: Any
    keeps: Callable[[Any, UUID], bool]
    order: int = 50


def _no_actions(known: Any, by: Actor) -> Sequence[tuple[Any, str]]:
    del known, by
    return ()


@dataclass(frozen=True)
class Knowledge:
    """What a floor knows of all municipalities on a day: read once, in a fixed number of SQL statements.

    What `read` gives is kept, the same for all readers: nobody changes it, and all that is told of it is loaded already.
    Columns, filters and the buttons above the list (label, address) are pure questions on what `read` gave.
    """

    name: str
    read: Callable[[date], Any]
    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    actions: Callable[[Any, Actor], Sequence[tuple[Any, str]]] = _no_actions


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
class Letters:
    """How the letter that shows an appointment is asked for and kept: registered by the floor that keeps files.

    `field` makes the form's field, `upload` turns what it gave into what an act takes, `keep` is the effect
    (upload, title, about, received_from, dated) that keeps it and returns the document.
    """

    field: Callable[..., Any]
    upload: Callable[[Any], Any]
    keep: Callable[..., models.Model]


@dataclass(frozen=True)
class Follower:
    """What goes with an office: a seat, the summons to a meeting.

    `told(office, day)` says it in sentences, for whoever fills it. `follow(office, day)` is asked within the act, before
    somebody comes to hold the office or leaves it; what it returns is called with the basis once that is written, and
    returns what it changed.
    """

    told: Callable[[Office, date], Sequence[Any]]
    follow: Callable[[Office, date], Callable[[Basis], Sequence[models.Model]]]


Addresses = Callable[[Iterable[UUID], Actor], Mapping[UUID, Cell]]
"""What a floor has to say of the e-mail addresses of some people, by person: in one SQL statement."""

addresses: Registry[Addresses] = Registry("floors that know of addresses")
followers: Registry[Follower] = Registry("what goes with an office")
letters: Registry[Letters] = Registry("keepers of letters")
knowledge: Registry[Knowledge] = Registry("floors that know of the municipalities")
panels: Registry[Panel] = Registry("parts of a municipality's page")


def panels_in_order() -> Sequence[Panel]:
    """Return the panels, in the order that each asks for."""
    return sorted(panels, key=lambda panel: panel.order)
