"""What was done under a clause: told by the apps upstairs, shown on the agreement's pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samstyring.kernel.actors import Actor
from samstyring.kernel.registry import Registry


@dataclass(frozen=True)
class Done:
    """One thing done under a clause: how it reads ("SG 21/22 Mandate for …"), where to see it, and its date."""

    text: Any
    url: str
    on: date


@dataclass(frozen=True)
class Under:
    """What was done under one clause: the newest things, the newest first, and how many there are in all."""

    newest: Sequence[Done]
    count: int


# (reader, last day counted, clause or None: every clause, how many to give of each or None: all) -> clause id -> what
# was done under it; only what the reader may see.
Doings = Callable[[Actor, date, str | None, int | None], Mapping[str, Under]]
doings: Registry[Doings] = Registry("sources of what was done under a clause")
