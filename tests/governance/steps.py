"""Steps that tests of meetings share: a called meeting with cases, opened, with seats present.

Everything is done by acts, as the cast would do it. Times are the installation's own clock.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from samstyring.governance import acts
from samstyring.governance.acts.record_attendance import SeatAttendance
from samstyring.governance.models import AgendaItem, Body, Case, Decision, Meeting, Round, Seat
from samstyring.governance.queries.standing import latest_round
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties import acts as parties_acts
from samstyring.parties.models import Office, Organisation, Person
from samstyring.records.uploads import Upload
from tests.founding import IN_OFFICE_SINCE, acting, person

LETTER = Upload("brev.txt", b"Vi stadfestar dette.")


def do(act: Callable[..., Any], who: str = "adviser", **arguments: Any) -> Any:
    """Do an act as one of the cast, now."""
    return act(by=acting(who), at=clock.now(), **arguments)


def body(key: str = "SG") -> Body:
    """Return a body."""
    return Body.objects.get(key=key)


def seat(key: str) -> Seat:
    """Return a seat of the steering group."""
    return Seat.objects.get(body__key="SG", key=key)


HOME = {"hardanger_voss": "Voss", "sogn_sunnfjord": "Sunnfjord", "sunnhordland": "Stord"}
"""Which municipality holds a seat whose district the agreement leaves to choose."""


def fill_seats(*keys: str) -> None:
    """Give vacant seats of the steering group a holder each (all of them when none is named)."""
    vacant = Seat.objects.filter(body__key="SG", kind=Seat.Kind.VOTING, holdings__isnull=True)
    for each in vacant.exclude(held_by__startswith="office:"):
        if keys and each.key not in keys:
            continue
        organisation = each.organisation or Organisation.objects.get(name=HOME[each.key])
        acts.seat_holder(
            seat=each,
            person=member_from(organisation, chief=each.held_by == "chief_executive"),
            from_date=IN_OFFICE_SINCE,
            source="Brev",
            organisation=organisation,
            by=INSTALLATION,
            at=clock.now(),
        )


def member_from(organisation: Organisation, *, chief: bool) -> Person:
    """Register someone who sits for a municipality, as its chief executive where the seat follows that office."""
    holder: Person = parties_acts.register_person(
        name=f"Medlem {organisation.name}", organisation=organisation, by=INSTALLATION, at=clock.now()
    )
    if chief:
        parties_acts.appoint(
            office=Office.objects.get(role="chief_executive", organisation=organisation),
            person=holder,
            from_date=IN_OFFICE_SINCE,
            source="Brev",
            by=INSTALLATION,
            at=clock.now(),
        )
    return holder


def free_text_case(title: str = "Felles arkivløysing", wording: str = "Styringsgruppa sluttar seg til planen.") -> Case:
    """Open a case with one free-text proposal."""
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title=title)
    do(acts.add_proposal, case=case, matter="governance.free_text", payload={}, wording=wording)
    return Case.objects.get(pk=case.pk)


def information_case(title: str = "Orientering frå sekretariatet") -> Case:
    """Open a case that the body is only to take note of: it proposes that by itself."""
    case = do(acts.open_case, body=body(), kind=Case.Kind.INFORMATION, title=title)
    return Case.objects.get(pk=case.pk)


def follow_up(case: Case, what: str = "Melde inn behov", who: str = "Fedje", deadline: date | None = None) -> None:
    """Propose a follow-up action in a case."""
    payload = {
        "text": what,
        "organisation": str(Organisation.objects.get(name=who).pk),
        "person": None,
        "deadline": (deadline or clock.today() + timedelta(days=30)).isoformat(),
    }
    do(acts.add_proposal, case=case, matter="governance.follow_up", payload=payload, wording=f"{who}: {what}")


def planned_meeting(starts_at: datetime | None = None) -> Meeting:
    """Plan a meeting of the steering group."""
    starts_at = starts_at or clock.now() + timedelta(days=17)
    return do(acts.plan_meeting, body=body(), starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))


def called_meeting(
    cases: Sequence[Case] | int = 1, starts_at: datetime | None = None, leader: str = "leader"
) -> Meeting:
    """Plan a meeting, put cases (or so many free-text ones) on its agenda, freeze and call it by the leader."""
    meeting = planned_meeting(starts_at)
    if isinstance(cases, int):
        cases = [free_text_case(f"Sak {number}") for number in range(1, cases + 1)]
    for case in cases:
        do(acts.put_on_agenda, meeting=meeting, case=case)
    do(acts.freeze_agenda, meeting=meeting)
    do(acts.call_meeting, leader, meeting=meeting)
    return Meeting.objects.get(pk=meeting.pk)


def open_meeting(
    cases: Sequence[Case] | int = 1,
    present: Sequence[str] = ("alver", "nordfjord", "bergen_leiar"),
    starts_at: datetime | None = None,
) -> Meeting:
    """A called meeting, opened by the secretariat, with these seats present."""
    meeting = called_meeting(cases, starts_at)
    do(acts.open_meeting, meeting=meeting)
    attend(meeting, *present)
    return Meeting.objects.get(pk=meeting.pk)


def attend(meeting: Meeting, *keys: str, observers: Sequence[str] = ()) -> None:
    """Record that these seats, and no others, are present."""
    rows = [SeatAttendance(each, each.key in (*keys, *observers)) for each in Seat.objects.filter(body=meeting.body)]
    do(acts.record_attendance, meeting=meeting, seats=rows)


def item_of(meeting: Meeting, title: str) -> AgendaItem:
    """Return an item by a word of its title."""
    return AgendaItem.objects.get(meeting=meeting, case__title__contains=title)


def take_up(meeting: Meeting, title: str) -> AgendaItem:
    """Take up an item by a word of its title."""
    item = item_of(meeting, title)
    do(acts.take_up_item, item=item)
    return AgendaItem.objects.get(pk=item.pk)


def round_of(item: AgendaItem) -> Round:
    """Return the round that counts."""
    found = latest_round(item.pk)
    assert found is not None
    return found


def decide(meeting: Meeting, title: str) -> Decision:
    """Take up an item and find consensus on it, those present having no objection."""
    item = take_up(meeting, title)
    return do(acts.find_consensus, round_=round_of(item), silent_agree=True)


def close(meeting: Meeting, rest: str = "postponed") -> Meeting:
    """Close a meeting; what was not reached is postponed."""
    return do(acts.close_meeting, meeting=meeting, rest=rest)


def actor_person(key: str) -> Person:
    """Return one of the cast as a person."""
    return person(key)
