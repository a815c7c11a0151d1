"""Two people at the same time, with real commits: numbers have no gap, one decision is made, the chain stays whole."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts, errors
from samstyring.governance.acts.change_text import NewText
from samstyring.governance.models import (
    AgendaItem,
    Case,
    ConditionConfirmation,
    Decision,
    Meeting,
    Position,
    Proposal,
    Round,
)
from samstyring.governance.queries.standing import tally_of
from samstyring.governance.queries.texts import canonical_text, proposals_of
from samstyring.kernel import clock, journal
from samstyring.kernel.errors import NotThere, Refusal
from samstyring.kernel.ids import uuid7
from samstyring.kernel.models import JournalEntry
from samstyring.portfolio import acts as portfolio_acts
from samstyring.portfolio.models import Mandate, Project
from tests.founding import person, user
from tests.portfolio import steps as projects
from tests.support.together import doing, split, together

from . import steps
from .steps import do

pytestmark = pytest.mark.usefixtures("founded_copy")


@pytest.fixture(autouse=True)
def _whole_afterwards(founded_copy: None) -> Iterator[None]:
    """Whatever happened, the journal is one chain without a gap, its entries in the order of their instants."""
    yield
    assert journal.verify() is None
    entries = list(JournalEntry.objects.order_by("position").values_list("position", "at"))
    assert [position for position, _ in entries] == list(range(1, len(entries) + 1))
    assert [at for _, at in entries] == sorted(at for _, at in entries)


def taken_up(*titles: str) -> list[Round]:
    """An open meeting with a case of each title, all taken up."""
    meeting = steps.open_meeting([steps.free_text_case(title) for title in titles])
    return [steps.round_of(steps.take_up(meeting, title)) for title in titles]


# Numbers -------------------------------------------------------------------------------------------------------------


def agenda(day: int) -> Meeting:
    """A planned meeting with three cases on its agenda."""
    meeting = steps.planned_meeting(clock.now() + timedelta(days=day))
    for number in range(3):
        do(acts.put_on_agenda, meeting=meeting, case=steps.free_text_case(f"Sak {day}-{number}"))
    return meeting


def test_two_agendas_frozen_at_once_share_the_numbers_without_a_gap() -> None:
    meetings = [agenda(day) for day in (7, 14, 21)]
    done, refused = split(
        together(*(doing(acts.freeze_agenda, who, meeting=meeting) for who, meeting in zip(
            ("adviser", "secretariat_leader", "adviser"), meetings, strict=True
        )))
    )  # fmt: skip
    assert (len(done), refused) == (3, [])
    given = [sorted(meeting.items.values_list("number", flat=True)) for meeting in meetings]
    for numbers in given:
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert sorted(number for numbers in given for number in numbers) == list(range(1, 13))


def test_an_agenda_frozen_twice_at_once_gets_its_numbers_once() -> None:
    meeting = agenda(7)
    done, refused = split(
        together(*(doing(acts.freeze_agenda, who, meeting=meeting) for who in ("adviser", "secretariat_leader")))
    )
    assert len(done) == 1
    assert [type(refusal) for refusal in refused] == [errors.AgendaFrozen]
    assert sorted(meeting.items.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_cases_opened_at_once_have_references_without_a_gap() -> None:
    kind = Case.Kind.FREE_TEXT
    cases, refused = split(
        together(
            *(
                doing(acts.open_case, who, body=steps.body(), kind=kind, title=f"Sak {number}")
                for number, who in enumerate(["adviser", "secretariat_leader"] * 3)
            )
        )
    )
    assert refused == []
    assert sorted(case.reference for case in cases) == [f"U-22-{number:03d}" for number in range(1, 7)]


def test_a_late_decision_and_an_agenda_share_the_numbers() -> None:
    meeting, case = agenda(7), steps.free_text_case("Vedteke før")
    late = doing(
        acts.register_late_decision,
        case=case,
        decided_on=clock.today() - timedelta(days=30),
        way=Decision.Way.CONSENSUS,
        evidence=steps.LETTER,
    )
    done, refused = split(together(late, doing(acts.freeze_agenda, "secretariat_leader", meeting=meeting)))
    assert (len(done), refused) == (2, [])
    numbers = [*meeting.items.values_list("number", flat=True), Decision.objects.get().number]
    assert sorted(numbers) == [1, 2, 3, 4, 5]


def test_a_case_goes_on_one_of_two_agendas() -> None:
    case = steps.free_text_case("Ei sak")
    meetings = [steps.planned_meeting(clock.now() + timedelta(days=day)) for day in (7, 14)]
    done, refused = split(together(*(doing(acts.put_on_agenda, meeting=meeting, case=case) for meeting in meetings)))
    assert (len(done), len(refused)) == (1, 1)
    assert AgendaItem.objects.filter(case=case).count() == 1


# Positions -----------------------------------------------------------------------------------------------------------


def test_two_positions_for_one_seat_at_once_are_both_kept_and_the_last_counts() -> None:
    (round_,) = taken_up("Sak 1")
    seat = steps.seat("alver")
    done, refused = split(
        together(
            doing(acts.record_position, "alver", round_=round_, seat=seat, kind="object", text="Nei"),
            doing(acts.record_position, "adviser", round_=round_, seat=seat, kind="support"),
        )
    )
    assert (len(done), refused) == (2, [])
    rows = list(Position.objects.filter(seat__seat=seat).order_by("sequence"))
    assert [row.sequence for row in rows] == [1, 2]
    (stand,) = [stand for stand in tally_of(round_).stands if stand.seat_id == seat.pk]
    assert stand.kind == rows[-1].kind


def test_an_objection_that_comes_with_the_consensus_is_not_lost() -> None:
    """Either it came first, and there is no consensus; or the item was decided, and the member is told so."""
    for round_ in taken_up("Sak 1", "Sak 2", "Sak 3"):
        found, objection = together(
            doing(acts.find_consensus, round_=round_, silent_agree=True),
            doing(
                acts.record_position, "alver", round_=round_, seat=steps.seat("alver"), kind="object", text="Nei"
            ),
        )  # fmt: skip
        if isinstance(found, Decision):
            assert isinstance(objection, errors.ItemEnded)
            assert not Position.objects.filter(seat__round=round_, kind="object").exists()
        else:
            assert isinstance(found, errors.NoConsensus)
            assert isinstance(objection, Position)
            assert not Decision.objects.filter(round=round_).exists()


# Decisions -----------------------------------------------------------------------------------------------------------


def test_one_form_sent_twice_at_once_makes_one_decision() -> None:
    (round_,) = taken_up("Sak 1")
    find = doing(acts.find_consensus, round_=round_, silent_agree=True, intent=uuid7())
    first, second = together(find, find)
    assert first == second == Decision.objects.get()
    assert JournalEntry.objects.filter(act="governance.find_consensus").count() == 1


def test_a_button_pressed_twice_makes_one_decision_and_shows_one_page() -> None:
    (round_,) = taken_up("Sak 1")
    item = round_.item
    address = reverse("governance:room_consensus", args=[item.meeting_id, item.pk])
    fields = {"intent": str(uuid7()), "round": "1", "silent": "yes"}
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user("adviser"))
    answers = together(*(lambda client=client: client.post(address, fields) for client in clients))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Decision.objects.count() == 1


def test_two_who_decide_the_same_at_once_make_one_decision() -> None:
    (round_,) = taken_up("Sak 1")
    done, refused = split(
        together(
            *(
                doing(acts.find_consensus, who, round_=round_, silent_agree=True)
                for who in ("adviser", "secretariat_leader")
            )
        )
    )
    assert done == [Decision.objects.get()]
    assert [type(refusal) for refusal in refused] == [errors.ItemEnded]


def test_the_leader_never_decides_on_a_text_that_another_changes_meanwhile() -> None:
    for round_ in taken_up("Sak 1", "Sak 2", "Sak 3", "Sak 4"):
        case = round_.item.case
        do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="Nei")
        do(acts.record_no_objection, round_=round_)
        text = NewText(Proposal.objects.get(case=case), "Styringsgruppa seier nei.")
        decided, changed = together(
            doing(acts.decide_as_leader, "leader", round_=round_, reasons="Det hastar."),
            doing(acts.change_text, "adviser", round_=round_, texts=[text]),
        )
        if isinstance(decided, Decision):
            assert isinstance(changed, errors.ItemEnded)
            assert decided.sha256 == round_.sha256
            assert "sluttar seg til" in decided.text
        else:
            assert isinstance(decided, errors.RoundPast)
            assert isinstance(changed, Round)
            assert json.loads(changed.text)["proposals"][0]["wording"] == "Styringsgruppa seier nei."
            assert not Decision.objects.filter(case=case).exists()
        counts = Round.objects.filter(item=round_.item).order_by("-number")[0]
        case.refresh_from_db()
        assert canonical_text(case, proposals_of(case.pk)) == counts.text


def test_a_draft_edited_as_its_round_opens_is_the_text_of_the_round_or_stays_as_it_was() -> None:
    project = projects.ready()
    meeting = steps.open_meeting([projects.case_about(project)])
    item = steps.item_of(meeting, project.name)
    mandate = Mandate.objects.get(project=project)
    edited = {**projects.MANDATE, "goal": "Noko heilt anna."}
    taken, changed = together(
        doing(acts.take_up_item, item=item),
        doing(portfolio_acts.edit_mandate, mandate=mandate, revision=mandate.revision, content=edited),
    )
    assert not isinstance(taken, Refusal)
    mandate.refresh_from_db()
    assert (mandate.goal == edited["goal"]) is not isinstance(changed, Refusal)
    decision = do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    mandate.refresh_from_db()
    assert (mandate.state, mandate.basis) == (Mandate.State.ADOPTED, decision.basis)
    assert (mandate.goal == edited["goal"]) is not isinstance(changed, Refusal)
    assert Project.objects.get(pk=project.pk).state == Project.State.STARTED


def test_a_condition_confirmed_twice_at_once_takes_effect_once() -> None:
    case = steps.free_text_case("Vilkår")
    steps.follow_up(case)
    proposal = Proposal.objects.get(case=case, matter="governance.follow_up")
    do(
        acts.edit_proposal,
        proposal=proposal,
        payload=proposal.payload,
        wording=proposal.wording,
        condition="Tilsegn frå DigiFin",
        condition_confirmed_by="secretariat",
        condition_latest=clock.today() + timedelta(days=60),
    )
    decision = steps.decide(steps.open_meeting([case]), "Vilkår")
    waiting = Proposal.objects.get(case=decision.case, state=Proposal.State.WAITING)
    done, refused = split(
        together(
            *(
                doing(acts.confirm_condition, who, proposal=waiting, note="Gitt", evidence=steps.LETTER)
                for who in ("adviser", "secretariat_leader")
            )
        )
    )
    assert done == [ConditionConfirmation.objects.get()]
    assert [type(refusal) for refusal in refused] == [errors.NotWaiting]
    assert decision.actions.count() == 1


def test_what_another_has_just_removed_is_not_there() -> None:
    case = steps.free_text_case("Ei sak")
    steps.follow_up(case)
    proposal = Proposal.objects.get(case=case, matter="governance.follow_up")
    done, refused = split(
        together(
            *(doing(acts.remove_proposal, who, proposal=proposal) for who in ("adviser", "secretariat_leader"))
        )
    )  # fmt: skip
    assert (len(done), [type(refusal) for refusal in refused]) == (1, [NotThere])
    assert Proposal.objects.filter(case=case).count() == 1


def test_the_room_is_opened_once() -> None:
    meeting = steps.called_meeting()
    done, refused = split(
        together(
            doing(acts.open_meeting, "adviser", meeting=meeting),
            doing(acts.open_meeting, "secretariat_leader", meeting=meeting, chair=person("alver")),
        )
    )
    assert (len(done), len(refused)) == (1, 1)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.OPEN
    assert JournalEntry.objects.filter(act="governance.open_meeting").count() == 1
