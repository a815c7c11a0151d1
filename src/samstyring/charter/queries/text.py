"""The agreement as it reads: by chapter, each clause with what is done under it and how its duties stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared

from ..models import Agreement, Annex, Chapter, Clause, Edition, Procedure
from ..registry import Done, Under, doings
from ..rules import Term
from .conformance import Board, Duty, conformance
from .editions import edition_on, said_in, term_of
from .history import News, Reading, edition_with, news_of, readings_of

SHOWN = 3
"""How many things done under a clause the agreement's page shows."""
SHOWN_ALONE = 50
"""How many the clause's own page shows, unless asked for all."""
NOTHING = Under((), 0)


@dataclass(frozen=True)
class ClauseRead:
    """A clause with its duties as they stand, and the newest of what was done under it."""

    clause: Clause
    duties: Sequence[Duty]
    under: Under

    @property
    def newest(self) -> Sequence[Done]:
        """Return those that the page shows, the newest first."""
        return self.under.newest

    @property
    def more(self) -> int:
        """Return how many more there are."""
        return self.under.count - len(self.under.newest)


@dataclass(frozen=True)
class AgreementPage:
    """The whole agreement on a day. `board` is None for a reader who is not signed in."""

    edition: Edition
    agreement: Agreement
    term: Term
    on: date
    today: date
    chapters: Sequence[tuple[Chapter, Sequence[ClauseRead]]]
    annexes: Sequence[Annex]
    board: Board | None
    news: News


@dataclass(frozen=True)
class Decides:
    """A body decides a matter: its name, the matter's, how in words, and the clause of the procedure."""

    body: str
    matter: str
    how: str
    clause: str


@dataclass(frozen=True)
class ClausePage:
    """One clause, with everything that the charter rests on it. `stands`: the edition of the day has it."""

    edition: Edition
    stands: bool
    readings: Sequence[Reading]
    read: ClauseRead
    previous: Clause | None
    next: Clause | None
    powers: Mapping[str, Sequence[str]]
    authority: Sequence[Decides]
    procedures: Sequence[str]
    rules: Sequence[str]
    purposes: Sequence[str]
    named: Sequence[str]
    on: date
    today: date


def agreement_page(*, by: Actor, on: date | None = None) -> AgreementPage:
    """Return the agreement as it reads on a day: its text for anyone, its state for those who take part."""
    today = clock.today()
    on = on or today
    edition = edition_on(on)
    agreement = edition.agreement
    board = conformance(on) if by.takes_part else None
    duties, done = _duties(board), done_under(by, on, most=SHOWN)
    chapters: dict[UUID, tuple[Chapter, list[ClauseRead]]] = {}
    for clause in _clauses_by_chapter(edition.pk):
        read = ClauseRead(clause, duties.get(clause.ref, []), done.get(clause.ref, NOTHING))
        chapters.setdefault(clause.chapter_id, (clause.chapter, []))[1].append(read)
    return AgreementPage(
        edition=edition,
        agreement=agreement,
        term=term_of(edition, on),
        on=on,
        today=today,
        chapters=list(chapters.values()),
        annexes=_annexes(edition.pk),
        board=board,
        news=news_of(agreement.pk, today, signed_in=not by.is_anonymous),
    )


@Prepared
def _clauses_by_chapter(edition_id: UUID) -> "QuerySet[Clause]":
    rows = Clause.objects.filter(edition_id=edition_id).select_related("chapter")
    return rows.order_by("chapter__position", "position")


@Prepared
def _annexes(edition_id: UUID) -> "QuerySet[Annex]":
    return Annex.objects.filter(edition_id=edition_id)


