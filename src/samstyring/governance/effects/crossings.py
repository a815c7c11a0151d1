"""Bodies, seats, cases and follow-up when another agreement takes over: closed, or brought in line with it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from samstyring.charter.registry import Adapting, Closing
from samstyring.kernel import clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.parties.models import Office

from ..models import (
    Action,
    ActionReport,
    Body,
    Case,
    Designation,
    Meeting,
    Seat,
    SeatHolding,
    StandingInstruction,
    Substitute,
)
from ..queries.groups import secretariats_of
from ..queries.recipients import called_for
from ..queries.standing import person_acting
from ..rules.bodies import follows_office
from .callings import call_anew
from .groups import close_group, name_secretariat


@effect
def close_bodies(*, closing: Closing, basis: Basis) -> None:
    """Close bodies from the day on: what is held of their seats ends, and all that they did stays."""
    for body in Body.objects.filter(pk__in=closing.keys):
        close_group(body=body, text=closing.why, on=closing.on, basis=basis)


@effect
def close_seats(*, closing: Closing, basis: Basis) -> None:
    """End what is held of seats, and their substitutes; those that the new agreement does not name are closed as well.

    What was to end later ends on the first day too (ADR 037).
    """
    for row in SeatHolding.objects.filter(seat__in=closing.keys).overlapping(closing.on, None):
        day = max(closing.on, row.from_date + timedelta(days=1))
        if row.until is None or day < row.until:
            row.until, row.ended_by = day, basis
            row.save(update_fields=["until", "ended_by"])
    _end(Substitute.objects.filter(seat__in=closing.keys), closing, basis)
    named = {(row["body"], row["key"]) for row in closing.there.get("seat", [])}
    for seat in Seat.objects.filter(pk__in=closing.keys, closed_from=None).select_related("body"):
        if (seat.body.key, seat.key) in named:
            continue
        seat.closed_from, seat.closed_by = closing.on, basis
        seat.save(update_fields=["closed_from", "closed_by"])


@effect
def end_leading(*, closing: Closing, basis: Basis) -> None:
    """End designations and standing instructions from the day on."""
    _end(Designation.objects.filter(pk__in=closing.keys), closing, basis)
    _end(StandingInstruction.objects.filter(pk__in=closing.keys), closing, basis)


def _end(rows: Any, closing: Closing, basis: Basis) -> None:
    for row in rows.filter(ended_by=None).overlapping(closing.on, None):
        row.until, row.ended_by = max(closing.on, row.from_date + timedelta(days=1)), basis
        row.save(update_fields=["until", "ended_by"])


@effect
def close_cases(*, closing: Closing, basis: Basis) -> None:
    """Withdraw cases that are in preparation."""
    del basis
    for case in Case.objects.filter(pk__in=closing.keys, state=Case.State.DRAFT):
        case.state, case.changed_at = Case.State.WITHDRAWN, closing.at
        case.save(update_fields=["state", "changed_at"])


@effect
def drop_actions(*, closing: Closing, basis: Basis) -> None:
    """Drop follow-up, each with the reason in its own record."""
    del basis
    person = person_acting(closing.by)
    for action in Action.objects.filter(pk__in=closing.keys):
        ActionReport.objects.create(
            action=action, text=closing.why[:1000], done=False, reported_by=person, reported_at=closing.at
        )
        action.state = Action.State.DROPPED
        action.save(update_fields=["state"])


def follow_take_over(on: date) -> Callable[[Basis], None]:
    """Return what lets the summonses to called meetings follow seats, offices and bodies into another agreement.

    Asked before anything is written, called when everything is (`charter.registry.follows`). Meetings that were to be
    held before today are left as they are.
    """
    today = clock.local_date(require_running("follow_take_over").at)
    before = {meeting.pk: who for meeting, who in called_for(*Body.objects.all(), since=max(on, today))}

    def follow(basis: Basis) -> None:
        meetings = Meeting.objects.filter(pk__in=before).select_related("body").order_by("starts_at", "pk")
        lost = set(Seat.objects.filter(Q(holdings__ended_by=basis) | Q(closed_by=basis)))
        offices = set(Office.objects.filter(holdings__ended_by=basis).values_list("key", flat=True))
        lost.update(seat for seat in Seat.objects.all() if follows_office(seat) in offices)
        call_anew(meetings=[(meeting, before[meeting.pk]) for meeting in meetings], seats=lost)

    return follow


@effect
def adapt_bodies(*, adapting: Adapting, basis: Basis) -> None:
    """Let bodies and seats that go on read as the new agreement has them: names, who leads, whose seat it is."""
    bodies, offices = adapting.made["body"], adapting.made["office"]
    for place, row in enumerate(adapting.charter.body):
        body = bodies[row.key]
        body.name, body.kind, body.purpose, body.clause = row.name, row.kind, row.purpose, row.clause
        body.leader_office = offices.get(row.chair_office)
        secretary, changed = bodies.get(row.secretary), secretariats_of(body, basis.dated).every
        if not changed:
            body.secretary = secretary
        elif changed[-1].secretary != secretary:
            name_secretariat(body=body, secretary=secretary, on=basis.dated, basis=basis)
        body.prepares_for = bodies.get(row.prepares_for)
        body.position = place
        body.save()
    seats, groups = adapting.made["seat"], adapting.made["group"]
    for place, row in enumerate(adapting.charter.seat):
        seat = seats[f"{row.body} {row.key}"]
        seat.name, seat.held_by, seat.weight, seat.note, seat.clause = (
            row.name,
            row.held_by,
            row.weight,
            row.note,
            row.clause,
        )
        seat.organisation, seat.position = adapting.made["organisation"].get(row.organisation), place
        seat.save()
        seat.represents.set([groups[key] for key in row.represents])
