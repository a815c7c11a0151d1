"""The work list of the secretariat: nothing that waits for anybody, and no duty of the agreement, is off it."""

import io
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from samstyring.charter import queries as charter
from samstyring.governance import acts
from samstyring.kernel import clock
from samstyring.ui.worklist import all_that_waits, sources, untold, waiting_for
from samstyring.web.work_list import queries
from tests.founding import CAST, actor, user
from tests.governance.asking import ask, contact_of
from tests.governance.preparing import frozen_meeting
from tests.governance.steps import body, called_meeting, close, decide, do, follow_up, free_text_case, open_meeting
from tests.portfolio.steps import candidate

pytestmark = pytest.mark.usefixtures("founded")


def much_waits() -> None:
    """Let something wait for everyone of the cast."""
    case = free_text_case("Sak 1")
    follow_up(case, deadline=clock.today() + timedelta(days=7))
    meeting = open_meeting([case])
    decide(meeting, "Sak 1")
    close(meeting)
    minutes = do(acts.draft_minutes, meeting=meeting)
    do(acts.send_minutes, minutes=minutes, comment_until=clock.today() + timedelta(days=14))
    contact_of("Austrheim")
    ask(free_text_case("Felles rutine"), "Austrheim", who="adviser", key=None)
    candidate()
    called_meeting(2, clock.now() + timedelta(days=30))
    frozen_meeting()
    do(
        acts.add_plan_entry,
        body=body(),
        kind="grant",
        title="Søknadsfrist prosjektskjønn",
        day=clock.today() + timedelta(days=20),
    )


def test_every_source_says_how_it_stands_on_the_list() -> None:
    assert [source for source in sources() if untold(source)] == []


@pytest.mark.clause("SE-4a")
@pytest.mark.clause("SE-2")
def test_nothing_that_waits_for_anybody_is_off_it() -> None:
    much_waits()
    today = clock.today()
    reader = actor("adviser")
    listed = {key for item in all_that_waits(reader, today) for key in (item.key, *item.also)}
    told = {item.key for key in CAST for item in waiting_for(actor(key), today)}
    assert len(told) > 8
    assert told - listed == set()
    assert {f"charter.{duty.key}" for duty in charter.conformance(today).duties} <= listed
    tasks = queries.work_list(by=reader, today=today)
    assert len({task.key for task in tasks}) == len(tasks)
    kinds = {task.kind for task in tasks}
    assert kinds >= {"agreement", "meetings", "cases", "minutes", "decisions", "asks", "projects", "plan", "registers"}
    assert all(task.who and task.url for task in tasks)
    order = [queries.STATES.index(task.state) for task in tasks]
    assert order == sorted(order)


def test_it_is_filtered_in_the_address_and_taken_out_as_excel_and_calendar(client: Client) -> None:
    much_waits()
    client.force_login(user("adviser"))
    page = client.get(reverse("web:work_list")).content.decode()
    assert "Søknadsfrist prosjektskjønn" in page
    assert "Avtalen gjeld" not in page  # a duty that is fulfilled
    assert "Avtalen gjeld" in client.get(reverse("web:work_list"), {"done": "on"}).content.decode()
    one = client.get(reverse("web:work_list"), {"who": "Fedje"}).content.decode()
    assert "Melde inn behov" in one
    assert "Søknadsfrist" not in one
    book = load_workbook(
        io.BytesIO(client.get(reverse("web:work_list"), {"kind": "plan", "format": "xlsx"}).content)
    ).active
    assert [row[1] for row in book.iter_rows(min_row=2, values_only=True)] == [
        "Søknadsfrist prosjektskjønn (Styringsgruppa)"
    ]
    answer = client.get(reverse("web:work_list"), {"kind": "plan", "format": "ics"})
    calendar = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "SUMMARY;LANGUAGE=nn:Søknadsfrist prosjektskjønn (Styringsgruppa)" in calendar


@pytest.mark.parametrize("key", ["leader", "alver", "contact", "project_manager"])
def test_it_is_for_the_secretariat_only(client: Client, key: str) -> None:
    client.force_login(user(key))
    assert client.get(reverse("web:work_list")).status_code == 404


def test_a_fixed_number_of_statements_however_much_waits(client: Client) -> None:
    client.force_login(user("adviser"))
    much_waits()
    few = _statements(client)
    for number in range(4):
        follow_up(free_text_case(f"Sak {number}"), deadline=clock.today())
        called_meeting(1, clock.now() + timedelta(days=31 + number))
    many = _statements(client)
    assert many <= few
    assert many[0] <= 79  # one for each source, the first time after an act
    assert many[1] <= 8  # what was gathered holds until something is done


def _statements(client: Client) -> tuple[int, int]:
    counts = []
    caches["kept"].clear()
    charter.conformance(clock.today())
    for _turn in range(2):
        with CaptureQueriesContext(connection) as made:
            assert client.get(reverse("web:work_list")).status_code == 200
        counts.append(len(made))
    return counts[0], counts[1]
