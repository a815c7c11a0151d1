"""Disqualification: declared or raised, ruled on by the body, held, and in the minutes."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samstyring.governance import acts, errors
from samstyring.governance.models import AgendaItem, Decision, DisqualificationQuestion, Meeting, Position, RoundSeat
from samstyring.governance.queries.minutes import minutes_page, passages_of
from samstyring.governance.queries.minutes_document import minutes_data
from samstyring.governance.queries.record import record_of
from samstyring.governance.queries.standing import tally_of
from samstyring.governance.rules.left_out import LeftOut
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.kernel.models import JournalEntry
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.founding import actor
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_room_pages import signed_in

pytestmark = pytest.mark.usefixtures("founded")
SUPPLIER = {"tie": DisqualificationQuestion.Tie.SUPPLIER, "ground": "Eig ein del av leverandøren"}


def taken_up(meeting: Meeting | None = None) -> AgendaItem:
    return steps.take_up(meeting or steps.open_meeting(present=("alver", "nordfjord", "bergen_leiar")), "Sak 1")


def ruled(item: AgendaItem, key: str = "alver", *, disqualified: bool = True, **more: Any) -> DisqualificationQuestion:
    question = do(acts.raise_disqualification, key, item=item, seat=steps.seat(key), **SUPPLIER)
    do(acts.rule_on_disqualification, "leader", question=question, disqualified=disqualified, reason="Eigar", **more)
    return question


def entitled(item: AgendaItem) -> set[str]:
    return set(RoundSeat.objects.filter(round=steps.round_of(item)).values_list("seat__key", flat=True))


@pytest.mark.clause("SG-7")
def test_one_who_is_found_disqualified_has_no_position_and_is_not_counted() -> None:
    item = taken_up()
    before = steps.round_of(item)
    do(acts.record_position, "alver", round_=before, seat=steps.seat("alver"), kind="object", text="Nei")
    question = ruled(item)
    assert question.declared
    now = steps.round_of(item)
    assert (now.number, "alver" in entitled(item), "nordfjord" in entitled(item)) == (2, False, True)
    for who in ("alver", "adviser"):
        with pytest.raises((errors.SeatDisqualified, errors.PersonDisqualified)):
            do(acts.record_position, who, round_=now, seat=steps.seat("alver"), kind="support")
    assert [stand.name for stand in tally_of(now).present] != []
    decision = do(acts.find_consensus, "leader", round_=now, silent_agree=True)
    assert decision.way == Decision.Way.CONSENSUS  # the objection fell with the round it was given in
    with pytest.raises(errors.ItemEnded):
        do(acts.rule_on_disqualification, "leader", question=question, disqualified=False, reason="Angra")


@pytest.mark.clause("SG-7")
def test_a_new_ruling_before_the_finding_takes_the_place_of_the_former() -> None:
    item = taken_up()
    question = ruled(item)
    with pytest.raises(InvalidInput):
        do(acts.rule_on_disqualification, "leader", question=question, disqualified=True, reason="Same")
    do(acts.rule_on_disqualification, "leader", question=question, disqualified=False, reason="Selde seg ut i fjor")
    assert "alver" in entitled(item)
    assert question.rulings.count() == 2
    do(acts.record_position, "alver", round_=steps.round_of(item), seat=steps.seat("alver"), kind=Position.Kind.SUPPORT)


@pytest.mark.clause("SG-7", "LE-2")
def test_nobody_rules_on_themselves_and_the_leader_who_is_disqualified_does_not_decide() -> None:
    item = taken_up()
    question = do(acts.raise_disqualification, "nordfjord", item=item, seat=steps.seat("bergen_leiar"), **SUPPLIER)
    assert not question.declared
    for who in ("leader", "adviser"):  # the secretariat writes it down for the chair, who is the leader
        with pytest.raises(errors.RulesOnOneself):
            do(acts.rule_on_disqualification, who, question=question, disqualified=True, reason="Eigar")
    do(acts.give_chair, "leader", meeting=item.meeting, chair=steps.actor_person("nordfjord"))
    do(acts.rule_on_disqualification, "nordfjord", question=question, disqualified=True, reason="Eigar")
    now = steps.round_of(item)
    do(acts.record_position, "alver", round_=now, seat=steps.seat("alver"), kind="object", text="Nei")
    with pytest.raises(errors.PersonDisqualified):
        do(acts.decide_as_leader, "leader", round_=now, reasons="Fordi")
    with pytest.raises(NotAuthorised):
        do(acts.raise_disqualification, "contact", item=item, seat=steps.seat("nordfjord"), **SUPPLIER)


@pytest.mark.clause("SG-7")
def test_a_substitute_steps_in_only_where_the_rules_know_substitutes_and_the_minutes_say_so() -> None:
    item = taken_up()
    question = do(acts.raise_disqualification, item=item, seat=steps.seat("alver"), declared=True, **SUPPLIER)
    answer = {"question": question, "disqualified": True, "reason": "Eig ein del av leverandøren."}
    with pytest.raises(errors.SubstituteNotAllowed):
        do(acts.rule_on_disqualification, **answer, substitute="Assisterande kommunedirektør, Alver")
    do(acts.rule_on_disqualification, **answer)
    do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    adopted(rule("substitutes", True), rule("disqualification", True))
    with clock.standing_at(clock.now().replace(day=clock.now().day + 2)):
        other = taken_up(steps.open_meeting(present=("alver", "nordfjord", "bergen_leiar")))
        again = do(acts.raise_disqualification, "alver", item=other, seat=steps.seat("alver"), **SUPPLIER)
        do(
            acts.rule_on_disqualification,
            question=again,
            disqualified=True,
            reason="Eigar",
            substitute="Assisterande kommunedirektør, Alver",
        )
        now = steps.round_of(other)
        stand = next(stand for stand in tally_of(now).stands if stand.name == "Alver")
        assert (stand.present, stand.holder) == (True, "Assisterande kommunedirektør, Alver")
        with pytest.raises(errors.PersonDisqualified):
            do(acts.record_position, "alver", round_=now, seat=steps.seat("alver"), kind="support")
        do(acts.record_position, round_=now, seat=steps.seat("alver"), kind="support")
        do(acts.find_consensus, round_=now, silent_agree=True)
        meeting = steps.close(other.meeting)
        minutes = do(acts.draft_minutes, meeting=meeting)
    page = minutes_page(meeting.pk, actor("adviser"), clock.today())
    words = next(each.disqualification for each in page.items if each.record.item.pk == other.pk)
    assert "Assisterande kommunedirektør, Alver" in words[0]
    assert "Eig ein del av leverandøren" in words[0]
    passage = next(p for each in passages_of(minutes) for p in each.passages if p.key.startswith("disq"))
    hidden = minutes_data(record_of(meeting), minutes, LeftOut(passages={other.pk: {passage.key}}, legal_basis="§ 13"))
    lines = next(each.disqualified for each in hidden.items if each.number == other.label)
    assert "leverandøren" not in lines[0]


@pytest.mark.clause("SG-7")
def test_the_decision_shows_who_left_and_on_what_ruling() -> None:
    item = taken_up()
    ruled(item)
    decision = do(acts.find_consensus, "leader", round_=steps.round_of(item), silent_agree=True)
    address = f"/decisions/SG/{decision.year}/{decision.number}/"
    page = signed_in("nordfjord").get(address).content.decode()
    assert "Eig ein del av leverandøren" in page
    assert "disqualification/" not in page  # it is over: nothing more is raised or ruled


def test_the_room_asks_and_rules_without_javascript_and_keeps_what_was_typed() -> None:
    item = taken_up()
    here = f"/meetings/{item.meeting_id}/room/{item.pk}/"
    member, adviser = signed_in("alver"), signed_in("adviser")
    form = member.get(f"{here}disqualification/").content.decode()
    assert "leiar, er med i eller betaler" in form  # no ground by itself
    refused = member.post(f"{here}disqualification/", {"seat": str(steps.seat("alver").pk), "ground": "Bror"})
    assert refused.status_code == 422
    assert "Bror" in refused.content.decode()
    sent = {"seat": str(steps.seat("alver").pk), "ground": "Bror er dagleg leiar", "tie": "personal"}
    assert member.post(f"{here}disqualification/", sent).status_code == 302
    assert member.post(f"{here}disqualification/", sent).status_code == 422  # on record already
    question = DisqualificationQuestion.objects.get()
    address = f"{here}disqualification/{question.pk}/"
    assert address in adviser.get(here).content.decode()
    assert address not in member.get(here).content.decode()
    assert member.post(address, {"disqualified": "yes", "reason": "Bror"}).status_code in (403, 422)
    assert not question.rulings.exists()
    assert adviser.post(address, {"disqualified": "yes", "reason": "Bror"}).status_code == 302
    adviser.get(here)
    with CaptureQueriesContext(connection) as queries:
        page = adviser.get(here).content.decode()
    assert len(queries) <= 25
    assert "Bror er dagleg leiar" in page
    assert signed_in("contact").get(address).status_code == 404
    assert JournalEntry.objects.filter(act="governance.rule_on_disqualification").exists()
