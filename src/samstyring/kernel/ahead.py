"""What is worked out before anybody asks for it: as the server starts, and as the day turns.

What is kept (`keeping`) is of one day and one version of the program, so after an upgrade, and after midnight, the first
who looks would wait for all of it. An app registers here what it would be:

    @ahead.every_day("charter.board", order=1)
    def board(today: date) -> Iterator[Piece]:
        for language in languages():
            yield partial(in_language, language, partial(conformance, today))

A piece asks the query of a page, which keeps its answer; a page that is asked for meanwhile works out its own, as ever.
What cannot be worked out is logged, and left to the page.
"""

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation

from . import clock, reading
from .registry import Registry

logger = logging.getLogger(__name__)

Piece = Callable[[], Any]
Works = Callable[[date], Iterable[Piece]]
works: Registry[Works] = Registry("what is worked out ahead")
_order: dict[str, int] = {}

MOST_FAULTS = 3
"""After so many pieces that went wrong, the rest of the same kind is left alone: it would fill the log, and help nobody."""


def every_day(name: str, *, order: int) -> Callable[[Works], Works]:
    """Register what to work out: (today) -> pieces, what most look at first. It can be done again at any time.

    `order`: what most readers would wait for longest has the lowest number; the same number goes floor by floor.
    """

    def decorate(function: Works) -> Works:
        _order[name] = order
        return works.register(name, function)

    return decorate


def in_order() -> list[str]:
    """Return the names of all that is registered, what is worked out first at the beginning."""
    return sorted(works.names(), key=lambda name: _order.get(name, 0))


def in_language(language: str, ask: Piece) -> Any:
    """Ask in a language: a piece says in which one, as what is kept is kept for each."""
    with translation.override(language):
        return ask()


@dataclass
class Told:
    """How it went: how many pieces of each kind were worked out, how long it took, and whether time ran out."""

    done: dict[str, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    ran_out: bool = False

    def __str__(self) -> str:
        """Say it in a line for the log."""
        said = [f"{name}: {count}" for name, count in self.done.items()]
        said += [f"{name}: {count} went wrong" for name, count in self.faults.items()]
        return "; ".join(said) or "nothing"


def work_out(*, within: float | None = None, but: Collection[str] = ()) -> Told:
    """Work out what is registered, `but` some of it, and say how it went. It never fails.

    `within`: begin no piece after so many seconds.
    """
    told, begun = Told(), time.monotonic()
    try:
        today = clock.today()
        for name in [name for name in in_order() if name not in but]:
            _work_out(name, today, told, None if within is None else begun + within)
    except _Over:
        told.ran_out = True
    except Exception:
        logger.exception("nothing can be worked out ahead")
    told.seconds = time.monotonic() - begun
    return told


class _Over(Exception):
    """Time has run out."""


def _work_out(name: str, today: date, told: Told, until: float | None) -> None:
    """Work out the pieces of one kind, for as long as there is time."""
    for piece in _pieces(name, today, told):
        if until is not None and time.monotonic() > until:
            raise _Over
        try:
            with reading.once():
                piece()
        except Exception:
            logger.exception("%s cannot be worked out ahead", name)
            told.faults[name] = told.faults.get(name, 0) + 1
            if told.faults[name] >= MOST_FAULTS:
                return
        else:
            told.done[name] = told.done.get(name, 0) + 1


def _pieces(name: str, today: date, told: Told) -> Iterator[Piece]:
    try:
        yield from works[name](today)
    except Exception:
        logger.exception("%s cannot tell what to work out ahead", name)
        told.faults[name] = told.faults.get(name, 0) + 1
