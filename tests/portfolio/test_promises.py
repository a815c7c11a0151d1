"""The people and hours that a municipality promises when it accepts its place on a project."""

import csv
import io
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.portfolio import acts, queries
from samstyring.portfolio.models import Answer, PromisedEffort
from samstyring.portfolio.queries import municipalities, promises
from samstyring.portfolio.queries.promises import Spread
from samstyring.portfolio.rules.promises import by_year, months_begun, total
from samstyring.ui import questions as links
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

ROW = {
    "role": "Superbrukar",
    "people": 2,
    "hours": 20,
    "each_month": True,
    "starts_on": date(2023, 1, 15),
    "ends_on": date(2023, 7, 14),
}
SENT = {
    "promised-TOTAL_FORMS": "1",
    "promised-INITIAL_FORMS": "0",
    "promised-0-role": "Superbrukar",
    "promised-0-people": "2",
    "promised-0-hours": "150",
    "promised-0-per": "all",
    "promised-0-starts_on": "15.01.2023",
    "promised-0-ends_on": "14.01.2024",
}


def test_a_month_begun_counts_whole_and_the_years_sum_to_the_whole() -> None:
    assert months_begun(date(2023, 1, 15), date(2023, 3, 14)) == 2
    assert months_begun(date(2023, 1, 15), date(2023, 3, 15)) == 3
    assert total(10, date(2023, 1, 31), date(2023, 2, 28), each_month=True) == 10


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 2_000), st.integers(1, 100_000), st.integers(1, 9))
def test_the_hours_of_the_years_sum_to_the_whole(start: date, days: int, hours: int, people: int) -> None:
    one = Spread(people, start, start + timedelta(days=days), hours)
    years = by_year([one])
    assert sum(years.values()) == hours
    assert min(years.values()) >= 0


@pytest.mark.clause("PA-5")
@pytest.mark.clause("GP-3")
def test_what_is_promised_comes_with_the_answer_and_the_last_answer_counts(founded: None) -> None:
    project = steps.candidate()
    fedje = steps.place(project, "Fedje")
    for wrong in ({"role": " "}, {"people": 0}, {"hours": None}, {"ends_on": date(2022, 1, 1)}):
        with pytest.raises(InvalidInput) as refused:
            do(acts.answer_acceptance, "contact", participation=fedje, kind="accept", promised=[ROW | wrong])
        assert "promised" in refused.value.errors
    do(acts.answer_acceptance, "contact", participation=fedje, kind="accept", promised=[ROW, ROW | {"people": 1}])
    first = fedje.answers.get()
    assert [(row.people, row.total) for row in first.promised.all()] == [(2, 120), (1, 120)]
    less = [ROW | {"each_month": False, "hours": 50}]
    do(
        acts.answer_acceptance,
        "contact",
        participation=fedje,
        kind="reserve",
        reservation="Ikkje i juni",
        promised=less,
    )
    assert first.promised.count() == 2

    everyone = queries.projects(actor("adviser"))
    rows = {row.organisation.name: row for row in municipalities.loads(everyone, everyone, clock.today())}
    assert (rows["Fedje"].hours, rows["Fedje"].people, rows["Fedje"].hours_of(2023)) == (50, 2, 50)
    assert rows["Alver"].hours == 0
    assert promises.sums_of(promises.accepted(everyone)) == (2, 50, 0)

    do(acts.answer_acceptance, "contact", participation=fedje, kind="decline", promised=[ROW])
    assert PromisedEffort.objects.count() == 3
    assert promises.sums_of(promises.accepted(everyone)) == (0, 0, 0)


def test_it_is_promised_by_link_row_by_row_and_shown_where_one_looks(founded: None, client: Client) -> None:
    project = steps.candidate(participants=["Fedje"])
    place = steps.place(project, "Fedje")
    steps.mandate(project, starts_on=date(2023, 1, 9), ends_on=date(2023, 12, 20))
    do(acts.ask_for_acceptance, project=project, participations=[place], answer_by=clock.today())
    place.refresh_from_db()
    address = urlsplit(links.address_of(place.letter.link_id)).path
    assert 'value="09.01.2023"' in client.get(address).text
    sent = {"kind": "accept", "answered_by": "Ida", "answered_as": "digitaliseringssjef", **SENT}
    more = client.post(address, {**sent, "add_row": "promised"})
    assert (more.status_code, 'name="promised-1-role"' in more.text) == (200, True)
    wrong = client.post(address, {**sent, "promised-0-ends_on": "01.01.2023"})
    assert wrong.status_code == 422
    assert "Superbrukar" in wrong.text
    assert not Answer.objects.exists()
    assert client.post(address, sent).status_code == 200
    [promised] = promises.promised_on(project).values()
    assert [(row.role, row.total) for row in promised] == [("Superbrukar", 150)]

    contact = Client()
    contact.force_login(user("contact"))
    again = reverse("portfolio:answer_again", args=[project.code, place.pk])
    assert again in contact.get(f"/municipalities/{place.organisation.number}/").text
    assert 'value="Superbrukar"' in contact.get(again).text
    assert contact.post(again, sent | {"promised-0-hours": "90", "promised-INITIAL_FORMS": "1"}).status_code == 302
    other = reverse("portfolio:answer_again", args=[project.code, steps.place(project, "Sunnfjord").pk])
    assert contact.get(other).status_code == 403

    assert again in contact.get(project.get_absolute_url()).text
    client.force_login(user("adviser"))
    assert again not in client.get(project.get_absolute_url()).text
    registered = client.get(reverse("portfolio:register_answer", args=[project.code, place.pk]))
    assert 'value="Superbrukar"' in registered.text
    steps.answered(project, "Sunnfjord")
    shown = client.get(project.get_absolute_url()).text.replace("\xa0", " ")
    assert "Superbrukar: 2 personar, 90 timar i alt" in shown
    with CaptureQueriesContext(connection) as statements:
        listed = client.get(reverse("portfolio:accepted"), {"hours": "on"})
    assert len(statements) <= 25
    assert "Sunnfjord" not in listed.text.partition("<tbody>")[2]
    file = client.get(reverse("portfolio:accepted"), {"format": "csv"})
    written = b"".join(file.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    by_party = {row["Kommune"]: row for row in csv.DictReader(io.StringIO(written))}
    assert (by_party["Fedje"]["Timar"], by_party["Fedje"]["Personar"], by_party["Sunnfjord"]["Timar"]) == (
        "90",
        "2",
        "0",
    )
