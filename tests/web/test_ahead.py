"""Nobody waits for what a new day or a new version would have worked out anew: it is worked out ahead."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from samstyring.accounts.acts import choose_language
from samstyring.accounts.queries import seen_within
from samstyring.governance.models import Meeting
from samstyring.kernel import ahead, clock, keeping
from samstyring.records import rounds
from samstyring.web import ahead as web_ahead
from samstyring.web.queries import start_page
from tests.founding import actor, move_to, person, user
from tests.governance.steps import called_meeting, do
from tests.portfolio import steps as projects
from tests.web.test_first_look import nothing_kept, told

MOST = 25
READERS = ("adviser", "leader", "alver", "contact", "project_manager")


@contextmanager
def registered(name: str, function: ahead.Works) -> Iterator[None]:
    ahead.every_day(name, order=0)(function)
    try:
        yield
    finally:
        del ahead.works._things[name]


def pages() -> list[tuple[str, str]]:
    """Return who looks at what."""
    names = (
        "charter:agreement",
        "charter:conformance",
        "charter:who_is_where",
        "parties:organisations",
        "parties:asked",
    )
    addresses = [*map(reverse, (*names, "web:work_list", "portfolio:projects"))]
    addresses += [
        reverse("charter:clause", args=["SG-7"]),
        reverse("governance:meeting", args=[Meeting.objects.get().pk]),
    ]
    return [*((reader, "/") for reader in READERS), *(("adviser", address) for address in addresses)]


@pytest.mark.usefixtures("founded")
def test_the_first_look_after_a_start_takes_few_statements_whoever_looks_in_whichever_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "PASSES", timedelta(hours=1))  # on a slow machine minutes pass between two looks
    called_meeting(2)
    projects.started()
    do(choose_language, "leader", language="nb")
    clients = {reader: Client() for reader in READERS}
    for reader, client in clients.items():
        client.force_login(user(reader))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = user(reader).person.language  # as whoever signs in gets it
    for reader, address in pages():
        clients[reader].get(address)  # for what a process knows by itself afterwards
    caches["kept"].clear()
    with translation.override("en"):
        assert not ahead.work_out().faults
    as_it_starts = dict(caches["kept"]._cache)  # type: ignore[attr-defined]
    for reader, address in pages():
        caches["kept"].clear()
        caches["kept"]._cache.update(as_it_starts)  # type: ignore[attr-defined]
        caches["kept"]._expire_info.update(dict.fromkeys(as_it_starts))  # type: ignore[attr-defined]
        with CaptureQueriesContext(connection) as made:
            assert clients[reader].get(address).status_code == 200
        assert len(made) <= MOST, (reader, address, len(made))
    for language in ("nn", "nb"):
        with translation.override(language):
            kept = told(READERS[:4])
            with nothing_kept():
                assert kept == told(READERS[:4])


def test_before_anything_is_founded_there_is_nothing_to_work_out(db: None) -> None:
    said = ahead.work_out()
    assert (said.faults, said.ran_out) == ({}, False)
    assert "charter.board" not in said.done


def test_what_cannot_be_worked_out_is_logged_and_stops_nothing_else(
    founded: None, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[int] = []

    def piece(number: int) -> None:
        tried.append(number)
        raise ValueError(number)

    def no_pieces(today: date) -> Iterator[ahead.Piece]:
        raise ValueError(today)

    with (
        registered("test.faults", lambda today: [partial(piece, number) for number in range(9)]),
        registered("test.no_pieces", no_pieces),
    ):
        said = ahead.work_out()
    assert tried == [0, 1, 2]
    assert said.faults == {"test.faults": ahead.MOST_FAULTS, "test.no_pieces": 1}
    assert said.done["charter.board"] >= 1
    assert "test.faults cannot be worked out ahead" in caplog.text
    assert "test.faults: 3 went wrong" in str(said)


def test_a_start_waits_no_longer_than_it_may(founded: None) -> None:
    said = ahead.work_out(within=-1)
    assert (said.done, said.ran_out) == ({}, True)


def test_those_who_were_here_last_come_first_and_no_more_than_there_is_room_for(founded: None) -> None:
    for key in ("contact", "leader"):
        Client().force_login(user(key))
    found = [key for key, _language in seen_within(web_ahead.LATELY, most=4)]
    assert found[:2] == [person("leader").pk, person("contact").pk]
    assert len(found) == 4  # and whoever has got an account and not used it
    account = user("alver")
    assert (person("alver").pk, "nn") in seen_within(web_ahead.LATELY, most=100)
    move_to(clock.now() + timedelta(days=90))
    assert account.last_login is None
    assert (person("alver").pk, "nn") not in seen_within(web_ahead.LATELY, most=100)
    assert (person("leader").pk, "nn") in seen_within(web_ahead.LATELY, most=100)


def waiting() -> list[datetime]:
    rows: Any = DBTaskResult.objects.filter(task_path=rounds.midnight.module_path)
    return list(rows.order_by("run_after").values_list("run_after", flat=True))


def test_the_day_is_worked_out_as_it_turns_and_again_as_the_worker_starts(founded: None) -> None:
    rounds.plan_midnight()
    rounds.plan_midnight()
    (turns,) = waiting()
    at = clock.instant() + (turns - timezone.now())
    assert clock.local_date(at) == clock.today() + timedelta(days=1)
    assert clock.local_date(at - timedelta(seconds=30)) == clock.today()
    rounds.work_out_now()
    rounds.work_out_now()
    assert len(waiting()) == 2
    caches["kept"].clear()
    assert "charter.board" in rounds.midnight.call()
    assert len(waiting()) == 2  # the next midnight waited already
    with CaptureQueriesContext(connection) as made:
        told_again = start_page(actor("adviser"))
    assert told_again.conformance
    assert len(made) <= MOST
