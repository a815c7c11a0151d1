"""What becomes of each thing of today when another agreement takes over: as someone chose, otherwise as proposed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.keeping import book

from ..models import Crossing, Successor
from ..registry import Crossed, CrossingKind, Thing, crossings

FEW = 30
"""How many things of each kind a page shows before all are asked for: a nation has thousands of projects."""
EVERY = "all"
PAGE = 25
"""How many things one is asked about at a time."""


@dataclass(frozen=True)
class Chosen:
    """A thing of today with what is to become of it. `by_whom`: a person's name, or "" where it is as proposed."""

    thing: Thing
    choice: str
    why: str
    by_whom: str = ""

    @property
    def is_proposed(self) -> bool:
        """Tell whether it is as proposed."""
        return self.choice == self.thing.proposed

    @property
    def is_open(self) -> bool:
        """Tell whether there is a choice that nobody has made: it becomes as proposed."""
        return not self.thing.fixed and not self.by_whom


@dataclass(frozen=True)
class KindChosen:
    """The things of one kind: all of them."""

    kind: CrossingKind
    rows: Sequence[Chosen]


@dataclass(frozen=True)
class KindShown:
    """The things of one kind as a page shows them: how many there are, and the first of them or all."""

    kind: CrossingKind
    shown: Sequence[Chosen]
    count: int
    closed: int
    open: int

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.count - len(self.shown)

    @property
    def carried(self) -> int:
        """Return how many are to go on."""
        return self.count - self.closed


@dataclass(frozen=True)
class Choosing:
    """What someone is asked about: one kind's things that a filter finds, one page of them.

    `matching` has every thing found of which there is a choice, on whichever page; `found` counts those without one too.
    """

    kinds: Sequence[KindShown]
    kind: KindShown | None
    rows: Sequence[Chosen]
    matching: Sequence[Chosen]
    found: int
    page: int
    pages: int

    @property
    def open(self) -> int:
        """Return how many choices nobody has made, of all kinds."""
        return sum(each.open for each in self.kinds)


def _any(row: Chosen) -> bool:
    del row
    return True


SHOWS: Mapping[str, Callable[[Chosen], bool]] = {
    "": _any,
    "open": lambda row: row.is_open,
    "chosen": lambda row: bool(row.by_whom),
    "closed": lambda row: row.choice == Crossing.Choice.CLOSED,
}
"""Which things of a kind one can ask to see."""


def chosen(found: Successor, there: Mapping[str, Any]) -> list[KindChosen]:
    """Return what is to become of each thing of today. `there` is the new file as plain data."""
    stored = {(row.kind, row.thing): row for row in found.crossings.select_related("chosen_by")}
    rows: dict[str, list[Chosen]] = {}
    settled: dict[tuple[str, str], str] = {}
    for kind in sorted(crossings, key=lambda kind: kind.order):
        rows[kind.name] = []
        for thing in _told(kind, found, there):
            row = _chosen(thing, stored.get((kind.name, thing.key)), settled)
            settled[kind.name, thing.key] = row.choice
            rows[kind.name].append(row)
    return [KindChosen(crossings[name], found_rows) for name, found_rows in rows.items() if found_rows]


def _told(kind: CrossingKind, found: Successor, there: Mapping[str, Any]) -> Sequence[Thing]:
    """Return the things of a kind, kept until an act writes what they were read from."""
    with book("crossing things", kind.name, found.sha256, clock.today(), get_language()) as kept:
        return kept.ask("told", lambda: [_in_words(thing) for thing in kind.told(there, found.begins_on)])


def _in_words(thing: Thing) -> Thing:
    return replace(thing, label=str(thing.label), why=str(thing.why), now=str(thing.now))


def _chosen(thing: Thing, stored: Crossing | None, settled: Mapping[tuple[str, str], str]) -> Chosen:
    """A thing that follows another is closed with it, whatever was chosen; `crossings` tells the other one first."""
    if thing.follows is not None and settled.get(thing.follows) == Crossing.Choice.CLOSED:
        closed = replace(thing, fixed=True, proposed="closed", why=_("What it belongs to is closed."))
        return Chosen(closed, Crossing.Choice.CLOSED, str(closed.why))
    if stored is None or thing.fixed:
        return Chosen(thing, thing.proposed, str(thing.why))
    return Chosen(
        thing, stored.choice, stored.why, str(stored.chosen_by) if stored.chosen_by else _("the installation")
    )


