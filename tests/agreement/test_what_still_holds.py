"""Decisions afterwards: a day for review, the yearly list of what still holds, confirmed and repealed by the body."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.governance import acts, errors
from samstyring.governance.models import Body, Case, Decision, DecisionReview
from samstyring.governance.queries import reviews
from samstyring.governance.queries.decisions import address_of_decision
from samstyring.governance.rules.reviews import decides_on, holding_of
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.records.acts import take_over
from samstyring.records.models import TakenOverDecision
from samstyring.ui.worklist import waiting_for
from tests.founding import actor
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_room_pages import signed_in
from tests.records.workbooks import history, read

pytestmark = pytest.mark.usefixtures("founded")
Kind = DecisionReview.Kind


def days(count: int) -> date:
    """Return the day so many days from now."""
    return clock.today() + timedelta(days=count)


def listed(state: str = "", key: str = "adviser", on: int = 0) -> list[str]:
    """Return the titles of the list of what still holds."""
    rows = reviews.standing(actor(key))
    found = reviews.in_state(rows, state, days(on)) if state else reviews.in_force(rows, days(on))
    return [row.title for row in found.order_by("review_on", "number")]


@pytest.mark.clause("SE-2")
@pytest.mark.clause("SG-7")
def test_the_body_itself_confirms_or_repeals_what_the_secretariat_brings_before_it() -> None:
    first, second = steps.free_text_case("Felles mal"), steps.free_text_case("Gammal ordning")
    wording = f"Vedtaket skal vurderast på nytt innan {days(5)}."
    payload = {"review_on": days(5).isoformat()}
    do(acts.add_proposal, case=second, matter="governance.set_review", payload=payload, wording=wording)
    steps.follow_up(second, "Avslutte ordninga", "Fedje")
    meeting = steps.open_meeting([first, second])
    decisions = [steps.decide(meeting, title) for title in ("Felles mal", "Gammal ordning")]
    steps.close(meeting)
    mal, ordning = decisions
    with pytest.raises(NotAuthorised):
        do(acts.set_review_date, "alver", decision=mal, review_on=days(3))
    with pytest.raises(InvalidInput):
        do(acts.set_review_date, decision=mal, review_on=days(-1))
    do(acts.set_review_date, decision=mal, review_on=days(3), note="Etter eit år.")
    assert listed() == ["Felles mal", "Gammal ordning"], "approvals of the agenda are not looked at anew"

    with clock.standing_at(clock.now() + timedelta(days=10)):
        assert listed("past") == ["Felles mal", "Gammal ordning"]
        waits = next(row for row in waiting_for(actor("adviser"), clock.today()) if row.key == "decisions_to_review")
        assert (waits.clause, waits.deadline) == ("SE-2", mal_review(mal))
        assert "decisions_to_review" not in {row.key for row in waiting_for(actor("alver"), clock.today())}

        new = days(365)
        case = do(acts.bring_up_decisions, body=steps.body(), confirm=[mal], repeal=[ordning], review_on=new)
        with pytest.raises(InvalidInput) as refused:
            do(acts.bring_up_decisions, body=steps.body(), repeal=[mal])
        assert case.reference in str(refused.value.errors["title"])
        rests = reviews.what_rests_on(ordning, clock.today())
        assert [each.what for each in rests] == ["Fedje: Avslutte ordninga"]
        page = signed_in("adviser").get(reverse("governance:case", args=[case.pk])).content.decode()
        assert "Fedje: Avslutte ordninga" in page, "what rests on it is listed before it is repealed"
        follow = steps.open_meeting([Case.objects.get(pk=case.pk)])
        later = steps.decide(follow, case.title)

        holding = {each.pk: reviews.holding(each) for each in decisions}
        assert (holding[mal.pk].confirmed.basis, holding[mal.pk].review_on) == (later.basis, new)
        assert holding[ordning.pk].repealed.basis == later.basis
        assert not holding[ordning.pk].holds(clock.today())
        assert "Gammal ordning" not in listed()
        assert listed("repealed") == ["Gammal ordning"]
        assert listed("past") == []
        with pytest.raises(errors.DecisionRepealed):
            do(acts.set_review_date, decision=ordning, review_on=days(100))
        with pytest.raises(errors.DecisionRepealed):
            do(acts.bring_up_decisions, body=steps.body(), confirm=[ordning])
        _register_shows(mal, ordning, later)


def mal_review(decision: Decision) -> date | None:
    """Return the day for review of a decision."""
    return reviews.holding(decision).review_on


def _register_shows(mal: Decision, ordning: Decision, later: Decision) -> None:
    """The registers say so, the public one too, and lead to what repealed it only where that may be read."""
    do(acts.release_decision, decision=ordning, checked=True)
    stranger, inside, address = Client(), signed_in("alver"), address_of_decision(ordning)
    for client in (stranger, inside):
        assert "Oppheva" in client.get("/decisions/").content.decode()
        assert later.label in client.get(address).content.decode()
    assert address_of_decision(later) in inside.get(address).content.decode()
    assert address_of_decision(later) not in stranger.get(address).content.decode()
    assert "Stadfesta" in inside.get(address_of_decision(mal)).content.decode()


def test_the_secretariat_chooses_on_a_page_and_the_body_is_asked_once_about_each() -> None:
    case = steps.free_text_case("Felles mal")
    decision = steps.decide(steps.open_meeting([case]), case.title)
    adviser, page = signed_in("adviser"), reverse("governance:bring_up", args=["SG"])
    assert signed_in("alver").get(page).status_code == 404
    assert page in adviser.get(reverse("governance:holds")).content.decode()
    nothing = adviser.post(page, {"title": "Kva gjeld?"})
    assert nothing.status_code == 422
    assert "Kva gjeld?" in nothing.content.decode()
    adviser.post(page, {"title": "Kva gjeld?", f"decision_{decision.pk}": "confirm"})
    case = Case.objects.get(title="Kva gjeld?")
    assert case.proposals.get().payload == {"decision": str(decision.pk), "review_on": None}
    assert f"decision_{decision.pk}" not in adviser.get(page).content.decode(), "it is in a case already"
    twice = {"case": case, "matter": "governance.repeal_decision", "wording": "Blir oppheva."}
    do(acts.add_proposal, payload={"decision": str(decision.pk), "from_date": None}, **twice)
    with pytest.raises(errors.RequirementsMissing):
        do(acts.put_on_agenda, meeting=steps.planned_meeting(clock.now() + timedelta(days=60)), case=case)
    review = reverse("governance:review_date", args=[decision.body_key, decision.year, decision.number])
    adviser.post(review, {"review_on": days(30).strftime("%d.%m.%Y")})
    assert mal_review(decision) == days(30)


def test_a_case_about_many_decisions_asks_the_same_as_one_about_one() -> None:
    cases = [steps.free_text_case(f"Vedtak {number}") for number in range(4)]
    meeting = steps.open_meeting(cases)
    one, *many = [steps.decide(meeting, case.title) for case in cases]
    adviser, counts = signed_in("adviser"), []
    for bring in ({"repeal": [one]}, {"confirm": many[:1], "repeal": many[1:]}):
        page = reverse("governance:case", args=[do(acts.bring_up_decisions, body=steps.body(), **bring).pk])
        adviser.get(page)
        with CaptureQueriesContext(connection) as asked:
            adviser.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


said = st.lists(st.tuples(st.sampled_from(["set", "confirmed"]), st.none() | st.dates()), max_size=6)


@given(said, st.none() | st.dates(), st.dates())
def test_the_newest_day_holds_and_a_repeal_counts_from_its_day(
    rows: list[tuple[str, date | None]], repealed: date | None, on: date
) -> None:
    reviewed = [DecisionReview(kind=kind, from_date=on, review_on=day) for kind, day in rows]
    if repealed is not None:
        reviewed.append(DecisionReview(kind=Kind.REPEALED, from_date=repealed))
    found = holding_of(reviewed)
    assert found.holds(on) is (repealed is None or on < repealed)
    assert found.review_on == (rows[-1][1] if rows and repealed is None else None)
    assert (found.confirmed is not None) is ("confirmed" in {kind for kind, _day in rows})
    assert not (found.is_past(on) and not found.holds(on))


@pytest.mark.clause("BG-5")
def test_decisions_taken_over_stand_beside_what_still_holds_as_what_they_are() -> None:
    take_over(workbook=read(history()), source="Møtebøker 2020–2022", by=actor("adviser"), at=clock.now())
    page = signed_in("alver").get(reverse("governance:holds")).content.decode()
    assert "Overført frå før" in page
    first = TakenOverDecision.objects.order_by("-dated", "number")[0]
    assert first.get_absolute_url() in page
    other = signed_in("alver").get(reverse("governance:holds"), {"body": "KST"}).content.decode()
    assert "Overført frå før" not in other
    assert "Overført frå før" not in Client().get(reverse("governance:holds"), follow=True).content.decode()


@pytest.mark.clause("BG-5")
@pytest.mark.clause("SE-2")
def test_a_body_confirms_and_repeals_what_was_taken_over_without_making_it_its_own() -> None:
    take_over(workbook=read(history()), source="Møtebøker 2020–2022", by=actor("adviser"), at=clock.now())
    first, second = TakenOverDecision.objects.filter(body_key="SG").order_by("-dated", "number")[:2]
    with pytest.raises(NotAuthorised):
        do(acts.set_review_date, "alver", decision=first, review_on=days(3))
    adviser = signed_in("adviser")
    review = reverse("governance:earlier_review_date", args=[first.pk])
    assert review in adviser.get(first.get_absolute_url()).content.decode()
    assert signed_in("alver").get(review).status_code in {403, 404}
    adviser.post(review, {"review_on": days(3).strftime("%d.%m.%Y"), "note": "Etter eit år."})
    assert reviews.holding(first).review_on == days(3)
    before = reverse("governance:holds_before")
    assert first.title in adviser.get(before, {"state": "soon"}).content.decode()
    assert "(overført)" in adviser.get(before, {"state": "none"}).content.decode()

    with clock.standing_at(clock.now() + timedelta(days=10)):
        waits = next(row for row in waiting_for(actor("adviser"), clock.today()) if row.key == "decisions_to_review")
        assert waits.deadline == reviews.holding(first).review_on
        assert f"{first.number} (overført)" in waits.text
        page = reverse("governance:bring_up", args=["SG"])
        adviser = signed_in("adviser")
        asked = {f"decision_{first.pk}": "confirm", f"decision_{second.pk}": "repeal"}
        adviser.post(page, {"title": "Kva gjeld frå før?", **asked})
        case = Case.objects.get(title="Kva gjeld frå før?")
        with pytest.raises(InvalidInput):
            do(acts.bring_up_decisions, body=steps.body(), confirm=[first])
        shown = adviser.get(reverse("governance:case", args=[case.pk])).content.decode()
        assert "Møtebøker 2020–2022" in shown, "where it comes from stands before those who decide"
        later = steps.decide(steps.open_meeting([case]), case.title)
        assert f"{first.number} (overført)" in later.text
        assert reviews.holding(first).confirmed.basis == later.basis
        assert reviews.holding(second).repealed.basis == later.basis
        with pytest.raises(errors.DecisionRepealed):
            do(acts.set_review_date, decision=second, review_on=days(9))
        assert later.label in adviser.get(second.get_absolute_url()).content.decode()
        assert second.title not in adviser.get(reverse("governance:holds")).content.decode()
        assert second.title in adviser.get(before, {"state": "repealed"}).content.decode()
        assert not Decision.objects.filter(title__in=[first.title, second.title]).exists(), "none was made here"
        second.refresh_from_db()
        assert second.text, "what was taken over is as it was"


@pytest.mark.clause("BG-5")
def test_another_body_neither_confirms_nor_repeals_what_the_group_decided_before() -> None:
    take_over(workbook=read(history()), source="Møtebøker 2020–2022", by=actor("adviser"), at=clock.now())
    first, other = TakenOverDecision.objects.filter(body_key="SG")[0], Body(key="KST")
    assert not decides_on(other, first)
    assert decides_on(steps.body(), first)
    assert decides_on(other, TakenOverDecision(body_key="")), "nobody here was that body"
    with pytest.raises(errors.OtherBodysDecision):
        do(acts.bring_up_decisions, body=other, confirm=[first])


def test_what_was_taken_over_asks_the_same_however_many_there_are() -> None:
    take_over(workbook=read(history()), source="Møtebøker 2020–2022", by=actor("adviser"), at=clock.now())
    adviser, counts = signed_in("adviser"), []
    rows = list(TakenOverDecision.objects.filter(body_key="SG")[:2])
    for bring in ({"repeal": rows[:1]}, {"confirm": rows[1:]}):
        do(acts.set_review_date, decision=next(iter(bring.values()))[0], review_on=days(40))
        page = reverse("governance:holds")
        adviser.get(page)
        with CaptureQueriesContext(connection) as asked:
            adviser.get(page)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25
