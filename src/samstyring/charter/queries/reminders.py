"""When those whose duty it is are reminded of it, whom that is today, and of what they have been."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.kernel.keeping import lasting
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Person
from samstyring.ui import formats

from ..models import Obligation, Reminder
from ..rules import BROKEN, COMING, DUE
from .bearers import following_up, people_for
from .conformance import Board, Duty, conformance
from .deciding import powers_on
from .editions import edition_on

DEFAULT_DAYS = 21
"""How many days ahead, where the charter says nothing: three weeks, so that a meeting can still be called."""
AHEAD = (BROKEN, DUE, COMING)


@dataclass(frozen=True)
class Nudge:
    """A person who is to be reminded of a duty before its date, and has not been."""

    duty: Duty
    due: date
    person: Person


def clause_of_reminding(on: date) -> str:
    """Return the provision by which reminders are sent, "" where the charter lets nobody send any."""
    given = powers_on(on).get("charter.send_reminders", {})
    return next(iter(given.values()), "")


def days_ahead(on: date) -> Mapping[str, int]:
    """Return how many days ahead each obligation asks for, by key; those that say nothing are left out. One statement."""
    return _days_ahead(edition_on(on).pk)


@lasting
def _days_ahead(edition: UUID) -> Mapping[str, int]:
    rows = Obligation.objects.filter(edition=edition).values_list("key", "parameters")
    return {key: int(given["remind_days"]) for key, given in rows if "remind_days" in given}


def nudges(today: date) -> list[Nudge]:
    """Return whom to remind today, of what: each once for a duty and a date, however often it is asked."""
    return list(_nudges(conformance(today).duties, today))


def somebody_to_remind(board: Board) -> bool:
    """Say whether anybody is to be reminded on the day of a board; it stops at the first who is found.

    At most six SQL statements and those that find the people of each duty near its date: as many as the charter has.
    """
    return any(True for _nudge in _nudges(board.duties, board.on))


def _nudges(duties: Iterable[Duty], today: date) -> Iterator[Nudge]:
    ahead, agreement = days_ahead(today), edition_on(today).agreement_id
    near = [
        (duty, duty.next_date)
        for duty in duties
        if duty.next_date is not None
        and duty.state in AHEAD
        and today <= duty.next_date <= today + timedelta(days=ahead.get(duty.key, DEFAULT_DAYS))
    ]
    if not near:
        return
    dates = {due for _duty, due in near}
    sent = set(_sent(agreement, list(dates)))
    always = following_up(today)
    for duty, due in near:
        people = {each.pk: each for each in [*people_for(duty.duty_of, duty.concerns, today), *always]}
        yield from (Nudge(duty, due, each) for each in people.values() if (duty.key, due, each.pk) not in sent)


def with_reminders(board: Board) -> Board:
    """Return the board with when each duty is, or was, reminded of. Two SQL statements."""
    ahead = days_ahead(board.on)
    dates = {duty.next_date for duty in board.duties if duty.next_date}
    sent: dict[tuple[str, date], list[date]] = {}
    for key, due, day in _reminded(edition_on(board.on).agreement_id, list(dates), board.on):
        sent.setdefault((key, due), []).append(day)
    return replace(board, duties=[_with_words(duty, board, ahead, sent) for duty in board.duties])


@Prepared
def _sent(agreement_id: UUID, dates: Sequence[date]) -> "QuerySet[Reminder, tuple[str, date, UUID]]":
    rows = Reminder.objects.filter(agreement_id=agreement_id, due__in=dates)
    return rows.values_list("obligation", "due", "person_id")


@Prepared
def _reminded(agreement_id: UUID, dates: Sequence[date], on: date) -> "QuerySet[Reminder, tuple[str, date, date]]":
    rows = Reminder.objects.filter(agreement_id=agreement_id, due__in=dates, reminded_on__lte=on)
    return rows.order_by("reminded_on").values_list("obligation", "due", "reminded_on")


def _with_words(
    duty: Duty, board: Board, ahead: Mapping[str, int], sent: Mapping[tuple[str, date], Sequence[date]]
) -> Duty:
    if duty.next_date is None:
        return duty
    if days := sent.get((duty.key, duty.next_date)):
        says = ngettext("Reminded on %(day)s, %(count)s person", "Reminded on %(day)s, %(count)s people", len(days))
        return replace(duty, reminded=says % {"day": formats.short_day(days[0]), "count": formats.number(len(days))})
    if board.on != board.today or duty.next_date < board.today:
        return duty
    days_before = ahead.get(duty.key)
    day = max(duty.next_date - timedelta(days=days_before or DEFAULT_DAYS), board.today)
    if days_before is not None:
        return replace(duty, reminded=_("Reminder on %(day)s") % {"day": formats.short_day(day)})
    says = _("Reminder on %(day)s (%(count)s days ahead by default: not regulated)")
    return replace(duty, reminded=says % {"day": formats.short_day(day), "count": DEFAULT_DAYS})


def reminded_of(by: Actor, today: date) -> list[tuple[Reminder, Duty]]:
    """Return what a person was reminded of and is not kept yet, the earliest date first. One SQL statement of its own."""
    if by.person_id is None:
        return []
    rows = list(Reminder.objects.filter(person_id=by.person_id, due__gte=today))
    if not rows:
        return []
    standing = {(duty.key, duty.next_date): duty for duty in conformance(today).duties if duty.state in AHEAD}
    return [(row, duty) for row in rows if (duty := standing.get((row.obligation, row.due))) is not None]


def reminders_in(letter_id: UUID) -> list[Reminder]:
    """Return what a letter reminds of, the earliest date first."""
    return list(Reminder.objects.filter(letter_id=letter_id).order_by("due", "clause"))
