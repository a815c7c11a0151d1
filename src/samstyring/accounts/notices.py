"""Notices: what is new among what waits for someone, in one letter, in their language, as often as they chose.

What concerns a reader is what their own work list tells, so a notice can say nothing that the reader may not see. Those
who answer for a municipality without an account get what it is asked for, gathered on a Monday, at most every second week.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django_tasks import TaskResultStatus, task

from samstyring.charter import queries as charter
from samstyring.kernel import actors, clock
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import OfficeHolding, Person
from samstyring.parties.queries import WHO_ANSWERS
from samstyring.records import mail, sent_letters
from samstyring.records.rounds import every_morning

from . import notice_letters
from .models import NoticeLetter, Notices, Told, User

FORTNIGHT = timedelta(days=14)
PAUSE = timedelta(minutes=2)
"""How long what is told at once waits, so that what happens together comes in one letter."""
MONDAY = 0


@every_morning("accounts.notices")
def tell_each(today: date) -> str:
    """Tell everyone what is new for them, those who chose it today."""
    if not charter.is_founded():
        return "nothing is founded"
    chosen = [Notices.AT_ONCE, Notices.DAILY] + ([Notices.WEEKLY] if today.weekday() == MONDAY else [])
    told = tell_accounts(chosen, today)
    if today.weekday() == MONDAY:
        told += sum(tell(person, today, has_account=False) for person in _without_account(today))
    return f"letters: {told}"


def tell_accounts(chosen: Iterable[str], today: date) -> int:
    """Tell those who chose so, and return how many letters that is."""
    rows = User.objects.filter(is_active=True, notices__in=list(chosen)).select_related("person")
    return sum(tell(row.person, today, has_account=True) for row in rows)


def _without_account(today: date) -> Sequence[Person]:
    """Return those who answer for a municipality, have an address and no account, and got nothing for a fortnight.

    Whoever another letter asked for something this week waits until the next Monday.
    """
    since = clock.now() - FORTNIGHT
    lately = NoticeLetter.objects.filter(made_at__gt=since).values("person")
    holdings = OfficeHolding.objects.on(today).filter(office__role__in=WHO_ANSWERS, person__account=None)
    rows = holdings.exclude(person__email="").exclude(person__in=lately).select_related("person")
    people = {row.person_id: row.person for row in rows}
    asked = sent_letters.asked_lately(people, today)
    return [person for key, person in people.items() if key not in asked]


def tell(person: Person, today: date, *, has_account: bool) -> bool:
    """Queue a letter to a person with what is new for them, and note that they are told. False where nothing is."""
    if not person.email:
        return False
    with translation.override(person.language):
        lines = notice_letters.what_to_tell(actors.person(person.pk, today), today, has_account=has_account)
    keys = {line.key[:300] for line in lines}
    new = keys - set(Told.objects.filter(person=person, key__in=keys).values_list("key", flat=True))
    if not new:
        return False
    with transaction.atomic():
        Told.objects.bulk_create([Told(person=person, key=key) for key in sorted(new)])
        letter = NoticeLetter.objects.create(
            person=person, keys=sorted(new), made_at=clock.now(), message_id=mail.new_message_id()
        )
        notice_letters.send_notice.enqueue(str(letter.pk))
    return True


@Prepared
def _told_at_once() -> "QuerySet[User, UUID]":
    return User.objects.filter(is_active=True, notices=Notices.AT_ONCE).values_list("pk", flat=True)[:1]


def after_an_act(entry: object, running: object) -> None:
    """Queue that those who chose it are told at once, unless it waits already."""
    del entry, running
    from django_tasks_db.models import DBTaskResult

    if not _told_at_once():
        return
    waits = DBTaskResult.objects.filter(task_path=tell_now.module_path, status=TaskResultStatus.READY)
    if not waits.exists():
        tell_now.using(run_after=timezone.now() + PAUSE).enqueue()


@task()
def tell_now() -> str:
    """Tell those who chose to be told at once."""
    return f"letters: {tell_accounts([Notices.AT_ONCE], clock.today())}"
