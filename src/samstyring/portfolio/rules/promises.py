"""What promised people and hours come to: pure arithmetic on whole hours."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from samstyring.kernel.errors import InvalidInput

MOST_PEOPLE = 1_000
MOST_HOURS = 100_000
MOST_YEARS = 20
MOST_ROWS = 50
"""How many kinds of people one answer can promise."""


class Promise(Protocol):
    """What is figured on: a promised effort, or what it is to be made of."""

    @property
    def starts_on(self) -> date: ...  # noqa: D102

    @property
    def ends_on(self) -> date: ...  # noqa: D102

    @property
    def total(self) -> int: ...  # noqa: D102


def months_begun(starts_on: date, ends_on: date) -> int:
    """Return how many months are begun from a day until and with another, counted from the first day.

    From 15 January until and with 14 March are two, until and with 15 March three.
    """
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month
    return months + (1 if ends_on.day >= starts_on.day else 0)


def total(hours: int, starts_on: date, ends_on: date, *, each_month: bool) -> int:
    """Return the hours in all."""
    return hours * max(1, months_begun(starts_on, ends_on)) if each_month else hours


def hours_in(year: int, promise: Promise) -> int:
    """Return the hours that fall in a calendar year, spread evenly over the days. The years sum to the whole."""
    return _until(date(year + 1, 1, 1), promise) - _until(date(year, 1, 1), promise)


def _until(day: date, promise: Promise) -> int:
    """Return the hours before a day."""
    days = (promise.ends_on - promise.starts_on).days + 1
    gone = min(max((day - promise.starts_on).days, 0), days)
    return (promise.total * gone * 2 + days) // (days * 2)


def by_year(promises: Iterable[Promise]) -> dict[int, int]:
    """Return the hours of each calendar year that some promises reach, the earliest first."""
    found: dict[int, int] = {}
    for promise in promises:
        for year in range(promise.starts_on.year, promise.ends_on.year + 1):
            found[year] = found.get(year, 0) + hours_in(year, promise)
    return dict(sorted(found.items()))


def checked(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return promises ready to be kept, each with its total. Raises InvalidInput naming the row that is wrong."""
    if len(rows) > MOST_ROWS:
        raise InvalidInput({"promised": _("At most %(count)s rows of people and hours.") % {"count": MOST_ROWS}})
    return [_one(number, row) for number, row in enumerate(rows, 1)]


def _one(number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    role, people, hours = str(row.get("role") or "").strip(), row.get("people") or 0, row.get("hours") or 0
    starts_on, ends_on = row.get("starts_on"), row.get("ends_on")
    whole = role and 1 <= people <= MOST_PEOPLE and 1 <= hours <= MOST_HOURS
    if not whole or starts_on is None or ends_on is None or not 0 <= (ends_on - starts_on).days <= MOST_YEARS * 366:
        says = _("Row %(number)s of people and hours needs a role, how many, hours, and a first and a last day.")
        raise InvalidInput({"promised": says % {"number": number}})
    each_month = bool(row.get("each_month"))
    return {
        "position": number,
        "role": role[:120],
        "people": people,
        "hours": hours,
        "each_month": each_month,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "total": total(hours, starts_on, ends_on, each_month=each_month),
    }


def require_delivered(
    *,
    role: str,
    hours: int,
    starts_on: date,
    ends_on: date,
    note: str,
    roles: Sequence[str],
    before: int,
    today: date,
) -> None:
    """Refuse hours that cannot have been delivered. `before`: those registered for the role. Raises InvalidInput."""
    wrong = {}
    if role not in roles:
        wrong["role"] = _("Choose one of the roles that are promised: %(roles)s.") % {"roles": ", ".join(roles)}
    if not hours or abs(hours) > MOST_HOURS:
        wrong["hours"] = _("Write how many hours, at most %(most)s.") % {"most": MOST_HOURS}
    elif before + hours < 0:
        wrong["hours"] = _("Only %(count)s hours are registered for the role: no more can be taken back.") % {
            "count": before
        }
    if ends_on > today:
        wrong["ends_on"] = _("Hours are registered when they are worked: the day has not come yet.")
    elif ends_on < starts_on:
        wrong["ends_on"] = _("The last day cannot come before the first.")
    if hours < 0 and not note.strip():
        wrong["note"] = _("Write why hours are taken back.")
    if wrong:
        raise InvalidInput(wrong)
