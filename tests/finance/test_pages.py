"""The pages of budgets and funding plans: rows, copies, differences, and who sees what."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.finance.models import Budget, FundingPlan
from samstyring.governance import acts as governance
from samstyring.governance.queries import papers
from samstyring.kernel import clock
from tests.founding import user
from tests.governance.preparing import frozen_meeting
from tests.governance.steps import do
from tests.portfolio import steps


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    client.force_login(user("adviser"))
    return client


def sent(*rows: dict[str, Any], **more: str) -> dict[str, Any]:
    """Return rows as a browser sends them."""
    data: dict[str, Any] = {
        "rows-TOTAL_FORMS": str(len(rows)),
        "rows-INITIAL_FORMS": "0",
        "rows-MIN_NUM_FORMS": "1",
        "rows-MAX_NUM_FORMS": "1000",
        **more,
    }
    for number, row in enumerate(rows):
        data |= {f"rows-{number}-{name}": value for name, value in row.items()}
    return data


LINE = {"text": "Prosjektleiing", "year": "2023", "amount": "900 000"}


def test_drafting_a_budget_row_by_row(adviser: Client) -> None:
    project = steps.candidate()
    address = f"{project.get_absolute_url()}budgets/new/"
    empty = {"text": "", "year": "", "amount": ""}
    answer = adviser.post(address, sent(LINE, {**LINE, "text": "Reise", "amount": "6 000,50"}, empty, note="Anslag"))
    assert answer.status_code == 302, answer.text

    budget = Budget.objects.get()
    assert [(row.text, row.amount) for row in budget.lines.all()] == [
        ("Prosjektleiing", 90_000_000),
        ("Reise", 600_050),
    ]
    assert budget.note == "Anslag"
    assert "906\xa0000,50" in adviser.get(budget.get_absolute_url()).text


def test_a_row_more_saves_nothing_and_keeps_what_was_typed(adviser: Client) -> None:
    project = steps.candidate()
    address = f"{project.get_absolute_url()}budgets/new/"
    answer = adviser.post(address, sent(LINE, add_row="rows"))

    assert answer.status_code == 200
    assert "rows-1-text" in answer.text
    assert "Prosjektleiing" in answer.text
    assert not Budget.objects.exists()


def test_what_is_wrong_in_a_row_is_told_and_the_rest_kept(adviser: Client) -> None:
    project = steps.candidate()
    address = f"{project.get_absolute_url()}budgets/new/"
    answer = adviser.post(address, sent(LINE, {**LINE, "amount": "mykje"}))

    assert answer.status_code == 422
    assert "mykje" in answer.text
    assert not Budget.objects.exists()
    assert adviser.post(address, sent()).status_code == 422


def test_a_change_begins_as_a_copy_and_shows_what_it_changes(adviser: Client) -> None:
    project = steps.candidate()
    steps.adopted(steps.budget(project), clock.today())
    address = f"{project.get_absolute_url()}budgets/new/"
    assert "900\xa0000" in adviser.get(address).text

    adviser.post(address, sent(LINE, {**LINE, "text": "Lisensar"}))
    draft = Budget.objects.get(state="draft")
    page = adviser.get(draft.get_absolute_url()).text
    assert "<ins>" in page
    assert "<del>" in page


def test_taking_a_row_out_and_being_late(adviser: Client) -> None:
    project = steps.candidate()
    budget = steps.budget(project)
    address = f"{budget.get_absolute_url()}edit/"
    answer = adviser.post(address, sent(LINE, {**LINE, "text": "Bort", "DELETE": "on"}, revision="1"))
    assert answer.status_code == 302
    assert [row.text for row in budget.lines.all()] == ["Prosjektleiing"]

    late = adviser.post(address, sent({**LINE, "text": "Mitt"}, revision="1"))
    assert late.status_code == 409
    assert "Mitt" in late.text
    assert "Prosjektleiing, 2023" in late.text
    again = adviser.post(address, sent({**LINE, "text": "Mitt"}, revision="2"))
    assert again.status_code == 302


def test_a_source_can_be_a_municipality(adviser: Client) -> None:
    project = steps.candidate()
    steps.budget(project)
    fedje = steps.organisation("Fedje")
    address = f"{project.get_absolute_url()}funding/new/"
    source = {"name": "", "organisation": str(fedje.pk), "year": "2023", "amount": "380 000", "certainty": "promised"}
    answer = adviser.post(address, sent(source))
    assert answer.status_code == 302, answer.text

    plan = FundingPlan.objects.get()
    assert (plan.sources.get().name, plan.sources.get().organisation) == ("Fedje", fedje)
    page = adviser.get(plan.get_absolute_url()).text
    assert "1\xa0000\xa0000\xa0kr" in page
    assert adviser.post(address, sent({**source, "organisation": ""})).status_code == 422


def test_withdrawing_asks_first(adviser: Client) -> None:
    plan = steps.plan(steps.candidate())
    address = f"{plan.get_absolute_url()}withdraw/"
    assert adviser.get(address).status_code == 200
    adviser.post(address, {"revision": "1"})
    plan.refresh_from_db()
    assert plan.state == "withdrawn"


@pytest.mark.parametrize("who", ["alver", "ks", "leader"])
def test_a_draft_is_not_there_for_those_who_do_not_work_with_it(founded: None, client: Client, who: str) -> None:
    project = steps.candidate(participants=["Fedje"])
    budget, plan = steps.budget(project), steps.plan(project)
    client.force_login(user(who))
    for version in (budget, plan):
        assert client.get(version.get_absolute_url()).status_code == 404
        assert client.get(f"{version.get_absolute_url()}edit/").status_code == 403
    assert "1\xa0380\xa0000" not in client.get(project.get_absolute_url()).text


def test_a_version_of_another_project_is_not_there(adviser: Client) -> None:
    budget, other = steps.budget(steps.candidate("Ein")), steps.candidate("To")
    assert adviser.get(f"{other.get_absolute_url()}budgets/{budget.pk}/").status_code == 404
    assert adviser.get(f"{other.get_absolute_url()}budgets/{budget.pk}/edit/").status_code == 404


def test_a_versions_page_takes_the_same_number_of_statements_whatever_its_length(adviser: Client) -> None:
    def count(lines: int) -> int:
        project = steps.candidate(f"Prosjekt {lines}")
        rows = [{"text": f"Linje {number}", "year": 2023, "amount": 100} for number in range(lines)]
        budget = steps.budget(project, rows)
        for _copy in range(lines):
            steps.plan(project)
        adviser.get(budget.get_absolute_url())
        with CaptureQueriesContext(connection) as caught:
            assert adviser.get(budget.get_absolute_url()).status_code == 200
        return len(caught)

    assert count(1) == count(20) <= 28


def test_late_papers_ask_as_much_about_three_projects_as_about_one(adviser: Client) -> None:
    meeting = frozen_meeting()
    do(governance.call_meeting, "leader", meeting=meeting)
    address, taken = reverse("governance:send_late_papers", args=[meeting.pk]), []
    for name in ("Arkiv", "Barnehage", "Sensorar"):
        do(governance.put_on_agenda, meeting=meeting, case=steps.case_about(steps.ready(name)))
        adviser.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert f"Start av {name}" in adviser.get(address).text
        taken.append(len(caught))
    assert taken[0] == taken[2] <= 25
    cases = [item.case for item in meeting.items.select_related("case__body")]
    together = papers.load(cases, clock.today())
    assert [together[case.pk].content for case in cases] == [
        papers.paper_of(case, clock.today()).content for case in cases
    ]
