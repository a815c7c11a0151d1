"""How dates, times, money and numbers are written on a page, in Nynorsk, Bokmål and English.

Norwegian: 22. november 2026, kl. 09.00, 1 250 000 kr (with non-breaking spaces), decimals with comma.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from samstyring.kernel import clock as house_clock

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

_MONTHS = {
    "no": (
        [
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ],
        ["jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."],
    ),
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"],
    ),
}
_WEEKDAYS = {
    "nn": ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"],
    "nb": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_WORDS = {
    "nn": ["null", "ein", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"],
    "nb": ["null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}


def language() -> str:
    """Return the language in use: nn, nb or en (Nynorsk where it is anything else)."""
    code = (get_language() or "nn").split("-")[0]
    return code if code in _WORDS else "nn"


def _months(short: bool) -> Sequence[str]:
    return _MONTHS["en" if language() == "en" else "no"][short]


def month(number: int, short: bool = False) -> str:
    """Write a month by its number, 1 to 12: «januar», with `short` «jan.»."""
    return _months(short)[number - 1]


def as_date(value: date | datetime) -> date:
    """Return the date in Norway of a date or an instant."""
    return house_clock.local_date(value) if isinstance(value, datetime) else value


def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """Write a number: 1 250 000 or 8,1. Without `decimals` as many as it has, at most two. Nothing is a dash."""
    if value is None:
        return EN_DASH
    if isinstance(value, int) and not decimals:  # by far the most, hundreds on a page
        return f"{MINUS if value < 0 else ''}{_grouped(abs(value))}"
    exact = Decimal(str(value))
    places = decimals if decimals is not None else min(2, max(0, -int(exact.normalize().as_tuple().exponent)))
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _dot, fraction = f"{abs(rounded):f}".partition(".")
    point = "." if language() == "en" else ","
    text = _grouped(int(whole)) + (point + fraction if fraction else "")
    return (MINUS if rounded < 0 else "") + text


def _grouped(whole: int) -> str:
    if whole < 1_000:
        return str(whole)
    return f"{whole:,}" if language() == "en" else f"{whole:,}".replace(",", NBSP)


def money(ore: int | None, unit: bool = True) -> str:
    """Write whole øre as kroner: 125000000 is «1 250 000 kr». The øre are written only where they are not zero."""
    if ore is None:
        return EN_DASH
    text = number(Decimal(ore) / 100, 2 if ore % 100 else 0)
    if not unit:
        return text
    return f"NOK{NBSP}{text}" if language() == "en" else f"{text}{NBSP}kr"


def percent(part: float | Decimal, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as «53 %»."""
    text = number(Decimal(str(part)) * 100, decimals)
    return f"{text}%" if language() == "en" else f"{text}{NBSP}%"


def day(value: date | datetime | None, weekday: bool = False) -> str:
    """Write a date in full: «22. november 2026», with `weekday` «søndag 22. november 2026»."""
    if value is None:
        return EN_DASH
    value = as_date(value)
    month = _months(short=False)[value.month - 1]
    text = f"{value.day}{NBSP if language() == 'en' else '.' + NBSP}{month} {value.year}"
    return f"{_WEEKDAYS[language()][value.weekday()]} {text}" if weekday else text


def short_day(value: date | datetime | None, year: bool | None = None) -> str:
    """Write a date for lists: «22. nov.», with the year where it is not this year's (or as `year` says)."""
    if value is None:
        return EN_DASH
    value = as_date(value)
    if year is None:
        year = value.year != house_clock.today().year
    month = _months(short=True)[value.month - 1]
    text = f"{value.day}{'' if language() == 'en' else '.'}{NBSP}{month}"
    return f"{text}{NBSP}{value.year}" if year else text


def clock(value: datetime | time | None) -> str:
    """Write a time of day: «kl. 09.00»."""
    if value is None:
        return EN_DASH
    local = value.astimezone(house_clock.OSLO).time() if isinstance(value, datetime) else value
    return f"{local:%H:%M}" if language() == "en" else f"kl.{NBSP}{local:%H.%M}"


def moment(value: datetime | None, weekday: bool = False) -> str:
    """Write an instant: «22. november 2026 kl. 09.00»."""
    if value is None:
        return EN_DASH
    joint = " at " if language() == "en" else " "
    return f"{day(value, weekday)}{joint}{clock(value)}"


def period(start: date | None, until: date | None) -> str:
    """Write a period [start, until): its last day is the day before `until`.

    «1. januar 2022 – 31. desember 2024», or «frå 1. januar 2022» while it is open.
    """
    last = until - timedelta(days=1) if until else None
    if start and last:
        if start == last:
            return day(start)
        return f"{day(start)} {EN_DASH} {day(last)}"
    if start:
        return pgettext("a period without an end", "from %(day)s") % {"day": day(start)}
    if last:
        return pgettext("a period without a start", "up to and including %(day)s") % {"day": day(last)}
    return _("always")


def file_size(octets: int) -> str:
    """Write a size in bytes: «740 kB», «1,4 MB»."""
    if octets < 1000:
        return ngettext("%(count)s byte", "%(count)s bytes", octets) % {"count": octets}
    if octets < 999_500:
        return f"{number(octets / 1000, 0)}{NBSP}kB"
    if octets < 999_500_000:
        return f"{number(round(octets / 1_000_000, 1))}{NBSP}MB"
    return f"{number(round(octets / 1_000_000_000, 1))}{NBSP}GB"


def sentence(items: Iterable[Any]) -> str:
    """Join as in a sentence: «Fedje, Modalen og Solund»."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    joint = pgettext("before the last item of a list", "and")
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def in_words(count: int) -> str:
    """Write a number up to twelve as a word («seks»), larger ones in figures."""
    return _WORDS[language()][count] if 0 <= count <= 12 else number(count)
