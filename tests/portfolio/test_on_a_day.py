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

from samstyring.kernel import acts as kernel_acts
from samstyring.kernel import clock
from samstyring.portfolio import acts
from samstyring.portfolio.models import Project
from samstyring.portfolio.rules.on_a_day import NOT_RECORDED, known_from, stood
from tests.agreement import test_workbook as workbook
from tests.founding import person, user
from tests.kernel.history_of_projects import status_reports
from tests.portfolio import steps
from tests.portfolio.steps import do
from tests.records import workbooks
from tests.records.test_takeover import take as taken_over

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


def edited(project: Project, **new: Any) -> None:
    project.refresh_from_db()
    said = {name: getattr(project, name) for name in ("name", "origin", "summary", "purposes", "manager")}
    do(acts.edit_project, project=project, **{**said, **new})


def rows(page: Any) -> dict[str, Any]:
    """Return the rows that a page shows, by the name that it shows."""
    return {row.name: row for row in page.context["table"].rows}


@pytest.mark.clause("SE-3")
def test_name_manager_and_programme_are_told_as_they_were(adviser: Client) -> None:
    first, owner = clock.today(), steps.organisation("Alver")
    project = steps.candidate("Digital barnehage", manager=person("project_manager"))
    made = do(acts.register_programme, name="Oppvekst", purpose="P", owner=owner)
    do(acts.place_in_programme, project=project, programme=made)
    with clock.standing_at(clock.now() + timedelta(days=40)):
        second = clock.today()
        edited(project, name="Barnehage på nett", manager=person("contact"))
        do(acts.edit_programme, programme=made, name="Barn og unge", purpose="P", owner=owner)
        other = do(acts.register_programme, name="Velferd", purpose="P", owner=owner)
    with clock.standing_at(clock.now() + timedelta(days=80)):
        third = clock.today()
        edited(project, manager=None)
        do(acts.place_in_programme, project=project, programme=other)
        do(acts.place_in_programme, project=project, programme=None)

        def told(on: date) -> tuple[str, str, str]:
            (row,) = rows(adviser.get(f"{PAGE}?on={on:%d.%m.%Y}")).values()
            return row.name, row.manager.name, row.programme.name

        assert told(first) == ("Digital barnehage", person("project_manager").name, "Oppvekst")
        assert told(second) == ("Barnehage på nett", person("contact").name, "Barn og unge")
        assert told(third) == ("Barnehage på nett", "", "")

        on = f"{PAGE}?on={first:%d.%m.%Y}"
        then = adviser.get(on).text
        assert "heiter Barnehage på nett i dag" in then
        assert "inn her etter den dagen" not in then
        assert list(rows(adviser.get(f"{on}&manager={person('project_manager').pk}&programme={made.pk}")))
        assert "manager" not in adviser.get(f"{on}&manager={person('adviser').pk}").context["table"].active
        assert list(rows(adviser.get(f"{PAGE}?manager=none&programme=none")))
        assert "Oppvekst" in adviser.get(f"{on}&group=programme").text
        assert list(rows(adviser.get(f"{on}&q=på nett"))) == ["Digital barnehage"]
        for words in ("Oppvekst", person("project_manager").name, "Digital barnehage", "Barnehage på nett"):
            assert words in adviser.get(f"{on}&format=csv").getvalue().decode("utf-8-sig")


@pytest.mark.clause("PA-5")
def test_who_had_not_accepted_yet_did_not_own_it_then(adviser: Client) -> None:
    project, first = steps.candidate("Digital barnehage", owner="Sunnfjord"), clock.today()

    def owner(on: date) -> str:
        return str(rows(adviser.get(f"{PAGE}?on={on:%d.%m.%Y}"))["Digital barnehage"].owner)

    with clock.standing_at(clock.now() + timedelta(days=10)):
        second = clock.today()
        steps.answered(project, "Sunnfjord")
        assert (owner(first), owner(second)) == ("", "Sunnfjord")
    with clock.standing_at(clock.now() + timedelta(days=20)):
        third = clock.today()
        steps.answered(project, "Sunnfjord", kind="decline")
        assert (owner(first), owner(second), owner(third)) == ("", "Sunnfjord", "")


def test_a_name_by_workbook_is_told_as_it_was(adviser: Client) -> None:
    project, first = steps.candidate("Digital barnehage"), clock.today()
    with clock.standing_at(clock.now() + timedelta(days=10)):
        second = clock.today()
        content = workbook.fetched()
        sent = workbook.written(content, {("Prosjekt", project.code, "Prosjekt"): "Barnehage på nett"})
        do(acts.take_workbook, workbook=workbook.read(sent))
    with clock.standing_at(clock.now() + timedelta(days=20)):
        edited(project, name="Barnehagen")
        assert list(rows(adviser.get(f"{PAGE}?on={first:%d.%m.%Y}"))) == ["Digital barnehage"]
        assert list(rows(adviser.get(f"{PAGE}?on={second:%d.%m.%Y}"))) == ["Barnehage på nett"]
        assert list(rows(adviser.get(PAGE))) == ["Barnehagen"]


def test_what_the_journal_does_not_say_is_not_shown_as_then(adviser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    project, first = steps.candidate("Digital barnehage", manager=person("project_manager")), clock.today()
    record = kernel_acts.record

    def before(*things: Any, former_manager: str = "", **facts: Any) -> None:
        """Record as before it was told who managed a project until it got another manager."""
        del former_manager
        record(*things, **facts)

    with clock.standing_at(clock.now() + timedelta(days=10)):
        with monkeypatch.context() as patch:
            patch.setattr(kernel_acts, "record", before)
            edited(project, manager=person("contact"))
        page = adviser.get(f"{PAGE}?on={first:%d.%m.%Y}")
        (row,) = rows(page).values()
        assert (row.manager.key, row.manager.name) == (NOT_RECORDED, "")
        assert "Kven som leidde 1 prosjekt då, er ikkje ført" in page.text
        assert person("contact").name not in page.text.split("<table")[1].split("</table")[0]
        assert "ikkje ført" in adviser.get(f"{PAGE}?on={first:%d.%m.%Y}&format=csv").getvalue().decode("utf-8-sig")


def test_a_project_that_was_taken_over_later_has_today_s_name_and_says_so(adviser: Client) -> None:
    taken_over(workbooks.history())
    project = Project.objects.exclude(taken_over_by=None).first()
    assert project is not None
    then = adviser.get(f"{PAGE}?on={clock.today() - timedelta(days=1):%d.%m.%Y}")
    row = rows(then)[project.name]
    assert (row.name_known, row.manager.key, row.programme.key) == (False, NOT_RECORDED, NOT_RECORDED)
    assert "namnet i dag" in then.text
    assert "inn her etter den dagen" in then.text
    assert rows(adviser.get(PAGE))[project.name].name_known
