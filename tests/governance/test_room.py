"""The meeting room: opening, attendance, rounds, positions, findings."""

import json

import pytest
from django.utils import translation

from samstyring.governance import acts, errors
from samstyring.governance.acts.change_text import NewText
from samstyring.governance.acts.record_attendance import OtherAttendance, SeatAttendance
from samstyring.governance.models import AgendaItem, Case, Decision, Meeting, Position, Proposal, RoundSeat, Seat
from samstyring.governance.queries.minutes_document import outcome
from samstyring.governance.queries.standing import seat_presence, tally_of
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.kernel.models import JournalEntry

from . import steps
from .steps import do

pytestmark = pytest.mark.usefixtures("founded")


def test_only_a_called_meeting_is_opened() -> None:
    meeting = steps.planned_meeting()
    with pytest.raises(errors.MeetingNotCalled):
        do(acts.open_meeting, meeting=meeting)


def test_opening_sets_who_chairs_and_who_keeps_the_record() -> None:
    meeting = steps.called_meeting()
    opened = do(acts.open_meeting, meeting=meeting, chair=steps.actor_person("alver"))
    assert opened.state == Meeting.State.OPEN
    assert opened.chair == steps.actor_person("alver")
    assert opened.minute_taker == steps.actor_person("adviser")


def test_the_leader_chairs_unless_another_is_named() -> None:
    meeting = steps.called_meeting()
    assert do(acts.open_meeting, meeting=meeting, chair=steps.actor_person("leader")).chair is None


def test_attendance_is_append_only_and_the_last_row_counts() -> None:
    meeting = steps.open_meeting()
    before = seat_presence(meeting.pk)
    steps.attend(meeting, "alver")
    now = seat_presence(meeting.pk)
    assert now[steps.seat("alver").pk].pk == before[steps.seat("alver").pk].pk  # unchanged, so not written again
    assert not now[steps.seat("nordfjord").pk].present
    assert meeting.attendances.filter(seat=steps.seat("nordfjord")).count() == 2


def test_a_vacant_seat_is_met_for_by_someone_named() -> None:
    meeting = steps.open_meeting()
    vacant = steps.seat("sunnhordland")
    with pytest.raises(InvalidInput):
        do(acts.record_attendance, meeting=meeting, seats=[SeatAttendance(vacant, True)])
    do(acts.record_attendance, meeting=meeting, seats=[SeatAttendance(vacant, True, "Kommunedirektør, Stord")])
    assert seat_presence(meeting.pk)[vacant.pk].name == "Kommunedirektør, Stord"


def test_others_come_and_go() -> None:
    meeting = steps.open_meeting()
    do(acts.record_attendance, meeting=meeting, seats=[], others=[OtherAttendance("Gjest, Bergen", "prosjektleiar")])
    do(acts.record_attendance, meeting=meeting, seats=[], others=[OtherAttendance("Gjest, Bergen", present=False)])
    assert [row.present for row in meeting.attendances.filter(name="Gjest, Bergen")] == [True, False]


def test_taking_up_an_item_opens_a_round_on_its_exact_text() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    round_ = steps.round_of(item)
    assert item.state == AgendaItem.State.OPEN
    assert json.loads(round_.text)["proposals"][0]["wording"] == "Styringsgruppa sluttar seg til planen."
    entitled = RoundSeat.objects.filter(round=round_)
    assert entitled.count() == 10
    assert {row.seat.key for row in entitled.filter(present=True)} == {"alver", "nordfjord", "bergen_leiar"}
    assert [row.seat.key for row in entitled.filter(is_leader=True)] == ["bergen_leiar"]
    assert entitled.get(seat__key="alver").represents == "Nordhordland"


def test_one_key_gives_the_silent_no_objection_and_leaves_the_others() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    do(acts.record_position, "alver", round_=round_, seat=steps.seat("alver"), kind="remark", text="Snart, takk.")
    do(acts.record_no_objection, round_=round_)
    stands = {stand.name: stand.kind for stand in tally_of(round_).stands if stand.present}
    assert stands == {
        "Alver": Position.Kind.REMARK,
        "Nordfjord": Position.Kind.NO_OBJECTION,
        "Bergen (leiaren)": Position.Kind.NO_OBJECTION,
    }