def clause_page(ref: str, *, by: Actor, on: date | None = None, whole: bool = False) -> ClausePage:
    """Return one clause with what rests on it, and all (`whole`) or the newest of what was done.

    A clause that was repealed by the day, or is not there yet, is shown as it last read. Raises NotThere.
    """
    today = clock.today()
    on = on or today
    holds = edition_on(on)
    edition = edition_with(ref, holds)
    clauses = _clauses(edition.pk)
    place = next((place for place, clause in enumerate(clauses) if clause.ref == ref), None)
    if place is None:
        raise NotThere
    board = conformance(on) if by.takes_part else None
    charter = {"power": [], **said_in(edition)}
    done = done_under(by, on, ref=ref, most=None if whole else SHOWN_ALONE)
    return ClausePage(
        edition=edition,
        stands=edition.pk == holds.pk,
        readings=readings_of(ref, edition.agreement_id),
        read=ClauseRead(clauses[place], _duties(board).get(ref, []), done.get(ref, NOTHING)),
        previous=clauses[place - 1] if place else None,
        next=clauses[place + 1] if place + 1 < len(clauses) else None,
        powers=_powers(charter["power"], ref),
        authority=_authority(charter, ref),
        procedures=[_how(row) for row in _by(charter, "procedure", ref)],
        rules=[row.get("text", "") for row in charter.get("rule", []) if row["source"] == f"agreement:{ref}"],
        purposes=[row["name"] for row in _by(charter, "purpose", ref)],
        named=[
            row.get("title") or row["name"]
            for section in ("body", "office", "seat", "scheme", "annex")
            for row in _by(charter, section, ref)
        ],
        on=on,
        today=today,
    )


@Prepared
def _clauses(edition: UUID) -> "QuerySet[Clause]":
    return Clause.objects.filter(edition=edition).select_related("chapter")


def done_under(by: Actor, on: date, *, ref: str | None = None, most: int | None = None) -> dict[str, Under]:
    """Return what was done under each clause (or one, `ref`) up to a day, as far as the reader may see it.

    `most` is how many to give of each, the newest first; None gives all.
    """
    merged: dict[str, Under] = {}
    for source in doings:
        for clause, told in source(by, on, ref, most).items():
            before = merged.get(clause, NOTHING)
            newest = sorted([*before.newest, *told.newest], key=lambda thing: thing.on, reverse=True)
            merged[clause] = Under(newest[:most], before.count + told.count)
    return merged


def editions() -> list[Edition]:
    """Return every edition of every agreement, the newest first."""
    return list(
        Edition.objects.select_related("agreement", "basis", "amendment")
        .defer("source", "amendment__source", "amendment__exact_text")
        .order_by("-in_force_from", "-number")
    )


def _duties(board: Board | None) -> dict[str, list[Duty]]:
    grouped: dict[str, list[Duty]] = {}
    for duty in board.duties if board else ():
        grouped.setdefault(duty.clause, []).append(duty)
    return grouped


def _by(charter: Mapping[str, Any], section: str, ref: str) -> list[dict[str, Any]]:
    """Return the tables of a section that rest on a clause."""
    return [row for row in charter.get(section, []) if row.get("clause") == ref]


def _powers(powers: Sequence[Mapping[str, Any]], ref: str) -> dict[str, list[str]]:
    """Return who gets powers by a clause: role -> the reasons given."""
    given: dict[str, list[str]] = {}
    for row in powers:
        if row.get("clause") == ref:
            reasons = given.setdefault(row["role"], [])
            if row.get("why") and row["why"] not in reasons:
                reasons.append(row["why"])
    return given


def _authority(charter: Mapping[str, Any], ref: str) -> list[Decides]:
    procedures = {row["key"]: row for row in charter.get("procedure", [])}
    bodies = {row["key"]: row["name"] for row in charter.get("body", [])}
    return [
        Decides(
            bodies[row["body"]],
            row["matter"],
            _how(procedures[row["procedure"]]),
            procedures[row["procedure"]]["clause"],
        )
        for row in _by(charter, "authority", ref)
    ]


def _how(procedure: Mapping[str, Any]) -> str:
    return str(Procedure.Kind(procedure["kind"]).label)
