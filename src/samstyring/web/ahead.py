"""What is worked out ahead for the pages that put much together, so that nobody's first page of the day waits for it."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from samstyring.accounts.middleware import reader
from samstyring.accounts.queries import seen_within
from samstyring.kernel import ahead
from samstyring.kernel.actors import ANONYMOUS
from samstyring.parties import expected
from samstyring.parties.queries import listing
from samstyring.ui.context import languages

from .queries import front, start_page
from .work_list.queries import may_read, work_list

LATELY = timedelta(days=60)
"""Whoever has not signed in for so long, and got no account since, may wait a moment when they do."""
MOST = 300
"""For so many at most, first those who signed in last: each has some four files of what is kept, of 3,000 in all."""


@ahead.every_day("web.front", order=1)
def open_front(today: date) -> Iterator[ahead.Piece]:
    """What the open front page rests on, and most other pages too."""
    del today
    for language in languages():
        yield partial(ahead.in_language, language, front)


@ahead.every_day("web.municipalities", order=3)
def municipalities(today: date) -> Iterator[ahead.Piece]:
    """The list of the municipalities, the same for all readers."""
    if front() is not None:
        for language in languages():
            yield partial(ahead.in_language, language, partial(listing, by=ANONYMOUS, on=today))


@ahead.every_day("web.start_pages", order=2)
def of_each_reader(today: date) -> Iterator[ahead.Piece]:
    """What stands for one reader alone, of everyone who has signed in lately, in the language that they read."""
    for person, language in seen_within(LATELY, most=MOST):
        yield partial(ahead.in_language, language, partial(gather, person, today))


def gather(person: UUID, today: date) -> None:
    """Gather what a person holds, their start page, what is asked of theirs, and the work list where they follow it up."""
    who = reader(person, today)
    start_page(who)
    if organisations := expected.organisations_for(who):
        expected.expected_of(organisations, who, today, only_open=may_read(who))
    if may_read(who):
        work_list(by=who, today=today)
