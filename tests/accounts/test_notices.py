"""Notices: what is new among what waits for someone, in one letter, as often as they chose, and nothing they may not see."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from samstyring.accounts import acts, notice_letters, notices
from samstyring.accounts.models import NoticeLetter, Told
from samstyring.kernel import clock
from samstyring.parties.models import Person
from samstyring.portfolio import acts as portfolio
from samstyring.portfolio.models import Answer
from tests.agreement.test_status_reports import GREEN, opened, started, the_ask
from tests.founding import actor, person, user
from tests.governance.asking import ask, contact_of
from tests.governance.steps import called_meeting, do, item_of
from tests.portfolio import steps as projects

MONDAY = date(2022, 11, 28)
TUESDAY = datetime(2022, 11, 22, 9, tzinfo=clock.OSLO)


@pytest.fixture(autouse=True)
def tuesday(founded: None) -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


def choose(who: str, choice: str) -> None:
    acts.choose_notices(notices=choice, by=actor(who), at=clock.now())


def letters(who: Person | str) -> list[NoticeLetter]:
    return list(NoticeLetter.objects.filter(person=person(who) if isinstance(who, str) else who))


def asked(*names: str) -> None:
    """Ask municipalities to take part in two projects each."""
    for title in ("DigiHelse", "Felles arkiv"):
        project = projects.candidate(title, owner=None, participants=names)
        places = [projects.place(project, name) for name in names]
        do(
            portfolio.ask_for_acceptance,
            project=project,
            participations=places,
            answer_by=clock.today() + timedelta(days=30),
        )


@pytest.mark.clause("SE-4d", "FO-2")
def test_what_is_new_comes_once_in_one_letter_in_the_readers_language() -> None:
    asked("Fedje")
    notices.tell_each(clock.today())
    [letter] = letters("contact")
    assert len(letter.keys) == 2
    assert notice_letters.send_notice.call(str(letter.pk)) == "sent"
    message = mail.outbox[-1]
    assert "dette ventar på deg" in message.subject
    assert "DigiHelse" in str(message.body)
    assert "Felles arkiv" in str(message.body)
    notices.tell_each(clock.today())
    assert letters("contact") == [letter]
    assert notice_letters.send_notice.call(str(letter.pk)) == "nothing to do"


@pytest.mark.clause("SE-4d")
def test_what_is_done_or_no_longer_seen_when_it_is_sent_is_not_told() -> None:
    asked("Fedje")
    notices.tell_each(clock.today())
    [letter] = letters("contact")
    for project in projects.Project.objects.all():
        projects.answered(project, "Fedje")
    assert notice_letters.letter_of(letter) is None
    assert notice_letters.send_notice.call(str(letter.pk)) == "nothing left to tell"
    assert letters("contact") == []
    assert not any("contact@" in message.to[0] for message in mail.outbox)
    for row in NoticeLetter.objects.exclude(person=person("contact")):
        written = notice_letters.letter_of(row)
        assert written is None or "Fedje" not in written.text or row.person == person("adviser")


def test_each_chooses_how_often_on_a_page_of_their_own(client: Client) -> None:
    client.force_login(user("contact"))
    page = client.get(reverse("accounts:notices"))
    assert "éin gong om dagen" in page.content.decode()
    assert client.post(reverse("accounts:notices"), {"notices": "hourly"}).status_code == 422
    assert client.post(reverse("accounts:notices"), {"notices": "weekly"}).status_code == 302
    asked("Fedje")
    notices.tell_each(clock.today())
    assert letters("contact") == []
    notices.tell_each(clock.today() + timedelta(days=6))  # Monday
    assert len(letters("contact")) == 1
    assert "2 ting" in client.get(reverse("accounts:notices")).content.decode()
    assert Client().get(reverse("accounts:notices")).status_code == 302


def test_at_once_gathers_what_happens_together_and_never_is_never() -> None:
    jobs = DBTaskResult.objects.filter(task_path=notices.tell_now.module_path)
    asked("Alver")
    assert not jobs.exists()
    choose("contact", "at_once")
    choose("alver", "never")
    asked("Fedje")
    assert jobs.count() == 1
    notices.tell_now.call()
    assert [len(letter.keys) for letter in letters("contact")] == [2]
    notices.tell_each(clock.today())
    assert letters("alver") == []


@pytest.mark.clause("FO-2", "FO-3")
def test_a_municipality_without_an_account_gets_what_it_is_asked_for_gathered_every_second_week() -> None:
    answering = projects.officer("Askvoll", "contact")
    asked("Askvoll")
    notices.tell_each(clock.today())
    assert letters(answering) == []  # a Tuesday
    notices.tell_each(MONDAY)
    [letter] = letters(answering)
    written = notice_letters.letter_of(letter)
    assert written is not None
    assert written.text.count("- Askvoll: ") == 2
    assert "annakvar veke" in written.text
    asked_again = TUESDAY + timedelta(days=6)
    with clock.standing_at(asked_again):
        project = projects.candidate("Tredje prosjekt", owner=None, participants=["Askvoll"])
        places = [projects.place(project, "Askvoll")]
        answer_by = clock.today() + timedelta(days=30)
        do(portfolio.ask_for_acceptance, project=project, participations=places, answer_by=answer_by)
        notices.tell_each(clock.today())
        assert letters(answering) == [letter]
    with clock.standing_at(TUESDAY + timedelta(days=20)):
        notices.tell_each(clock.today())
        assert [len(row.keys) for row in letters(answering)] == [1, 2]
    assert Told.objects.filter(person=answering).count() == 3


@pytest.mark.clause("FO-2", "SR-1")
def test_each_line_of_the_gathered_letter_has_the_link_that_answers_it(client: Client) -> None:
    shared = contact_of("Austrheim", "Masfjorden")
    other = projects.officer("Askvoll", "contact")
    asked("Austrheim", "Askvoll")
    case = item_of(called_meeting(), "Sak 1").case
    ask(case, "Austrheim", "Masfjorden")
    notices.tell_each(MONDAY)
    text = sent_to(shared)
    assert text.count("- Austrheim: ") == 2
    assert text.count("- Austrheim og Masfjorden: ") == 1, "what one link answers is one line"
    own = re.findall(r"/q/\w+/", text)
    assert len(set(own)) == 3
    assert not set(own) & set(re.findall(r"/q/\w+/", sent_to(other)))

    acceptance = next(address for address in own if "DigiHelse" in client.get(address).text)
    assert "Austrheim" in client.get(acceptance).text
    assert not Answer.objects.exists(), "reading answers nothing"
    who = {"answered_by": "Rådgivar", "answered_as": "Rådgivar"}
    assert client.post(acceptance, {"kind": "accept", **who}).status_code == 200
    given = Answer.objects.get()
    assert (given.participation.organisation.name, given.way) == ("Austrheim", "link")
    assert acceptance not in sent_to(shared), "what is answered meanwhile is not asked"
    before = next(address for address in own if "Felles arkiv" in client.get(address).text)
    asked_again = projects.Project.objects.get(name="Felles arkiv")
    places, answer_by = [projects.place(asked_again, "Austrheim")], clock.today() + timedelta(days=30)
    do(portfolio.ask_for_acceptance, project=asked_again, participations=places, answer_by=answer_by)
    after = re.findall(r"/q/\w+/", sent_to(shared))
    assert len(after) == 2
    assert before not in after, "only the link that takes an answer is sent"
    assert client.get(before).status_code == 410


@pytest.mark.clause("SG-4")
def test_a_status_report_in_the_gathered_letter_has_the_link_that_answers_it(client: Client) -> None:
    project = started()
    answering = projects.officer("Sunnfjord", "contact")
    ask = the_ask(opened(project), project)
    assert ask.asked_to == answering
    notices.tell_each(MONDAY)
    [link] = re.findall(r"/q/\w+/", sent_to(answering))
    assert project.name in client.get(link).text
    who = {"answered_by": "Vikar", "answered_as": "prosjektleiar"}
    assert client.post(link, {**GREEN, **who}).status_code == 200
    assert ask.reports.get().way == "link"
    [letter] = letters(answering)
    assert notice_letters.letter_of(letter) is None, "what is answered meanwhile is not asked"


def sent_to(who: Person) -> str:
    """Return the gathered letter to someone, as it would be sent now."""
    [letter] = letters(who)
    written = notice_letters.letter_of(letter)
    assert written is not None
    return written.text
