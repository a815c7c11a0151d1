"""Bodies as pages show them: seats with holders, whom each speaks for, who leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from samstyring.charter.models import Accession
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import lasting
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.parties.models import GroupMembership, OfficeHolding, Organisation, Person
from samstyring.parties.queries import everyone

from ..models import Advice, Body, Designation, GroupMandate, Meeting, Seat, SeatHolding, StandingInstruction
from ..rules import bodies as rules
from ..rules.meetings import COMING, is_missed
from ..rules.publicity import Publicity
from . import visible
from .groups import GROUPS, Mandates, Secretariats, mandates_of, newest_on, secretariats_of
from .holders import holders_on, seats_of
from .leaders import designation_on, instruction_on, office_holding_on
from .publicity import of_body

ADVICE_SHOWN = 10
"""How much advice a body's page shows: the newest. All of it stands with its cases."""


@dataclass(frozen=True)
class SeatRow:
    """A seat on a day: who holds it, whom it speaks for, and whoever is registered to come after."""

    seat: Seat
    person: Person | None
    organisation: Organisation | None
    speaks_for: Sequence[Organisation]
    holding: SeatHolding | None
    coming: SeatHolding | None
    follows_leader: bool

    @property
    def is_observer(self) -> bool:
        """Tell whether the seat has no say in the outcome."""
        return self.seat.kind == Seat.Kind.OBSERVER


@dataclass(frozen=True)
class Leading:
    """Who leads a body on a day, and by what."""

    leader: Person | None
    office: OfficeHolding | None
    designation: Designation | None
    instruction: StandingInstruction | None


@dataclass(frozen=True)
class BodyPage:
    """A body, whole, as on a day."""

    body: Body
    seats: Sequence[SeatRow]
    leading: Leading
    unrepresented: Sequence[Organisation]
    coming: Sequence[Meeting]
    held: Sequence[Meeting]
    mandates: Mandates
    secretariats: Secretariats
    is_group: bool
    publicity: Publicity
    # What it has advised in the cases of another body, the newest first, as far as the reader may read them.
    advice: Sequence[Advice] = ()

    @property
    def voting(self) -> list[SeatRow]:
        """Return the seats with a say."""
        return [row for row in self.seats if not row.is_observer]

    @property
    def observers(self) -> list[SeatRow]:
        """Return the seats without a say."""
        return [row for row in self.seats if row.is_observer]

    @property
    def vacant(self) -> list[SeatRow]:
        """Return the seats that nobody holds."""
        return [row for row in self.seats if row.person is None]


@dataclass(frozen=True)
class BodyRow:
    """A body in the list of bodies."""

    body: Body
    seats: int
    held: int
    leader: Person | None
    next_meeting: Meeting | None
    mandate: GroupMandate | None = None

    @property
    def is_closed(self) -> bool:
        """Tell whether the body is closed by a decision."""
        return self.mandate is not None and self.mandate.closes

    @property
    def purpose(self) -> str:
        """Return what it is for: the mandate in force, or what the agreement says."""
        return self.body.purpose if self.mandate is None or self.mandate.closes else self.mandate.text


def body(key: str) -> Body:
    """Return a body by its short name. Raises NotThere."""
    rows = Body.objects.select_related("leader_office__organisation", "established_by", "prepares_for", "secretary")
    found = rows.filter(key__iexact=key).first()
    if found is None:
        raise NotThere
    return found


