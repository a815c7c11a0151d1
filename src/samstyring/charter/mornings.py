"""What is done for the agreement each morning, and what of it is worked out ahead."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from samstyring.kernel import actors, ahead, clock
from samstyring.records.rounds import every_morning
from samstyring.ui.context import languages

from . import acts, queries
from .queries import successors


@ahead.every_day("charter.board", order=1)
def board(today: date) -> Iterator[ahead.Piece]:
    """How the agreement is kept this day: the board, a third of the start page, and every clause with a duty."""
    if queries.is_founded():
        for language in languages():
            yield partial(ahead.in_language, language, partial(queries.conformance, today))


@ahead.every_day("charter.who_is_where", order=3)
def who_is_where(today: date) -> Iterator[ahead.Piece]:
    """Where every municipality stands this day."""
    if queries.is_founded():
        for language in languages():
            yield partial(ahead.in_language, language, partial(queries.who_is_where, today))


@ahead.every_day("charter.crossings", order=4)
def crossings(today: date) -> Iterator[ahead.Piece]:
    """What of today crosses over into each agreement that is being prepared: thousands of things at a large one."""
    del today
    for found in successors.drafts() if queries.is_founded() else ():
        for language in languages():
            yield partial(ahead.in_language, language, partial(successors.worked_out, found, successors.data_of(found)))


@every_morning("charter.reminders")
def remind(today: date) -> str:
    """Remind those whose duties have a date ahead, where the charter lets reminders be sent."""
    if not queries.is_founded():
        return "nothing is founded"
    clause, nudges = queries.clause_of_reminding(today), queries.nudges(today)
    if not clause or not nudges:
        return "nobody to remind"
    made = acts.send_reminders(nudges=nudges, by=actors.system(clause), at=clock.now())
    return f"reminders: {len(made)}"
