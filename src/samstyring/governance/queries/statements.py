"""What observers said to items, as it counts."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.prepared import Prepared

from ..models import AgendaItem, Meeting, ObserverStatement, Seat
from .standing import seat_presence


def latest_of(item: AgendaItem, seat: Seat) -> ObserverStatement | None:
    """Return the last statement of a seat to an item, also one that was taken back."""
    return ObserverStatement.objects.filter(item=item, seat=seat).order_by("-sequence").first()


def statements_on(items: Iterable[UUID]) -> dict[UUID, list[ObserverStatement]]:
    """Return what observers said, by item, in the order of the seats: the last of each. One SQL statement."""
    last: dict[tuple[UUID, UUID], ObserverStatement] = {}
    for row in _statements(list(items)):
        last[row.item_id, row.seat_id] = row
    found: dict[UUID, list[ObserverStatement]] = {}
    for row in last.values():
        if row.text:
            found.setdefault(row.item_id, []).append(row)
    return found


@Prepared
def _statements(items: Sequence[UUID]) -> "QuerySet[ObserverStatement]":
    rows = ObserverStatement.objects.filter(item_id__in=items).select_related("seat")
    return rows.order_by("seat__position", "sequence")


def observers_there(meeting: Meeting) -> list[tuple[str, str]]:
    """Return the observers who are at a meeting, as choices."""
    rows = [row for row in seat_presence(meeting.pk).values() if row.present and row.seat]
    return [
        (str(row.seat_id), row.seat.name)
        for row in sorted(rows, key=lambda row: row.seat.position if row.seat else 0)
        if row.seat is not None and row.seat.kind == Seat.Kind.OBSERVER
    ]


def may_record(item: AgendaItem, actor: Actor) -> bool:
    """Tell whether the reader may record a statement in the open meeting: of an observer who is there."""
    there = observers_there(item.meeting) if item.meeting.state == Meeting.State.OPEN else []
    return any(actor.may("governance.record_statement", f"seat:{key}") for key, _name in there)
