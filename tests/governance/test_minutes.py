"""Minutes: made from the record, sent, remarked on, approved by silence or decision, corrected, released."""

from datetime import timedelta

import pytest

from samstyring.governance import acts, errors
from samstyring.governance.models import Case, Decision, DecisionRelease, Delivery, Meeting, Minutes
from samstyring.governance.queries import minutes as queries
from samstyring.governance.queries import public
from samstyring.governance.queries.minutes_document import minutes_data
from samstyring.governance.queries.record import record_of
from samstyring.governance.rules.exempt import suspicious
from samstyring.governance.rules.left_out import LeftOut
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotThere
from samstyring.records.models import Release
from tests.founding import actor

from . import steps
from .steps import do

pytestmark = pytest.mark.usefixtures("founded")


def held(account: str = "Leiaren orienterte.") -> Meeting:
    """A held meeting with one decision that Nordfjord objected to, and one item that was postponed."""
    meeting = steps.open_meeting(2)
    item = steps.take_up(meeting, "Sak 1")
    do(acts.write_account, item=item, text=account)
    round_ = steps.round_of(item)
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="Ikkje høyrde")
    do(acts.record_no_objection, round_=round_)
    do(acts.decide_as_leader, "leader", round_=round_, reasons="Saka hastar.")
    return steps.close(meeting)


def sent(meeting: Meeting | None = None) -> Minutes:
    """Minutes that are out for comment."""
    minutes = do(acts.draft_minutes, meeting=meeting or held())
    do(acts.send_minutes, minutes=minutes, comment_until=clock.today() + timedelta(days=14))
    return Minutes.objects.get(pk=minutes.pk)


def approved(meeting: Meeting | None = None) -> Minutes:
    """Minutes that nobody remarked on."""
    minutes = sent(meeting)
    later = clock.now() + timedelta(days=15)
    acts.approve_minutes_by_silence(minutes=minutes, by=actor("adviser"), at=later)
    return Minutes.objects.get(pk=minutes.pk)


def test_minutes_are_made_when_the_meeting_is_over() -> None:
    meeting = steps.open_meeting()
    with pytest.raises(errors.MeetingNotHeld):
        do(acts.draft_minutes, meeting=meeting)


def test_minutes_say_who_was_there_what_was_decided_and_why_some_objected() -> None:
    meeting = held()
    data = minutes_data(record_of(meeting), None)
    assert [row.role for row in data.present] == ["Alver", "Nordfjord", "Bergen (leiaren)"]
    assert len(data.absent) == 7
    decided = next(item for item in data.items if item.decision)
    assert decided.reasons == "Saka hastar."
    assert [(row.seat, row.reason) for row in decided.positions] == [("Nordfjord", "Ikkje høyrde")]
    assert "SG-7" in decided.clauses[1]
    assert next(fact.value for fact in data.facts if fact.label in ("Chair", "Møteleiar")) == "Leiar, styringsgruppa"


def test_a_draft_is_for_those_who_write_it() -> None:
    meeting = held()
    do(acts.draft_minutes, meeting=meeting)
    queries.minutes_page(meeting.pk, actor("adviser"), clock.today())
    for key in ("alver", "contact"):
        with pytest.raises(NotThere):
            queries.minutes_page(meeting.pk, actor(key), clock.today())


def test_sending_makes_a_document_and_a_delivery_to_each() -> None:
    minutes = do(acts.draft_minutes, meeting=held())
    with pytest.raises(InvalidInput):
        do(acts.send_minutes, minutes=minutes, comment_until=clock.today() + timedelta(days=3))
    dispatch = do(acts.send_minutes, minutes=minutes, comment_until=clock.today() + timedelta(days=14))
    assert dispatch.document.file_name.endswith(".pdf")
    assert Delivery.objects.filter(dispatch=dispatch).count() >= 3
    queries.minutes_page(minutes.meeting_id, actor("alver"), clock.today())


def test_silence_approves_when_the_deadline_is_past() -> None:
    minutes = sent()
    with pytest.raises(errors.SilenceNotOver):
        do(acts.approve_minutes_by_silence, minutes=minutes)
    later = clock.now() + timedelta(days=15)
    acts.approve_minutes_by_silence(minutes=minutes, by=actor("adviser"), at=later)
    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.APPROVED
    assert minutes.approved_by is None


def test_a_remark_breaks_the_silence_and_the_next_meeting_approves() -> None:
    minutes = sent()
    do(acts.remark_on_minutes, "alver", minutes=minutes, seat=steps.seat("alver"), text="Vi var to.")
    with pytest.raises(errors.SilenceBroken):
        acts.approve_minutes_by_silence(minutes=minutes, by=actor("adviser"), at=clock.now() + timedelta(days=15))
    following = steps.open_meeting(1, starts_at=clock.now() + timedelta(days=60))
    item = following.items.get(case__kind=Case.Kind.MINUTES)
    do(acts.take_up_item, item=item)
    decision = do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    minutes.refresh_from_db()
    assert minutes.state == Minutes.State.APPROVED
    assert minutes.approved_by == decision.basis


