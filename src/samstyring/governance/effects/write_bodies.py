"""Bodies and seats come to be, as the charter has them."""

from typing import Any

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Body, Seat


@effect
def write_bodies(*, charter: Any, basis: Basis, made: dict[str, Any]) -> None:
    """Write bodies and seats. `made` holds the organisations, groups and offices that were written before.

    It gets "body", by key, beside the bodies that were there.
    """
    before = made.get("body", {})
    bodies = {
        row.key: Body(
            key=row.key,
            name=row.name,
            kind=row.kind,
            purpose=row.purpose,
            clause=row.clause,
            leader_office=made["office"].get(row.chair_office),
            position=len(before) + place,
            established_by=basis,
        )
        for place, row in enumerate(charter.body)
    }
    known = before | bodies
    for row in charter.body:
        bodies[row.key].secretary = known.get(row.secretary)
        bodies[row.key].prepares_for = known.get(row.prepares_for)
    Body.objects.bulk_create(bodies.values())
    represents = Seat.represents.through
    links = []
    for place, row in enumerate(charter.seat):
        seat = Seat.objects.create(
            body=known[row.body],
            key=row.key,
            name=row.name,
            kind=row.kind,
            organisation=made["organisation"].get(row.organisation),
            held_by=row.held_by,
            weight=row.weight,
            note=row.note,
            clause=row.clause,
            position=place,
        )
        links += [represents(seat=seat, group=made["group"][key]) for key in row.represents]
    represents.objects.bulk_create(links)
    made["body"] = known
