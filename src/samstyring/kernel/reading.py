"""Reading one page: what is asked several times while nothing is written is fetched once.

A page asks many floors, and each asks for itself what it needs: the edition in force, a project's mandates. Within
`once()` the functions that are `remembered` answer the second time from memory. Inside an act nothing is remembered
(but in a block that `only_reads`), and what was remembered before it is forgotten.

While something is worked out to be kept (`keeping`), its answers are its own: what is loaded later through one of them
(the leader's office of a body) is loaded anew for each that is worked out, so that each notes all that it rests on.
"""

import functools
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from . import acts
from .noting import Noted, current, noting

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
_kept: ContextVar[dict[Any, Any] | None] = ContextVar("samstyring_reading", default=None)
_only_reads: ContextVar[bool] = ContextVar("samstyring_only_reads", default=False)


@contextmanager
def once() -> Iterator[None]:
    """Remember, until the block ends, what is read in it. A block within another one adds nothing."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def only_reads() -> Iterator[None]:
    """Remember, until the block ends, what is read in it, within an act too: nothing is written meanwhile.

    What was read before the block is not used in it, and what is read in it is not used afterwards. Raises
    WrittenMeanwhile when something is written after all.
    """
    if _only_reads.get() or not acts.is_running():
        with once():
            yield
        return
    before = _written()
    token, mark = _kept.set({}), _only_reads.set(True)
    try:
        yield
    finally:
        _kept.reset(token)
        _only_reads.reset(mark)
    if _written() != before:
        raise WrittenMeanwhile


class WrittenMeanwhile(RuntimeError):
    """Something was written in a block that only reads: what was remembered in it may be wrong."""


def _written() -> int:
    return acts.require_running("only_reads").writes


def _off() -> bool:
    return acts.is_running() and not _only_reads.get()


def is_on() -> bool:
    """Tell whether what is read now is remembered."""
    return _kept.get() is not None and not _off()


def remembered(function: F) -> F:
    """Have a query answered once within `once()`, for the same arguments (which must be hashable).

    For questions whose answer holds nothing that depends on the language, and that no caller changes.
    """

    @functools.wraps(function)
    def ask(*args: Any, **kwargs: Any) -> Any:
        kept = _kept.get()
        if kept is None or _off():
            return function(*args, **kwargs)
        question = (function, args, tuple(sorted(kwargs.items())))
        mine = (current(), question)
        if mine not in kept:
            kept[mine] = _answer(kept, question)
        return kept[mine]

    return cast(F, ask)


def for_all(function: Callable[[], T]) -> T:
    """Have a question answered once within `once()`, for whatever is worked out in it: its answer is part of none."""
    kept = _kept.get()
    if kept is None or acts.is_running():
        return function()
    if function not in kept:
        kept[function] = function()
    answer: T = kept[function]
    return answer


@acts.subscribe
def _forget(entry: Any, running: acts.Running) -> None:
    """Forget what was read before an act."""
    del entry, running
    if (kept := _kept.get()) is not None:
        kept.clear()


@dataclass(frozen=True)
class _Answer:
    """An answer as it came, pickled, and what it rests on."""

    blob: bytes
    noted: Noted


def _answer(kept: dict[Any, Any], question: tuple[Any, ...]) -> Any:
    """Return a copy of the answer that another one got, or ask."""
    noted = current()
    found: _Answer | None = kept.get(question)
    if found is not None:
        if noted is not None:
            noted.add(found.noted)
        return pickle.loads(found.blob)  # noqa: S301  # made below, in this page
    function, args, named = question
    if noted is None:
        return function(*args, **dict(named))
    with noting() as rests_on:
        answer = function(*args, **dict(named))
        kept[question] = _Answer(pickle.dumps(answer), rests_on)
    return answer
