"""What the portfolio writes as documents: a status report, an exception report and the criteria, for whoever reads the page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.kernel import clock
from samstyring.portfolio import acts
from samstyring.portfolio.scoring import packaged
from tests.agreement.test_status_reports import YELLOW, opened, signed_in, started, the_ask
from tests.agreement.test_tolerances import ENDS, OPTIONS, REPORT, running
from tests.founding import person
from tests.portfolio.steps import adopted, do
from tests.records.reading import text_of

pytestmark = pytest.mark.usefixtures("founded")


def read(client: Client, who: str, address: str) -> str:
    answer = signed_in(client, who).get(address, {"format": "pdf"})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return " ".join(text_of(content).split())


def test_a_status_report_is_printed_as_it_was_published(client: Client) -> None:
    project = started(manager=person("project_manager"))
    window = opened(project)
    ask = the_ask(window, project)
    address = ask.get_absolute_url()
    assert b"%PDF" not in signed_in(client, "leader").get(address, {"format": "pdf"}).content  # nothing to print yet
    do(acts.publish_report, "project_manager", ask=ask, content=YELLOW | {"to_decide": "Meir tid."})
    words = read(client, "leader", address)
    for told in ("Statusrapport", project.name, window.name, "Meir tid.", str(YELLOW["overall_words"])):
        assert told in words, told
    client.logout()
    assert client.get(address, {"format": "pdf"}).status_code == 302  # to sign in


def test_an_exception_report_is_printed_with_its_options_and_tells_no_stranger_of_its_case(client: Client) -> None:
    project = running()
    do(acts.give_forecast, project=project, ends_on=ENDS + timedelta(days=31), cost=138_000_000)
    report = do(acts.write_exception_report, project=project, **REPORT)
    case = do(acts.bring_exception_report, report=report)
    words = read(client, "adviser", report.get_absolute_url())
    for told in ("Avviksrapport 1", REPORT["cause"], *(row["name"] for row in OPTIONS), case.reference):
        assert str(told) in words, told
    assert case.reference not in read(client, "contact", report.get_absolute_url())


def test_the_criteria_are_printed_with_weight_share_and_steps(client: Client) -> None:
    address = reverse("portfolio:criteria_in_force")
    assert signed_in(client, "leader").get(address, {"format": "pdf"}).headers["Content-Type"].startswith("text/html")
    version = adopted(do(acts.draft_criteria, criteria=packaged()), clock.today())
    words = read(client, "leader", address)
    for row in version.criteria:
        assert str(row["name"]) in words
        assert all(str(word) in words for word in row["levels"])
    assert str(version.basis) in words


def test_the_portfolio_reports_are_a_table_that_can_be_taken_out(client: Client) -> None:
    address = reverse("portfolio:portfolio_reports")
    assert "Ingen porteføljerapportar" in signed_in(client, "leader").get(address).text
    window = opened(started(manager=person("project_manager")))
    do(acts.make_portfolio_report, window=window, name="Hausten")
    assert "Hausten" in client.get(address).text
    assert client.get(address, {"format": "xlsx"}).content.startswith(b"PK")
    assert "Hausten" in read(client, "leader", address)
