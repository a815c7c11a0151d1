"""Who has not answered in a written procedure, and which procedures draw to their last day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel import clock
from samstyring.kernel.actors import powers_on
from samstyring.kernel.clock import local_date
from samstyring.records import posting

from ..models import Round, WrittenLetter, WrittenProcedure, WrittenReminder
from ..rules.written import takes_answers
from .holders import holders_on
from .standing import tally_of

ACT = "governance.remind_in_writing"
RULE = "remind_silent_days"


def reminded_ahead(body_key: str, on: date) -> Ruled:
    """Return the body's rule on how many days before the last day for answers those who are silent are reminded."""
    return charter.rule_on(RULE, on, body_key)


def days_ahead(ruled: Ruled) -> int:
    """Return the days of the rule, and the house's own where it is not regulated."""
    return int(ruled.value) if ruled.regulated else posting.REMIND_DAYS


def silent_in(round_: Round, procedure: WrittenProcedure, on: date) -> list[WrittenLetter]:
    """Return the letters of those who have not answered a round, and were not reminded of this last day.

    A seat that has another holder since is left out: nobody is reminded of what they were not asked.
    """
    if not takes_answers(procedure, on):
        return []
    silent = {
        stand.round_seat_id for stand in tally_of(round_, live=False).stands if stand.present and not stand.answered
    }
    reminded = WrittenReminder.objects.filter(round_seat__round=round_, answer_by=procedure.answer_by)
    done = set(reminded.values_list("round_seat_id", flat=True))
    holders = {seat: held.person.pk for seat, held in holders_on(procedure.body, on).items()}
    letters = WrittenLetter.objects.filter(round=round_, round_seat__in=silent - done).select_related(
        "person", "round_seat"
    )
    return [letter for letter in letters if holders.get(letter.round_seat.seat_id) == letter.person_id]


def rounds_to_remind(today: date) -> list[Round]:
    """Return the rounds whose last day for answers is at hand, and that were not opened today."""
    rows = Round.objects.filter(
        item__written__state=WrittenProcedure.State.OPEN,
        item__written__answer_by__gte=today,
    ).select_related("item__written__body", "item__case__body")
    last: dict[UUID, Round] = {}
    for round_ in rows.order_by("number"):
        last[round_.item_id] = round_
    return [round_ for round_ in last.values() if _before(round_, today) and _at_hand(round_, today)]


def _at_hand(round_: Round, today: date) -> bool:
    procedure = round_.item.written
    assert procedure is not None  # the rounds that are asked for are of written procedures
    days = days_ahead(reminded_ahead(procedure.body.key, today))
    return procedure.answer_by <= today + timedelta(days=days)


def _before(round_: Round, today: date) -> bool:
    return local_date(round_.opened_at) < today


def clause_of_reminding(on: date) -> str:
    """Return the provision by which those who are silent are reminded, "" where the charter lets nobody do it."""
    if not charter.is_founded():
        return ""
    return next(iter(powers_on(on).get(ACT, {}).values()), "")


def reminded_in(rounds: Iterable[UUID]) -> dict[UUID, WrittenReminder]:
    """Return the last reminder of each seat of the rounds. One SQL statement."""
    rows = WrittenReminder.objects.filter(round_seat__round__in=list(rounds)).order_by("reminded_at")
    return {row.round_seat_id: row for row in rows}


@dataclass(frozen=True)
class Reminding:
    """When those who are silent are reminded: the day (None before it is sent out), how many days ahead, and by what rule.

    `clause` is the provision that lets it be done; where it is empty nobody is reminded by itself.
    """

    on: date | None
    days: int
    ruled: Ruled
    clause: str


def reminding_of(procedure: WrittenProcedure, last: Round | None) -> Reminding:
    """Return when the silent of a procedure are reminded: never on the day on which they were asked."""
    ruled = reminded_ahead(procedure.body.key, clock.today())
    days, on = days_ahead(ruled), None
    if last is not None:
        on = max(procedure.answer_by - timedelta(days=days), local_date(last.opened_at) + timedelta(days=1))
    return Reminding(
        on if on is None or on <= procedure.answer_by else None, days, ruled, clause_of_reminding(clock.today())
    )
