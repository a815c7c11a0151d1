"""The first look after any act: what is kept says what is worked out anew, and takes few statements."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from samstyring.charter import acts as charter_acts
from samstyring.charter import queries as charter
from samstyring.charter.models import Accession
from samstyring.governance import acts
from samstyring.governance.models import Action, Case, Meeting
from samstyring.kernel import ahead, clock, keeping
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties.acts import end_office
from samstyring.parties.models import OfficeHolding
from samstyring.portfolio.models import Participation
from samstyring.records.uploads import Upload
from samstyring.ui.worklist import all_that_waits
from samstyring.web.queries import start_page
from tests.founding import actor, person, user
from tests.governance.asking import contact_of
from tests.governance.steps import attend, close, decide, do, follow_up, free_text_case, planned_meeting, take_up
from tests.portfolio.steps import candidate, mandate

MOST = 25
MOST_AFTER_A_NIGHT = 8
READERS = ("adviser", "leader", "alver", "contact")
OWN_PAGES = {"adviser": ("/work-list/", "/conformance/", "/agreement/")}


def meeting() -> Meeting:
    return Meeting.objects.get(body__key="SG", state__in=["planned", "called", "open", "held"])


def case(title: str = "Felles") -> Case:
    return Case.objects.get(title__startswith=title)


def a_case_with_follow_up() -> None:
    follow_up(free_text_case("Felles rutine"), deadline=clock.today() + timedelta(days=7))


def a_party_leaves() -> None:
    do(
        charter_acts.give_notice,
        accession=Accession.objects.get(organisation__name="Alver"),
        notice_on=clock.today(),
        last_day=clock.today() + timedelta(days=200),
        source="Brev",
        letter=Upload("brev.txt", b"we leave"),
    )


STORY: tuple[tuple[str, Callable[[], Any]], ...] = (
    ("a case is made", a_case_with_follow_up),
    ("a meeting is planned", planned_meeting),
    ("a case is put on the agenda", lambda: do(acts.put_on_agenda, meeting=meeting(), case=case())),
    ("the agenda is frozen", lambda: do(acts.freeze_agenda, meeting=meeting())),
    ("the meeting is called", lambda: do(acts.call_meeting, "leader", meeting=meeting())),
    ("the meeting is opened", lambda: do(acts.open_meeting, meeting=meeting())),
    ("who is there", lambda: attend(meeting(), "alver", "nordfjord", "bergen_leiar")),
    ("an item is taken up", lambda: take_up(meeting(), "Felles")),
    ("a decision is made", lambda: decide(meeting(), "Felles")),
    ("the meeting is closed", lambda: close(meeting())),
    ("minutes are drafted", lambda: do(acts.draft_minutes, meeting=meeting())),
    ("a project is registered", candidate),
    ("a mandate is drafted", lambda: mandate(Participation.objects.all()[0].project)),
    ("a party asks for something", lambda: contact_of("Austrheim")),
    (
        "a follow-up is reported",
        lambda: do(acts.report_action, "contact", action=Action.objects.get(), text="Gjort", done=True),
    ),
    ("a party gives notice", a_party_leaves),
    (
        "an office ends",
        lambda: end_office(
            holding=OfficeHolding.objects.get(person=person("contact")),
            until=clock.today(),
            source="Brev",
            by=INSTALLATION,
            at=clock.now(),
        ),
    ),
)


@pytest.mark.usefixtures("founded")
def test_the_first_look_after_any_act_takes_few_statements_and_says_what_is_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PASSES", timedelta(hours=1))  # on a slow machine minutes pass between two looks
    clients = {reader: Client() for reader in READERS}
    for reader, client in clients.items():
        client.force_login(user(reader))
    caches["kept"].clear()
    assert ahead.work_out().done["web.start_pages"] >= len(READERS)
    assert max(max(counts) for counts in look(clients).values()) <= MOST_AFTER_A_NIGHT
    for number, (what, act) in enumerate(STORY):
        act()
        most = max(max(counts) for counts in look(clients).values())
        assert most <= MOST, (what, most)
        # Each act is followed by one of the readers, and by all of them at the end.
        some = READERS if what == STORY[-1][0] else (READERS[number % len(READERS)],)
        kept = told(some)
        with nothing_kept():
            assert kept == told(some), what


def look(clients: dict[str, Client]) -> dict[str, list[int]]:
    """Ask for each page by each reader, and return how many SQL statements each took."""
    found: dict[str, list[int]] = {}
    for reader, client in clients.items():
        for address in ("/", *OWN_PAGES.get(reader, ())):
            with CaptureQueriesContext(connection) as made:
                assert client.get(address).status_code == 200
            found.setdefault(reader, []).append(len(made))
    return found


def told(readers: Iterable[str]) -> list[Any]:
    """Return all that the pages tell."""
    today = clock.today()
    board = charter.conformance()
    return [board, *(start_page(actor(key)) for key in readers), all_that_waits(actor("adviser"), today)]


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Work everything out anew."""
    empty = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "empty"}
    with override_settings(CACHES={"default": empty, "kept": empty}):
        caches["kept"].clear()
        yield
