"""The list of projects: chosen columns, grouping, filters, the quick look, and the same as files."""

import re

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.ids import uuid7
from samstyring.portfolio.queries import lists, quick_look, reports
from samstyring.portfolio.tables.projects import ProjectTable
from samstyring.ui.tables import Empty
from tests.founding import user
from tests.portfolio import steps
from tests.records.reading import opened, structure, text_of

LIST = "/projects/"


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    client.force_login(user("adviser"))
    return client


def heads(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", each) for each in re.findall(r'<th scope="col".*?</th>', page)]


def test_columns_are_chosen_in_the_address_and_go_along_to_filters_and_files(adviser: Client) -> None:
    steps.candidate("Digital barnehage")
    page = adviser.get(f"{LIST}?columns=manager&columns=milestone&q=digital").text
    assert len(heads(page)) == 3
    assert '<input type="hidden" name="columns" value="manager">' in page  # the filters keep the columns
    assert '<input type="hidden" name="q" value="digital">' in page  # and the columns keep the filters
    file = b"".join(adviser.get(f"{LIST}?columns=manager&format=csv").streaming_content).decode()
    assert len(file.splitlines()[0].split(",")) == 2
    assert len(heads(adviser.get(f"{LIST}?columns=nothing-like-it").text)) > 4  # none of ours: those that are proposed


def test_grouped_rows_stand_under_their_heading_on_every_page(adviser: Client) -> None:
    for name in ("Barnehage", "Arkiv", "Sensorar"):
        steps.candidate(name, purposes=["fiks"] if name == "Sensorar" else ["mottak"])
    for group in ("state", "phase", "owner", "purpose", "origin", "light"):
        page = adviser.get(f"{LIST}?group={group}&sort=-name").text
        assert page.count('class="table-group"') == (2 if group == "purpose" else 1), group
        assert page.index("Sensorar</a>") < page.index("Barnehage</a>") < page.index("Arkiv</a>")
    by_purpose = adviser.get(f"{LIST}?group=purpose").text
    assert by_purpose.index("Sensorar</a>") < by_purpose.index("Arkiv</a>") < by_purpose.index("Barnehage</a>")
    assert 'class="table-group"' not in adviser.get(f"{LIST}?group=nothing").text


def test_a_page_goes_on_in_the_middle_of_a_group(adviser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProjectTable, "page_size", 2)
    names = ["A", "B", "C", "D", "E"]
    for name in names:
        steps.candidate(f"Prosjekt {name}", purposes=["fiks"] if name in "BD" else ["mottak"])
    address, seen = f"{LIST}?group=purpose", []
    while address:
        page = adviser.get(address).text
        seen += re.findall(r"Prosjekt ([A-E])</a>", page)
        found = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address = LIST + found.group(1).replace("&amp;", "&") if found else ""
    assert seen == ["B", "D", "A", "C", "E"]


def test_the_quick_look_is_a_row_or_a_page_and_says_what_it_waits_for(adviser: Client) -> None:
    project = steps.candidate("Digital barnehage")
    address = reverse("portfolio:quick_look", args=[project.code])
    assert address in adviser.get(LIST).text
    whole, row = adviser.get(address), adviser.get(address, headers={"HX-Request": "true"})
    assert "<h1" in whole.text
    assert "<h1" not in row.text
    assert row.text.startswith("<tr")
    assert "HX-Request" in whole.headers["Vary"]
    assert "BP1" in row.text
    assert adviser.get(reverse("portfolio:quick_look", args=["P-22-099"])).status_code == 404
    assert Client().get(address).status_code == 302


def test_who_has_no_part_in_the_cooperation_sees_no_lights(adviser: Client, rf: RequestFactory) -> None:
    """Whoever is signed in sees the portfolio; what is reported is for those with a part in the co-operation."""
    project = steps.candidate("Digital barnehage")
    assert 'name="light"' in adviser.get(LIST).text
    nobody = Actor("person", "nobody", uuid7(), ())
    assert not reports.reads_reports(nobody)
    assert not quick_look.quick_look(project.code, nobody, clock.today()).sees_reports
    asked = rf.get(LIST, {"columns": "light", "group": "light", "light": "red"})
    table = ProjectTable(asked, lists.projects(nobody), on=clock.today(), empty=Empty(), reports=False)
    assert len(table.page[0]) == 1
    assert table.grouping is None
    assert not table.active
    assert not {"light", "cost", "ends_on"} & {column.name for column in table.columns}


@pytest.mark.parametrize("asked", ["", "?group=light&light=none", "?group=purpose&columns=milestone&columns=budget"])
def test_the_list_asks_as_much_with_many_projects_as_with_one(adviser: Client, asked: str) -> None:
    steps.candidate("Den første")
    taken = []
    for more in (0, 3):
        for number in range(more):
            steps.candidate(f"Prosjekt {number}")
        adviser.get(LIST + asked)
        with CaptureQueriesContext(connection) as caught:
            assert adviser.get(LIST + asked).status_code == 200
        taken.append(len(caught))
    assert taken[0] == taken[1] <= 22


@pytest.mark.parametrize(
    "page", [LIST, "/projects/municipalities/grid/", "/projects/municipalities/", "/projects/roadmap/"]
)
def test_the_same_rows_as_an_accessible_pdf(adviser: Client, page: str) -> None:
    steps.candidate("Digital barnehage <b>")
    steps.candidate("Sensorar", purposes=["fiks"])
    address = f"{page}?q=digital&group=purpose"
    assert "format=pdf" in adviser.get(page).text
    answer = adviser.get(f"{address}&format=pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    with opened(answer.content) as document:
        assert str(document.Root.Lang).startswith("nn")
    if page != "/projects/municipalities/":
        assert "Digital barnehage <b>" in text
        assert {"Table", "TR", "TH", "TD"} <= set(structure(answer.content))  # a table to whoever hears it
        assert "Sensorar" not in text
        assert "«digital»" in text  # the filters that are on
