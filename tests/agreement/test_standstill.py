"""Pausing, going on and stopping: who decides what, what stands still meanwhile, who is told (GP-2, OR-3, SG-4)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from samstyring.governance import acts as governance
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.portfolio import acts, queries
from samstyring.portfolio.effects import stop_project
from samstyring.portfolio.errors import NotEntered, NotPaused, ProjectOver, ProjectPaused
from samstyring.portfolio.models import Pause, Project
from samstyring.portfolio.news import standing_still
from samstyring.portfolio.queries import asking_reports, reports, standstill
from samstyring.portfolio.queries.execution import in_execution
from samstyring.portfolio.told import standstills
from samstyring.ui.worklist import Waiting, waiting_for
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

pytestmark = pytest.mark.usefixtures("founded")
MINUTES = "Referat frå prosjektstyret"
STOP = {
    "reason": "Leverandøren har trekt løysinga.",
    "money": "0,4 mill. kr er brukt. Resten går attende til dei som betaler.",
    "deliverables": "Kravspesifikasjonen blir verande i metodebanken.",
}


def anew(project: Project) -> Project:
    return queries.project_by_id(project.pk)


def waits() -> list[Waiting]:
    return [row for row in waiting_for(actor("adviser"), clock.today()) if row.key.startswith("portfolio.pause:")]


def paused(project: Project, **more: object) -> Pause:
    given = {
        "reason": "Leverandøren er sein.",
        "expected_on": clock.today() + timedelta(days=60),
        "reference": MINUTES,
        **more,
    }
    made: Pause = do(acts.pause_project, project=anew(project), **given)
    return made


@pytest.mark.clause("GP-2")
@pytest.mark.clause("OR-3")
def test_the_project_itself_pauses_and_goes_on_and_the_board_is_told() -> None:
    with pytest.raises(NotEntered):
        paused(steps.candidate("Ein kandidat"))
    project, today = steps.started(), clock.today()
    for wrong, field in (
        ({"reason": " "}, "reason"),
        ({"expected_on": today}, "expected_on"),
        ({"from_date": today + timedelta(days=1)}, "from_date"),
        ({"from_date": today - timedelta(days=1)}, "from_date"),
        ({"reference": ""}, "reference"),
        ({"decided_by": "body"}, "decided_by"),
    ):
        with pytest.raises(InvalidInput) as refused:
            paused(project, **wrong)
        assert list(refused.value.errors) == [field]
    with pytest.raises(NotAuthorised):
        do(acts.pause_project, "alver", project=project, reason="x", expected_on=today + timedelta(days=9))
    with pytest.raises(Stale):
        paused(project, revision=project.revision - 1)
    with pytest.raises(NotPaused):
        do(acts.resume_project, project=project, reference=MINUTES)
    pause = paused(project, decided_by="board", revision=project.revision)

    stands = anew(project)
    assert (stands.state, stands.phase, stands.pause) == (project.state, project.phase, pause)
    with pytest.raises(ProjectPaused):
        paused(project)
    with pytest.raises(ProjectPaused):
        do(acts.pass_decision_point, project=stands, point="BP2", reference=MINUTES)
    with pytest.raises(InvalidInput):
        do(acts.resume_project, project=stands, reference=MINUTES)

    with clock.standing_at(clock.now() + timedelta(days=70)):
        assert [row.key for row in waits()] == [f"portfolio.pause:{pause.pk}"]
        new_day = clock.today() + timedelta(days=20)
        do(acts.extend_pause, project=anew(project), expected_on=new_day, why="Enno ei veke.")
        assert waits() == []
        do(acts.resume_project, project=anew(project), reference=MINUTES)
        on = clock.today()
        assert anew(project).pause is None
        [kept] = Pause.objects.filter(project=project)
        assert (kept.from_date, kept.until, kept.expected_on) == (today, on, new_day)
        with pytest.raises(InvalidInput):
            paused(project, from_date=today + timedelta(days=3), expected_on=on + timedelta(days=9))
        told = standstills("SG", today, on + timedelta(days=1))
        assert [row.on for row in told] == [today, on]
        assert "Leverandøren er sein." in told[0].text


@pytest.mark.clause("SG-4")
def test_a_paused_project_is_asked_for_no_report_and_its_silence_is_no_breach() -> None:
    project, other = steps.started(), steps.begun(steps.candidate("Eit anna"))
    today = clock.today()
    days = {"from_date": today - timedelta(days=30), "until": today, "due_on": today}
    window = do(acts.open_window, name="Oktober", projects=[project, other], **days)
    pause = paused(project)
    assert [ask.project for ask in reports.silent_asks()] == [other]
    assert [row.code for row in asking_reports.projects_to_ask()] == [other.code]
    with pytest.raises(InvalidInput):
        do(acts.open_window, name="November", projects=[anew(project)], **days)
    assert [ask.project for ask in reports.silent_on(window, today + timedelta(days=1))] == [other]

    client = Client()
    client.force_login(user("adviser"))
    shown = client.get(window.get_absolute_url()).content.decode()
    assert pause.reason in shown
    assert project.name in client.get(reverse("portfolio:projects"), {"state": "paused"}).content.decode()
    address = anew(project).get_absolute_url()
    with CaptureQueriesContext(connection) as statements:
        shown = client.get(address).content.decode()
    assert pause.reason in shown
    assert len(statements) <= 25
    assert f"{address}pause/end/" in shown
    assert client.get(f"{address}pause/end/").status_code == 200
    assert client.get(f"{address}pause/expected/").status_code == 200
    again = client.post(f"{other.get_absolute_url()}pause/", {"reason": "Ventar"})
    assert "Ventar" in again.content.decode()
    assert anew(other).pause is None


@pytest.mark.clause("GP-2")
def test_a_decision_stops_a_project_with_why_and_what_becomes_of_what_there_is() -> None:
    project = steps.started()
    paused(project)
    case = steps.case_about(project, "portfolio.adopt_mandate", title="Stopp")
    do(governance.remove_proposal, proposal=case.proposals.get())
    payload = {"project": str(project.pk), **STOP}
    do(governance.add_proposal, case=case, matter="portfolio.stop_project", payload=payload, wording="Stoppa.")
    [decision] = steps.decided(type(case).objects.get(pk=case.pk))

    project = anew(project)
    assert (project.state, project.ended_by, project.pause) == (Project.State.STOPPED, decision.basis, None)
    assert project.stopping.money == STOP["money"]
    assert standstill.last_pause(project).ended_by == decision.basis  # type: ignore[union-attr]
    assert project.pk not in {row.pk for row in in_execution(clock.today())}
    with pytest.raises(ProjectOver):
        do(acts.resume_project, project=project, reference=MINUTES)
    [news] = standing_still(actor("contact"), clock.today())
    assert (news.heading, news.text) == (f"{project} er stoppa", STOP["reason"])

    client = Client()
    client.force_login(user("adviser"))
    shown = client.get(project.get_absolute_url()).content.decode()
    assert all(words in shown for words in STOP.values())


@pytest.mark.clause("GP-2")
def test_a_pause_that_was_a_mistake_is_ended_the_same_day_from_the_next() -> None:
    project = steps.started()
    pause, client = paused(project), Client()
    client.force_login(user("adviser"))
    address = reverse("portfolio:resume", args=[project.code])
    tomorrow = clock.today() + timedelta(days=1)
    answer = client.get(address)
    shown = answer.context["form"]
    assert shown.fields["resumed_on"].initial == tomorrow
    assert not shown.fields["reference"].required
    assert "trengst, om det ikkje er eigaren sjølv" in answer.text, "it is not said to be optional"
    sent = {"resumed_on": tomorrow.isoformat(), "decided_by": "owner", "reference": MINUTES}
    assert client.post(address, {**sent, "revision": anew(project).revision}).status_code == 302
    pause.refresh_from_db()
    assert (pause.until, anew(project).pause) == (tomorrow, None)


def test_what_cannot_be_done_now_is_said_before_anything_is_written() -> None:
    project, client = steps.started(), Client()
    client.force_login(user("adviser"))
    page = lambda name: client.get(reverse(f"portfolio:{name}", args=[project.code]))  # noqa: E731
    for name in ("resume", "extend_pause"):
        answer = page(name)
        assert answer.status_code == 409
        assert str(NotPaused.message) in answer.text
        assert 'name="resumed_on"' not in answer.text
    paused(project)
    assert str(ProjectPaused.message) in page("pause").text
    assert page("resume").status_code == 200
    do(acts.resume_project, project=anew(project), resumed_on=clock.today() + timedelta(days=1), reference=MINUTES)
    dated = {"dated": clock.today(), "by": INSTALLATION, "at": clock.now()}
    stopped = anew(project)
    steps.on_a_basis(effect=lambda basis: stop_project(project=stopped, basis=basis, on=clock.today(), **STOP), **dated)
    for name in ("pause", "give_forecast", "add_milestone", "register_risk", "propose_hand_over", "edit"):
        answer = page(name)
        assert (name, answer.status_code) == (name, 409)
        assert str(ProjectOver.message) in answer.text


@pytest.mark.clause("GP-2")
def test_whoever_opens_cases_begins_one_that_stops_a_project_from_its_page(client: Client) -> None:
    candidate, project = steps.candidate("Ein kandidat"), steps.started()
    client.force_login(user("adviser"))
    assert "Opne sak om stopp" not in client.get(candidate.get_absolute_url()).text, (
        "what has not begun is dropped, not stopped"
    )
    told = html.fromstring(client.get(project.get_absolute_url()).text)
    [link] = [each for each in told.iter("a") if (each.text or "").strip() == "Opne sak om stopp"]
    form = client.get(link.get("href")).context["form"]
    assert form["title"].value() == f"Stopp {project.name}"
    client.force_login(user("contact"))
    assert "Opne sak om stopp" not in client.get(project.get_absolute_url()).text
