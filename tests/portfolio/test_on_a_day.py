"""The portfolio as it stood on a day: read from what is recorded, and plain about what is not (SE-3)."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from samstyring.kernel import clock
from samstyring.portfolio import acts
from samstyring.portfolio.models import Project
from samstyring.portfolio.rules.on_a_day import NOT_RECORDED, known_from, stood
from tests.founding import user
from tests.kernel.history_of_projects import status_reports
from tests.portfolio import steps
from tests.portfolio.steps import do

PAGE = "/projects/day/"
DAYS = st.dates(min_value=date(2021, 1, 1), max_value=date(2023, 12, 31))


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    client.force_login(user("adviser"))
    return client


@given(days=st.lists(DAYS, min_size=4, max_size=4), on=DAYS, taken_over=st.booleans())
def test_a_project_goes_through_its_states_in_their_order(days: list[date], on: date, taken_over: bool) -> None:
    entered, started, passed, ended = sorted(days)
    registered = datetime.combine(ended if taken_over else entered, datetime.min.time(), tzinfo=clock.OSLO)
    project: Any = SimpleNamespace(
        registered_at=registered, entered_on=entered, started_on=started, ended_on=ended, state="closed", phase="last",
        taken_over_by_id=1 if taken_over else None,
    )  # fmt: skip
    passings: Any = [SimpleNamespace(passed_on=passed, from_phase="first", to_phase="second")]
    found = stood(project, passings, on)
    assert (found is None) == (on < known_from(project))
    if found is not None:
        assert found.state == ("closed" if on >= ended else "started" if on >= started else "entered")
        if found.state == "started":
            assert found.phase == ("second" if on >= passed else NOT_RECORDED if taken_over else "first")


@pytest.mark.clause("SE-3")
def test_the_day_shows_state_light_mandate_and_budget_as_they_were(adviser: Client) -> None:
    before, today = clock.today() - timedelta(days=1), clock.today()
    assert "Porteføljen i dag" in adviser.get(f"{PAGE}?on={before:%d.%m.%Y}").text  # nothing then
    steps.started("Digital barnehage", starts_on=date(2022, 11, 1), ends_on=date(2023, 12, 1))
    with clock.standing_at(clock.now() + timedelta(days=40)):
        status_reports()
        do(acts.pause_project, project=Project.objects.get(name="Rapportert"), reason="Ventar",
           expected_on=clock.today() + timedelta(days=9), reference="Referat")  # fmt: skip
        then = adviser.get(f"{PAGE}?on={today:%d.%m.%Y}").text
        assert ("Digital barnehage" in then, "Rapportert" in then) == (True, False)
        assert "versjon 1" in then
        assert "1 380 000" in then.replace("\xa0", " ")
        assert adviser.get(f"{PAGE}?on={before:%d.%m.%Y}").text.count('<tr><th scope="row">') == 0
        now = adviser.get(PAGE).text
        assert "på pause" in now
        assert "grøn" in now or "ikkje rapportert" in now
        assert "Rapportert" not in adviser.get(f"{PAGE}?q=barnehage").text
        assert "Digital barnehage" not in adviser.get(f"{PAGE}?state=candidate").text
        to_come = adviser.get(f"{PAGE}?on=01.01.2040").text
        assert 'data-color="warning"' in to_come
        assert adviser.get(f"{PAGE}?format=pdf").content.startswith(b"%PDF")


def test_it_asks_as_much_with_many_projects_as_with_one(adviser: Client) -> None:
    taken = []
    for more in (1, 3):
        for number in range(more):
            steps.begun(steps.candidate(f"Prosjekt {more}-{number}"))
        adviser.get(PAGE)
        with CaptureQueriesContext(connection) as caught:
            assert adviser.get(PAGE).status_code == 200
        taken.append(len(caught))
    assert taken[0] == taken[1] <= 25
