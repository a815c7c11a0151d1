"""Several people at the same time: each call in a thread of its own, with a database connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from samstyring.kernel import clock
from samstyring.kernel.errors import Refusal
from tests.founding import actor


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Do everything at once. Return what each answered, or the refusal that it met, in the order given.

    Only for tests with a database of their own (founded_copy): the threads see what has been committed.
    """
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return call()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [done.result() for done in [pool.submit(run, call) for call in calls]]


def doing(act: Callable[..., Any], who: str = "adviser", **arguments: Any) -> Callable[[], Any]:
    """Return a call that does an act as one of the cast. Who and when are settled now, as by a page opened before."""
    by, at = actor(who), clock.now()
    return lambda: act(by=by, at=at, **arguments)


def split(answers: list[Any]) -> tuple[list[Any], list[Refusal]]:
    """Part what was done from what was refused."""
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    return [answer for answer in answers if not isinstance(answer, Refusal)], refused
