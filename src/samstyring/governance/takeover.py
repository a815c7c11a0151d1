"""The sheet of seat holders in the workbook that earlier facts are taken over from (BG-5)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis, NumberSeries
from samstyring.records.models import TakenOverDecision
from samstyring.records.registry import (
    Afterwards,
    Checking,
    Column,
    Day,
    DecisionNumber,
    Follower,
    Municipality,
    Row,
    Sheet,
    Taking,
    Text,
    register,
    register_afterwards,
    register_body_source,
    register_follower,
)
from samstyring.ui import formats

from .effects.take_over import continue_numbers, write_seat_holders
from .models import AgendaItem, Body, Seat, SeatHolding
from .queries.from_before import lines_of
from .rules.bodies import follows_office

_FOREVER = date.max


@register_body_source
def bodies() -> Mapping[str, str]:
    """Return every spelling of a body's name -> its key."""
    return {
        spelling.casefold(): key for key, name in Body.objects.values_list("key", "name") for spelling in (key, name)
    }


@register_afterwards
def still_holds(decision: TakenOverDecision, by: Actor) -> Afterwards:
    """Say whether a decision that was taken over still holds, and by when it is looked at anew."""
    return Afterwards(*lines_of(decision, by, clock.today()))


@register_follower
class Numbers(Follower):
    """Lets the numbers given here go on after those of the decisions that were taken over, body by body and year."""

    def check(self, sheet: Sheet, rows: Sequence[Row], checking: Checking) -> None:
        """Find numbers that this system gives itself: a year that has begun here takes no more from outside."""
        last = dict(NumberSeries.objects.values_list("key", "last"))
        given = set(AgendaItem.objects.exclude(number=None).values_list("body_key", "year", "number"))
        begun = {f"{body}/{year}" for body, year, _number in given}
        for row, series, number in _numbered(rows):
            here = (row["body_key"], row["dated"].year, number) in given
            if here or (series in begun and number > last.get(series, number)):
                why = _("The numbers of this body and year are given here.")
                sheet.problem(checking, row, "number", why, _("Register the decision here instead."))

    def write(self, rows: Sequence[Row], taking: Taking) -> None:
        """Let each series that has not begun here go on after the highest number taken over."""
        highest: dict[str, int] = {}
        for _row, series, number in _numbered(rows):
            highest[series] = max(number, highest.get(series, 0))
        continue_numbers(highest=highest, basis=None)


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[Row, str, int]]:
    """Give the decisions that are numbered as this co-operation does ("SG 4/21"), each with its series and number."""
    written = charter.cooperation().number_format
    forms: dict[tuple[str, int], re.Pattern[str]] = {}
    for row in rows:
        body, year = row["body_key"], row["dated"].year
        if not body:
            continue
        if (body, year) not in forms:
            forms[body, year] = _form(written, body, year)
        if found := forms[body, year].fullmatch(row["number"]):
            yield row, f"{body}/{year}", int(found["number"])


def _form(written: str, body: str, year: int) -> re.Pattern[str]:
    """Return the pattern of a body's numbers in a year, from the charter's form of them ("{body} {number}/{yy}")."""
    form = re.sub(r"\\\{number[^}]*\}", r"(?P<number>\\d{1,6})", re.escape(written))
    for key, value in (("body", body), ("yy", f"{year % 100:02d}"), ("year", str(year))):
        form = form.replace(rf"\{{{key}\}}", re.escape(value))
    return re.compile(form)


