"""What has changed in the portfolio since a day: everything that happened, the latest first, each with its basis."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.ids import uuid7
from samstyring.portfolio import acts
from samstyring.portfolio.models import Milestone, Project
from samstyring.portfolio.queries import events, lists
from samstyring.portfolio.registry import events as kinds
from samstyring.portfolio.tables.events import EventTable
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

PAGE = "/projects/changes/"


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    client.force_login(user("adviser"))
    return client


def rows(page: str) -> list[list[str]]:
    body = page[page.index("<tbody") : page.index("</tbody>")]
    lines = re.findall(r"<tr.*?</tr>", body, re.S)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", line, re.S) for line in lines]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in line] for line in cells]


def happened(days: int = 30) -> list[events.Happened]:
    today = clock.today()
    of = events.kinds(reports=True)
    since, until = today - timedelta(days=days), today + timedelta(days=1)
    return list(events.all_of(lists.projects(actor("adviser")), of, since, until))


def a_busy_project() -> Project:
    project = steps.started("DigiHelse")
    do(
        acts.add_milestone,
        project=project,
        values={
            "kind": Milestone.Kind.MILESTONE,
            "name": "Pilot i Alver",
            "criteria": "",
            "accepted_by": "",
            "due_on": clock.today() + timedelta(days=20),
        },
    )
    do(acts.accept_milestone, milestone=project.milestones.get(), done_on=clock.today())
    do(
        acts.pause_project,
        project=Project.objects.get(pk=project.pk),
        reason="Leverandøren er sein.",
        expected_on=clock.today() + timedelta(days=60),
        reference="Referat",
    )
    return project


def test_everything_that_happened_stands_there_with_what_it_rests_on(adviser: Client) -> None:
    project = a_busy_project()
    found = {row.kind: row for row in happened()}
    assert {"registered", "started", "mandate", "budget", "funding_plan", "answer", "milestone", "paused"} <= set(found)
    for kind in ("started", "mandate", "budget", "funding_plan"):
        assert str(found[kind].event.basis) == "vedtak SG 1/22"
    assert "Alver" in {row.event.words.split()[0] for row in happened() if row.kind == "answer"}
    assert found["milestone"].event.words == "Pilot i Alver"
    assert "Leverandøren er sein." in found["paused"].event.words
    page = adviser.get(PAGE).text
    assert len(rows(page)) == len(happened())
    assert project.get_absolute_url() in page
    for row in happened():
        if row.event.url:
            assert adviser.get(row.event.url.split("#")[0]).status_code == 200, row


def test_a_day_is_counted_from_the_first_minute_to_the_last(adviser: Client) -> None:
    steps.candidate("Eldre")
    today = clock.today()
    assert [row.kind for row in happened(days=0)] == ["registered"]
    for address, there in (
        (f"?since={today:%d.%m.%Y}", 1),
        (f"?until={today - timedelta(days=1):%d.%m.%Y}", 0),
        (f"?since={today + timedelta(days=1):%d.%m.%Y}&until={today + timedelta(days=9):%d.%m.%Y}", 0),
        ("?kind=registered", 1),
        ("?kind=started", 0),
        ("?q=eldre", 1),
        ("?q=noko anna", 0),
        ("?state=started", 0),
    ):
        page = adviser.get(PAGE + address).text
        assert page.count('class="small muted">P-') == there, address


def test_a_day_that_cannot_be_read_is_told_and_the_usual_time_is_shown(adviser: Client) -> None:
    steps.candidate("Eldre")
    page = adviser.get(f"{PAGE}?since=i fjor&after=tull").text
    assert "22.11.2022" in page  # what would be right
    assert 'value="i fjor"' in page
    assert len(rows(page)) == 1


def test_pages_follow_each_other_and_hold_each_once(adviser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    a_busy_project()
    steps.candidate("Eit anna")
    all_there = [(row.on, row.kind, row.event.words) for row in happened()]
    monkeypatch.setattr(EventTable, "page_size", 3)
    address, seen = PAGE, 0
    while address:
        page = adviser.get(address).text
        seen += len(rows(page))
        found = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address = PAGE + found.group(1).replace("&amp;", "&") if found else ""
    assert seen == len(all_there)
    today = clock.today()
    given = {"since": today - timedelta(days=30), "until": today + timedelta(days=1), "size": 1}
    of, projects = events.kinds(reports=True), lists.projects(actor("adviser"))
    after, one_by_one = None, []
    while True:
        some, after = events.page(projects, of, after=after, **given)
        one_by_one += [(row.on, row.kind, row.event.words) for row in some]
        if after is None:
            break
    assert one_by_one == all_there


def test_it_is_taken_out_as_a_file(adviser: Client) -> None:
    a_busy_project()
    file = b"".join(adviser.get(f"{PAGE}?format=csv").streaming_content).decode()
    assert len(file.strip().splitlines()) == len(happened()) + 1
    assert "vedtak SG 1/22" in file


def test_the_page_asks_as_much_however_much_happened(adviser: Client) -> None:
    a_busy_project()
    taken = []
    for more in (0, 3):
        for number in range(more):
            steps.candidate(f"Prosjekt {number}")
        adviser.get(PAGE)
        with CaptureQueriesContext(connection) as caught:
            assert adviser.get(PAGE).status_code == 200
        taken.append(len(caught))
    shown = {row.kind for row in happened()}
    not_shown = sum(each.read is not None and each.kind not in shown for each in kinds)
    assert taken[0] == taken[1] <= 25 - not_shown  # each kind that is read for itself takes one


def test_who_has_no_part_in_the_cooperation_sees_no_reports(founded: None, rf: RequestFactory) -> None:
    steps.candidate("DigiHelse")
    nobody = Actor("person", "nobody", uuid7(), ())
    table = EventTable(rf.get(PAGE), lists.projects(nobody), today=clock.today(), reports=False)
    assert "report" not in {each.kind for each in table.kinds}
    assert len(table.page[0]) == 1
    assert Client().get(PAGE).status_code == 302
