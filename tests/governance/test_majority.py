"""Another agreement: a joint committee that decides by majority of its seats, without observers."""

from datetime import timedelta

import pytest

from samstyring.governance import acts, errors
from samstyring.governance.acts.record_attendance import SeatAttendance
from samstyring.governance.models import Body, Case, Decision, Meeting, Position, Seat
from samstyring.governance.queries.standing import latest_round
from samstyring.governance.rules.room import Stand, Tally, count
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION, Actor
from samstyring.kernel.ids import uuid7
from samstyring.parties import acts as parties
from samstyring.parties.models import Office, Organisation, Person
from tests.founding import EXAMPLE, IN_OFFICE_SINCE, found_charter


def stand(kind: str | None, *, weight: int = 1, leader: bool = False) -> Stand:
    return Stand(uuid7(), uuid7(), "Plass", "", "", present=True, weight=weight, is_leader=leader, kind=kind)


@pytest.mark.parametrize(
    ("kinds", "parameters", "carried"),
    [
        (["support", "support", "object"], {"of": "present"}, True),
        (["support", "object", None], {"of": "present"}, False),
        (["support", "support", None, None, None], {"of": "all"}, False),
        (["support", "no_objection", "remark", None, None], {"of": "all"}, True),
        (["support", "not_taking_part", "object"], {"of": "present", "tie": "leader"}, True),
        (["object", "object"], {"of": "present", "tie": "leader"}, False),
    ],
)
def test_votes_are_counted_as_the_charter_says(
    kinds: list[str | None], parameters: dict[str, str], carried: bool
) -> None:
    stands = [stand(kind, leader=index == 0) for index, kind in enumerate(kinds)]
    assert count(Tally(stands), parameters, weighted=False).carried is carried


def test_weights_count_where_the_charter_weighs() -> None:
    tally = Tally([stand("support", weight=5), stand("object"), stand("object")])
    assert count(tally, {}, weighted=True).carried
    assert not count(tally, {}, weighted=False).carried


def someone(name: str, organisation: str, office: str = "") -> Person:
    person: Person = parties.register_person(
        name=name, organisation=Organisation.objects.get(name=organisation), by=INSTALLATION, at=clock.now()
    )
    if office:
        parties.appoint(
            office=Office.objects.get(key=office),
            person=person,
            from_date=IN_OFFICE_SINCE,
            source="Brev",
            by=INSTALLATION,
            at=clock.now(),
        )
    return person


def as_actor(person: Person) -> Actor:
    return actors.person(person.pk, clock.today())


@pytest.fixture
def committee(db: None) -> tuple[Person, Person]:
    """The example co-operation with a leader and an officer, its five seats filled."""
    found_charter(EXAMPLE)
    leader = someone("Leiar, nemnda", "Sogndal", "nemndleiar")
    officer = someone("Saksbehandlar, nemnda", "Sogndal", "saksbehandlar")
    for seat in Seat.objects.filter(body__key="FN").select_related("organisation"):
        assert seat.organisation is not None
        acts.seat_holder(
            seat=seat,
            person=someone(f"Medlem {seat.name}", seat.organisation.name),
            from_date=IN_OFFICE_SINCE,
            source="Brev",
            by=INSTALLATION,
            at=clock.now(),
        )
    return leader, officer


