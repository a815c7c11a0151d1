"""What the agreement leaves open, the body says itself: rules of procedure, adopted by decision, by date."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from samstyring.charter import queries as charter
from samstyring.charter.models import AdoptedRule, RulesOfProcedure
from samstyring.governance import acts, errors
from samstyring.governance.models import Case, Decision
from samstyring.governance.queries.rules_of_procedure import rules_page
from samstyring.governance.registry import Asked, matters
from samstyring.kernel import clock
from tests.founding import EXAMPLE, actor, found_charter
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_room_pages import signed_in

MATTER = "governance.adopt_rules"


def rule(key: str, value: Any, text: str = "") -> dict[str, Any]:
    return {"key": key, "value": value, "text": text}


def proposed(*rules: dict[str, Any], since: date | None = None, title: str = "Forretningsorden") -> Case:
    """A case that proposes these rules, in the words that the matter begins with."""
    case = do(acts.open_case, body=steps.body(), kind=Case.Kind.FREE_TEXT, title=title)
    payload = {"body": "SG", "in_force_from": since.isoformat() if since else None, "rules": list(rules)}
    do(acts.add_proposal, case=case, matter=MATTER, payload=payload, wording=matters[MATTER].wording(payload))
    return Case.objects.get(pk=case.pk)


def adopted(*rules: dict[str, Any], since: date | None = None) -> Decision:
    """Such rules, adopted by consensus in a meeting today."""
    case = proposed(*rules, since=since)
    return steps.decide(steps.open_meeting([case]), case.title)


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("SG-2")
def test_rules_of_procedure_are_adopted_by_the_body_and_hold_from_their_day() -> None:
    today = clock.today()
    assert charter.rule_on("notice_days", today, "SG").source == "not_regulated"
    decision = adopted(rule("notice_days", 21, "Innkallinga skal ut tre veker før."), rule("late_items", None))
    tomorrow = today + timedelta(days=1)
    assert charter.rule_on("notice_days", today, "SG").value is None  # the meeting itself had none
    ruled = charter.rule_on("notice_days", tomorrow, "SG")
    assert (ruled.value, ruled.basis, ruled.clause) == (21, decision.basis, "rules_of_procedure:SG")
    assert charter.rule_on("late_items", tomorrow, "SG").regulated is False  # practice that is not carried on
    assert charter.rule_on("minutes_by_silence_days", tomorrow, "SG").source == "rules_of_procedure"  # not touched
    assert charter.rule_on("notice_days", tomorrow, "RG").regulated is False  # another body has its own
    assert decision.clause_of_authority == "SG-2"


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("LE-2", "SG-5")
def test_a_meeting_is_treated_under_the_rules_of_its_own_day() -> None:
    today = clock.today()
    later = today + timedelta(days=30)
    adopted(rule("notice_days", 40), rule("substitutes", False), rule("quorum", 4), since=later)
    before, after = steps.called_meeting(), steps.planned_meeting(clock.now() + timedelta(days=35))
    assert before.called_at is not None  # 17 days before, and nothing regulated on its day
    do(acts.put_on_agenda, meeting=after, case=steps.free_text_case("Sak seinare"))
    do(acts.freeze_agenda, meeting=after)
    with pytest.raises(errors.NoticeTooShort) as refused:
        do(acts.call_meeting, "leader", meeting=after)
    assert refused.value.clause == "rules_of_procedure:SG"
    second = adopted(rule("notice_days", 10), since=later)  # a change is a new version, and both stay
    do(acts.call_meeting, "leader", meeting=after)
    first, changed = RulesOfProcedure.objects.order_by("number")
    assert (first.number, changed.number, changed.basis) == (1, 2, second.basis)
    page = rules_page("SG", actor("alver"), later)
    assert page.version == changed
    assert [past.version.number for past in page.history] == [2, 1]
    assert ("40" in str(page.history[0].changes), len(page.rows)) == (True, 14)
    assert rules_page("SG", actor("alver"), later - timedelta(days=1)).version is None


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("SG-7")
def test_what_the_rules_ask_is_held_and_names_the_rules() -> None:
    adopted(rule("quorum", 3), rule("renewed_attempt", True), rule("late_items", "refused"))
    with clock.standing_at(clock.now() + timedelta(days=20)):
        meeting = steps.called_meeting()
        late = do(acts.put_on_agenda, meeting=meeting, case=steps.free_text_case("Hastesak"))
        do(acts.open_meeting, meeting=meeting)
        steps.attend(meeting, "nordfjord", "bergen_leiar")
        with pytest.raises(errors.LateItemsRefused):
            do(acts.take_up_item, item=late)
        round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
        with pytest.raises(errors.TooFewPresent):
            do(acts.find_consensus, round_=round_, silent_agree=True)
        steps.attend(meeting, "alver", "nordfjord", "bergen_leiar")
        do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="For dyrt")
        with pytest.raises(errors.NewAttemptNeeded) as refused:
            do(acts.decide_as_leader, "leader", round_=round_, reasons="Det hastar.")
        assert refused.value.clause == "rules_of_procedure:SG"


@pytest.mark.usefixtures("founded")
def test_rules_that_would_begin_before_they_are_decided_are_refused() -> None:
    case = proposed(rule("quorum", 3), since=clock.today() + timedelta(days=2))
    meeting = steps.called_meeting([case])
    with clock.standing_at(clock.now() + timedelta(days=5)):
        do(acts.open_meeting, meeting=meeting)
        steps.attend(meeting, "alver", "nordfjord", "bergen_leiar")
        with pytest.raises(errors.RequirementsMissing):
            steps.decide(meeting, case.title)
    assert not AdoptedRule.objects.exists()


@pytest.mark.usefixtures("founded")
def test_the_page_shows_each_rule_with_its_source_and_what_is_proposed() -> None:
    decision = adopted(rule("notice_days", 14, "To veker."), rule("substitutes", True))
    day = clock.today() + timedelta(days=1)
    proposed(rule("notice_days", 10, "Ti dagar."), title="Kortare frist")
    page = signed_in("adviser").get(f"/bodies/SG/rules/?on={day.isoformat()}").content.decode()
    assert f"{decision.label}" in page
    assert "Kortare frist" in page
    assert "praksis" in page  # the silence of minutes, which no decision has settled
    assert "ikkje regulert" in page
    member = signed_in("alver").get("/bodies/SG/rules/").content.decode()
    assert "Kortare frist" not in member  # a draft that was not sent
    assert "To veker" in member  # the history
    assert Client().get("/bodies/SG/rules/").status_code == 302
    assert signed_in("alver").get("/bodies/XX/rules/").status_code == 404


@pytest.mark.usefixtures("founded")
def test_rules_are_proposed_with_a_form_that_begins_with_those_in_force() -> None:
    case = do(acts.open_case, body=steps.body(), kind=Case.Kind.FREE_TEXT, title="Forretningsorden")
    client, address = signed_in("adviser"), f"/cases/{case.pk}/proposals/new/?matter={MATTER}"
    page = client.get(address)
    form = page.context["payload_form"]
    assert form.initial["late_items"] == "meeting_agrees"
    values = {name: form.initial.get(name) or "" for name in form.fields} | {
        "notice_days": "0",
        "wording": "Vi vedtek.",
    }
    refused = client.post(address, values)
    assert refused.status_code == 422
    assert "notice_days" in refused.context["payload_form"].errors
    assert client.post(address, {**values, "notice_days": "14", "substitutes": "yes"}).status_code == 302
    rules = {row["key"]: row["value"] for row in case.proposals.get().payload["rules"]}
    assert (rules["notice_days"], rules["substitutes"], rules["quorum"]) == (14, True, None)
    edit = client.get(f"/proposals/{case.proposals.get().pk}/").context["payload_form"]
    assert (edit.initial["notice_days"], edit.initial["substitutes"]) == (14, "yes")


def test_what_the_agreement_itself_says_no_body_can_change(db: None) -> None:
    found_charter(EXAMPLE)
    today = clock.today()
    payload = {"body": "FN", "in_force_from": None, "rules": [rule("notice_days", 5), rule("substitutes", True)]}
    needed = matters[MATTER].requirements(Asked(payload, [], today))
    assert [(each.must, each.source) for each in needed if not each.holds] == [(True, "4")]
    assert {decider.clause_of_authority for decider in charter.who_decides(MATTER, today)} == {"6"}
