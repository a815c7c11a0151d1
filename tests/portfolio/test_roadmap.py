"""The roadmap across projects: what is drawn is also said, and the same stands in the files."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.ids import uuid7
from samstyring.portfolio import acts
from samstyring.portfolio.models import Milestone, Project
from samstyring.portfolio.queries import lists
from samstyring.portfolio.queries.roadmap import FORECAST, MANDATE, courses
from samstyring.portfolio.rules.roadmap import WIDTH, axis_from
from samstyring.portfolio.tables.roadmap import RoadmapTable
from samstyring.ui.tables import Empty
from tests.founding import user
from tests.portfolio import steps
from tests.portfolio.steps import do

PAGE = "/projects/roadmap/"
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1))


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    client.force_login(user("adviser"))
    return client


def milestone(project: Project, name: str, days: int) -> Milestone:
    due = clock.today() + timedelta(days=days)
    values = {"kind": "milestone", "name": name, "criteria": "", "accepted_by": "", "due_on": due}
    made: Milestone = do(acts.add_milestone, project=project, values=values)
    return made


def running() -> Project:
    project = steps.started("DigiHelse", starts_on=date(2022, 11, 1), ends_on=date(2023, 12, 1))
    milestone(project, "Pilot", 20)
    milestone(project, "For seint", -3)
    do(acts.accept_milestone, milestone=milestone(project, "Avklart", -9), done_on=clock.today())
    return project


@given(first=DAYS, years=st.integers(1, 4), days=st.lists(DAYS, min_size=2, max_size=6))
def test_the_axis_keeps_the_order_of_days_and_stays_inside(first: date, years: int, days: list[date]) -> None:
    axis = axis_from(first, years)
    assert axis.first <= first
    assert (axis.first.month, axis.first.day) in ((1, 1), (7, 1))
    places = [axis.place(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(0 <= place <= WIDTH for place in places)
    assert len(axis.turns) == 2 * years
    one, other = sorted(days)[:2]
    bar = axis.stretch(one, other)
    assert (bar is None) == (other < axis.first or one >= axis.until)
    assert bar is None or (bar[0] >= 0 and bar[1] > 0)


def test_what_is_drawn_is_also_said(adviser: Client) -> None:
    project = running()
    page = adviser.get(PAGE).text
    line = page[page.index('<svg role="img"') :]
    words = re.search(r'aria-label="([^"]*)"', line)
    assert words
    for part in ("Pilot", "For seint", "Avklart", "2023"):
        assert part in words.group(1)
    assert page.count("<polygon") == 3
    assert page.count("roadmap-late") == 1
    assert page.count("roadmap-done") == 1
    assert project.get_absolute_url() in page
    assert "style=" not in page[page.index("<table") : page.index("</table>")]


def test_the_end_is_by_the_last_report_else_by_the_mandate(adviser: Client) -> None:
    project = running()
    (course,) = courses([project], clock.today(), reports=True)
    assert (course.last, course.last_by) == (date(2023, 12, 1), MANDATE)
    assert course.first == project.started_on
    assert course.next is not None
    assert course.next.milestone.name == "For seint"
    nobody = courses([project], clock.today(), reports=False)
    assert nobody[0].last_by != FORECAST


def test_one_without_any_day_says_so_and_those_over_are_left_out_until_asked_for(adviser: Client) -> None:
    steps.candidate("Utan plan")
    page = adviser.get(PAGE).text
    assert "Utan plan" in page
    assert '<svg role="img"' not in page
    assert "Utan plan" not in adviser.get(f"{PAGE}?state=closed").text
    assert "Utan plan" in adviser.get(f"{PAGE}?state=candidate").text


def test_the_axis_is_chosen_in_the_address(adviser: Client) -> None:
    running()
    assert adviser.get(f"{PAGE}?from=01.03.2022&years=1").text.count('class="roadmap-turn"') == 2
    assert adviser.get(f"{PAGE}?from=01.03.2022&years=4").text.count('class="roadmap-turn"') == 8
    far = adviser.get(f"{PAGE}?from=01.03.2035").text
    assert "roadmap-milestone" not in far
    assert "roadmap-past" in far  # only that there is something before
    assert "roadmap-today" not in far


def test_the_file_has_the_days_and_the_milestones(adviser: Client) -> None:
    running()
    file = b"".join(adviser.get(f"{PAGE}?format=csv").streaming_content).decode()
    assert "2023-12-01" in file
    assert "Pilot" in file


def test_it_asks_as_much_with_many_projects_as_with_one(adviser: Client) -> None:
    running()
    taken = []
    for more in (0, 3):
        for number in range(more):
            milestone(steps.candidate(f"Prosjekt {number}"), "Start", 5)
        adviser.get(PAGE)
        with CaptureQueriesContext(connection) as caught:
            assert adviser.get(PAGE).status_code == 200
        taken.append(len(caught))
    assert taken[0] == taken[1] <= 22


def test_who_has_no_part_in_the_cooperation_sees_no_forecast(founded: None, rf: RequestFactory) -> None:
    running()
    nobody = Actor("person", "nobody", uuid7(), ())
    table = RoadmapTable(rf.get(PAGE), lists.projects(nobody), today=clock.today(), empty=Empty(), reports=False)
    assert [row.course.last_by for row in table.page[0]] == [MANDATE]
    assert Client().get(PAGE).status_code == 302


def test_a_bar_that_runs_past_the_axis_has_an_arrow_head_and_says_so(adviser: Client) -> None:
    steps.started("DigiHelse", starts_on=date(2022, 1, 1), ends_on=date(2025, 12, 1))  # begins today, in 2022
    whole = adviser.get(f"{PAGE}?from=01.01.2022&years=4").text
    assert 'class="roadmap-past"' not in whole
    for first, heads, words in (
        ("01.01.2022", 1, ["Det er meir etter det som er vist"]),
        ("01.01.2023", 2, ["Det er meir før det som er vist", "Det er meir etter det som er vist"]),
        ("01.01.2027", 1, ["Det er meir før det som er vist"]),  # and nothing else of it is there
    ):
        page = adviser.get(f"{PAGE}?from={first}&years=1").text
        assert page.count('class="roadmap-past"') == heads, first
        label = re.search(r'<svg role="img" aria-label="([^"]*)"', page)
        assert label
        assert all(word in label.group(1) for word in words)


def test_a_planned_decision_point_is_a_hollow_square_with_its_name_until_it_is_reached(adviser: Client) -> None:
    project = running()
    values = {"kind": "decision", "name": "BP3 <start>", "due_on": clock.today() + timedelta(days=30)}
    planned = do(acts.add_milestone, project=project, values=values)
    page = adviser.get(PAGE).text
    assert '<text class="roadmap-name"' in page
    assert "BP3 &lt;start&gt;" in page
    assert "(planlagt avgjerdspunkt)" in page
    assert page.count("<polygon") == 4
    file = b"".join(adviser.get(f"{PAGE}?format=csv").streaming_content).decode()
    assert "BP3 <start>: " in file
    plan = adviser.get(f"{project.get_absolute_url()}plan/").text
    assert "planlagt avgjerdspunkt" in plan.lower()
    do(acts.accept_milestone, milestone=planned, done_on=clock.today())
    assert "(avgjerdspunkt, nådd)" in adviser.get(PAGE).text
    form = adviser.get(f"{project.get_absolute_url()}plan/new/")
    assert 'value="decision"' in form.text
