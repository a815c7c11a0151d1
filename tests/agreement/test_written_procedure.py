"""Written procedure between meetings: only where the rules open for it, and with the same effect as in a meeting."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.charter.models import Procedure
from samstyring.charter.queries import WhoDecides
from samstyring.charter.rules import Ruled
from samstyring.governance import acts, errors
from samstyring.governance.acts.change_text import NewText
from samstyring.governance.models import (
    Action,
    AgendaItem,
    Body,
    Case,
    Decision,
    Meeting,
    Position,
    Round,
    Seat,
    WrittenLetter,
    WrittenProcedure,
)
from samstyring.governance.queries.minutes_document import minutes_data
from samstyring.governance.queries.record import record_of
from samstyring.governance.queries.texts import proposals_of
from samstyring.governance.queries.written import text_seen
from samstyring.governance.registry import matters
from samstyring.governance.rules.room import Stand, Tally
from samstyring.governance.rules.written import outcome
from samstyring.governance.written_letters import as_mail
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.kernel.ids import uuid7
from samstyring.parties import acts as parties
from samstyring.parties.models import Office, Person
from samstyring.ui import questions as links
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.governance import steps
from tests.governance.steps import LETTER, do
from tests.governance.test_majority import committee  # noqa: F401
from tests.governance.test_room_pages import signed_in

ASKED = ("alver", "nordfjord", "bergen_leiar")
DAY = timedelta(days=1)


@pytest.fixture
def opened_for(founded: None) -> Any:
    """The steering group has adopted that it can decide in writing, and a day has passed."""
    adopted(rule("written_procedure", True, "Saker som ikkje kan vente."))
    with clock.standing_at(clock.now() + 2 * DAY):
        yield


def prepared(case: Case | None = None, days: int = 7) -> WrittenProcedure:
    case = case or steps.free_text_case()
    procedure: WrittenProcedure = do(
        acts.prepare_written_procedure,
        case=case,
        reason="Søknadsfristen går ut før møtet.",
        answer_by=clock.today() + timedelta(days=days),
    )
    return procedure


def sent(case: Case | None = None, who: str = "leader", **more: Any) -> WrittenProcedure:
    procedure = prepared(case)
    do(acts.open_written_procedure, who, procedure=procedure, seen=text_seen(procedure.case), **more)
    return WrittenProcedure.objects.get(pk=procedure.pk)


def round_of(procedure: WrittenProcedure) -> Round:
    return Round.objects.select_related("item__case__body").filter(item__written=procedure).order_by("-number")[0]


def answer(procedure: WrittenProcedure, key: str, kind: str = "support", who: str = "", **more: Any) -> Position:
    words = {"text": "" if kind == "support" else "Fordi"}
    who = who or {"bergen_leiar": "leader"}.get(key, key)
    position: Position = do(
        acts.answer_in_writing, who, round_=round_of(procedure), seat=steps.seat(key), kind=kind, **words | more
    )
    return position


def close(procedure: WrittenProcedure, who: str = "leader") -> WrittenProcedure:
    do(acts.conclude_written_procedure, who, round_=round_of(procedure))
    return WrittenProcedure.objects.get(pk=procedure.pk)


def decided_in_writing() -> Decision:
    """A case that everyone supports in writing, where the rules open for it."""
    procedure = sent()
    for row in round_of(procedure).seats.filter(present=True):
        answer(procedure, row.seat.key, who="adviser", evidence=LETTER)
    close(procedure)
    return Decision.objects.get(case=procedure.case)


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("SG-6")
def test_without_a_rule_that_opens_for_it_a_body_decides_in_meetings_and_the_page_says_how_to_open() -> None:
    case = steps.free_text_case()
    with pytest.raises(errors.WrittenNotOpen) as refused:
        prepared(case)
    assert refused.value.clause == "not_regulated"
    page = signed_in("adviser").get(reverse("governance:prepare_written", args=[case.pk])).content.decode()
    assert "/bodies/SG/rules/" in page
    assert "<textarea" not in page
    adopted(rule("written_procedure", False))
    with clock.standing_at(clock.now() + 2 * DAY), pytest.raises(errors.WrittenForbidden) as forbidden:
        prepared(case)
    assert forbidden.value.clause == "rules_of_procedure:SG"


@pytest.mark.usefixtures("opened_for")
@pytest.mark.clause("SG-6", "SG-7", "SG-8", "LE-2")
def test_a_case_is_decided_in_writing_as_in_a_meeting_and_told_in_the_next() -> None:
    case = steps.free_text_case()
    steps.follow_up(case)
    procedure = prepared(case)
    seen = text_seen(case)
    with pytest.raises(errors.WrittenNeedsLeader):
        do(acts.open_written_procedure, procedure=procedure, seen=seen)
    with pytest.raises(NotAuthorised):
        do(acts.open_written_procedure, "alver", procedure=procedure, seen=seen)
    with pytest.raises(errors.TextChanged):
        do(acts.open_written_procedure, "leader", procedure=procedure, seen="noko anna")
    with pytest.raises(errors.WrittenOnTheWay):
        prepared(case)
    do(acts.open_written_procedure, procedure=procedure, seen=seen, evidence=LETTER)
    assert (procedure.state, "godkjend" in procedure.authority or procedure.evidence is not None) == ("open", True)
    asked = WrittenLetter.objects.filter(round=round_of(procedure))
    assert {letter.round_seat.seat.key for letter in asked} == set(ASKED)
    answer(procedure, "alver")
    with pytest.raises(errors.AnswersComing, match="Nordfjord"):
        close(procedure)
    with pytest.raises(errors.EvidenceMissing):
        answer(procedure, "nordfjord", "remark", who="adviser")
    registered = answer(procedure, "nordfjord", "remark", who="adviser", evidence=LETTER, received_on=clock.today())
    assert registered.evidence is not None
    answer(procedure, "bergen_leiar")
    ended = close(procedure, "adviser")
    decision = Decision.objects.get(case=case)
    assert (ended.state, decision.way, decision.in_writing, decision.meeting) == ("decided", "consensus", True, None)
    assert decision.label == decision.item.label == "SG 3/22"  # type: ignore[union-attr]
    assert Action.objects.filter(decision=decision).count() == 1  # the same effects as in a meeting
    page = signed_in("alver").get(reverse("governance:decision", args=["SG", 2022, decision.number])).content.decode()
    assert reverse("governance:written", args=[procedure.pk]) in page
    next_meeting = steps.open_meeting()
    told = AgendaItem.objects.get(meeting=next_meeting, case__tells_of=procedure)
    assert decision.label in told.case.background
    do(acts.take_note, item=told)
    steps.close(next_meeting)
    minutes = do(acts.draft_minutes, meeting=next_meeting)
    assert told.case.title in str(minutes_data(record_of(next_meeting), minutes))
    assert not AgendaItem.objects.filter(meeting=steps.called_meeting(), case__tells_of=procedure).exists()


@pytest.mark.usefixtures("opened_for")
@pytest.mark.clause("SG-6")
@pytest.mark.parametrize("kind", ["object", "demands_meeting"])
def test_an_objection_or_a_demand_for_a_meeting_sends_the_case_to_the_next_one(kind: str) -> None:
    procedure = sent()
    later = steps.planned_meeting()
    answer(procedure, "alver")
    answer(procedure, "nordfjord", kind)
    procedure.refresh_from_db()
    assert (procedure.state, "Nordfjord" in procedure.outcome) == ("to_meeting", True)
    assert later.items.get().case == procedure.case
    with pytest.raises(errors.WrittenEnded):
        answer(procedure, "bergen_leiar")


@pytest.mark.usefixtures("opened_for")
@pytest.mark.clause("SG-6", "SG-7")
def test_silence_is_no_support_and_late_answers_do_not_count() -> None:
    procedure = sent()
    answer(procedure, "alver")
    with clock.standing_at(clock.now() + 8 * DAY):
        with pytest.raises(errors.AnswersClosed):
            answer(procedure, "nordfjord")
        with pytest.raises(errors.AnswersClosed):
            answer(procedure, "nordfjord", who="adviser", evidence=LETTER, received_on=clock.today())
        ended = close(procedure)
        assert (ended.state, "Nordfjord" in ended.outcome) == ("to_meeting", True)
        assert not Decision.objects.filter(case=procedure.case).exists()
        meeting = steps.called_meeting()  # its agenda was not begun when the case was sent to it
        assert meeting.items.filter(case=procedure.case).exists()


@pytest.mark.usefixtures("opened_for")
@pytest.mark.clause("SG-6")
def test_a_new_text_is_a_new_round_and_what_was_answered_before_counts_no_more() -> None:
    procedure = sent()
    old = round_of(procedure)
    answer(procedure, "alver")
    letter = old.letters.get(round_seat__seat__key="alver")  # type: ignore[attr-defined]
    assert signed_in("adviser").get(reverse("governance:written_text", args=[procedure.pk])).status_code == 200
    text = NewText(proposal=proposals_of(procedure.case_id)[0], wording="Styringsgruppa sluttar seg til planen, endra.")
    with pytest.raises(InvalidInput):
        do(acts.change_written_text, round_=old, texts=[text], answer_by=clock.today())
    do(acts.change_written_text, round_=old, texts=[text], answer_by=procedure.answer_by + DAY)
    with pytest.raises(errors.RoundPast):
        do(acts.answer_in_writing, "alver", round_=old, seat=steps.seat("alver"), kind="support")
    assert Client().get(urlsplit(links.address_of(letter.link_id)).path).status_code in (404, 410)
    with pytest.raises(errors.AnswersComing, match="Alver"):
        close(procedure)
    for key in ASKED:
        answer(procedure, key)
    close(procedure)
    assert Decision.objects.get(case=procedure.case).text.endswith("endra.")


@pytest.mark.usefixtures("opened_for")
@pytest.mark.clause("SG-6")
def test_who_leaves_the_seat_during_a_round_cannot_answer_and_the_successor_can() -> None:
    procedure = sent()
    new = steps.actor_person("project_manager")
    with clock.standing_at(clock.now() + DAY):
        office = Office.objects.get(role="chief_executive", organisation__name="Stad")
        since = {"from_date": clock.today(), "source": "Brev"}
        parties.appoint(office=office, person=new, **since, by=INSTALLATION, at=clock.now())
        with pytest.raises(NotAuthorised):
            answer(procedure, "nordfjord")
        answer(procedure, "nordfjord", who="project_manager")
        assert round_of(procedure).seats.get(seat__key="nordfjord").positions.count() == 1


@pytest.mark.usefixtures("opened_for")
@pytest.mark.clause("SG-6")
def test_a_member_answers_by_the_link_of_the_letter_or_on_the_page_and_others_see_nothing() -> None:
    procedure = sent()
    letter = WrittenLetter.objects.get(round_seat__seat__key="alver")
    address = urlsplit(links.address_of(letter.link_id)).path
    stranger = Client()
    question = stranger.get(address).content.decode()
    assert "sluttar seg til planen" in question
    said = Position.objects.filter(seat__round__item__written=procedure)
    assert not said.exists()  # reading answers nothing
    stranger.post(address, {"kind": "support", "text": ""})
    assert said.get().by_link
    url = reverse("governance:written", args=[procedure.pk])
    member = signed_in("nordfjord")
    with CaptureQueriesContext(connection) as ran:
        page = member.get(url).content.decode()
    assert len(ran) <= 25
    assert "SG 3/22" in page
    wrong = member.post(f"{url}answer/", {"kind": "object", "text": "", "seat": steps.seat("nordfjord").pk})
    assert (wrong.status_code, said.count()) == (422, 1)
    member.post(f"{url}answer/", {"kind": "remark", "text": "Hugs frist", "seat": steps.seat("nordfjord").pk})
    assert said.filter(seat__seat__key="nordfjord", kind="remark").exists()
    assert (signed_in("contact").get(url).status_code, Client().get(url).status_code) == (404, 302)
    assert "Svar skriftleg" in signed_in("leader").get("/").content.decode()
    for name in ("written_list", "meetings"):
        assert signed_in("leader").get(reverse(f"governance:{name}")).status_code == 200


@pytest.mark.usefixtures("opened_for")
@pytest.mark.clause("SE-4e")
def test_the_text_of_an_exempt_case_is_read_signed_in_and_stands_in_no_letter() -> None:
    case = steps.free_text_case()
    do(
        acts.edit_case,
        case=case,
        title=case.title,
        exempt=True,
        legal_basis="offl. § 23",
    )
    procedure = sent(Case.objects.get(pk=case.pk))
    letter = WrittenLetter.objects.get(round_seat__seat__key="alver")
    text = as_mail(letter).text
    assert "sluttar seg til planen" not in text
    assert case.title not in text
    assert procedure.get_absolute_url() in text
    address = links.address_of(letter.link_id)
    assert address not in text
    assert "sluttar seg" not in Client().get(urlsplit(address).path).content.decode()
    assert "sluttar seg" in signed_in("alver").get(procedure.get_absolute_url()).content.decode()


@pytest.mark.usefixtures("opened_for")
def test_the_secretariat_goes_all_the_way_on_the_pages() -> None:
    case = steps.free_text_case()
    client = signed_in("adviser")
    day = (clock.today() + 3 * DAY).strftime("%d.%m.%Y")
    sent_form = {"reason": "Fristen er fredag.", "answer_by": day}
    client.post(reverse("governance:prepare_written", args=[case.pk]), sent_form)
    procedure = WrittenProcedure.objects.get()
    url = reverse("governance:written", args=[procedure.pk])
    assert f"{url}send/" in client.get(url).content.decode()
    leader = signed_in("leader")
    assert "Les gjennom og send ut" in leader.get("/").content.decode()
    assert leader.get(f"{url}send/").status_code == 200
    leader.post(f"{url}send/", {"seen": text_seen(case)})
    for key in ASKED:
        answer(procedure, key)
    assert client.get(f"{url}close/").status_code == client.get(f"{url}register/").status_code == 200
    assert client.get(f"{url}text/").status_code == client.get(f"{url}rounds/1/").status_code == 200
    client.post(f"{url}close/", {"round": "1"})
    assert Decision.objects.filter(case=case).exists()
    other = sent()
    client.post(reverse("governance:written_take_back", args=[other.pk]), {"why": "Det held å vente."})
    other.refresh_from_db()
    assert (other.state, Case.objects.get(pk=other.case_id).state) == ("withdrawn", "draft")


@pytest.mark.clause("SG-6")
def test_a_committee_decides_in_writing_by_its_majority_with_its_quorum(committee: tuple[Person, Person]) -> None:  # noqa: F811
    leader, officer = (actors.person(each.pk, clock.today()) for each in committee)
    body = Body.objects.get(key="FN")
    seats = list(Seat.objects.filter(body=body).order_by("position"))

    def act(what: Any, by: Any = officer, **arguments: Any) -> Any:
        return what(by=by, at=clock.now(), **arguments)

    def case(title: str, matter: str, payload: dict[str, Any]) -> Case:
        opened: Case = act(acts.open_case, body=body, kind=Case.Kind.FREE_TEXT, title=title)
        act(
            acts.add_proposal,
            case=opened,
            matter=matter,
            payload=payload,
            wording=matters[matter].wording(payload) or "Ja",
        )
        return Case.objects.get(pk=opened.pk)

    def meet(of: Case) -> None:
        from samstyring.governance.acts.record_attendance import SeatAttendance
        from samstyring.governance.queries.standing import latest_round

        starts = clock.now() + timedelta(days=20)
        meeting: Meeting = act(acts.plan_meeting, body=body, starts_at=starts, ends_at=starts + timedelta(hours=1))
        act(acts.put_on_agenda, meeting=meeting, case=of)
        act(acts.freeze_agenda, meeting=meeting)
        act(acts.call_meeting, leader, meeting=meeting)
        act(acts.open_meeting, meeting=meeting)
        act(acts.record_attendance, meeting=meeting, seats=[SeatAttendance(each, True) for each in seats])
        item = meeting.items.get(case=of)
        act(acts.take_up_item, item=item)
        act(acts.find_majority, round_=latest_round(item.pk), silent_agree=True)

    rules = [rule("written_procedure", True), rule("written_objection", "counted")]
    meet(case("Forretningsorden", "governance.adopt_rules", {"body": "FN", "in_force_from": None, "rules": rules}))
    with clock.standing_at(clock.now() + 2 * DAY):
        asked = case("Nytt kartgrunnlag", "governance.free_text", {})
        procedure = act(acts.prepare_written_procedure, case=asked, reason="Hastar", answer_by=clock.today() + 3 * DAY)
        act(acts.open_written_procedure, leader, procedure=procedure, seen=text_seen(asked))

        def say(number: int, kind: str) -> None:
            received = {"evidence": LETTER, "received_on": clock.today(), "text": "Fordi"}
            act(acts.answer_in_writing, round_=round_of(procedure), seat=seats[number], kind=kind, **received)

        say(0, "support")
        say(1, "object")
        assert WrittenProcedure.objects.get().state == "open"  # counted, as the rules say
        with clock.standing_at(clock.now() + 4 * DAY):
            at = clock.today() - 2 * DAY
            act(
                acts.answer_in_writing,
                round_=round_of(procedure),
                seat=seats[2],
                kind="support",
                evidence=LETTER,
                received_on=at,
            )
            act(acts.conclude_written_procedure, round_=round_of(procedure))
        decision = Decision.objects.get(case=asked)
        assert (decision.way, decision.in_writing, decision.clause_of_procedure) == ("majority", True, "5")


# -- the rule, by property ---------------------------------------------------------------------------------------------

ANSWERS = st.lists(
    st.sampled_from([None, "support", "remark", "object", "not_taking_part", "demands_meeting"]), min_size=1, max_size=8
)


def _tally(kinds: list[str | None]) -> Tally:
    return Tally([Stand(uuid7(), uuid7(), f"P{at}", "", "", present=True, kind=kind) for at, kind in enumerate(kinds)])


def _rules(objection: str | None, answers: str | None, quorum: int | None) -> dict[str, Ruled]:
    values = {"written_procedure": True, "written_objection": objection, "written_answers": answers, "quorum": quorum}
    return {key: Ruled(key, value, "not_regulated") for key, value in values.items()}


def _decider(kind: Procedure.Kind) -> WhoDecides:
    return WhoDecides(
        matter="m",
        body_key="SG",
        procedure="p",
        procedure_kind=kind,
        parameters={},
        clause_of_authority="a",
        clause_of_procedure="b",
        edition=None,  # type: ignore[arg-type]
    )


@given(
    kinds=ANSWERS,
    objection=st.sampled_from([None, "to_meeting", "counted"]),
    answers=st.sampled_from([None, "all", "quorum"]),
    quorum=st.sampled_from([None, 1, 2, 4]),
    majority=st.booleans(),
    past=st.booleans(),
)
@pytest.mark.clause("SG-6")
def test_silence_never_decides_and_a_demand_never_lets_it(
    kinds: list[str | None], objection: str | None, answers: str | None, quorum: int | None, majority: bool, past: bool
) -> None:
    decider = _decider(Procedure.Kind.MAJORITY_OF_SEATS if majority else Procedure.Kind.CONSENSUS_THEN_LEADER)
    rules = _rules(objection, answers, quorum)
    found = outcome(_tally(kinds), decider, rules, past=past)
    more = outcome(_tally([*kinds, None]), decider, rules, past=past)
    if found.kind != "decided":
        assert more.kind != "decided"  # one more who is silent never carries it
    if found.kind == "waiting":
        assert not past
        assert None in kinds
    if "demands_meeting" in kinds or ("object" in kinds and (objection != "counted" or not majority)):
        assert found.kind != "decided"
    if found.kind == "decided":
        in_favour = sum(kind in ("support", "remark") for kind in kinds)
        assert in_favour > kinds.count("object")
        assert past or None not in kinds
        if not majority and answers != "quorum":
            assert None not in kinds
    assert outcome(_tally(list(reversed(kinds))), decider, rules, past=past).kind == found.kind