def overview(actor: Actor, on: date) -> list[BodyRow]:
    """Return every body with its seats, leader and next meeting. A fixed number of SQL statements."""
    bodies = _bodies()
    seats: dict[UUID, list[Seat]] = {}
    for seat in _seats():
        seats.setdefault(seat.body_id, []).append(seat)
    held = set(_held(on))
    designated = {row.body_id: row.designated for row in _designated(on)}
    in_office: dict[UUID | None, Person] = {row.office_id: row.person for row in _leading(on)}
    coming: dict[UUID, Meeting] = {}
    for meeting in visible.meetings(actor).filter(state__in=COMING).order_by("starts_at"):
        if not is_missed(meeting, on):
            coming.setdefault(meeting.body_id, meeting)
    mandates = newest_on(on)
    rows = []
    for each in bodies:
        leader = designated.get(each.pk) or in_office.get(each.leader_office_id)
        mine = [seat for seat in seats.get(each.pk, []) if not rules.is_gone(seat, held)]
        filled = sum(1 for seat in mine if (leader if _is_leaders(each, seat) else seat.pk in held))
        rows.append(BodyRow(each, len(mine), filled, leader, coming.get(each.pk), mandates.get(each.pk)))
    return rows


@Prepared
def _bodies() -> "QuerySet[Body]":
    return Body.objects.select_related("leader_office")


@Prepared
def _seats() -> "QuerySet[Seat]":
    return Seat.objects.only("body_id", "held_by", "closed_from")


@Prepared
def _held(on: date) -> "QuerySet[SeatHolding, UUID]":
    return SeatHolding.objects.on(on).values_list("seat_id", flat=True)


@Prepared
def _designated(on: date) -> "QuerySet[Designation]":
    return Designation.objects.on(on).select_related("designated")


@Prepared
def _leading(on: date) -> "QuerySet[OfficeHolding]":
    """Return who holds an office that leads a body."""
    leads = Body.objects.exclude(leader_office=None).values("leader_office")
    return OfficeHolding.objects.on(on).filter(office__in=leads).select_related("person").order_by("from_date")


def _is_leaders(body: Body, seat: Seat) -> bool:
    return body.leader_office is not None and rules.follows_office(seat) == body.leader_office.key


def seats_on(body: Body, on: date) -> tuple[list[SeatRow], list[Organisation]]:
    """Return a body's seats as on a day, and the parties that none of them speaks for (SR-1)."""
    seats = [seat for seat in seats_of(body.pk) if seat.closed_from is None or on < seat.closed_from]
    prefetch_related_objects(seats, "represents")
    for seat in seats:
        seat.body = body
    holders = holders_on(body, on)
    holdings: dict[UUID, list[SeatHolding]] = {}
    for holding in _holdings(body.pk):
        holdings.setdefault(holding.seat_id, []).append(holding)
    current = [now for rows in holdings.values() if (now := rules.holder_on(rows, on))]
    parties = parties_on(on)
    represented = rules.represented(seats, _members(body, on, parties), parties, current)
    rows = []
    for seat in seats:
        mine = holdings.get(seat.pk, [])
        holder = holders.get(seat.pk)
        rows.append(
            SeatRow(
                seat=seat,
                person=holder.person if holder else None,
                organisation=(holder.organisation if holder else None) or seat.organisation,
                speaks_for=represented.by_seat.get(seat.pk, ()),
                holding=rules.holder_on(mine, on),
                coming=rules.next_holding(mine, on),
                follows_leader=_is_leaders(body, seat),
            )
        )
    return rows, list(represented.missing)


@Prepared
def _holdings(body_id: UUID) -> "QuerySet[SeatHolding]":
    rows: QuerySet[SeatHolding] = SeatHolding.objects.filter(seat__body_id=body_id)
    return rows.select_related("person", "organisation", "begun_by", "seat")


def _members(body: Body, on: date, parties: Iterable[Organisation]) -> dict[UUID, list[Organisation]]:
    """Return the members of the groups that seats of a body speak for on a day, by group.

    Nearly all are parties, which are fetched already: one SQL statement, and one where some are not.
    """
    rows = _memberships(body.pk, on)
    known = {party.pk: party for party in parties}
    if others := {organisation for _group, organisation in rows} - known.keys():
        known |= Organisation.objects.in_bulk(list(others))
    found: dict[UUID, list[Organisation]] = {}
    for group, organisation in rows:
        found.setdefault(group, []).append(known[organisation])
    return found