def test_what_silence_approved_stands_on_the_next_agenda_to_be_confirmed() -> None:
    minutes = sent()
    meeting = steps.planned_meeting(clock.now() + timedelta(days=60))
    later = clock.now() + timedelta(days=15)
    acts.approve_minutes_by_silence(minutes=minutes, by=actor("adviser"), at=later)
    at = later + timedelta(minutes=1)
    case = acts.open_case(body=steps.body(), kind="free_text", title="Ny sak", by=actor("adviser"), at=at)
    words = {"matter": "governance.free_text", "payload": {}, "wording": "Vedteke."}
    acts.add_proposal(case=case, **words, by=actor("adviser"), at=at)
    acts.put_on_agenda(meeting=meeting, case=case, by=actor("adviser"), at=at)
    acts.freeze_agenda(meeting=meeting, by=actor("adviser"), at=at)
    assert meeting.items.filter(case__kind=Case.Kind.MINUTES).count() == 1


def test_the_next_meeting_confirms_what_silence_approved() -> None:
    minutes = sent()
    following = steps.called_meeting(1, starts_at=clock.now() + timedelta(days=60))
    do(acts.open_meeting, meeting=following)
    steps.attend(following, "alver")
    later = clock.now() + timedelta(days=15)
    acts.approve_minutes_by_silence(minutes=minutes, by=actor("adviser"), at=later)
    item = following.items.get(case__kind=Case.Kind.MINUTES)
    at = later + timedelta(minutes=1)
    acts.take_up_item(item=item, by=actor("adviser"), at=at)
    decision = acts.find_consensus(round_=steps.round_of(item), silent_agree=True, by=actor("adviser"), at=at)
    minutes.refresh_from_db()
    assert minutes.approved_by == decision.basis


def test_approved_minutes_are_corrected_by_numbered_notes() -> None:
    minutes = sent()
    with pytest.raises(errors.MinutesNotApproved):
        do(acts.correct_minutes, minutes=minutes, text="Feil dato.")
    later = clock.now() + timedelta(days=15)
    acts.approve_minutes_by_silence(minutes=minutes, by=actor("adviser"), at=later)
    for number in (1, 2):
        note = acts.correct_minutes(minutes=minutes, text="Feil dato.", by=actor("adviser"), at=later)
        assert note.number == number
    item = minutes.meeting.items.first()
    with pytest.raises(errors.MinutesApproved):
        acts.write_account(item=item, text="Anna", by=actor("adviser"), at=later)


def test_a_named_person_releases_after_reading_and_exempt_passages_are_left_out() -> None:
    minutes = approved()
    item = minutes.meeting.items.get(decision__isnull=False)
    later = clock.now() + timedelta(days=16)
    release = {"minutes": minutes, "by": actor("adviser"), "at": later}
    with pytest.raises(errors.NotChecked):
        acts.release_minutes(checked=False, **release)
    with pytest.raises(InvalidInput):
        acts.release_minutes(checked=True, left_out={item.pk: ["reasons"]}, **release)
    acts.release_minutes(checked=True, left_out={item.pk: ["reasons"]}, legal_basis="offl. § 13", **release)
    assert Release.objects.get(document=minutes.document).passages_left_out == 1
    decision = Decision.objects.get()
    shown = public.public_decision(decision.body_key, decision.year, decision.number)
    assert shown.reasons is None
    assert [said.text for said in shown.said] == ["Ikkje høyrde"]
    with pytest.raises(errors.AlreadyPublic):
        acts.release_minutes(checked=True, **release)


def test_a_whole_item_left_out_is_not_in_the_register() -> None:
    minutes = approved()
    item = minutes.meeting.items.get(decision__isnull=False)
    later = clock.now() + timedelta(days=16)
    acts.release_minutes(
        minutes=minutes,
        checked=True,
        exempt_items=[item.pk],
        legal_basis="offl. § 23",
        by=actor("adviser"),
        at=later,
    )
    assert not DecisionRelease.objects.exists()
    data = minutes_data(record_of(minutes.meeting), minutes, LeftOut(items=[item.pk], legal_basis="offl. § 23"))
    hidden = next(row for row in data.items if row.number == item.label)
    assert hidden.decision is None
    assert "Sak 1" not in hidden.title


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dagleg leiar, 010190 12345, var til stades.", 1),
        ("Send til kari@example.no eller ring 55 56 57 58.", 2),
        ("Ho er sjukmeld.", 1),
        ("Styringsgruppa løyver 1 250 000 kr til DigiHelse og DigiHelsestasjon 01.01.2023.", 0),
    ],
)
def test_what_looks_exempt_is_marked(text: str, found: int) -> None:
    assert len(suspicious(text)) == found
