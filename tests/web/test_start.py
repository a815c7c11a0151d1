"""The start page: what each of the cast finds there, in few SQL statements."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.charter import queries as charter
from samstyring.governance import acts
from samstyring.governance.models import Meeting
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties.acts import end_office
from samstyring.parties.models import OfficeHolding, Organisation
from samstyring.portfolio import acts as needs
from samstyring.web import queries
from samstyring.web.queries import StartPage
from samstyring.web.queries.start import FIRST
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.agreement.test_tolerances import running
from tests.founding import CAST, actor, person, user
from tests.governance.preparing import frozen_meeting
from tests.governance.steps import called_meeting, close, decide, do, open_meeting, planned_meeting, seat
from tests.portfolio.steps import candidate

pytestmark = pytest.mark.usefixtures("founded")

EVERYONE = list(CAST)


def start_of(key: str) -> StartPage:
    return queries.start_page(actor(key))


def shown(key: str) -> str:
    client = Client()
    client.force_login(user(key))
    return client.get("/").content.decode()


NO_BOARD = ("contact", "project_manager")
"""Who only answers for a municipality, and who holds nothing yet: the manager here has no project."""


def test_everyone_has_a_start_page() -> None:
    called_meeting()
    for key in EVERYONE:
        page = shown(key)
        assert ("/conformance/?state=" in page) is (key not in NO_BOARD), key
        assert "Avtaleperioden" in page, key


def test_a_member_finds_papers_and_can_send_regrets() -> None:
    meeting = called_meeting(2)
    start = start_of("alver")
    assert [task.url for task in start.tasks] == [reverse("governance:meeting", args=[meeting.pk])]
    assert start.next_meeting is not None
    assert start.next_meeting.regrets == reverse("governance:register_regrets", args=[meeting.pk])
    page = shown("alver")
    assert "Eg kan ikkje kome" in page
    assert reverse("governance:invitation", args=[meeting.pk]) in page


def test_who_has_sent_regrets_is_told_so() -> None:
    meeting = called_meeting()
    do(acts.register_regrets, "alver", meeting=meeting, seat=seat("alver"))
    start = start_of("alver")
    assert start.tasks == []
    assert start.next_meeting is not None
    assert start.next_meeting.excused
    assert not start.next_meeting.regrets
    assert "Du har meldt forfall" in shown("alver")


def test_a_meeting_that_is_not_called_shows_its_agenda_to_those_who_prepare_it_only() -> None:
    planned_meeting()
    for key in ("secretariat_leader", "alver"):
        meeting = start_of(key).next_meeting
        assert meeting is not None
        assert not meeting.called
        assert not meeting.regrets
    assert "Planlagt, ikkje kalla inn enno" in shown("alver")


def test_who_is_in_no_body_is_told_of_no_meeting() -> None:
    called_meeting()
    assert start_of("contact").next_meeting is None
    assert start_of("project_manager").next_meeting is None


@pytest.mark.parametrize("key", ["leader", "alver", "ks", "adviser"])
def test_a_meeting_in_session_stands_first_with_the_way_to_its_room(key: str) -> None:
    meeting = open_meeting()
    start = start_of(key)
    assert [room.url for room in start.in_session] == [reverse("governance:room", args=[meeting.pk])]
    assert all(task.url != start.in_session[0].url for task in start.tasks)


def test_others_are_not_shown_into_the_room() -> None:
    open_meeting()
    assert start_of("contact").in_session == []


def test_the_leader_is_asked_to_approve_the_summons() -> None:
    meeting = frozen_meeting()
    urls = [task.url for task in start_of("leader").tasks]
    assert reverse("governance:approve_summons", args=[meeting.pk]) in urls


def test_a_contact_finds_the_own_municipality() -> None:
    assert [party.label for party in start_of("contact").parties] == ["Fedje"]
    assert "Kommunen din" in shown("contact")


def test_a_project_manager_finds_the_own_projects() -> None:
    project = candidate(manager=person("project_manager"))
    assert [line.url for line in start_of("project_manager").projects] == [project.get_absolute_url()]
    assert "Prosjekta dine" in shown("project_manager")


def test_who_holds_no_office_is_told_what_is_open() -> None:
    page = shown("project_manager")
    assert "Du har ikkje noko verv" in page
    assert reverse("portfolio:projects") in page


def test_what_is_overdue_says_by_how_much() -> None:
    adopted(rule("notice_days", 14))
    meeting = planned_meeting(clock.now() + timedelta(days=9))
    late = [task for task in start_of("secretariat_leader").tasks if task.late]
    assert [(task.url, task.late) for task in late] == [(meeting.get_absolute_url(), 5)]
    assert "5 dagar over fristen" in shown("secretariat_leader")


def test_conformance_leads_to_the_board_in_that_state() -> None:
    client = Client()
    client.force_login(user("ks"))
    board = client.get("/conformance/").context["board"]
    for line in start_of("ks").conformance:
        rows = client.get(line.url).context["groups"]
        shown_there = sum(len(duties) for _name, duties in rows)
        assert line.label.startswith(f"{shown_there} ")
        assert 0 < shown_there < len(board.duties)


def test_the_last_decisions_are_there_and_those_that_are_not_published_not_for_strangers(client: Client) -> None:
    meeting = open_meeting(1)
    decision = decide(meeting, "Sak 1")
    close(meeting)
    assert start_of("contact").decisions[0].label == f"{decision.label} {decision.title}"
    assert decision.title not in client.get("/").content.decode()


def test_the_term_shows_when_the_agreement_is_evaluated() -> None:
    line = start_of("ks").term
    assert line.held.in_force
    assert [words for words, _start, _until in line.windows] == ["evaluering"]


def test_an_act_is_seen_at_once() -> None:
    assert start_of("alver").next_meeting is None
    called_meeting()
    assert start_of("alver").next_meeting is not None


def test_an_office_that_ends_is_gone_from_the_next_page_on(client: Client) -> None:
    client.force_login(user("adviser"))
    assert client.get("/journal/").status_code == 200
    holding = OfficeHolding.objects.get(person=person("adviser"))
    end_office(holding=holding, until=clock.today(), source="Brev", by=INSTALLATION, at=clock.now())
    assert client.get("/journal/").status_code == 404


def _statements(client: Client) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get("/").status_code == 200
    return len(made)


def test_few_statements_and_the_same_number_however_much_there_is() -> None:
    called_meeting(1)
    few = {key: _first_and_again(key) for key in EVERYONE}
    called_meeting(4, clock.now() + timedelta(days=30))
    planned_meeting(clock.now() + timedelta(days=44))
    assert Meeting.objects.count() == 3
    many = {key: _first_and_again(key) for key in EVERYONE}
    assert many == few
    assert all(first <= 47 for first, _again in many.values())  # for one of whom nothing is kept yet
    assert all(again <= 8 for _first, again in many.values())  # what was worked out holds until something is done


def test_the_board_reads_once_what_several_of_its_checks_ask_for() -> None:
    called_meeting(1)
    caches["kept"].clear()
    with CaptureQueriesContext(connection) as made:
        board = charter.conformance(clock.today())
    assert len(made) <= len(board.duties) + 12


def _first_and_again(key: str) -> tuple[int, int]:
    """Count a page on which all but the state of the agreement is worked out anew, and the same page once more."""
    client = Client()
    client.force_login(user(key))
    caches["kept"].clear()
    client.get("/conformance/")
    first = _statements(client)
    return first, _statements(client)


def test_the_first_of_many_things_stand_on_the_start_page_and_all_when_asked() -> None:
    fedje = Organisation.objects.get(name="Fedje")
    for number in range(FIRST + 3):
        do(needs.send_need, "contact", organisation=fedje, kind="need", name=f"Behov {number:02d}", text="Noko.")
    start = start_of("adviser")
    client = Client()
    client.force_login(user("adviser"))
    page = client.get("/").content.decode()
    assert f"Vis alle {len(start.tasks)}" in page
    assert page.count('<div class="when">') == FIRST
    everything = client.get("/?all").content.decode()
    assert everything.count('<div class="when">') == len(start.tasks) > FIRST
    assert "Vis alle" not in everything


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("SG-4")
def test_those_who_lead_the_portfolio_see_how_it_stands_in_a_few_lines() -> None:
    project = running()
    client = Client()
    for who in ("leader", "alver", "ks"):
        client.force_login(user(who))
        lines = {line.url: line.label for line in client.get("/").context["start"].portfolio}
        assert lines["/projects/?light=none"].startswith("1 "), "it has not reported"
        assert project.name in client.get("/projects/?light=none").text
    client.force_login(user("contact"))
    assert client.get("/").context["start"].portfolio == []
