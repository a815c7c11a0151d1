"""The work list: every app tells what waits for someone, with the clause behind it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import keeping
from samstyring.kernel.actors import Actor

from . import formats

KINDS = {
    "agreement": _("agreement and duties"),
    "meetings": _("meetings and summonses"),
    "cases": _("cases"),
    "minutes": _("minutes"),
    "decisions": _("decisions and follow-up"),
    "asks": _("asked and not answered"),
    "projects": _("projects"),
    "plan": _("yearly plan"),
    "registers": _("registers"),
    "other": _("other"),
}
"""What the work list of the secretariat is sorted into."""


@dataclass(frozen=True)
class Waiting:
    """Something that waits: what to do, by when, why, where.

    The reader's own things need no more. In the work list of the secretariat `who` names those who must act, `kind` is
    one of KINDS, `also` the keys by which readers are told the same, `done` says that it is in place, and `broken` that it ought to be.
    """

    heading: Any
    url: str
    clause: str = ""
    deadline: date | None = None
    text: Any = ""
    key: str = ""
    who: Any = ""
    kind: str = ""
    also: tuple[str, ...] = ()
    done: bool = False
    broken: bool = False


Source = Callable[[Actor, date], Sequence[Waiting]]
_sources: list[Source] = []
_whole: dict[Source, tuple[str, Source | None]] = {}
_required: list[tuple[str, Source]] = []


def register_source(source: Source) -> Source:
    """Add a source: (actor, today) -> what waits for that actor. A fixed number of SQL statements each."""
    if source not in _sources:
        _sources.append(source)
    return source


def waiting_for(actor: Actor, today: date) -> list[Waiting]:
    """Return all that waits for the actor, what is late first, what has no date last.

    What a source told is kept until an act writes something that it read.
    """
    with _book(actor, today) as kept:
        items = [item for source in _sources for item in _told(kept, source, actor, today)]
    return sorted(
        items,
        key=lambda item: (
            item.deadline is None,
            item.deadline or today,
            str(item.heading),
        ),
    )


def _book(actor: Actor, today: date) -> AbstractContextManager[keeping.Book]:
    """Open what is kept of what one reader is told on a day, in their language: for them, in just these capacities."""
    return keeping.book("told", actor.reach, today, get_language())


def _told(kept: keeping.Book, source: Source, actor: Actor, today: date) -> Sequence[Waiting]:
    return kept.ask(_name(source), lambda: list(source(actor, today)))


def _name(source: Source) -> str:
    return f"{source.__module__}.{source.__qualname__}"


MANY = 3
"""How many are named at most; more are counted."""


def named(things: Sequence[Any]) -> str:
    """Name those who must act; more than a few are counted."""
    if len(things) <= MANY:
        return formats.sentence(things)
    return ngettext("%(count)s municipality", "%(count)s municipalities", len(things)) % {"count": len(things)}


def in_whole(kind: str, *sources: Source) -> Callable[[Source], Source]:
    """Register what tells, for everyone together, what these sources tell each of their readers.

    It answers (reader, today) like a source, and stands in for them in the work list of the secretariat.
    """

    def decorate(whole: Source) -> Source:
        for source in sources:
            _whole[source] = (kind, None)
        _required.append((kind, whole))
        return whole

    return decorate


def tells_all(kind: str, *sources: Source) -> None:
    """Say that these sources tell the secretariat all there is: they stand in the work list as they are."""
    for source in sources:
        _whole[source] = (kind, source)


def sources() -> list[Source]:
    """Return all sources."""
    return list(_sources)


def untold(source: Source) -> bool:
    """Tell whether nobody has said how a source stands in the work list of the secretariat."""
    return source not in _whole


def all_that_waits(reader: Actor, today: date) -> list[Waiting]:
    """Return all that waits for anybody, for a reader who follows it all up; what is late first, no date last.

    A source of which nothing is said is asked for the reader. What is lazy is written out, in the reader's language.
    """
    found: dict[str, Waiting] = {}
    stands_in = [_whole.get(source, ("other", source)) for source in _sources]
    with _book(reader, today) as kept:
        for kind, source in [(kind, source) for kind, source in stands_in if source] + _required:
            for item in _told_in_whole(kept, kind, source, reader, today):
                found.setdefault(item.key or item.url, item)
    return sorted(found.values(), key=lambda item: (item.deadline is None, item.deadline or today, item.heading))


def _told_in_whole(kept: keeping.Book, kind: str, source: Source, reader: Actor, today: date) -> Sequence[Waiting]:
    """Return what a source tells for everyone, each with its kind; what is lazy is written out."""

    def written_out() -> tuple[Waiting, ...]:
        return tuple(
            replace(
                item,
                kind=item.kind or kind,
                heading=str(item.heading),
                text=str(item.text or ""),
                who=str(item.who or ""),
            )
            for item in source(reader, today)
        )

    return kept.share(f"{_name(source)}, in whole", written_out)
