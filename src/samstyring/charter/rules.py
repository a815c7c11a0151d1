"""What the agreement says, asked as pure questions on what was fetched."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from .errors import AgreementNotInForce


@dataclass(frozen=True)
class Term:
    """The agreement's term seen from a day (VA-1). `until` is the first day it no longer holds."""

    on: date
    term_from: date
    until: date | None
    title: str

    @property
    def in_force(self) -> bool:
        """Tell whether the agreement is in force on the day."""
        return self.term_from <= self.on and (self.until is None or self.on < self.until)

    @property
    def expired(self) -> bool:
        """Tell whether the term is over on the day."""
        return self.until is not None and self.on >= self.until

    @property
    def last_day(self) -> date | None:
        """Return the last day in force."""
        return self.until - timedelta(days=1) if self.until else None

    @property
    def days_left(self) -> int | None:
        """Return how many days are left, the day itself not counted; negative when over."""
        return (self.until - self.on).days if self.until else None


def require_in_force(term: Term) -> None:
    """Refuse a new commitment when the agreement is not in force. Raises AgreementNotInForce (VA-1)."""
    if term.in_force:
        return
    if term.expired and term.last_day:
        raise AgreementNotInForce(
            _(
                "The agreement ran out: its last day was %(day)s. New commitments cannot be made. You can still "
                "approve minutes, correct, archive, wind up, and register what was decided inside the term."
            )
            % {"day": term.last_day.isoformat()}
        )
    raise AgreementNotInForce


@dataclass(frozen=True)
class Ruled:
    """A rule of procedure as it stands: its value, and where it comes from. No value: not regulated, not checked."""

    key: str
    value: Any
    source: str
    text: str = ""

    @property
    def regulated(self) -> bool:
        """Tell whether anything at all is said about it."""
        return self.value is not None
