"""Reading one page: what is asked several times while nothing is written is fetched once.

A page asks many floors, and each asks for itself what it needs: the edition in force, a project's mandates. Within
`once()` the functions that are `remembered` answer the second time from memory. Inside an act nothing is remembered
(but in a block that `only_reads`), and what was remembered before it is forgotten.

A question about one thing of many (the budgets of a project) that is `remembered_for_each` is asked about all of them at
once where the page has said that they belong `together`: as many SQL statements for the papers of ten projects as of one.

While something is worked out to be kept (`keeping`), its answers are its own: what is loaded later through one of them
(the leader's office of a body) is loaded anew for each that is worked out, so that each notes all that it rests on.
"""

import functools
import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from . import acts
from .noting import Noted, current, noting

T = TypeVar("T")
K = TypeVar("K")
F = TypeVar("F", bound=Callable[..., Any])
_kept: ContextVar[dict[Any, Any] | None] = ContextVar("samstyring_reading", default=None)
_together: ContextVar[frozenset[Any]] = ContextVar("samstyring_together", default=frozenset())
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


@contextmanager
def together(things: Iterable[Any]) -> Iterator[None]:
    """Say that the block asks about each of these things (keys of rows, of one kind or several)."""
    token = _together.set(_together.get() | frozenset(things))
    try:
        yield
    finally:
        _together.reset(token)


class ForEach(Generic[K, T]):
    """A question about many things (their keys) as a question about each, answered once within `once()`.

    `function` returns an answer for every key that it is asked about, also for one of another kind. The first time that
    one is asked about within `together`, all of those are.
    """

    def __init__(self, function: Callable[[Collection[K]], Mapping[K, T]]) -> None:
        self.function = function

    def _of_one(self, thing: K) -> T:
        return self.function([thing])[thing]

    def _place(self, thing: K) -> Any:
        return (current(), self._question(thing))

    def _question(self, thing: K) -> tuple[Any, ...]:
        return (self._of_one, (thing,), ())

    def __call__(self, thing: K) -> T:
        """Return the answer about one thing."""
        kept = _kept.get()
        if kept is None or _off():
            return self._of_one(thing)
        if self._place(thing) not in kept:
            others = _together.get() - {thing}
            if others:
                self.of_all([thing, *others])
            else:
                kept[self._place(thing)] = _answer(kept, self._question(thing))
        return cast(T, kept[self._place(thing)])

    def of_all(self, things: Collection[K]) -> Mapping[K, T]:
        """Return the answers about several things, those that are not known already asked for at once."""
        kept = _kept.get()
        if kept is None or _off():
            return self.function(things)
        if new := [thing for thing in things if self._place(thing) not in kept]:
            kept.update({self._place(thing): answer for thing, answer in self.function(new).items()})
        return {thing: kept[self._place(thing)] for thing in things}


def remembered_for_each(function: Callable[[Collection[K]], Mapping[K, T]]) -> ForEach[K, T]:
    """Have a question about many things asked about each; see ForEach. Used as a decorator."""
    return ForEach(function)


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
