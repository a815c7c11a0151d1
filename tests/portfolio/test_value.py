"""Value against risk, and the purposes of the agreement by phase (GP-1, SG-4)."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samstyring.kernel import clock
from samstyring.portfolio import acts
from samstyring.portfolio.models import Project
from samstyring.portfolio.scoring import packaged
from tests.agreement.test_risks import RISK
from tests.founding import user
from tests.kernel.history_of_projects import status_reports
from tests.portfolio import steps
from tests.portfolio.steps import do

PAGE = "/projects/value/"


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    client.force_login(user("adviser"))
    return client


def squares(page: str) -> list[list[int]]:
    """Return how many projects stand in each square of the picture."""
    body = page[page.index("risk-matrix") :].partition("<tbody>")[2].partition("</tbody>")[0]
    lines = [re.findall(r"<td.*?</td>", line, re.S) for line in body.split("</tr>") if "<td" in line]
    return [[int((re.search(r"<strong>(\d+)<", cell) or ["", "0"])[1]) for cell in line] for line in lines]


@pytest.mark.clause("SG-4")
def test_projects_stand_in_the_square_of_their_benefit_and_heaviest_risk(adviser: Client) -> None:
    status_reports()  # one has reported green, the other nothing
    told = Project.objects.get(name="Rapportert")
    do(acts.register_risk, project=told, values=RISK)
    heavy = dict.fromkeys(("probability", "impact", "probability_after", "impact_after"), 5)
    worst = do(acts.register_risk, project=told, values={**RISK, "title": "Det verste", **heavy})
    steps.candidate("Stille <b>")
    page = adviser.get(PAGE).text
    assert squares(page) == [[0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0], [2, 0, 0, 0]]
    assert "Det verste" in page
    assert "Stille &lt;b&gt;" in page
    link = re.search(r'class="risk-risk-high"><a class="ds-link" href="(\?[^"]*)"', page)
    assert link
    found = adviser.get(PAGE + link.group(1).replace("&amp;", "&")).text
    assert squares(found)[0] == [0, 0, 0, 1]
    assert sum(map(sum, squares(found))) == 1
    do(acts.close_risk, risk=worst, reason="Borte")
    assert squares(adviser.get(PAGE).text)[0] == [0, 0, 1, 0]  # what is left is medium
    file = b"".join(adviser.get(f"{PAGE}?format=csv").streaming_content).decode()
    assert "Rapportert" in file
    taken = []
    for number in range(2):
        adviser.get(PAGE)
        with CaptureQueriesContext(connection) as caught:
            adviser.get(PAGE)
        taken.append(len(caught))
        do(acts.register_risk, project=steps.candidate(f"Fleire {number}"), values=RISK)
    assert taken[0] == taken[1] <= 25


@pytest.mark.clause("GP-1")
def test_purposes_are_counted_by_phase_and_lead_to_the_list(adviser: Client) -> None:
    steps.candidate("Kandidat", purposes=["fiks"])
    begun = steps.begun(steps.candidate("I gang", purposes=["fiks"]))
    page = adviser.get("/projects/purposes/").text
    for query in ("state=candidate", f"phase={begun.phase}"):
        assert f"purpose=fiks&amp;{query}" in page
        assert adviser.get(f"/projects/?purpose=fiks&{query}").text.count('<tr><th scope="row"') == 1
    text = b"".join(adviser.get("/projects/purposes/?format=csv")).decode()
    assert '"I gang, Kandidat"' in text
    assert "<" not in text


@pytest.mark.clause("SG-4")
def test_a_candidate_without_a_report_is_placed_by_its_score_in_force_and_says_so(adviser: Client) -> None:
    status_reports()  # one has reported green, the other nothing
    given = steps.adopted(do(acts.draft_criteria, criteria=packaged()), clock.today())

    def scored(name: str, level: int, **other: None) -> None:
        levels = {row["key"]: {"level": level, "why": "Sjå notatet."} for row in packaged()}
        levels |= {key: {"level": None, "why": ""} for key in other}
        do(acts.score_candidate, project=steps.candidate(name), criteria=given, levels=levels)

    for name, level in (("Høgt", 5), ("Midt på", 3), ("Lågt", 1)):
        scored(name, level)
    scored("Ikkje heil", 5, cost=None)
    page = adviser.get(PAGE).text
    assert [line[0] for line in squares(page)] == [2, 1, 1, 2]
    assert "poeng 5,00 av 5" in page
    assert "rapporten " in page
    above = adviser.get(f"{PAGE}?benefit=green").text
    assert "Høgt" in above
    assert "Rapportert" in above
    assert "Midt på" not in above
    file = b"".join(adviser.get(f"{PAGE}?format=csv").streaming_content).decode()
    assert "ingenting: utan rapport og utan poeng" in file
    taken = []
    for number in range(2):
        adviser.get(PAGE)
        with CaptureQueriesContext(connection) as caught:
            adviser.get(PAGE)
        taken.append(len(caught))
        scored(f"Fleire {number}", 4)
    assert taken[0] == taken[1] <= 25


def test_the_board_of_phases_has_light_and_expected_end_for_who_reads_the_reports(adviser: Client) -> None:
    status_reports()
    board = "/projects/phases/"
    page = adviser.get(board).text
    assert page.count("mark-ok") == 1
    project = Project.objects.get(name="Rapportert")
    do(acts.give_forecast, project=project, ends_on=date(2024, 2, 1))
    adviser.get(board)
    with CaptureQueriesContext(connection) as caught:
        page = adviser.get(board).text
    assert "etter prognosen frå" in page
    assert len(caught) <= 12
