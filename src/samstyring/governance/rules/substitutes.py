"""Who meets for a seat whose holder cannot: pure questions on rows already fetched."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from ..models import Substitute, SubstituteCall

Days = tuple[date, date | None]
"""A period [from, until); it goes on where `until` is None."""

WAITING = (SubstituteCall.State.ASKED, SubstituteCall.State.COMES)
"""A call that stands: the next one is not asked meanwhile."""


def next_in_order(
    substitutes: Iterable[Substitute], asked: Collection[UUID], busy: Collection[UUID]
) -> Substitute | None:
    """Return the first in the order who was not asked yet and does not meet otherwise.

    `asked` are substitutes (their ids) that were asked for these regrets; `busy` are persons who are called to the same
    meeting already, for a seat of their own or another's.
    """
    ordered = sorted(substitutes, key=lambda each: each.rank)
    return next((each for each in ordered if each.pk not in asked and each.person_id not in busy), None)


def free_rank(taken: Iterable[int]) -> int:
    """Return the number after the last one in an order."""
    return max(taken, default=0) + 1


def gaps(covered: Iterable[Days], since: date, until: date | None = None) -> list[Days]:
    """Return the periods of [since, until) in which none of those given holds, the earliest first."""
    found: list[Days] = []
    free: date | None = since
    for begins, ends in sorted(covered, key=lambda days: days[0]):
        if free is None or (until is not None and begins >= until):
            break
        if begins > free:
            found.append((free, begins))
        free = None if ends is None else max(free, ends)
    if free is not None and (until is None or free < until):
        found.append((free, until))
    return found
