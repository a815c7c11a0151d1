"""A decision on a condition: what the start needs with it, what it confirms together, and what the pages say."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from samstyring.governance import acts as governance
from samstyring.governance import errors
from samstyring.governance.models import Case, ConditionConfirmation, Decision, Proposal
from samstyring.governance.queries.conditions import waiting_with
from samstyring.governance.queries.decisions import address_of_decision
from samstyring.governance.queries.papers import paper_of
from samstyring.kernel import clock
from samstyring.kernel.ids import uuid7
from samstyring.portfolio.models import Project
from tests.founding import user
from tests.governance import steps as meetings
from tests.portfolio import steps
from tests.portfolio.steps import do

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("FI-5")]
PLAN, START = "finance.adopt_funding_plan", "portfolio.start_project"
ALL = ("portfolio.adopt_mandate", "finance.adopt_budget", PLAN, START)


def on_condition(case: Case, matters: Iterable[str], text: str = "Tilsegn frå DigiFin") -> None:
    """Put one condition on some of the proposals."""
    for proposal in Proposal.objects.filter(case=case, matter__in=list(matters)):
        do(
            governance.edit_proposal,
            proposal=proposal,
            payload=proposal.payload,
            wording=proposal.wording,
            condition=text,
            condition_confirmed_by="secretariat",
            condition_latest=clock.today() + timedelta(days=30),
        )


def standing(case: Case) -> dict[str, tuple[bool, str]]:
    with override("nn"):
        rows = paper_of(case, clock.today()).standings
    return {row.requirement.key: (row.requirement.holds, str(row.requirement.text)) for row in rows}


def decided(*matters: str) -> tuple[Project, Decision]:
    """Decide everything at once, some of it on a condition."""
    project = steps.ready()
    case = steps.case_about(project, *ALL)
    on_condition(case, matters)
    return project, meetings.decide(meetings.open_meeting([case]), case.title)


def test_a_start_without_the_condition_of_what_it_needs_is_told_before_the_agenda() -> None:
    case = steps.case_about(steps.ready(), *ALL)
    assert standing(case)["finance.funding_plan_in_force"][0]
    on_condition(case, [PLAN])
    holds, text = standing(case)["finance.funding_plan_in_force"]
    assert not holds
    assert "berre vedteken på eit vilkår" in text
    assert standing(case)["finance.funding_adds_up"][0]
    on_condition(case, [START])
    assert standing(case)["finance.funding_plan_in_force"][0]


@pytest.mark.parametrize(
    ("matter", "key"),
    [
        ("portfolio.adopt_mandate", "portfolio.mandate_in_force"),
        ("finance.adopt_budget", "finance.budget_in_force"),
    ],
)
def test_so_for_mandate_and_budget(matter: str, key: str) -> None:
    case = steps.case_about(steps.ready(), *ALL)
    on_condition(case, [matter])
    assert not standing(case)[key][0]
    on_condition(case, [START])
    assert standing(case)[key][0]


def test_two_on_one_condition_take_effect_together_in_their_order() -> None:
    project, decision = decided(PLAN, START)
    start = Proposal.objects.get(case=decision.case, matter=START)
    also = waiting_with(start)
    assert [row.matter for row in also] == [PLAN]
    mandate = Proposal.objects.get(case=decision.case, matter="portfolio.adopt_mandate")
    with pytest.raises(errors.NotWaiting):
        do(governance.confirm_condition, proposal=start, also=[mandate], note="Gitt", evidence=meetings.LETTER)
    confirmed = do(governance.confirm_condition, proposal=start, also=also, note="Gitt", evidence=meetings.LETTER)
    project.refresh_from_db()
    assert project.state == Project.State.STARTED
    assert confirmed.proposal == start
    assert ConditionConfirmation.objects.filter(evidence=confirmed.evidence).count() == 2


def test_the_form_offers_both_and_asks_for_the_letter(client: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    project, decision = decided(PLAN, START)
    plan, start = (Proposal.objects.get(case=decision.case, matter=matter) for matter in (PLAN, START))
    client.force_login(user("adviser"))
    url = reverse("governance:confirm_condition", args=[plan.pk])
    page = client.get(url).text
    assert f'value="{start.pk}"' in page
    assert "valfritt" not in page.partition('type="file"')[0].rpartition("<label")[2]
    sent = {"note": "Brev av i dag", "also": [str(start.pk)], "intent": str(uuid7())}
    assert client.post(url, sent).status_code == 422
    letter = SimpleUploadedFile("brev.txt", b"Vi gir tilsegn.")
    assert client.post(url, {**sent, "evidence": letter}).status_code == 302
    project.refresh_from_db()
    assert project.state == Project.State.STARTED


def test_what_is_adopted_and_waits_is_said_with_its_decision(client: Client) -> None:
    project, decision = decided(PLAN, START)
    plan = project.funding_plans.get()
    client.force_login(user("adviser"))
    for page in (plan.get_absolute_url(), project.get_absolute_url()):
        read = client.get(page).text
        assert "Vedteke på vilkår" in read, page
        assert f'href="{address_of_decision(decision)}">{decision.label}<' in read, page
    assert "Det ventar på vedtak" not in client.get(plan.get_absolute_url()).text


def test_the_same_confirm_a_condition_that_is_changed_in_the_meeting(client: Client) -> None:
    case = steps.case_about(steps.ready(), *ALL)
    meeting = meetings.open_meeting([case])
    item = meetings.take_up(meeting, case.title)
    client.force_login(user("adviser"))
    address = reverse("governance:room_text", args=[meeting.pk, item.pk])
    assert f"party:{steps.organisation('Alver').pk}" in client.get(address).text
