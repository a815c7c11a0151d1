"""The example co-operation: what it shows, that everybody in it has something to do, and that nothing else is touched."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import html
from pytest_django import DjangoDbBlocker, Settings

from samstyring.accounts import queries as accounts
from samstyring.charter import queries as charter
from samstyring.charter.models import Accession, SchemeConnection
from samstyring.finance.models import FundingPlan
from samstyring.governance import acts
from samstyring.governance.acts.record_attendance import SeatAttendance
from samstyring.governance.models import Action, AgendaItem, Decision, Delivery, Meeting, Minutes, Round, Seat
from samstyring.governance.queries.decisions import address_of_decision
from samstyring.kernel import actors, clock, journal
from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Installation, JournalEntry
from samstyring.parties.models import Person
from samstyring.portfolio.models import Mandate, Project, RadarImport, RiskAcceptance
from samstyring.records.models import TakenOverDecision, TakeOver
from samstyring.ui.worklist import waiting_for
from samstyring.web.demo import begin, cast, place
from tests.support.databases import Databases, rolled_back

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database in which the story was told, once for all tests here."""
    with django_db_blocker.unblock():
        name = databases.copy(databases.empty)
        with databases.use(name):
            begin.begin()
        yield name
        databases.drop(name)


@pytest.fixture
def demo(told: str, databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The example, rolled back afterwards."""
    with django_db_blocker.unblock(), databases.use(told, again=True), rolled_back():
        yield


@pytest.fixture
def own_demo(told: str, databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The example in a database of its own, which may be thrown away."""
    with django_db_blocker.unblock():
        name = databases.copy(told)
        with databases.use(name):
            yield
        databases.drop(name)


def one_of_the_cast(key: str, on: date | None = None) -> Actor:
    address = next(cast.address(part) for part in everyone() if part.key == key)
    return actors.person(Person.objects.get(email=address).pk, on or clock.today())


def everyone() -> list[cast.Part]:
    return [cast.SECRETARIAT_LEADER, cast.ADVISER, *cast.WITH_ACCOUNT]


# What it shows -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
def test_the_clock_opens_on_the_day_and_all_was_done_before() -> None:
    assert clock.today() == begin.TODAY
    instants = list(JournalEntry.objects.order_by("position").values_list("at", flat=True))
    assert instants == sorted(instants)
    assert instants[-1] < clock.now()
    assert journal.verify() is None
    assert Installation.objects.get().mode == "demo"


@pytest.mark.usefixtures("demo")
def test_forty_have_signed_and_most_are_connected() -> None:
    assert Accession.objects.count() == 40
    assert SchemeConnection.objects.count() == 38


@pytest.mark.usefixtures("demo")
@pytest.mark.clause("BG-5")
def test_three_years_were_taken_over_as_an_example() -> None:
    assert TakeOver.objects.get().is_example
    assert {decision.dated.year for decision in TakenOverDecision.objects.all()} == {2020, 2021, 2022}
    assert set(Project.objects.exclude(taken_over_by=None).values_list("state", flat=True)) == {
        "closed",
        "entered",
        "started",
        "stopped",
    }


@pytest.mark.usefixtures("demo")
def test_the_meetings_stand_as_they_should() -> None:
    states = {clock.local_date(meeting.starts_at): meeting.state for meeting in Meeting.objects.all()}
    assert states[date(2022, 10, 7)] == states[date(2022, 11, 4)] == Meeting.State.HELD
    assert states[date(2022, 12, 9)] == Meeting.State.CALLED
    assert set(Decision.objects.values_list("way", flat=True)) == {"consensus", "leader", "noted"}
    assert set(Minutes.objects.values_list("state", flat=True)) == {"approved", "sent"}
    assert AgendaItem.objects.get(case__title__startswith="Start av DigiHelse").label == "SG 22/22"
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert all(delivery.sent_at is not None and delivery.sent_at < clock.now() for delivery in Delivery.objects.all())


@pytest.mark.usefixtures("demo")
def test_a_risk_is_accepted_and_the_radar_was_brought_up_to_date_from_a_spreadsheet(client: Client) -> None:
    accepted = RiskAcceptance.objects.get()
    assert accepted.basis.decision.body_key == "SG"
    assert [(row.new, row.changed) for row in RadarImport.objects.order_by("at")] == [(8, 0), (1, 1)]
    assert all("eksempel" in row.source for row in RadarImport.objects.all())
    client.force_login(next(user for user in accounts.cast() if user.person_id == one_of_the_cast("adviser").person_id))
    assert "Akseptert" in client.get(accepted.risk.get_absolute_url()).text


@pytest.mark.usefixtures("demo")
def test_actions_are_done_open_and_overdue() -> None:
    states = set(Action.objects.values_list("state", flat=True))
    assert {"done", "open"} <= states
    assert Action.objects.filter(state="open", deadline__lt=clock.today()).count() == 1


@pytest.mark.usefixtures("demo")
def test_the_board_shows_every_state_that_it_can() -> None:
    states = {duty.state for duty in charter.conformance(clock.today()).duties}
    assert {"fulfilled", "coming", "due", "broken"} <= states


@pytest.mark.usefixtures("demo")
def test_nobody_in_it_is_anybody() -> None:
    offices = ("Kommunedirektør, ", "Kontaktperson, ", "Leiar, ", "Rådgivar, ", "Representant, ", "Observatør, ")
    for person in Person.objects.all():
        assert person.name.startswith(
            (*offices, "Prosjektleiar, ", "Digitaliseringssjef, ", "Rådgivar informasjonstryggleik, ", "Utanforståande")
        )
        assert not person.email or person.email.endswith("@dome.example")


# Everybody has something to do ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("key", [part.key for part in everyone()])
def test_each_of_the_cast_has_something_to_do_and_can_go_there(key: str, client: Client) -> None:
    actor = one_of_the_cast(key)
    waiting = waiting_for(actor, clock.today())
    assert bool(waiting) is (key != "stranger")
    client.force_login(next(user for user in accounts.cast() if user.person_id == actor.person_id))
    assert client.get(reverse("web:start")).status_code == 200
    for thing in waiting:
        assert client.get(thing.url.partition("#")[0]).status_code == 200, thing.url


@pytest.mark.usefixtures("demo")
@pytest.mark.clause("SG-3")
def test_the_meeting_that_is_called_can_be_held_and_starts_the_project() -> None:
    meeting = Meeting.objects.get(state=Meeting.State.CALLED)
    at = datetime.combine(date(2022, 12, 9), time(9, 5), tzinfo=clock.OSLO)
    adviser, leader = one_of_the_cast("adviser", at.date()), one_of_the_cast("leader", at.date())
    acts.open_meeting(meeting=meeting, by=adviser, at=at)
    seats = [SeatAttendance(seat, seat.key != "oygarden") for seat in Seat.objects.filter(body=meeting.body)]
    acts.record_attendance(meeting=meeting, seats=seats, by=adviser, at=at)
    for words in ("DigiHelse i Vestland", "Felles arkivkjerne", "DigiHelsestasjon"):
        item = AgendaItem.objects.get(meeting=meeting, case__title__contains=words)
        acts.take_up_item(item=item, by=adviser, at=at)
        acts.find_consensus(round_=Round.objects.get(item=item), silent_agree=True, by=leader, at=at)
    project = Project.objects.get(code="P-22-001")
    assert (project.state, project.owner.name if project.owner else "") == ("started", "Sunnfjord")
    assert Mandate.objects.in_force(at.date()).filter(project=project).exists()
    clinic = Project.objects.get(code="P-21-003")
    assert FundingPlan.objects.get(project=clinic).state == "proposed"  # it waits for its condition
    acts.close_meeting(meeting=meeting, rest="postponed", by=adviser, at=at)


# The command ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def own_folders(settings: Settings, tmp_path: Path) -> Path:
    """Folders that may be thrown away."""
    for name in ("MEDIA_ROOT", "EMAIL_FILE_PATH", "PDF_CACHE", "HOME"):
        setattr(settings, name, tmp_path / name)
    return tmp_path


@pytest.mark.usefixtures("demo")
def test_an_example_that_is_there_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    entries = JournalEntry.objects.count()
    call_command("demo")
    call_command("demo", "--today", "2022-11-22")
    assert JournalEntry.objects.count() == entries
    assert "alver@dome.example" in capsys.readouterr().out


@pytest.mark.usefixtures("demo")
def test_its_clock_can_be_moved_on_but_not_before_what_was_done() -> None:
    call_command("demo", "--today", "2022-12-09")
    assert clock.today() == date(2022, 12, 9)
    with pytest.raises(CommandError, match="--fresh"):
        call_command("demo", "--today", "2022-11-01")
    with pytest.raises(CommandError):
        call_command("demo", "--today", "i dag")


@pytest.mark.usefixtures("founded")
@pytest.mark.parametrize("flags", [(), ("--fresh",)])
def test_a_real_installation_is_left_alone(flags: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "look", lambda: place.Place.REAL)
    monkeypatch.setattr(place, "throw_away", lambda: pytest.fail("thrown away"))
    entries = JournalEntry.objects.count()
    with pytest.raises(CommandError):
        call_command("demo", *flags)
    assert JournalEntry.objects.count() == entries


@pytest.mark.usefixtures("founded")
def test_the_database_itself_tells_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.look() is place.Place.DEMO
    tables = connection.introspection.table_names()
    for there, expected in (([], place.Place.EMPTY), (["annas"], place.Place.FOREIGN)):
        monkeypatch.setattr(connection.introspection, "table_names", lambda there=there: there)
        assert place.look() is expected
    assert "kernel_installation" in tables


@pytest.mark.usefixtures("empty_copy")
def test_a_day_before_the_story_is_refused_and_one_in_it_stops_it() -> None:
    assert place.look() is place.Place.UNFOUNDED
    with pytest.raises(CommandError):
        call_command("demo", "--today", "2022-08-01")
    begun = begin.begin(date(2022, 9, 13))
    assert clock.today() == date(2022, 9, 13)
    assert begun.done > 200
    assert not Decision.objects.exists()
    assert TakeOver.objects.exists()


@pytest.mark.usefixtures("own_demo")
def test_fresh_throws_the_earlier_example_away(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = own_folders / "MEDIA_ROOT" / "ab"
    kept.mkdir(parents=True)
    before = JournalEntry.objects.count()
    told = []
    monkeypatch.setattr(begin, "begin", lambda today, progress: told.append(today) or begin.Begun(clock.now(), 0))
    call_command("demo", "--fresh")
    assert told == [begin.TODAY]
    assert not JournalEntry.objects.exists()
    assert before > 100
    assert not kept.exists()
    assert Path(configured.MEDIA_ROOT).is_relative_to(own_folders)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("key", ["fedje", "stranger"])
def test_no_link_leads_to_what_is_not_theirs(key: str, client: Client) -> None:
    """From the decisions, a project and the body, whoever may read little meets no page that is not there."""
    actor = one_of_the_cast(key)
    client.force_login(next(user for user in accounts.cast() if user.person_id == actor.person_id))
    approving = Decision.objects.filter(case__kind="minutes").latest("decided_on")
    pages = [
        address_of_decision(approving),
        reverse("governance:body", args=["SG"]),
        reverse("portfolio:project", args=["P-20-001"]),
    ]
    links = {href for page in pages for href in links_of(client, page)}
    assert links
    for href in sorted(links):
        assert client.get(href).status_code in {200, 302}, href
        if "/basis/" in href:
            assert client.get(href, follow=True).status_code == 200, href


@pytest.mark.usefixtures("demo")
@pytest.mark.clause("BG-5")
def test_whoever_only_has_an_account_meets_no_word_of_what_is_not_released(client: Client) -> None:
    actor = one_of_the_cast("stranger")
    client.force_login(next(user for user in accounts.cast() if user.person_id == actor.person_id))
    public = set(Decision.objects.filter(release__isnull=False).values_list("title", flat=True))
    hidden = set(Decision.objects.filter(release__isnull=True).values_list("title", flat=True)) - public
    assert hidden
    about = Project.objects.filter(pk__in=Decision.objects.values("case__about_id"))
    pages = ["/", "/decisions/", "/agreement/", reverse("governance:body", args=["SG"])]
    pages += [project.get_absolute_url() for project in about]
    pages += [reverse("web:basis", args=[row.basis_id]) for row in Decision.objects.filter(release__isnull=True)]
    for page in pages:
        read = html.fromstring(client.get(page, follow=True).content).text_content()
        assert not [title for title in hidden if title in read], page


def links_of(client: Client, page: str) -> set[str]:
    """Return the addresses that a page's own part leads to."""
    found = html.fromstring(client.get(page).content).xpath("//main//a/@href")
    return {str(href).partition("#")[0] for href in found if str(href).startswith("/")}
