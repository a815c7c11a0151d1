"""The ground that other tests stand on: each kind of database is what it says, and leaves nothing behind."""

import smtplib
import threading
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page

from tests.support.mail import SmtpServer


def leave_a_row() -> None:
    assert not Session.objects.exists()
    Session.objects.create(session_key="left", session_data="", expire_date=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("_time", [1, 2])
def test_the_tables_are_rolled_back(_time: int) -> None:
    leave_a_row()


@pytest.mark.parametrize("_time", [1, 2])
def test_the_founded_database_is_rolled_back(founded: None, _time: int) -> None:
    leave_a_row()


@pytest.mark.parametrize("_time", [1, 2])
def test_each_copy_is_new_and_other_threads_see_its_commits(founded_copy: None, _time: int) -> None:
    leave_a_row()
    seen = []

    def look() -> None:
        seen.append(Session.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


def test_an_empty_copy_takes_real_commits(empty_copy: None) -> None:
    leave_a_row()
    connection.close()
    assert Session.objects.count() == 1


@pytest.mark.postgres
def test_this_is_postgresql(db: None) -> None:
    assert connection.vendor == "postgresql"


def test_mail_goes_through_a_real_server(smtp_server: SmtpServer) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.no", "b@example.no", "Møte"
    message.set_content("Hei")
    with smtplib.SMTP(smtp_server.host, smtp_server.port) as client:
        client.send_message(message)
    assert [received["Subject"] for received in smtp_server.messages] == ["Møte"]


@pytest.mark.browser
def test_a_page_is_served_with_the_strict_policy(page: Page, axe: Callable[[Page], None]) -> None:
    response = page.goto("/there-is-no-such-page")
    assert response is not None
    assert response.status == 404
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    axe(page)