@register
class SeatHolders(Sheet):
    """Who held which seat, and when."""

    name = "governance.seats"
    order = 60
    title = gettext_lazy("Seats")
    help = gettext_lazy("One row for each person and time in a seat. Write the office where the name does not matter.")
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "body",
            gettext_lazy("Body"),
            Text(200),
            help=gettext_lazy("Its name or short name."),
            example=gettext_lazy("The steering group"),
        ),
        Column("seat", gettext_lazy("Seat"), Text(120), help=gettext_lazy("The seat's name."), example="Nordfjord"),
        Column(
            "holder",
            gettext_lazy("Holder"),
            Text(200),
            help=gettext_lazy("Person or office."),
            example=gettext_lazy("Chief executive, Stad"),
        ),
        Column(
            "organisation",
            gettext_lazy("Municipality"),
            Municipality(),
            required=False,
            help=gettext_lazy("Where the holder comes from."),
        ),
        Column("from_date", gettext_lazy("From"), Day(future=False), example="01.06.2020"),
        Column(
            "last_day",
            gettext_lazy("Last day"),
            Day(),
            required=False,
            help=gettext_lazy("Empty for one who still holds the seat."),
        ),
        Column("decision", gettext_lazy("Decision"), DecisionNumber(), example="SG 1/20"),
    )

    def check(self, rows: Sequence[Row], checking: Checking) -> None:
        """Find the seats, and times that overlap with each other or with what is registered here."""
        seats = _seats()
        times: dict[UUID, list[tuple[date, date, str]]] = defaultdict(list)
        for held in SeatHolding.objects.select_related("person"):
            times[held.seat_id].append((held.from_date, held.until or _FOREVER, held.person.name))
        for row in rows:
            if not row.has("body", "seat"):
                continue
            seat = seats.get((row["body"].casefold(), row["seat"].casefold()))
            row.values["found"] = seat
            if seat is None:
                self._no_seat(row, seats, checking)
            elif follows_office(seat):
                why = _("This seat follows the leader's office.")
                self.problem(checking, row, "seat", why, _("Register who holds that office instead."))
            elif row["from_date"] is not None:
                self._check_times(row, times[seat.pk], checking)

    def _no_seat(self, row: Row, seats: Mapping[tuple[str, str], Seat], checking: Checking) -> None:
        body = row["body"].casefold()
        names = dict.fromkeys(seat.name for (of, _key), seat in seats.items() if of == body)
        if names:
            right = _("Write one of these: %(words)s.") % {"words": ", ".join(names)}
            self.problem(checking, row, "seat", _("The body has no such seat."), right)
        else:
            right = _("Write one of these: %(words)s.") % {
                "words": ", ".join(dict.fromkeys(seat.body.name for seat in seats.values()))
            }
            self.problem(checking, row, "body", _("No body with seats has this name."), right)

    def _check_times(self, row: Row, times: list[tuple[date, date, str]], checking: Checking) -> None:
        start = row["from_date"]
        last = row["last_day"]
        if last is not None and last < start:
            self.problem(checking, row, "last_day", _("The last day lies before the first."))
            return
        until = last + timedelta(days=1) if last is not None else _FOREVER
        row.values["until"] = None if until == _FOREVER else until
        for other_start, other_until, who in times:
            if start < other_until and other_start < until:
                span = formats.period(other_start, None if other_until == _FOREVER else other_until)
                why = _("The time overlaps with %(who)s, %(span)s.") % {"who": who, "span": span}
                self.problem(checking, row, "from_date", why, _("One person holds a seat at a time."))
                return
        times.append((start, until, row["holder"] or ""))

    def write(self, rows: Sequence[Row], taking: Taking) -> Sequence[models.Model]:
        """Write the holdings; persons that are not here yet are made."""
        write_seat_holders(rows=rows, basis=None, taking=taking)
        return list(dict.fromkeys(row["found"] for row in rows))

    def summary(self, rows: Sequence[Row]) -> Sequence[str]:
        """Tell how many times in how many seats."""
        seats = len({(row["body"], row["seat"]) for row in rows})
        words = ngettext("%(count)s holder", "%(count)s holders", len(rows)) % {"count": len(rows)}
        of = ngettext("%(count)s seat", "%(count)s seats", seats) % {"count": seats}
        return (f"{words}, {of}",) if rows else ()

    def resting_on(self, basis: Basis) -> Sequence[tuple[str, str]]:
        """Return the holdings that a decision began."""
        found = SeatHolding.objects.filter(begun_by=basis).select_related("seat__body", "person")
        return [
            (f"{held.seat.body.name}, {held.seat.name}: {held.person.name}", _address(held.seat.body)) for held in found
        ]


def _address(body: Body) -> str:
    get: Any = getattr(body, "get_absolute_url", None)
    return str(get()) if get else ""


def _seats() -> dict[tuple[str, str], Seat]:
    """Return the seats by body (key or name) and seat (key or name), as written."""
    found = {}
    for seat in Seat.objects.select_related("body"):
        for body in (seat.body.key, seat.body.name):
            for name in (seat.key, seat.name):
                found[body.casefold(), name.casefold()] = seat
    return found
