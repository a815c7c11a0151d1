"""Projects: purposes, owner, parties, mandate, budget and funding (GP-1, GP-2, GP-3, PA-5, OR-2, SG-3, SG-5, FI-5)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from samstyring.charter.errors import AgreementNotInForce
from samstyring.charter.registry import Finding, Question, checks
from samstyring.finance import queries as finance
from samstyring.governance import acts as governance
from samstyring.governance.models import Case
from samstyring.governance.queries.papers import paper_of
from samstyring.kernel import clock
from samstyring.kernel.errors import Refusal
from samstyring.portfolio import acts, queries
from samstyring.portfolio.models import Project
from tests.founding import user
from tests.governance import steps as meetings
from tests.portfolio import steps
from tests.portfolio.steps import do

pytestmark = pytest.mark.usefixtures("founded")


def found(check: str) -> Finding:
    return checks[check](Question(on=clock.today(), today=clock.today()))


def standing(case: Case) -> dict[str, tuple[bool, bool]]:
    """Return what a case needs: key -> (must, holds)."""
    paper = paper_of(case, clock.today())
    return {one.requirement.key: (one.requirement.must, one.requirement.holds) for one in paper.standings}


def started() -> Project:
    project = steps.ready()
    steps.decided(steps.case_about(project))
    return Project.objects.get(pk=project.pk)


# -- GP-1, GP-2 --------------------------------------------------------------------------------------------------------


@pytest.mark.clause("GP-1")
def test_the_portfolio_shows_which_purposes_it_covers(client: Client) -> None:
    client.force_login(user("adviser"))
    project = steps.candidate(purposes=["mottak"])
    page = client.get("/projects/purposes/").text

    assert page.count(project.name) == 1
    assert found("portfolio.measures_name_purposes").state == "fulfilled"


@pytest.mark.clause("GP-2")
def test_one_decision_brings_mandate_budget_and_funding_in_force_and_starts_the_project() -> None:
    project = steps.ready()
    [decision] = steps.decided(steps.case_about(project))

    project.refresh_from_db()
    today = clock.today()
    assert (project.state, project.phase) == (Project.State.STARTED, "konsept")
    assert project.started_by == decision.basis == project.entered_by
    for version in (
        queries.mandate_in_force(project, today),
        finance.budgets_in_force([project.pk], today)[project.pk],
        finance.plans_in_force([project.pk], today)[project.pk],
    ):
        assert version is not None
        assert (version.number, version.basis) == (1, decision.basis)


@pytest.mark.clause("GP-2")
def test_a_candidate_enters_the_portfolio_by_a_decision() -> None:
    project = steps.candidate()
    case = steps.case_about(project, "portfolio.enter_portfolio")
    [decision] = steps.decided(case)

    project.refresh_from_db()
    assert (project.state, project.entered_by) == (Project.State.ENTERED, decision.basis)


@pytest.mark.clause("GP-2")
def test_the_board_shows_that_each_project_in_execution_is_led_by_one_party() -> None:
    started()
    for check in ("execution_led_by_one_party", "execution_has_owner", "execution_has_mandate"):
        assert found(f"portfolio.{check}").state == "fulfilled", check
    for check in ("execution_has_budget", "execution_has_funding_plan"):
        assert found(f"finance.{check}").state == "fulfilled", check
    assert found("finance.execution_has_budget").evidence[0].url.startswith("/projects/")


# -- PA-5, GP-3 --------------------------------------------------------------------------------------------------------


@pytest.mark.clause("PA-5")
def test_a_project_does_not_come_before_the_board_without_an_owner_who_has_accepted() -> None:
    project = steps.ready()
    steps.answered(project, "Sunnfjord", kind="decline")
    case = steps.case_about(project)

    assert standing(case)["portfolio.owner_accepted"] == (True, False)
    with pytest.raises(Refusal):
        do(governance.put_on_agenda, meeting=meetings.planned_meeting(), case=case)
    steps.answered(project, "Sunnfjord", kind="accept")
    do(governance.put_on_agenda, meeting=meetings.planned_meeting(), case=case)


@pytest.mark.clause("PA-5")
def test_an_owner_who_withdraws_in_the_meeting_stops_the_decision_whole() -> None:
    project = steps.ready()
    meeting = meetings.open_meeting([steps.case_about(project)], starts_at=clock.now() + timedelta(minutes=1))
    item = meetings.take_up(meeting, project.name)
    steps.answered(project, "Sunnfjord", kind="decline")
    with pytest.raises(Refusal):
        do(governance.find_consensus, round_=meetings.round_of(item), silent_agree=True)

    project.refresh_from_db()
    assert project.state == Project.State.CANDIDATE
    assert queries.mandate_in_force(project, clock.today()) is None


@pytest.mark.clause("PA-5")
@pytest.mark.clause("OR-2")
def test_an_owner_who_changes_its_mind_after_the_start_shows_as_a_breach() -> None:
    project = started()
    steps.answered(project, "Sunnfjord", kind="decline")

    project.refresh_from_db()
    assert str(project.owner) == "Sunnfjord"
    finding = found("portfolio.execution_has_owner")
    assert finding.state == "broken"
    assert "Sunnfjord" in str(finding.evidence[0].text)


@pytest.mark.clause("GP-3")
def test_missing_acceptances_are_listed_and_can_be_passed_over_with_a_reason() -> None:
    project = steps.ready()
    do(acts.add_participant, project=project, organisation=steps.organisation("Stord"))
    case = steps.case_about(project)

    assert standing(case)["portfolio.participants_accepted"] == (False, False)
    texts = [one.requirement.text for one in paper_of(case, clock.today()).standings if not one.requirement.holds]
    assert len(texts) == 1
    assert "Stord" in texts[0]
    meeting = meetings.planned_meeting()
    with pytest.raises(Refusal):
        do(governance.put_on_agenda, meeting=meeting, case=case)
    do(
        governance.pass_over_requirement,
        case=case,
        requirement="portfolio.participants_accepted",
        reason="Stord svarar etter kommunestyremøtet.",
    )
    do(governance.put_on_agenda, meeting=meeting, case=case)


@pytest.mark.clause("GP-3")
def test_each_participant_accepts_with_name_day_and_reservation(client: Client) -> None:
    project = steps.candidate()
    do(
        acts.answer_acceptance,
        "contact",
        participation=steps.place(project, "Fedje"),
        kind="reserve",
        reservation="Om vi får ei prosjektleiarstilling",
    )
    client.force_login(user("alver"))
    page = client.get(project.get_absolute_url()).text

    assert "Kontaktperson, Fedje" in page
    assert "Om vi får ei prosjektleiarstilling" in page


# -- SG-3, SG-5 --------------------------------------------------------------------------------------------------------


@pytest.mark.clause("SG-3")
def test_no_page_and_no_act_brings_a_mandate_in_force_without_a_decision(client: Client) -> None:
    project = steps.candidate()
    mandate = steps.mandate(project)
    client.force_login(user("adviser"))
    client.post(f"{mandate.get_absolute_url()}edit/", {"goal": "x", "state": "adopted", "number": "1", "revision": "1"})

    mandate.refresh_from_db()
    assert (mandate.goal, mandate.state, mandate.number) == ("x", "draft", None)
    assert queries.mandate_in_force(project, clock.today()) is None


@pytest.mark.clause("SG-5")
def test_a_change_waits_as_a_difference_while_the_one_in_force_stays(client: Client) -> None:
    project = started()
    draft = do(acts.draft_mandate, project=project, content={"frame": 150_000_000})
    case = steps.case_about(project, "portfolio.adopt_mandate")
    reading = paper_of(case, clock.today()).proposals[0].reading

    assert [(before, after) for _label, before, after in reading.changes] == [
        ("1\xa0380\xa0000\xa0kr", "1\xa0500\xa0000\xa0kr")
    ]
    in_force = queries.mandate_in_force(project, clock.today())
    assert in_force is not None
    assert in_force.frame == 138_000_000
    steps.decided(case)
    draft.refresh_from_db()
    assert queries.mandate_in_force(project, clock.today()) == draft
    assert draft.number == 2
    client.force_login(user("ks"))
    old = client.get(in_force.get_absolute_url())
    assert old.status_code == 200
    assert in_force.basis.label in old.text


@pytest.mark.clause("SG-5")
def test_what_the_meeting_has_before_it_is_locked() -> None:
    project = steps.ready()
    meeting = meetings.open_meeting([steps.case_about(project)], starts_at=clock.now() + timedelta(minutes=1))
    meetings.take_up(meeting, project.name)

    mandate = project.mandates.get()
    assert mandate.state == "proposed"
    with pytest.raises(Refusal):
        do(acts.edit_mandate, mandate=mandate, content={"frame": 1})
    with pytest.raises(Refusal):
        do(acts.withdraw_mandate, mandate=mandate)


# -- FI-5 --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("FI-5")
@pytest.mark.parametrize(("amount", "holds"), [(138_000_000, True), (137_999_999, False), (138_000_001, False)])
def test_the_funding_sums_exactly_to_the_budget(amount: int, holds: bool) -> None:
    project = steps.candidate()
    steps.budget(project)
    steps.plan(project, steps.source(amount))
    case = steps.case_about(project, "finance.adopt_budget", "finance.adopt_funding_plan")

    assert standing(case)["finance.funding_adds_up"] == (True, holds)


@pytest.mark.clause("FI-5")
def test_no_project_starts_without_a_decided_plan() -> None:
    project = steps.ready()
    case = steps.case_about(project, "portfolio.adopt_mandate", "finance.adopt_budget", "portfolio.start_project")

    found_here = standing(case)
    assert found_here["finance.funding_plan_in_force"] == (True, False)
    assert found_here["finance.budget_in_force"] == (True, True)
    assert found_here["portfolio.mandate_in_force"] == (True, True)


@pytest.mark.clause("FI-5")
def test_a_new_budget_needs_a_funding_plan_that_still_covers_it() -> None:
    project = started()
    do(
        steps.finance_acts.draft_budget,
        project=project,
        lines=[{"text": "Alt", "year": 2023, "amount": 150_000_000}],
    )
    alone = steps.case_about(project, "finance.adopt_budget")

    assert standing(alone)["finance.funding_adds_up"] == (True, False)
    assert standing(alone)["finance.within_frame"] == (False, False)


@pytest.mark.clause("FI-5")
def test_money_that_is_not_secured_is_said(client: Client) -> None:
    project = steps.candidate()
    steps.budget(project)
    steps.plan(project, steps.source(78_000_000), steps.source(60_000_000, "DigiFin", "applied"))
    case = steps.case_about(project, "finance.adopt_funding_plan")
    note = paper_of(case, clock.today()).proposals[0].reading.note

    assert "DigiFin" in note
    assert "600\xa0000\xa0kr" in note
    client.force_login(user("adviser"))
    assert "600\xa0000\xa0kr" in client.get(project.get_absolute_url()).text


def test_a_payload_of_another_project_is_told() -> None:
    project, other = steps.candidate("Mitt"), steps.candidate("Andres")
    mandate = steps.mandate(other)
    steps.mandate(project)
    case = steps.case_about(project, "portfolio.start_project")
    do(
        governance.add_proposal,
        case=case,
        matter="portfolio.adopt_mandate",
        payload={"mandate": str(mandate.pk)},
        wording="Vedteke.",
    )
    assert standing(case)["portfolio.mandate_of_the_project"] == (True, False)


def test_the_start_stands_last() -> None:
    project = steps.ready()
    case = steps.case_about(project, "portfolio.start_project", "portfolio.adopt_mandate")

    assert standing(case)["portfolio.start_comes_last"] == (True, False)


# -- VA-1 --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("VA-1")
def test_after_the_term_one_prepares_but_does_not_decide_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_offset", clock.offset() + timedelta(days=365 * 4))
    project = steps.candidate()
    steps.answered(project, "Sunnfjord", "Fedje", "Alver")
    steps.mandate(project)
    case: Any = steps.case_about(project, "portfolio.adopt_mandate")
    with pytest.raises(AgreementNotInForce):
        steps.decided(case)
