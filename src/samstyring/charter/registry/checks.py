"""Checks of obligations: an app upstairs tells from its own rows whether a duty is lived."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from samstyring.kernel.registry import Registry

ObligationState = Literal["fulfilled", "coming", "due", "broken", "not_measured"]


@dataclass(frozen=True)
class Evidence:
    """One thing that shows whether a duty is lived: words, and where to look (an address, or "")."""

    text: Any
    url: str = ""
    holds: bool = True


@dataclass(frozen=True)
class Finding:
    """What a check found on a day: the state, why, the evidence, and the next date that matters.

    `concerns` are the parties that have something to do by that date, where the duty is the parties' and not all have.
    """

    state: ObligationState
    why: Any
    evidence: Sequence[Evidence] = ()
    next_date: date | None = None
    concerns: Sequence[UUID] = ()


@dataclass(frozen=True)
class Question:
    """What a check is asked: the obligation's parameters and window, on a day, by what is known today."""

    on: date
    today: date
    parameters: Mapping[str, Any] = field(default_factory=dict)
    window_from: date | None = None
    window_until: date | None = None
    agreement_id: UUID | None = None

    @property
    def agreement(self) -> UUID:
        """Return the id of the agreement that the obligation stands in. Raises ValueError where none was given."""
        if self.agreement_id is None:
            raise ValueError("the question names no agreement")
        return self.agreement_id


Check = Callable[[Question], Finding]
checks: Registry[Check] = Registry("obligation checks")


to_begin_with: dict[str, Any] = {}
"""What must be in place before a co-operation can work, as a task in words, by the check that tells whether it is."""


def check(name: str, *, begin_with: Any = None) -> Callable[[Check], Check]:
    """Register a check under the name that the charter uses ("governance.meeting_each_quarter").

    A check runs a fixed number of SQL statements, and lives on the highest floor that it reads. `begin_with` is the task,
    in words, for those who set the co-operation up while the check does not hold.
    """

    def decorate(function: Check) -> Check:
        if begin_with is not None:
            to_begin_with[name] = begin_with
        return checks.register(name, function)

    return decorate
