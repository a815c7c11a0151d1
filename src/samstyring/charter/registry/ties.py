"""What ties a party to the co-operation: told by every app when it leaves, and what of it ends that day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis
from samstyring.kernel.registry import Registry
from samstyring.parties.models import Organisation


@dataclass(frozen=True)
class Tie:
    """One tie: how it reads, and where to see it. One that ends does so by itself on the day after the last one."""

    text: Any
    url: str = ""
    ends: bool = False


def _nothing(organisation: Organisation, on: date, basis: Basis) -> None:
    del organisation, on, basis


def _nothing_again(organisation: Organisation, on: date, ended_by: Basis, basis: Basis) -> None:
    del organisation, on, ended_by, basis


def _nothing_over(predecessor: Organisation, successor: Organisation, on: date, basis: Basis) -> None:
    del predecessor, successor, on, basis


@dataclass(frozen=True)
class Ties:
    """An app's ties of a party. `told(organisation, reader, day)` gives what stands, as far as the reader may see it.

    `end(organisation, first day without, basis)` and `resume(organisation, same day, basis that ended, new basis)` are
    called within the act: periods end by the notice, and go on where it is taken back. `carry(predecessor, successor, first
    day, basis)` lets the successor of a merger go on with them.
    """

    name: str
    told: Callable[[Organisation, Actor, date], Sequence[Tie]]
    end: Callable[[Organisation, date, Basis], None] = _nothing
    resume: Callable[[Organisation, date, Basis, Basis], None] = _nothing_again
    carry: Callable[[Organisation, Organisation, date, Basis], None] = _nothing_over


ties: Registry[Ties] = Registry("what ties a party to the co-operation")