def test_positions_are_appended_and_the_last_one_counts() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    alver = steps.seat("alver")
    for kind, text in (("object", "Nei"), ("support", "")):
        do(acts.record_position, "alver", round_=round_, seat=alver, kind=kind, text=text)
    do(acts.withdraw_position, round_=round_, seat=alver)
    assert Position.objects.filter(seat__round=round_).count() == 3
    assert not next(stand for stand in tally_of(round_).stands if stand.name == "Alver").answered


@pytest.mark.parametrize("kind", ["remark", "object", "not_taking_part"])
def test_a_deviation_needs_words(kind: str) -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    with pytest.raises(InvalidInput) as refused:
        do(acts.record_position, round_=round_, seat=steps.seat("alver"), kind=kind, text=" ")
    assert "text" in refused.value.errors


def test_absent_seats_and_observers_have_no_position() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    with pytest.raises(errors.SeatNotPresent, match="Askøy"):
        do(acts.record_position, round_=round_, seat=steps.seat("askoy"), kind="support")
    with pytest.raises(errors.ObserverHasNoPosition, match="KS"):
        do(acts.record_position, round_=round_, seat=steps.seat("ks"), kind="support")


def test_a_member_answers_for_the_own_seat_only() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    with pytest.raises(NotAuthorised):
        do(acts.record_position, "alver", round_=round_, seat=steps.seat("nordfjord"), kind="support")
    with pytest.raises(NotAuthorised):
        do(acts.record_position, "ks", round_=round_, seat=steps.seat("ks"), kind="support")


def test_what_the_secretariat_records_says_on_whose_behalf() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    position = do(acts.record_position, round_=round_, seat=steps.seat("alver"), kind="support")
    entry = JournalEntry.objects.order_by("position").last()
    assert position.by_secretary
    assert entry is not None
    assert entry.on_behalf_of == "Alver"
    assert entry.authority == "SE-4e"


def test_whoever_comes_late_can_answer_in_the_open_round() -> None:
    meeting = steps.open_meeting(present=("alver",))
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    steps.attend(meeting, "alver", "nordfjord")
    do(acts.record_position, "nordfjord", round_=round_, seat=steps.seat("nordfjord"), kind="support")
    assert not RoundSeat.objects.get(round=round_, seat__key="nordfjord").present
    assert [stand.name for stand in tally_of(round_, live=False).stands if stand.present] == ["Alver", "Nordfjord"]


def test_a_change_of_the_text_is_a_new_round_and_both_stay() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    first = steps.round_of(item)
    proposal = Proposal.objects.get(case=item.case)
    do(acts.record_position, "alver", round_=first, seat=steps.seat("alver"), kind="support")
    do(acts.change_text, round_=first, texts=[NewText(proposal, "Ny ordlyd.")], why="etter innspel frå Alver")
    second = steps.round_of(item)
    assert (first.number, second.number) == (1, 2)
    assert first.sha256 != second.sha256
    assert not any(stand.answered for stand in tally_of(second).stands)
    with pytest.raises(errors.RoundPast):
        do(acts.record_position, "alver", round_=first, seat=steps.seat("alver"), kind="support")
    with pytest.raises(InvalidInput):
        do(acts.change_text, round_=second, texts=[NewText(proposal, "Ny ordlyd.")])
    with pytest.raises(errors.ConditionNotAllowed) as refused:
        do(acts.change_text, round_=second, texts=[NewText(proposal, "Ny ordlyd.", condition="Pengane er på plass")])
    assert refused.value.field == f"condition_{proposal.pk}"


