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


# Clause id -> what was done under it, the newest first; only what the reader may see. `on` is the last day counted.
Doings = Callable[[Actor, date], Mapping[str, Sequence[Done]]]
doings: Registry[Doings] = Registry("sources of what was done under a clause")