@Prepared
def _memberships(body_id: UUID, on: date) -> "QuerySet[GroupMembership, tuple[UUID, UUID]]":
    rows: QuerySet[GroupMembership] = GroupMembership.objects.on(on).filter(group__seats__body_id=body_id)
    return rows.order_by().distinct().values_list("group_id", "organisation_id")


@lasting
def body_of(key: str) -> Body:
    """Return the body of a key, with the office that leads it."""
    found: Body = Body.objects.select_related("leader_office__organisation").get(key=key)
    return found


@remembered
def parties_on(on: date) -> list[Organisation]:
    """Return the parties to the agreement on a day."""
    return _parties_on(on)


@Prepared
def _parties_on(on: date) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(pk__in=Accession.objects.on(on).values("organisation_id")).order_by("sort_key")


def leading(body: Body, on: date) -> Leading:
    """Return who leads a body on a day, and by what (LE-1)."""
    designation, office = designation_on(body, on), office_holding_on(body, on)
    leader = designation.designated if designation else office.person if office else None
    return Leading(leader=leader, office=office, designation=designation, instruction=instruction_on(body, on))


def page(key: str, actor: Actor, on: date) -> BodyPage:
    """Return a body's page as on a day. Raises NotThere."""
    found = body(key)
    seats, missing = seats_on(found, on)
    meetings = visible.meetings(actor).filter(body=found).only("starts_at", "state")
    mandates = mandates_of(found, on)
    seats = [row for row in seats if row.coming or not rules.is_gone(row.seat, {row.seat.pk} if row.person else set())]
    return BodyPage(
        body=found,
        seats=seats,
        leading=leading(found, on),
        unrepresented=missing if any(row.speaks_for for row in seats) else [],
        coming=list(meetings.filter(state__in=COMING).order_by("starts_at")[:6]),
        held=list(meetings.filter(state=Meeting.State.HELD).order_by("-starts_at")[:6]),
        mandates=mandates,
        secretariats=secretariats_of(found, on),
        is_group=found.kind in GROUPS or bool(mandates.every),
        publicity=of_body(found.key, on),
        advice=advice_of(found, actor) if found.prepares_for_id else [],
    )


def advice_of(body: Body, actor: Actor) -> list[Advice]:
    """Return what a body last advised in cases that the reader may read, the newest first. One SQL statement."""
    rows = Advice.objects.filter(body=body, case__in=visible.cases(actor))
    rows = rows.select_related("item", "case__decision", "case__body")
    return list(rows.order_by("-given_on", "-pk")[:ADVICE_SHOWN])


def seat(pk: UUID) -> Seat:
    """Return a seat. Raises NotThere."""
    found = Seat.objects.select_related("body__leader_office", "organisation").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def candidates(seat: Seat, on: date) -> list[tuple[str, str]]:
    """Return who can hold a seat, as choices: chief executives where the seat follows that office, else anyone."""
    if seat.held_by == rules.BY_CHIEF_EXECUTIVE:
        rows = OfficeHolding.objects.on(on).filter(office__role=rules.BY_CHIEF_EXECUTIVE)
        if seat.organisation_id:
            rows = rows.filter(office__organisation_id=seat.organisation_id)
        elif groups := list(seat.represents.all()):
            members = GroupMembership.objects.on(on).filter(group__in=groups).values("organisation_id")
            rows = rows.filter(office__organisation_id__in=members)
        found = rows.select_related("person", "office__organisation").order_by("person__sort_key")
        return [(str(row.person_id), f"{row.person.name}, {row.office.organisation}") for row in found]
    return people()


def people() -> list[tuple[str, str]]:
    """Return everyone registered, as choices."""
    return [(row.key, f"{row.name}, {row.organisation}" if row.organisation else row.name) for row in everyone()]


def person(pk: str) -> Person | None:
    """Return a person by id, or None for no id. Raises NotThere."""
    if not pk:
        return None
    found = Person.objects.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