def test_consensus_names_who_objects_and_who_is_silent() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    do(
        acts.record_position,
        "nordfjord",
        round_=round_,
        seat=steps.seat("nordfjord"),
        kind="object",
        text="Ikkje høyrd",
    )
    with pytest.raises(errors.NoConsensus) as refused:
        do(acts.find_consensus, round_=round_)
    assert "Nordfjord" in str(refused.value)
    assert "Alver" in str(refused.value)
    assert refused.value.clause == "SG-7"
    with pytest.raises(errors.NoConsensus):
        do(acts.find_consensus, round_=round_, silent_agree=True)
    assert Case.objects.get(pk=round_.item.case_id).state == Case.State.IN_TREATMENT


def test_consensus_decides_on_the_text_of_the_round() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    decision = do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    assert decision.way == Decision.Way.CONSENSUS
    assert (decision.number, decision.year) == (item.number, item.year)
    assert decision.sha256 == steps.round_of(item).sha256
    assert decision.clause_of_procedure == "SG-7"
    assert decision.basis.label == f"vedtak {item.label}"
    assert Case.objects.get(pk=item.case_id).state == Case.State.DECIDED
    with pytest.raises(errors.ItemEnded):
        do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)


def test_nobody_present_makes_no_consensus() -> None:
    meeting = steps.open_meeting(present=())
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    with pytest.raises(errors.NoConsensus):
        do(acts.find_consensus, round_=round_, silent_agree=True)


def test_the_account_is_saved_with_its_revision() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    do(acts.write_account, item=item, text="Leiaren orienterte.", revision=0)
    with pytest.raises(Stale) as stale:
        do(acts.write_account, item=item, text="Noko anna.", revision=0)
    assert stale.value.current.account == "Leiaren orienterte."
    do(acts.write_account, item=item, text="Leiaren orienterte. Alver spurde.", revision=1)


def test_items_are_postponed_and_sent_back_with_why() -> None:
    meeting = steps.open_meeting(2)
    do(acts.postpone_item, item=steps.item_of(meeting, "Sak 1"))
    with pytest.raises(InvalidInput):
        do(acts.send_back_item, item=steps.item_of(meeting, "Sak 2"), why="")
    do(acts.send_back_item, item=steps.item_of(meeting, "Sak 2"), why="Sjå på kostnaden.")
    assert {case.state for case in Case.objects.filter(title__startswith="Sak")} == {Case.State.DRAFT}
    with pytest.raises(errors.ItemEnded):
        do(acts.take_up_item, item=steps.item_of(meeting, "Sak 1"))


def test_a_meeting_closes_when_every_item_has_ended() -> None:
    meeting = steps.open_meeting(2)
    steps.take_up(meeting, "Sak 1")
    with pytest.raises(InvalidInput, match="SG"):
        steps.close(meeting)
    do(acts.find_consensus, round_=steps.round_of(steps.item_of(meeting, "Sak 1")), silent_agree=True)
    with pytest.raises(InvalidInput):
        steps.close(meeting, rest="")
    closed = steps.close(meeting, rest="not_taken")
    assert closed.state == Meeting.State.HELD
    assert closed.chair == steps.actor_person("leader")
    assert steps.item_of(meeting, "Sak 2").state == AgendaItem.State.NOT_TAKEN


def test_taking_note_is_one_step() -> None:
    meeting = steps.open_meeting([steps.information_case()])
    decision = do(acts.take_note, item=steps.item_of(meeting, "Orientering"))
    assert decision.way == Decision.Way.NOTED
    assert steps.item_of(meeting, "Orientering").state == AgendaItem.State.NOTED


def test_other_business_without_a_proposal_ends_as_discussed_and_the_minutes_say_so() -> None:
    other = do(acts.open_case, body=steps.body(), kind="other_business", title="Eventuelt")
    meeting = steps.open_meeting([other])
    item = do(acts.take_note, item=steps.item_of(meeting, "Eventuelt"))
    assert item.state == AgendaItem.State.DISCUSSED
    assert not Decision.objects.filter(case=other).exists()
    with translation.override("nn"):
        assert outcome(item) == "Drøfta, utan vedtak"


def test_seats_of_the_body_are_entitled_once_each() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    voting = Seat.objects.filter(body=meeting.body, kind=Seat.Kind.VOTING)
    assert RoundSeat.objects.filter(round=round_).count() == voting.count()
