"""A planned decision point is reached on the day that it is passed, and by nothing else (SG-4, GP-2)."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samstyring.kernel import clock, guards
from samstyring.kernel.errors import InvalidInput
from samstyring.portfolio import acts
from samstyring.portfolio.errors import MilestoneDone, PointSaysSo
from samstyring.portfolio.models import Milestone, Project
from samstyring.portfolio.queries import dependencies, plan
from samstyring.portfolio.queries.choosing import next_milestones
from samstyring.portfolio.worklist import plan as worklist
from tests.agreement import test_workbook as workbook
from tests.agreement.test_project_plan import in_execution
from tests.agreement.test_status_reports import GREEN, opened, started, the_ask
from tests.founding import actor, person, user
from tests.kernel.test_straight_sql import straight
from tests.portfolio import steps
from tests.portfolio.steps import EMAIL, do
from tests.records import workbooks
from tests.records.test_takeover import take as taken_over

migration = import_module("samstyring.portfolio.migrations.0028_planned_points_tied")


def planned(project: Project, point: str = "", days: int = 30, **more: Any) -> Milestone:
    due = clock.today() + timedelta(days=days)
    values = {"name": f"Avgjerd {point}", "kind": "decision", "point": point, "due_on": due, **more}
    made: Milestone = do(acts.add_milestone, project=project, values=values)
    return made


def told(milestone: Milestone) -> Milestone:
    return plan.milestone(milestone.project.code, milestone.sequence)


def passed(project: Project, point: str, **more: Any) -> None:
    do(acts.pass_decision_point, project=Project.objects.get(pk=project.pk), point=point, reference="Referat", **more)


@pytest.mark.clause("SG-4")
@pytest.mark.clause("GP-2")
def test_passing_the_point_reaches_what_was_planned_for_it_everywhere(founded: None, client: Client) -> None:
    project = started(participants=(), manager=person("project_manager"))
    do(acts.attach_project_document, project=project, name="Prosjektforslag", upload=EMAIL)
    client.force_login(user("project_manager"))
    address = f"{project.get_absolute_url()}plan/"
    form = client.get(f"{address}new/").text
    assert '<option value="BP2">BP2 ' in form
    due = clock.today() - timedelta(days=4)
    posted = {"name": "Avgjerd om planlegging", "kind": "decision", "point": "BP2", "due_on": f"{due:%d.%m.%Y}"}
    refused = client.post(f"{address}new/", posted | {"kind": "milestone"})
    assert refused.status_code == 422
    assert "Berre eit avgjerdspunkt" in refused.text
    assert client.post(f"{address}new/", posted).status_code == 302
    milestone = Milestone.objects.get()
    assert (milestone.point, told(milestone).reached_on) == ("BP2", None)
    waiting = do(acts.register_dependency, project=steps.candidate("Ventar"), other=project,
                 values={"what": "Avgjerd", "needed_on": clock.today(), "milestone": milestone})  # fmt: skip

    page = client.get(milestone.get_absolute_url()).text
    assert "Det er nådd når avgjerdspunktet er passert" in page
    assert "/reached/" not in page
    with pytest.raises(PointSaysSo):
        do(acts.accept_milestone, milestone=milestone, done_on=clock.today())
    today = clock.today()
    (due_now,) = worklist.milestones_due(actor("project_manager"), today)
    assert due_now.text.endswith("Passer avgjerdspunktet, eller meld når det blir.")
    shown = client.get(address).text
    assert "planlagt avgjerdspunkt, BP2" in shown
    assert "si til er passert" not in shown
    assert plan.plan_of(project, actor("adviser"), today).late
    assert next_milestones([project.pk])[project.pk] == milestone
    assert "dagen er passert" in client.get("/projects/roadmap/").text

    with clock.standing_at(clock.now() + timedelta(days=5)):
        yesterday, today = clock.today() - timedelta(days=1), clock.today()
        passed(project, "BP2", decided_on=yesterday)
        milestone.refresh_from_db()
        assert (milestone.done_on, milestone.due_on, milestone.revision) == (None, due, 1), "nothing is written of it"
        assert told(milestone).reached_on == yesterday
        assert worklist.milestones_due(actor("project_manager"), today) == []
        assert worklist.all_milestones_due(actor("adviser"), today) == []
        assert next_milestones([project.pk]) == {}
        stood = plan.plan_of(project, actor("adviser"), today)
        assert (stood.done, stood.late, stood.next) == (1, [], None)
        (wait,) = dependencies.waits(dependencies.standing(today).filter(pk=waiting.pk), today, reports=True)
        assert wait.stand.kind == "met"

        page = client.get(milestone.get_absolute_url()).text
        assert "Nådd" in page
        assert "edit" not in page.split("<main")[1]
        assert "Nådd" in client.get(address).text
        roadmap = client.get("/projects/roadmap/").text
        assert "(avgjerdspunkt, nådd)" in roadmap
        assert 'class="roadmap-point"' not in roadmap, "it is drawn once, as the milestone that it was planned as"
        for act, more in (
            (acts.edit_milestone, {"values": posted | {"due_on": today}}),
            (acts.accept_milestone, {"done_on": today}),
            (acts.remove_milestone, {"reason": "Feil"}),
        ):
            with pytest.raises(MilestoneDone):
                do(act, milestone=milestone, **more)
        with pytest.raises(IntegrityError, match="frozen"), straight() as cursor:
            cursor.execute("UPDATE portfolio_milestone SET due_on = '2030-01-01'")


def test_the_baseline_that_the_point_freezes_and_the_reports_hold_the_day_of_passing(founded: None) -> None:
    project = steps.started()
    planned(project, "BP3", days=60)
    running = planned(project, name="I drift", kind="milestone", days=90)
    in_execution(project)
    rows = {row.milestone.name: row for row in plan.plan_of(project, actor("adviser"), clock.today()).rows}
    assert (rows["Avgjerd BP3"].slip, rows["Avgjerd BP3"].baseline) == (0, clock.today())
    assert rows["I drift"].baseline == running.due_on
    received = {"answered_by": "Prosjektleiaren", "evidence": EMAIL}
    report = do(acts.publish_report, ask=the_ask(opened(project), project), content=GREEN, **received)
    kept = {row["name"]: row["done"] for row in report.milestones}
    assert kept == {"Avgjerd BP3": clock.today().isoformat(), "I drift": None}


def test_only_a_decision_point_of_the_model_can_be_tied_and_it_stays_tied_until_said_otherwise(founded: None) -> None:
    project = started(participants=())
    with pytest.raises(InvalidInput) as refused:
        planned(project, "BP9")
    assert set(refused.value.errors) == {"point"}
    milestone = planned(project, "BP3")
    day = clock.today() + timedelta(days=50)
    do(acts.edit_milestone, milestone=milestone, values={"name": "BP3", "kind": "decision", "due_on": day})
    assert Milestone.objects.get().point == "BP3"
    do(acts.edit_milestone, milestone=milestone, values={"name": "BP3", "kind": "milestone", "due_on": day})
    assert Milestone.objects.get().point == ""


def test_what_lies_behind_is_said_by_hand_where_no_passing_says_it(founded: None) -> None:
    late = planned(steps.started(), "BP1", days=-300)
    assert told(late).reached_on == clock.today(), "what is planned after it was passed is reached at once"
    taken_over(workbooks.history())
    project = Project.objects.get(code="DH-1")  # is past BP3, and has passed nothing here
    behind, ahead = planned(project, "BP2", days=-300), planned(project, "BP4")
    do(acts.accept_milestone, milestone=behind, done_on=clock.today())
    assert told(behind).reached_on == clock.today()
    with pytest.raises(PointSaysSo):
        do(acts.accept_milestone, milestone=ahead, done_on=clock.today())


@pytest.mark.clause("SE-3")
def test_the_workbook_ties_and_tells_and_what_is_reached_is_not_changed_by_it(founded: None) -> None:
    project = started(participants=())
    milestone = planned(project, name="Avgjerd om gjennomføring")
    content = workbook.fetched()
    untouched = workbook.compared(workbook.changed(content, lambda book: None))
    assert (untouched.changes, untouched.conflicts, untouched.problems) == ([], [], [])
    cell = ("Milepålar", milestone.name, "Avgjerdspunkt i prosjektmodellen")
    (wrong,) = workbook.compared(workbook.written(content, {cell: "BP9"})).problems
    assert "Prosjektmodellen har ikkje dette avgjerdspunktet" in str(wrong.why)
    do(acts.take_workbook, workbook=workbook.read(workbook.written(content, {cell: "bp2"})))
    assert Milestone.objects.get().point == "BP2"

    content = workbook.fetched()
    assert workbook.compared(content).changes == []
    do(acts.attach_project_document, project=project, name="Prosjektforslag", upload=EMAIL)
    passed(project, "BP2")
    due = ("Milepålar", milestone.name, "Prognose")
    (reached,) = workbook.compared(workbook.written(content, {due: date(2024, 1, 1)})).problems
    assert "nådd" in str(reached.why)
    assert workbook.compared(workbook.fetched()).changes == []


def test_the_pages_ask_as_much_with_many_planned_points_as_with_one(founded: None, client: Client) -> None:
    project = started(participants=())
    client.force_login(user("adviser"))
    taken = []
    for point in ("BP2", "BP3", "BP4"):
        planned(project, point)
        counts = []
        for address in (project.get_absolute_url(), f"{project.get_absolute_url()}plan/", "/projects/roadmap/"):
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            counts.append(len(caught))
        taken.append(counts)
    assert taken[0] == taken[1] == taken[2]


POINTS = [("BP2", "Starte planlegginga"), ("BP3", "Starte gjennomføringa"), ("start-to", "Byrje")]


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("BP2", "BP2"),
        ("bp3: Styringsgruppa avgjer", "BP3"),
        ("BP3 Starte gjennomføringa", "BP3"),
        ("starte  planlegginga", "BP2"),
        ("Start-to", "start-to"),
        ("BP2 og BP3", ""),
        ("BP30", ""),
        ("Førebu BP3", ""),
        ("Oppstart", ""),
    ],
)
def test_a_name_ties_only_where_it_is_certain(name: str, point: str) -> None:
    assert migration.says(name, POINTS) == point


def test_what_was_planned_before_is_tied_where_one_alone_says_the_point(
    founded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, own = started(participants=()), steps.candidate("Kandidat")
    for name in ("BP2", "BP3 – første", "BP3 – andre", "Avgjerd"):
        planned(project, name=name)
    planned(own, name="BP1")
    planned(project, name="BP4", kind="milestone")
    monkeypatch.setattr(guards, "migrating", True)
    migration.tie(apps, None)
    assert dict(Milestone.objects.exclude(point="").values_list("name", "point")) == {"BP2": "BP2", "BP1": "BP1"}
