"""Groups as bodies of the co-operation: set up, given a new mandate, closed, each by a decision; and their members."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Max, Q
from django.utils.text import slugify

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation, Person

from ..errors import BodyClosed
from ..models import Body, Decision, GroupMandate, GroupSecretariat, Seat, SeatHolding
from ..rules.bodies import OF_ONE_MEMBER


@effect
def set_up_group(
    *,
    key: str,
    name: str,
    mandate: str,
    clause: str,
    kind: str,
    on: date,
    until: date | None,
    secretary: Body | None = None,
    basis: Basis,
) -> Body:
    """Make a group, after the bodies that are there. It rests on the decision that set it up (RG-4).

    It prepares cases for the body that decided so, and can be asked for its advice in them, save a secretariat, which
    serves groups. `secretary` is the secretariat that serves it, where the decision names one.
    """
    last = Body.objects.aggregate(last=Max("position"))["last"] or 0
    body = Body.objects.create(
        key=key,
        name=name,
        kind=kind,
        purpose=mandate,
        clause=clause,
        position=last + 1,
        established_by=basis,
        prepares_for=None if kind == Body.Kind.SECRETARIAT else _decided_by(basis),
        secretary=secretary,
    )
    give_mandate(body=body, text=mandate, on=on, until=until, basis=basis)
    return body


def _decided_by(basis: Basis) -> Body | None:
    """Return the body whose decision something rests on, also where the decision waited for its condition."""
    rows = Decision.objects.filter(Q(basis=basis) | Q(case__proposals__confirmation__basis=basis))
    decision = rows.select_related("body").first()
    return decision.body if decision else None


@effect
def give_mandate(*, body: Body, text: str, on: date, until: date | None, basis: Basis) -> GroupMandate:
    """Let a mandate be in force from a day on; the ones before it stay as they were. Raises BodyClosed."""
    return _next(body, text=text, from_date=on, until=until, basis=basis)


@effect
def name_secretariat(*, body: Body, secretary: Body | None, on: date, basis: Basis) -> GroupSecretariat:
    """Let a secretariat serve a group from a day on, or none; who did before stays in its history (RG-4)."""
    last = GroupSecretariat.objects.filter(body=body).aggregate(last=Max("number"))["last"] or 0
    return GroupSecretariat.objects.create(body=body, number=last + 1, secretary=secretary, from_date=on, basis=basis)


@effect
def close_group(*, body: Body, text: str, on: date, basis: Basis) -> GroupMandate:
    """Close a group from a day on: what is held of its seats ends, and all that it did stays. Raises BodyClosed."""
    for holding in SeatHolding.objects.overlapping(on, None).filter(seat__body=body, ended_by=None):
        holding.until = max(on, holding.from_date + timedelta(days=1))
        holding.ended_by = basis
        holding.save(update_fields=["until", "ended_by"])
    return _next(body, text=text, from_date=on, closes=True, basis=basis)


def _next(body: Body, **fields: object) -> GroupMandate:
    newest = GroupMandate.objects.filter(body=body).order_by("-number").first()
    if newest is not None and newest.closes:
        raise BodyClosed
    return GroupMandate.objects.create(body=body, number=newest.number + 1 if newest else 1, **fields)


@effect
def seat_members(
    *, body: Body, members: Sequence[tuple[Person, Organisation | None, str]], observer: bool, on: date, basis: Basis
) -> list[SeatHolding]:
    """Give each a seat of their own in a group from a day on, named by the role that they have there (RG-1)."""
    keys = set(body.seats.values_list("key", flat=True))
    last = body.seats.aggregate(last=Max("position"))["last"] or 0
    held = []
    for place, (person, organisation, role) in enumerate(members, last + 1):
        key = free_key(slugify(role)[:50] or "medlem", keys)
        keys.add(key)
        seat = Seat.objects.create(
            body=body,
            key=key,
            name=role,
            kind=Seat.Kind.OBSERVER if observer else Seat.Kind.VOTING,
            organisation=organisation,
            held_by=OF_ONE_MEMBER,
            clause=body.clause,
            position=place,
        )
        held.append(
            SeatHolding.objects.create(
                seat=seat, person=person, organisation=organisation, from_date=on, begun_by=basis
            )
        )
    return held


def free_key(wanted: str, taken: set[str]) -> str:
    """Return a key that is not taken: as wanted, or with a number."""
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
