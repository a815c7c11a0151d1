"""What the worker does each morning by itself: apps register it here, and one job a day carries it out.

The job plans the next one first, so that a fault in one morning's work does not end the mornings. Nothing changes state
because a clock struck: what is done is an act of the system, on a provision of the charter, or nothing at all.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task

from samstyring.kernel import clock
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
    """Do what is done each morning, and plan the next one. What fails is logged, and the others are done."""
    plan_next()
    return do_rounds()


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


def plan_next(*, at_once: bool = False) -> None:
    """Queue the next morning's job, unless one waits. Jobs wait by the machine's clock."""
    from django_tasks_db.models import DBTaskResult

    if DBTaskResult.objects.filter(task_path=morning.module_path, status=TaskResultStatus.READY).exists():
        return
    when = timezone.now() if at_once else next_morning(timezone.now())
    morning.using(run_after=when).enqueue()


def next_morning(now: datetime) -> datetime:
    """Return when the next morning's job is done."""
    here = now.astimezone(clock.OSLO)
    day = here.date() if here.time() < MORNING else here.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=clock.OSLO)
