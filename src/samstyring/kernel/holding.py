"""What an act has read, for as long as nobody writes any of it.

An act asks many floors, and each asks for itself what it needs: who acts, the edition in force, who leads. Under the
house's lock nobody else writes, so such an answer holds until the act itself writes a table that it was read from.

What rests on no table that the act wrote stands for the acts after it too, in this process: beside it stand the marks
that its tables bore, and it is used only while they still bear them. It is kept pickled, as it was when it was read,
so that no act changes what another one gets.
"""

import pickle
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from .marks import Marks, mark_of
from .noting import Noted, current, noting

T = TypeVar("T")
MOST_STANDING = 2_000
"""So many answers stand at once in a process: a day's questions, of everyone who acts."""


@dataclass(frozen=True)
class _Standing:
    """An answer, pickled, and the marks that the tables bore which it was read from."""

    blob: bytes
    marks: dict[str, str]


_standing: dict[Hashable, _Standing] = {}


class Held:
    """The answers that one act holds, each beside the tables that it was read from."""

    def __init__(self, borne: Callable[[], Marks]) -> None:
        """Hold nothing yet. `borne` tells the marks that the tables bore when the act began."""
        self._borne = borne
        self._answers: dict[Hashable, tuple[Noted, object]] = {}
        self._read: dict[Hashable, _Standing] = {}
        self._written: set[str] = set()

    def ask(self, question: Hashable, read: Callable[[], T]) -> T:
        """Return the answer that is held, or read it. No caller changes an answer, which can be pickled."""
        if question not in self._answers:
            noted, answer = self._find(question) or self._look_up(question, read)
            if noted.passing or noted.outside:
                return cast(T, answer)
            self._answers[question] = noted, answer
        noted, answer = self._answers[question]
        if (outer := current()) is not None:
            outer.add(noted)
        return cast(T, answer)

    def _find(self, question: Hashable) -> tuple[Noted, object] | None:
        """Return what an earlier act read, where nobody has written any of its tables since."""
        found = _standing.get(question)
        if found is None or self._written & found.marks.keys():
            return None
        borne = self._marks
        if any(mark_of(table, borne) != mark for table, mark in found.marks.items()):
            return None
        return Noted(set(found.marks)), pickle.loads(found.blob)  # noqa: S301  # made below, in this process

    @cached_property
    def _marks(self) -> Marks:
        return self._borne()

    def _look_up(self, question: Hashable, read: Callable[[], T]) -> tuple[Noted, object]:
        borne = self._marks  # before what is read under them, and while the database still answers
        with noting() as noted:
            answer = read()
        if not (noted.passing or noted.outside or noted.tables & self._written):
            self._read[question] = _Standing(
                pickle.dumps(answer), {table: mark_of(table, borne) for table in noted.tables}
            )
        return noted, answer

    def forget(self, written: set[str]) -> None:
        """Let go of what rests on tables that are now written."""
        self._written |= written
        for question in [q for q, (noted, _) in self._answers.items() if noted.tables & written]:
            del self._answers[question]
        for question in [q for q, standing in self._read.items() if standing.marks.keys() & written]:
            del self._read[question]

    def forget_all(self) -> None:
        """Let go of everything: what was written is taken back."""
        self._answers.clear()

    def leave_standing(self) -> None:
        """Leave to the acts that follow what rests on nothing that this one wrote."""
        if len(_standing) > MOST_STANDING:
            _standing.clear()
        _standing.update(self._read)


_held: ContextVar[Held | None] = ContextVar("samstyring_held", default=None)


def held() -> Held | None:
    """Return what the running act holds, None outside one."""
    return _held.get()


@contextmanager
def holding(borne: Callable[[], Marks]) -> Iterator[Held]:
    """Hold, until the block ends, what is read in it. Only under the house's lock."""
    answers = Held(borne)
    token = _held.set(answers)
    try:
        yield answers
    finally:
        _held.reset(token)
        answers.leave_standing()
