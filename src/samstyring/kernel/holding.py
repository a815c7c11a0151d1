"""What an act has read, for as long as it writes none of it.

An act asks many floors, and each asks for itself what it needs: the edition in force, the body, who leads. Under the
house's lock nobody else writes, so such an answer holds until the act itself writes a table that it was read from.
What an act holds is read in that act, and gone with it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

from .noting import Noted, current, noting

T = TypeVar("T")


class Held:
    """The answers that one act holds, each beside the tables that it was read from."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._answers: dict[Hashable, tuple[Noted, object]] = {}

    def ask(self, question: Hashable, read: Callable[[], T]) -> T:
        """Return the answer that is held, or read it. No caller changes an answer."""
        if question in self._answers:
            noted, answer = self._answers[question]
            if (outer := current()) is not None:
                outer.add(noted)
            return cast(T, answer)
        with noting() as noted:
            answer = read()
        if not noted.passing:
            self._answers[question] = noted, answer
        return answer

    def forget(self, written: set[str]) -> None:
        """Let go of what rests on tables that are now written."""
        for question in [q for q, (noted, _) in self._answers.items() if noted.tables & written]:
            del self._answers[question]

    def forget_all(self) -> None:
        """Let go of everything: what was written is taken back."""
        self._answers.clear()


_held: ContextVar[Held | None] = ContextVar("samstyring_held", default=None)


def held() -> Held | None:
    """Return what the running act holds, None outside one."""
    return _held.get()


@contextmanager
def holding() -> Iterator[Held]:
    """Hold, until the block ends, what is read in it. Only under the house's lock."""
    token = _held.set(Held())
    try:
        yield cast(Held, _held.get())
    finally:
        _held.reset(token)
