"""A new baseline by decision, with the old one kept beside it; and the project model chosen when registering (OR-3, GP-2)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts as governance
from samstyring.governance.models import Case
from samstyring.governance.queries.cases import case_page
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.portfolio import acts
from samstyring.portfolio.models import Project
from samstyring.portfolio.queries import decision_points, plan
from tests.agreement.test_project_plan import DAY, MILESTONE, in_execution, slips
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

LATER = date(2023, 9, 1)
SAID = {"reason": "Omfanget er utvida.", "wording": "Prosjektet får ny referanseplan."}
MATTER = "portfolio.adopt_baseline"


@pytest.mark.clause("OR-3")
def test_a_new_baseline_is_decided_on_and_the_old_one_stays_beside_it(founded: None, client: Client) -> None:
    project = steps.started()
    running = do(acts.add_milestone, project=project, values=MILESTONE)
    gone = do(acts.add_milestone, project=project, values=MILESTONE | {"name": "Pilot"})
    client.force_login(user("adviser"))
    case = steps.case_about(project, "portfolio.start_project", title="Referanseplan")
    add = f"{reverse('governance:add_proposal', args=[case.pk])}?matter={MATTER}"
    assert client.post(add, SAID).status_code == 422  # there is no baseline to follow yet
    project = in_execution(project)
    do(acts.remove_milestone, milestone=gone, reason="Pilot trengst ikkje")
    do(acts.edit_milestone, milestone=running, values=MILESTONE | {"due_on": LATER}, revision=1)
    do(acts.add_milestone, project=project, values=MILESTONE | {"name": "Opplæring"})

    case = do(governance.open_case, body=case.body, kind=Case.Kind.PROJECT, title="Ny referanseplan", about_kind="portfolio.project", about_id=project.pk)  # fmt: skip
    add = f"{reverse('governance:add_proposal', args=[case.pk])}?matter={MATTER}"
    assert client.post(add, SAID).status_code == 302
    payload = case.proposals.get().payload
    assert [(row["name"], row["due_on"]) for row in payload["dates"]] == [
        ("Opplæring", "2023-06-01"),
        ("I drift", "2023-09-01"),
    ]
    # What the plan says after that is not what is decided on, and the case says so.
    do(acts.edit_milestone, milestone=running, values=MILESTONE | {"due_on": date(2024, 1, 1)}, revision=2)
    standings = case_page(case.pk, actor("adviser"), clock.today()).paper.standings
    asked = {row.requirement.key: row.requirement.holds for row in standings}
    assert asked["portfolio.baseline_stands"]
    assert not asked["portfolio.plan_as_proposed"]
    do(
        governance.pass_over_requirement,
        case=case,
        requirement="portfolio.plan_as_proposed",
        reason="Vi held oss til september.",
    )
    [decision] = steps.decided(Case.objects.get(pk=case.pk))

    compared = plan.plan_of(project, actor("adviser"), clock.today()).compared
    first, second = compared.columns
    assert (first.passing.point, second.basis, second.reason) == ("BP3", decision.basis, "Omfanget er utvida.")
    days = {milestone.name: list(row) for milestone, row, _now in compared.rows}
    assert days == {"I drift": [DAY, LATER], "Pilot": [DAY, None], "Opplæring": [None, DAY]}
    assert slips(project) == {"Opplæring": 0, "I drift": 122}
    page = client.get(reverse("portfolio:plan", args=[project.code])).text
    assert "Pilot" in page
    assert "Omfanget er utvida." in page


@pytest.mark.clause("GP-2")
def test_a_small_measure_follows_the_small_model_from_the_day_it_is_registered(founded: None, client: Client) -> None:
    with pytest.raises(InvalidInput):
        steps.candidate("Feil", model="finst-ikkje")
    client.force_login(user("adviser"))
    form = client.get(reverse("portfolio:register")).text
    assert 'value="aktivitet"' in form
    sent = {"name": "Fagdag", "summary": "Ein dag.", "origin": "regional", "purposes": ["mottak"], "model": "aktivitet"}
    assert client.post(reverse("portfolio:register"), sent).status_code == 302
    project = Project.objects.get(name="Fagdag")
    assert decision_points.model_of(project, clock.today()).key == "aktivitet"
    assert decision_points.next_point(project, clock.today()).key == "A1"
    # The agreement's own is not kept before it starts: a newer edition of it is the one that it then follows.
    assert steps.candidate("Stort", model="prosjektvegvisaren").follows is None
