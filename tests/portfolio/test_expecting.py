"""When a project is thought to end: the newest of report and forecast, everywhere, and by what is said (OR-3, SG-4)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samstyring.kernel import clock
from samstyring.portfolio import acts
from samstyring.portfolio.models import Project
from samstyring.portfolio.queries.choosing import last_reports
from samstyring.portfolio.queries.expecting import Outlook, outlooks_of
from samstyring.portfolio.queries.roadmap import FORECAST, courses
from tests.agreement.test_status_reports import GREEN, opened, started, the_ask
from tests.founding import person, user
from tests.portfolio import steps
from tests.portfolio.steps import do

FIRST, LATER, LAST = date(2023, 12, 1), date(2024, 2, 1), date(2024, 2, 10)


def outlook(project: Project) -> Outlook:
    return outlooks_of([project.pk], last_reports([project.pk])).get(project.pk, Outlook())


@pytest.mark.clause("OR-3")
def test_the_newest_of_report_and_forecast_says_when_a_project_ends(
    founded: None, client: Client, django_assert_num_queries: Callable[..., object]
) -> None:
    project = started(manager=person("project_manager"))
    assert outlook(project) == Outlook()
    window = opened(project)
    ask = the_ask(window, project)
    content = GREEN | {"ends_on": FIRST, "cost": 100}
    do(acts.publish_report, "project_manager", ask=ask, content=content)
    assert outlook(project) == Outlook(ends_on=FIRST, cost=100)

    do(acts.give_forecast, project=project, ends_on=LATER)
    today = clock.today()
    assert outlook(project) == Outlook(ends_on=LATER, end_from=today, cost=100)
    # A correction that leaves the figures as they were is no newer forecast.
    do(acts.publish_report, "project_manager", ask=ask, content=content | {"progress": "Meir."}, reason="Manglar.")
    assert outlook(project).ends_on == LATER

    (course,) = courses([project], today, reports=True)
    assert (course.last, course.last_by, course.last_from) == (LATER, FORECAST, today)
    client.force_login(user("adviser"))
    for address in ("/projects/roadmap/", "/projects/?columns=ends_on"):
        page = client.get(address).text
        assert "etter prognosen frå" in page, address
        assert "etter siste rapport" not in page, address
    file = b"".join(client.get("/projects/?format=csv").streaming_content).decode()
    assert LATER.isoformat() in file
    assert FIRST.isoformat() not in file

    # The next report that says when it ends is the newest again; one that is silent of it leaves the forecast.
    following = the_ask(opened(project, name="Status november 2022"), project)
    do(acts.publish_report, "project_manager", ask=following, content=GREEN | {"ends_on": None, "cost": 200})
    assert outlook(project) == Outlook(ends_on=LATER, end_from=today, cost=200)
    do(acts.publish_report, "project_manager", ask=following, content=GREEN | {"ends_on": LAST}, reason="Ny dag.")
    assert outlook(project).ends_on == LAST
    assert "etter siste rapport" in client.get("/projects/roadmap/").text
    with django_assert_num_queries(1):
        outlooks_of([project.pk], {})


def test_what_waits_for_a_project_hears_of_its_newest_forecast(founded: None) -> None:
    project, other = steps.started("Det andre", ends_on=FIRST), steps.candidate("Ventar")
    values = {"what": "Felles mottak", "needed_on": LATER}
    do(acts.register_dependency, project=other, other=project, values=values)
    do(acts.give_forecast, project=project, ends_on=LAST)
    for reports, day in ((True, LAST), (False, FIRST)):
        (course,) = courses([other], clock.today(), reports=reports)
        assert course.waits[0].stand.day == day


@pytest.mark.clause("OR-3")
def test_who_is_outside_its_tolerances_is_found_in_the_list(founded: None, client: Client) -> None:
    frames = {"ends_on": FIRST, "tolerance_weeks": 2, "tolerance_cost_percent": 10}
    late, dear, inside = (steps.started(name, **frames) for name in ("Sein", "Dyr", "Innanfor"))
    steps.started("Utan prognose", **frames)
    steps.candidate("Kandidat")
    do(acts.give_forecast, project=late, ends_on=LATER)
    do(acts.give_forecast, project=dear, ends_on=FIRST, cost=200_000_000, benefit_holds=False, words="Mindre.")
    do(acts.give_forecast, project=inside, ends_on=FIRST)
    client.force_login(user("adviser"))

    def found(stand: str) -> set[str]:
        file = client.get(f"/projects/?columns=tolerance&tolerance={stand}&format=csv")
        lines = b"".join(file.streaming_content).decode().splitlines()[1:]
        return {line.split(",")[0].strip('"') for line in lines}

    assert found("outside") == {"Sein", "Dyr"}
    assert (found("time"), found("cost"), found("scope"), found("benefit")) == ({"Sein"}, {"Dyr"}, set(), {"Dyr"})
    assert (found("inside"), found("none")) == ({"Innanfor"}, {"Utan prognose"})
    page = client.get("/projects/?columns=tolerance").text
    assert "utanfor: kostnad og gevinst" in page
    assert page.count("mark-broken") == 2
    taken = []
    for address in ("/projects/?columns=tolerance&tolerance=outside", "/projects/?columns=tolerance&tolerance=time"):
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        taken.append(len(caught))
    assert taken[0] == taken[1] <= 25
    # A new forecast inside ends it: the list reads what the project's own page does.
    do(acts.give_forecast, project=late, ends_on=FIRST)
    assert found("outside") == {"Dyr"}
