"""Reading one page: what is asked several times while nothing is written is fetched once.

A page asks many floors, and each asks for itself what it needs: the edition in force, a project's mandates. Within
`once()` the functions that are `remembered` answer the second time from memory. Inside an act nothing is remembered.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

from . import acts

F = TypeVar("F", bound=Callable[..., Any])
_kept: ContextVar[dict[Any, Any] | None] = ContextVar("samstyring_reading", default=None)


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


def remembered(function: F) -> F:
    """Have a query answered once within `once()`, for the same arguments (which must be hashable).

    For questions whose answer holds nothing that depends on the language, and that no caller changes.
    """

    @functools.wraps(function)
    def ask(*args: Any, **kwargs: Any) -> Any:
        kept = _kept.get()
        if kept is None or acts.is_running():
            return function(*args, **kwargs)
        key = (function, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = function(*args, **kwargs)
        return kept[key]

    return cast(F, ask)
