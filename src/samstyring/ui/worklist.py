"""The work list: every app tells what waits for someone, with the clause behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samstyring.kernel.actors import Actor


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the reader: what to do, by when, why, where."""

    heading: Any
    url: str
    clause: str = ""
    deadline: date | None = None
    text: Any = ""
    key: str = ""


Source = Callable[[Actor, date], Sequence[Waiting]]
_sources: list[Source] = []


def register_source(source: Source) -> Source:
    """Add a source: (actor, today) -> what waits for that actor. A fixed number of SQL statements each."""
    if source not in _sources:
        _sources.append(source)
    return source


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """Return all that waits for the actor, what is late first, what has no date last."""
    items = [item for source in _sources for item in source(actor, today)]
    return sorted(
        items,
        key=lambda item: (
            item.deadline is None,
            item.deadline or today,
            str(item.heading),
        ),
    )
