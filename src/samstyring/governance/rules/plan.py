"""What holds for a body's year: days, and how next year's days are proposed from this year's (SG-6). Pure."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

LAST_WEEK_HAS = (12, 28)
"""The day that is always in the last week of its year (ISO 8601)."""


def same_week_next_year(day: date) -> date:
    """Return the same weekday of the same week in the following year (week 53 becomes 52 where there is none).

    The days around new year may belong to a week of another year: then it is the nearest such weekday in the year.
    """
    year, week, weekday = day.isocalendar()
    last = date(year + 1, *LAST_WEEK_HAS).isocalendar().week
    found = date.fromisocalendar(year + 1, min(week, last), weekday)
    if found.year <= day.year:
        return found + timedelta(weeks=1)
    return found - timedelta(weeks=1) if found.year > day.year + 1 else found


def run_next_year(day: date, last_day: date | None) -> tuple[date, date | None]:
    """Return the days of an entry in the following year; one that runs over several days keeps its length."""
    first = same_week_next_year(day)
    if last_day is None:
        return first, None
    last = min(first + (last_day - day), date(first.year, 12, 31))
    return first, last if last > first else None


def days_errors(day: date, last_day: date | None) -> dict[str, str]:
    """Return what is wrong with the days of an entry, by field."""
    if last_day is None:
        return {}
    if last_day <= day:
        return {"last_day": _("The last day must come after the first. Leave it empty for a single day.")}
    if last_day.year != day.year:
        return {"last_day": _("An entry stays within one year. Make one for each year.")}
    return {}
