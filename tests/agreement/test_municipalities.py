"""The municipalities in the portfolio: who owns and takes part in how much, on a map, as a list and as a grid (PA-2, PA-5)."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.kernel import clock
from samstyring.portfolio import acts, queries
from samstyring.portfolio.queries import municipalities
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

MOST = 25


@pytest.fixture
def client(founded: None) -> Client:
    client = Client()
    client.force_login(user("adviser"))
    return client


def page(client: Client, name: str, **asked: str) -> str:
    with CaptureQueriesContext(connection) as statements:
        shown = client.get(reverse(f"portfolio:{name}"), asked)
    assert shown.status_code == 200
    assert len(statements) <= MOST
    return shown.content.decode()


def test_the_quarters_are_this_one_and_those_before_it() -> None:
    assert municipalities.quarters_before(date(2023, 2, 14)) == [
        date(2022, 4, 1),
        date(2022, 7, 1),
        date(2022, 10, 1),
        date(2023, 1, 1),
    ]
    assert municipalities.steps([0, 1, 2, 8]) == {0: 0, 1: 2, 2: 2, 8: 4}
    assert municipalities.steps([0, 1]) == {0: 0, 1: 2}
    assert municipalities.steps([]) == {}


@pytest.mark.clause("PA-5")
@pytest.mark.clause("PA-2")
def test_who_has_not_accepted_carries_nothing_and_the_map_the_list_and_the_grid_agree(client: Client) -> None:
    assert "Ingen prosjekt enno" in page(client, "grid")
    first = steps.started()
    steps.sign("Stord", "Kinn")
    second = steps.candidate("Felles arkiv", "Alver", ("Fedje", "Stord", "Kinn"), purposes=["standardisering"])
    steps.answered(second, "Alver")
    steps.answered(second, "Fedje", kind="reserve", reservation="Frå 2024")
    steps.answered(second, "Stord", kind="decline")
    steps.officer("Kinn")
    later = clock.today() + timedelta(days=20)
    do(acts.ask_for_acceptance, project=second, participations=[steps.place(second, "Kinn")], answer_by=later)

    everyone = queries.projects(actor("adviser"))
    rows = {row.organisation.name: row for row in municipalities.loads(everyone, everyone, clock.today())}
    assert [(rows[name].owns, rows[name].takes, rows[name].asked) for name in ("Alver", "Fedje", "Stord", "Kinn")] == [
        (1, 1, 0),
        (0, 2, 0),
        (0, 0, 0),
        (0, 0, 1),
    ]
    assert rows["Fedje"].per_inhabitants > rows["Alver"].per_inhabitants
    with clock.standing_at(clock.now() + timedelta(days=100)):
        before = {row.organisation.name: row.past for row in municipalities.loads(everyone, everyone, clock.today())}
    assert before["Sunnfjord"] == [0, 0, 0, 1]

    shown = page(client, "municipalities")
    assert 'class="tiles"' in shown
    assert f"?party={steps.organisation('Fedje').pk}" in shown
    only = page(client, "municipalities", purpose="mottak")
    assert f"purpose=mottak&amp;party={steps.organisation('Fedje').pk}" in only
    assert "Alver" not in page(client, "municipalities", nothing="on").partition("<tbody>")[2]

    shown = page(client, "grid")
    assert first.name in shown
    assert second.code in shown
    for letter in ("E", "D", "A", "S", "N"):
        assert f">{letter}</abbr>" in shown
    placed = page(client, "grid", placed="on", q=second.code).partition("<tbody>")[2]
    assert "Kinn" in placed
    assert "Sunnfjord" not in placed
    answer = client.get(reverse("portfolio:grid"), {"format": "csv"})
    written = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    by_code = {row["Kode"]: row for row in csv.DictReader(io.StringIO(written))}
    assert by_code[second.code]["Stord"] == "har takka nei"
    assert by_code[first.code]["Stord"] == ""
