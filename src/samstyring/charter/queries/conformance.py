"""Do we keep the agreement? Every obligation with its state on a day, why, and what shows it.

Nobody ticks anything: each state is worked out by its check from what is registered. What a check found is kept until
an act writes something that it read (`kernel.keeping`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.kernel import clock, keeping
from samstyring.kernel.keeping import lasting

from ..models import Obligation
from ..registry import Finding, Question, checks
from ..rules import NOT_MEASURED, STATES, duty_words
from .editions import edition_on, names_in


@dataclass(frozen=True)
class Shown:
    """A piece of evidence as it reads."""

    text: str
    url: str
    holds: bool

    @property
    def words(self) -> str:
        """Return it as it reads in a list where what is missing stands beside what is there."""
        return self.text if self.holds else _("Missing: %(what)s") % {"what": self.text}


@dataclass(frozen=True)
class Duty:
    """An obligation as it stands on a day. `state` is one of rules.STATES, `responsible` who must act, in words.

    `concerns` are the parties that have something to do by the next date. `reminded` says when those whose duty it is
    are, or were, reminded: `queries.with_reminders` adds it.
    """

    key: str
    clause: str
    heading: str
    kind: str
    state: str
    why: str
    responsible: str
    duty_of: str
    check: str
    next_date: date | None = None
    evidence: Sequence[Shown] = ()
    concerns: Sequence[UUID] = ()
    reminded: str = ""

    @property
    def shown(self) -> list[Shown]:
        """Return the evidence that is there."""
        return [item for item in self.evidence if item.holds]

    @property
    def missing(self) -> list[Shown]:
        """Return what is missing."""
        return [item for item in self.evidence if not item.holds]


@dataclass(frozen=True)
class Board:
    """All obligations on a day. `on` is the day looked at, `today` the day it is looked at."""

    on: date
    today: date
    duties: Sequence[Duty] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many obligations are in each state."""
        return {state: sum(duty.state == state for duty in self.duties) for state in STATES}


def conformance(on: date | None = None) -> Board:
    """Return the state of every obligation on a day (today if not given)."""
    today = clock.today()
    on = on or today
    with keeping.book("conformance", on, today, get_language()) as kept:
        agreement_id, obligations = kept.ask("obligations", lambda: _obligations(on))
        duties = [
            kept.ask(
                repr((agreement_id, responsible, _asked(obligation))),
                partial(_duty, obligation, agreement_id, on, today, responsible),
            )
            for obligation, responsible in obligations
        ]
        return Board(on, today, duties)


@lasting
def obligations_checked_by(check: str, edition: UUID) -> list[Obligation]:
    """Return the obligations of an edition that a check answers: what code asks of the agreement without knowing it."""
    return list(Obligation.objects.filter(edition=edition, check_name=check))


def _obligations(on: date) -> tuple[UUID, list[tuple[Obligation, str]]]:
    """Return the obligations that hold on a day, each with who must act in words, and the agreement they stand in."""
    edition = edition_on(on)
    names = names_in(edition)
    rows = Obligation.objects.filter(edition=edition)
    return edition.agreement_id, [(row, duty_words(row.duty_of, names)) for row in rows]


def _asked(obligation: Obligation) -> list[Any]:
    return [getattr(obligation, field.attname) for field in obligation._meta.concrete_fields]


def _duty(obligation: Obligation, agreement_id: UUID, on: date, today: date, responsible: str) -> Duty:
    return duty(obligation, find(obligation, agreement_id, on, today), responsible)


def find(obligation: Obligation, agreement_id: UUID, on: date, today: date) -> Finding:
    """Return what the check of an obligation finds on a day, from what is registered under an agreement."""
    check = checks.get(obligation.check_name)
    if check is None:
        return Finding(NOT_MEASURED, "")
    return check(
        Question(
            on=on,
            today=today,
            parameters=obligation.parameters,
            window_from=obligation.window_from,
            window_until=obligation.window_until,
            agreement_id=agreement_id,
        )
    )


def duty(obligation: Obligation, finding: Finding, responsible: str) -> Duty:
    """Put together how an obligation stands."""
    return Duty(
        key=obligation.key,
        clause=obligation.clause,
        heading=obligation.heading,
        kind=obligation.kind,
        state=finding.state,
        why=str(finding.why),
        responsible=responsible,
        duty_of=obligation.duty_of,
        check=obligation.check_name,
        next_date=finding.next_date,
        evidence=[Shown(str(item.text), item.url, item.holds) for item in finding.evidence],
        concerns=tuple(finding.concerns),
    )


def as_data(board: Board) -> dict[str, Any]:
    """Return the board as plain data, for JSON."""
    return {
        "on": board.on.isoformat(),
        "today": board.today.isoformat(),
        "counts": board.counts,
        "obligations": [
            {
                "id": duty.key,
                "clause": duty.clause,
                "heading": duty.heading,
                "kind": duty.kind,
                "state": duty.state,
                "why": duty.why,
                "responsible": duty.responsible,
                "duty_of": duty.duty_of,
                "next_date": duty.next_date.isoformat() if duty.next_date else None,
                "reminded": duty.reminded,
                "evidence": [{"text": item.text, "url": item.url, "holds": item.holds} for item in duty.evidence],
            }
            for duty in board.duties
        ],
    }