def test_a_committee_decides_by_majority(committee: tuple[Person, Person]) -> None:
    leader, officer = (as_actor(each) for each in committee)
    body = Body.objects.get(key="FN")

    def do(act: object, by: Actor = officer, **arguments: object) -> object:
        return act(by=by, at=clock.now(), **arguments)  # type: ignore[operator]

    case = do(acts.open_case, body=body, kind=Case.Kind.FREE_TEXT, title="Nytt kartgrunnlag")
    do(
        acts.add_proposal,
        case=case,
        matter="governance.free_text",
        payload={},
        wording="Nemnda sluttar seg til planen.",
    )
    group = {"name": "Arbeidsgruppe kart", "key": "AK", "mandate": "Førebu nytt kartgrunnlag."}
    do(acts.add_proposal, case=case, matter="governance.set_up_group", payload=group, wording="Ho blir sett ned.")
    starts = clock.now() + timedelta(days=20)
    meeting = do(acts.plan_meeting, body=body, starts_at=starts, ends_at=starts + timedelta(hours=2))
    assert isinstance(meeting, Meeting)
    do(acts.put_on_agenda, meeting=meeting, case=case)
    do(acts.freeze_agenda, meeting=meeting)
    do(acts.call_meeting, leader, meeting=meeting)
    do(acts.open_meeting, meeting=meeting)
    seats = list(Seat.objects.filter(body=body).order_by("position"))
    do(acts.record_attendance, meeting=meeting, seats=[SeatAttendance(each, True) for each in seats[:4]])
    item = meeting.items.get(case=case)
    do(acts.take_up_item, item=item)
    round_ = latest_round(item.pk)
    with pytest.raises(errors.OtherProcedure):
        acts.find_consensus.spec.function(round_=round_, by=officer, at=clock.now())  # type: ignore[attr-defined]
    for each, kind in zip(seats, ("support", "support", "object", "object"), strict=False):
        do(acts.record_position, round_=round_, seat=each, kind=kind, text="Fordi")
    with pytest.raises(errors.NoMajority, match="2"):
        do(acts.find_majority, round_=round_)
    do(acts.record_position, round_=round_, seat=seats[2], kind=Position.Kind.SUPPORT)
    decision = do(acts.find_majority, round_=round_)
    assert isinstance(decision, Decision)
    assert decision.way == Decision.Way.MAJORITY
    assert decision.clause_of_procedure == "5"
    assert (item.label, decision.label) == ("FN 002/22", "FN 002/22"), "not as the charter writes numbers"
    assert Body.objects.get(key="AK").established_by == decision.basis, "the committee has authority over groups"


@pytest.mark.clause("SG-7")
def test_one_who_is_disqualified_counts_neither_for_the_quorum_nor_in_the_vote(
    committee: tuple[Person, Person],
) -> None:
    leader, officer = (as_actor(each) for each in committee)
    body = Body.objects.get(key="FN")

    def do(act: object, by: Actor = officer, **arguments: object) -> object:
        return act(by=by, at=clock.now(), **arguments)  # type: ignore[operator]

    case = do(acts.open_case, body=body, kind=Case.Kind.FREE_TEXT, title="Kartsystem")
    do(acts.add_proposal, case=case, matter="governance.free_text", payload={}, wording="Nemnda kjøper systemet.")
    starts = clock.now() + timedelta(days=20)
    meeting = do(acts.plan_meeting, body=body, starts_at=starts, ends_at=starts + timedelta(hours=2))
    assert isinstance(meeting, Meeting)
    do(acts.put_on_agenda, meeting=meeting, case=case)
    do(acts.freeze_agenda, meeting=meeting)
    do(acts.call_meeting, leader, meeting=meeting)
    do(acts.open_meeting, meeting=meeting)
    seats = list(Seat.objects.filter(body=body).order_by("position"))
    do(acts.record_attendance, meeting=meeting, seats=[SeatAttendance(each, True) for each in seats[:3]])
    item = meeting.items.get(case=case)
    do(acts.take_up_item, item=item)
    question = do(
        acts.raise_disqualification, item=item, seat=seats[2], tie="supplier", ground="Eig ein del av leverandøren"
    )
    do(acts.rule_on_disqualification, leader, question=question, disqualified=True, reason="Eigarskap.")
    round_ = latest_round(item.pk)
    assert round_ is not None
    assert seats[2].pk not in set(round_.seats.values_list("seat_id", flat=True))  # type: ignore[attr-defined]
    for each in seats[:2]:
        do(acts.record_position, round_=round_, seat=each, kind=Position.Kind.SUPPORT)
    with pytest.raises(errors.TooFewPresent):  # three were there, and two are left on this item
        do(acts.find_majority, round_=round_)
    do(acts.record_attendance, meeting=meeting, seats=[SeatAttendance(each, True) for each in seats[:4]])
    do(acts.record_position, round_=round_, seat=seats[3], kind=Position.Kind.OBJECT, text="For dyrt")
    decision = do(acts.find_majority, round_=round_)
    assert isinstance(decision, Decision)
    assert decision.way == Decision.Way.MAJORITY
