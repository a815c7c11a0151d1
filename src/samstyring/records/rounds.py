"""What the worker does by itself: at midnight it works out what the day's pages show, and each morning what apps ask for.

Each job plans the next one first, so that a fault in one morning's work does not end the mornings. Nothing changes state
because a clock struck: what is done is an act of the system, on a provision of the charter, or nothing at all.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task

from samstyring.kernel import ahead, clock
from samstyring.kernel.registry import Registry

logger = logging.getLogger(__name__)
MORNING = time(6, 30)

Round = Callable[[date], str]
rounds: Registry[Round] = Registry("what is done each morning")


def every_morning(name: str) -> Callable[[Round], Round]:
    """Register what is done each morning: (today) -> a few words on what was done. It can be done again at any time."""

    def decorate(function: Round) -> Round:
        return rounds.register(name, function)

    return decorate


@task()
def morning() -> str:
    """Do what is done each morning, and plan the next one. What fails is logged, and the others are done.

    Afterwards what the night and the morning have written is worked out again.
    """
    plan_next()
    return f"{do_rounds()}; {ahead.work_out()}"


@task()
def midnight() -> str:
    """Work out what the new day's pages show, before anybody asks for one, and plan the next midnight."""
    plan_midnight()
    return str(ahead.work_out())


def do_rounds() -> str:
    """Do all that is registered, and say what was done."""
    today, said = clock.today(), []
    for name in rounds.names():
        try:
            said.append(f"{name}: {rounds[name](today)}")
        except Exception:
            logger.exception("the morning's work %s went wrong", name)
            said.append(f"{name}: went wrong")
    return "; ".join(said)


def _waiting(job: Any) -> "QuerySet[Any]":
    """Return the jobs of a kind that wait."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(task_path=job.module_path, status=TaskResultStatus.READY)


def plan_next(*, at_once: bool = False) -> None:
    """Queue the next morning's job, unless one waits. Jobs wait by the machine's clock."""
    if _waiting(morning).exists():
        return
    when = timezone.now() if at_once else next_morning(timezone.now())
    morning.using(run_after=when).enqueue()


def next_morning(now: datetime) -> datetime:
    """Return when the next morning's job is done."""
    here = now.astimezone(clock.OSLO)
    day = here.date() if here.time() < MORNING else here.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=clock.OSLO)


def plan_midnight() -> None:
    """Queue the job of the next midnight, unless one waits."""
    if not _waiting(midnight).filter(run_after__gt=timezone.now()).exists():
        midnight.using(run_after=next_midnight()).enqueue()


def work_out_now() -> None:
    """Queue the same at once: the worker starts, perhaps as another version of the program."""
    if not _waiting(midnight).filter(run_after__lte=timezone.now()).exists():
        midnight.using(run_after=timezone.now()).enqueue()


def next_midnight() -> datetime:
    """Return when, by the machine's clock, the day turns by the installation's."""
    now = clock.instant()
    turns = datetime.combine(clock.local_date(now) + timedelta(days=1), time(0, 0, 1), tzinfo=clock.OSLO)
    return timezone.now() + (turns - now)
