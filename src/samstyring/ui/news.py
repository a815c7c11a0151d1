"""What someone is told of that asks nothing of them: every app tells what has happened with what is theirs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samstyring.kernel.actors import Actor

LASTS = timedelta(days=30)
"""So long something is news."""


@dataclass(frozen=True)
class News:
    """Something that has happened: what, where it is read, when, and for which municipalities it is theirs."""

    key: str
    heading: Any
    url: str
    on: date
    text: str = ""
    about: Sequence[str] = ()


Source = Callable[[Actor, date], Sequence[News]]
"""(reader, since) -> what has happened with what is theirs from a day on: a fixed number of SQL statements."""

_sources: list[Source] = []


def register_news(source: Source) -> Source:
    """Add a source."""
    if source not in _sources:
        _sources.append(source)
    return source


def news_for(actor: Actor, today: date) -> list[News]:
    """Return what is news for a reader, the newest first."""
    found = [item for source in _sources for item in source(actor, today - LASTS)]
    return sorted(found, key=lambda item: item.on, reverse=True)
