"""Those whose duty it is are reminded ahead of time, once for each date (SG-6, SE-4a)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from samstyring.accounts.acts import choose_language
from samstyring.charter import acts, queries, reminder_letters
from samstyring.charter.errors import NobodyToRemind
from samstyring.charter.models import Reminder, ReminderLetter
from samstyring.charter.rules import STATES
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.models import JournalEntry
from samstyring.portfolio.acts import ask_for_acceptance
from samstyring.records import rounds
from samstyring.ui.worklist import waiting_for
from tests.founding import EXAMPLE, actor, person, user
from tests.governance.steps import do
from tests.portfolio import steps as projects

EVALUATION = date(2023, 1, 1)


@pytest.fixture
def december(founded: None) -> Iterator[datetime]:
    """The tenth of December 2022: the evaluation's window opens in three weeks, and no meeting was held."""
    at = datetime(2022, 12, 10, 9, tzinfo=clock.OSLO)
    with clock.standing_at(at):
        yield at


def reminded(who: str) -> set[tuple[str, date]]:
    return {(row.obligation, row.due) for row in Reminder.objects.filter(person=person(who))}


def planned() -> int:
    return DBTaskResult.objects.filter(task_path=rounds.morning.module_path).count()


@pytest.mark.clause("SG-6", "SE-4a", "VA-2")
def test_leader_and_secretariat_are_reminded_ahead_once_in_one_letter_each(december: datetime) -> None:
    before = {duty.key: duty.state for duty in queries.conformance().duties}
    assert "charter.reminders: reminders: " in rounds.do_rounds()
    assert ("meeting_each_quarter", date(2022, 12, 31)) in reminded("leader")
    assert ("evaluation", EVALUATION) not in reminded("leader")  # whose duty it is, is not regulated
    assert {("meeting_each_quarter", date(2022, 12, 31)), ("evaluation", EVALUATION)} <= reminded("secretariat_leader")
    assert ReminderLetter.objects.count() == Reminder.objects.values("person").distinct().count()
    entry = JournalEntry.objects.order_by("-position").first()
    assert entry is not None
    assert (entry.act, entry.actor_kind, entry.authority) == ("charter.send_reminders", "system", "SE-4a")
    count = Reminder.objects.count()
    assert "nobody to remind" in rounds.do_rounds()
    with pytest.raises(NobodyToRemind):
        do(acts.send_reminders, "secretariat_leader", nudges=[])
    assert Reminder.objects.count() == count
    assert {duty.key: duty.state for duty in queries.conformance().duties} == before
    assert set(before.values()) <= set(STATES)


@pytest.mark.clause("SG-6")
def test_the_letter_is_in_the_readers_language_and_leads_to_a_page_that_asks_for_sign_in(
    december: datetime, client: Client
) -> None:
    choose_language(language="nb", by=actor("leader"), at=clock.now())
    rounds.do_rounds()
    for letter in ReminderLetter.objects.filter(person__in=[person("leader"), person("secretariat_leader")]):
        assert reminder_letters.send_reminder_letter.call(str(letter.pk)) == "sent"
        assert reminder_letters.send_reminder_letter.call(str(letter.pk)) == "nothing to do"
    told = {message.to[0]: message for message in mail.outbox}
    leaders = next(message for to, message in told.items() if "leader@" in to and "secretariat" not in to)
    secretariats = next(message for to, message in told.items() if "secretariat_leader@" in to)
    assert "Frister framover" in leaders.subject
    assert "Fristar framover" in secretariats.subject
    assert str(secretariats.body).count("Ansvarleg: ") == len(reminded("secretariat_leader"))
    address = next(word for word in str(leaders.body).split() if "/conformance/" in word)
    assert client.get(address[address.index("/conformance/") :]).status_code == 302


@pytest.mark.clause("SG-6", "SE-4a")
def test_the_board_and_the_work_list_tell_when_it_is_or_was_reminded(december: datetime, client: Client) -> None:
    client.force_login(user("secretariat_leader"))
    answer = client.get(reverse("charter:conformance"))
    board = {duty.key: duty for duty in answer.context["board"].duties}
    assert reverse("charter:send_reminders") in answer.content.decode()
    assert "standard er 21 dagar før: ikkje regulert" in board["meeting_each_quarter"].reminded
    assert "standard" not in board["evaluation"].reminded  # the charter says 60 days
    assert "Leiar, styringsgruppa" in client.get(reverse("charter:send_reminders")).content.decode()
    assert client.post(reverse("charter:send_reminders"), {}).status_code == 302
    page = client.get(reverse("charter:conformance")).content.decode()
    assert "Minna om 10. des." in page.replace("\xa0", " ")
    assert reverse("charter:send_reminders") not in page  # everyone has been: nothing is offered
    page = client.get(reverse("charter:send_reminders")).content.decode()
    assert "Ingen skal minnast om noko no" in page
    assert "Send påminningane" not in page
    assert "Ingen skal minnast om noko no" in client.post(reverse("charter:send_reminders"), {}).content.decode()
    assert "charter.meeting_each_quarter" in {row.key for row in waiting_for(actor("leader"), clock.today())}
    with clock.standing_at(december + timedelta(days=40)):
        assert "charter.meeting_each_quarter" not in {row.key for row in waiting_for(actor("leader"), clock.today())}


@pytest.mark.clause("EN-1", "SG-8")
def test_of_a_duty_of_the_parties_only_those_that_have_something_to_do_are_reminded(december: datetime) -> None:
    project = projects.candidate()
    place = projects.place(project, "Fedje")
    do(ask_for_acceptance, project=project, participations=[place], answer_by=date(2022, 12, 20))
    rounds.do_rounds()
    assert ("asked_parties_answer", date(2022, 12, 20)) in reminded("contact")
    assert ("asked_parties_answer", date(2022, 12, 20)) not in reminded("alver")


def test_a_charter_that_gives_nobody_the_power_sends_none(db: None) -> None:
    source = EXAMPLE.read_text(encoding="utf-8").replace('  "charter.send_reminders",\n', "")
    at = datetime(2022, 12, 20, 9, tzinfo=clock.OSLO)
    with clock.standing_at(at):
        acts.found(source_text=source, mode="demo", clock_offset=timedelta(0), by=INSTALLATION, at=at)
        assert queries.clause_of_reminding(at.date()) == ""
        assert "nobody to remind" in rounds.do_rounds()


def test_one_morning_is_planned_at_a_time_and_a_fault_does_not_end_them(founded: None) -> None:
    rounds.plan_next()
    rounds.plan_next(at_once=True)
    assert planned() == 1

    @rounds.every_morning("test.fault")
    def fault(today: date) -> str:
        raise ValueError(today)

    try:
        assert "test.fault: went wrong" in rounds.do_rounds()
    finally:
        del rounds.rounds._things["test.fault"]
    here = datetime(2022, 12, 10, 6, 0, tzinfo=clock.OSLO)
    assert rounds.next_morning(here).date() == here.date()
    assert rounds.next_morning(here + timedelta(hours=1)).date() == here.date() + timedelta(days=1)