def overview(
    found: Successor, there: Mapping[str, Any], missing: Callable[[Sequence[KindChosen]], Sequence[str]]
) -> tuple[list[KindShown], Sequence[str]]:
    """Return each kind with its first things, and what is `missing`. Kept until an act writes what they rest on."""

    def work_out() -> tuple[list[tuple[str, KindShown]], Sequence[str]]:
        kinds = chosen(found, there)
        return [(each.kind.name, replace(_shown(each), kind=None)) for each in kinds], missing(kinds)  # type: ignore[arg-type]

    with book("crossings", found.pk, found.revision, clock.today(), get_language()) as kept:
        shown, problems = kept.ask("overview", work_out)
    return [replace(each, kind=crossings[name]) for name, each in shown], problems


def _shown(each: KindChosen) -> KindShown:
    return KindShown(
        kind=each.kind,
        shown=each.rows[:FEW],
        count=len(each.rows),
        closed=sum(row.choice == Crossing.Choice.CLOSED for row in each.rows),
        open=sum(row.is_open for row in each.rows),
    )


def whole(found: Successor, there: Mapping[str, Any], name: str) -> Sequence[Chosen]:
    """Return all things of one kind. Kept until an act writes what they rest on."""

    def work_out() -> Sequence[Chosen]:
        return tuple(next((each.rows for each in chosen(found, there) if each.kind.name == name), ()))

    with book("crossings of a kind", name, found.pk, found.revision, clock.today(), get_language()) as kept:
        return kept.share("rows", work_out)


def choosing(
    found: Successor,
    there: Mapping[str, Any],
    kinds: Sequence[KindShown],
    *,
    name: str = "",
    words: str = "",
    show: str = "",
    page: int = 1,
) -> Choosing:
    """Return one page of the things of the kind `name` (the first one where it names none) that a filter finds.

    `words` must all be in the name or in how it stands; `show` is one of SHOWS. A page beyond the last gives the last.
    """
    kind = next((each for each in kinds if each.kind.name == name), kinds[0] if kinds else None)
    if kind is None:
        return Choosing(kinds, None, (), (), 0, 1, 1)
    fits, asked = SHOWS.get(show, _any), words.casefold().split()
    rows = [row for row in whole(found, there, kind.kind.name) if fits(row) and _has(row, asked)]
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(page, 1), pages)
    return Choosing(
        kinds=kinds,
        kind=kind,
        rows=rows[(page - 1) * PAGE : page * PAGE],
        matching=[row for row in rows if not row.thing.fixed],
        found=len(rows),
        page=page,
        pages=pages,
    )


def _has(row: Chosen, asked: Sequence[str]) -> bool:
    if not asked:
        return True
    text = f"{row.thing.label} {row.thing.now}".casefold()
    return all(word in text for word in asked)


def recorded(found: Successor, whole_of: str = "") -> list[KindShown]:
    """Return the record: what became of each thing there was, with its name as it was."""
    rows: dict[str, list[Chosen]] = {}
    for row in found.crossings.select_related("chosen_by"):
        thing = Thing(key=row.thing, label=row.label, proposed=row.choice, fixed=True)  # type: ignore[arg-type]
        rows.setdefault(row.kind, []).append(
            Chosen(thing, row.choice, row.why, str(row.chosen_by) if row.chosen_by else "")
        )
    ordered = sorted((crossings[name] for name in rows if name in crossings), key=lambda kind: kind.order)
    kinds = [KindChosen(kind, rows[kind.name]) for kind in ordered]
    return [
        replace(_shown(each), shown=each.rows) if whole_of in (EVERY, each.kind.name) else _shown(each)
        for each in kinds
    ]


def crossed(kinds: Sequence[KindChosen]) -> Crossed:
    """Return the choices as the apps carry them out."""
    return Crossed({each.kind.name: {row.thing.key: row.choice for row in each.rows} for each in kinds})
