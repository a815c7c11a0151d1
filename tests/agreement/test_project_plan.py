"""The plan: milestones, deliverables that somebody accepts, and the baseline that it is measured against (SG-4, PA-5)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.portfolio import acts
from samstyring.portfolio.errors import BaselineStands, MilestoneDone
from samstyring.portfolio.models import Milestone, Project
from samstyring.portfolio.queries import plan
from samstyring.portfolio.rules.plan import MARGIN, WIDTH, Row, picture
from samstyring.portfolio.worklist import plan as worklist
from samstyring.ui.worklist import all_that_waits
from tests.agreement.test_status_reports import started
from tests.founding import actor, person, user
from tests.portfolio import steps
from tests.portfolio.steps import EMAIL, do

DAY = date(2023, 6, 1)
DELIVERABLE = {
    "name": "Opplæring",
    "kind": "deliverable",
    "criteria": "Alle har vore med",
    "accepted_by": "Prosjektstyret",
    "due_on": DAY,
}
MILESTONE = {"name": "I drift", "kind": "milestone", "due_on": DAY}


def in_execution(project: Project) -> Project:
    """Pass BP2 and BP3: the second freezes the plan."""
    for name in ("Prosjektforslag", "Styringsdokument", "Gevinstrealiseringsplan", "Risikovurdering"):
        do(acts.attach_project_document, project=project, name=name, upload=EMAIL)
    for point in ("BP2", "BP3"):
        do(acts.pass_decision_point, project=project, point=point, reference="Referat")
    return Project.objects.get(pk=project.pk)


def slips(project: Project) -> dict[str, int | None]:
    return {row.milestone.name: row.slip for row in plan.plan_of(project, actor("adviser"), clock.today()).rows}


@pytest.mark.clause("SG-4")
@pytest.mark.clause("PA-5")
def test_the_plan_is_frozen_at_its_decision_point_and_the_forecast_is_measured_against_it(founded: None) -> None:
    project = steps.started()
    with pytest.raises(InvalidInput) as refused:
        do(acts.add_milestone, project=project, values=DELIVERABLE | {"criteria": "", "accepted_by": " "})
    assert set(refused.value.errors) == {"criteria", "accepted_by"}
    with pytest.raises(NotAuthorised):
        do(acts.add_milestone, "alver", project=project, values=MILESTONE)
    training = do(acts.add_milestone, project=project, values=DELIVERABLE)
    running = do(acts.add_milestone, project=project, values=MILESTONE)
    with pytest.raises(BaselineStands):
        do(acts.freeze_baseline, project=project, reason="No")
    project = in_execution(project)
    baseline = plan.baseline_of(project)
    assert baseline is not None
    assert baseline.passing is not None
    assert baseline.passing.point == "BP3"

    do(acts.edit_milestone, milestone=training, values=DELIVERABLE | {"due_on": DAY + timedelta(days=45)}, revision=1)
    with pytest.raises(Stale):
        do(acts.edit_milestone, milestone=training, values=DELIVERABLE, revision=1)
    do(acts.add_milestone, project=project, values=MILESTONE | {"name": "Ny"})
    assert slips(project) == {"Opplæring": 45, "I drift": 0, "Ny": None}
    with pytest.raises(InvalidInput):
        do(acts.accept_milestone, milestone=training, done_on=clock.today())
    do(acts.accept_milestone, milestone=training, done_on=clock.today(), remark="Prosjektstyret, sak 4")
    with pytest.raises(MilestoneDone):
        do(acts.edit_milestone, milestone=training, values=DELIVERABLE)
    do(acts.remove_milestone, milestone=running, reason="Er med i eit anna prosjekt")
    assert slips(project) == {"Opplæring": (clock.today() - DAY).days, "Ny": None}


def test_the_pages(founded: None, client: Client) -> None:
    project = steps.started()
    client.force_login(user("adviser"))
    address = f"{project.get_absolute_url()}plan/"
    assert f"{address}new/" in client.get(address).text
    refused = client.post(f"{address}new/", {"name": "Opplæring", "kind": "deliverable", "due_on": "2023-06-01"})
    assert refused.status_code == 422
    assert "Opplæring" in refused.text
    posted = {**DELIVERABLE, "due_on": "2023-06-01"}
    assert client.post(f"{address}new/", posted).status_code == 302
    for number in range(4):
        do(acts.add_milestone, project=project, values=MILESTONE | {"name": f"Steg {number}"})
    in_execution(project)
    shown = client.get(address).text
    assert shown.count("<polygon") == 5
    assert "Steg 3" in b"".join(client.get(f"{address}?format=csv")).decode()
    assert client.get(f"{address}1/").status_code == 200
    assert client.get(f"{address}9/").status_code == 404
    reached = {"done_on": "2022-11-22", "remark": "Prosjektstyret, sak 4", "revision": "1"}
    assert client.post(f"{address}1/reached/", reached).status_code == 302
    assert client.post(f"{address}2/remove/", {"reason": "Ikkje lenger", "revision": "1"}).status_code == 302
    assert client.get(f"{address}2/").status_code == 404
    with CaptureQueriesContext(connection) as caught:
        assert client.get(project.get_absolute_url()).status_code == 200
    assert len(caught) <= 25


days = st.integers(min_value=-700, max_value=700).map(lambda number: DAY + timedelta(days=number))


@given(st.lists(st.tuples(days, st.none() | days), min_size=1, max_size=12), days)
def test_everything_is_drawn_inside_the_picture_and_later_stands_further_right(
    dates: list[tuple[date, date | None]], today: date
) -> None:
    rows = [Row(Milestone(due_on=due), was, today) for due, was in dates]
    drawn = picture(rows, today)
    assert drawn is not None
    for each in drawn.rows:
        marks = [each.now, *([each.was] if each.was is not None else [])]
        assert all(MARGIN <= mark <= WIDTH - MARGIN for mark in marks)
        assert each.y < drawn.height
        if each.was is not None:
            assert (each.now >= each.was) == ((each.row.slip or 0) >= 0) or each.now == each.was


@pytest.mark.clause("SE-4a", "SG-3")
def test_what_the_plan_and_the_mandate_require_by_a_day_waits_for_whoever_leads_and_is_on_the_work_list(
    founded: None,
) -> None:
    today = clock.today()
    project = started(manager=person("project_manager"))
    for name, days in (("Forseinka", -3), ("Snart", 20), ("Seinare", 90)):
        do(
            acts.add_milestone,
            project=project,
            values=MILESTONE | {"name": name, "due_on": today + timedelta(days=days)},
        )
    others = started("Andres")
    do(acts.add_milestone, project=others, values=MILESTONE | {"due_on": today})
    told = [(row.deadline, row.heading) for row in worklist.milestones_due(actor("project_manager"), today)]
    assert [(day, str(words).partition(": ")[2]) for day, words in told] == [
        (today - timedelta(days=3), "Forseinka"),
        (today + timedelta(days=20), "Snart"),
    ]
    assert worklist.milestones_due(actor("alver"), today) == []
    mandate = project.mandates.get()
    assert worklist.mandates_ending(actor("project_manager"), mandate.ends_on - timedelta(days=61)) == []
    for day in (mandate.ends_on - timedelta(days=60), mandate.ends_on + timedelta(days=5)):
        (ending,) = worklist.mandates_ending(actor("project_manager"), day)
        assert (ending.deadline, bool(ending.clause)) == (mandate.ends_on, True)
    listed = {row.key: row.who for row in all_that_waits(actor("adviser"), mandate.ends_on)}
    keys = [f"portfolio.mandate:{mandate.pk}", *(f"portfolio.milestone:{row.pk}" for row in project.milestones.all())]
    assert {listed.get(key) for key in keys} == {person("project_manager").name}
    do(acts.pause_project, project=project, reason="Ventar", reference="E-post", expected_on=today + timedelta(days=40))
    assert worklist.milestones_due(actor("project_manager"), today) == []
