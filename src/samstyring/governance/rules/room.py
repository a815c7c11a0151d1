"""How a round stands: who was asked, what they said, and what that makes. Pure questions on rows already fetched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ..models import Position

IN_FAVOUR = (Position.Kind.NO_OBJECTION, Position.Kind.SUPPORT, Position.Kind.REMARK)
NEEDS_WORDS = (
    Position.Kind.REMARK,
    Position.Kind.OBJECT,
    Position.Kind.NOT_TAKING_PART,
    Position.Kind.DEMANDS_MEETING,
)
WORDS_MISSING = {
    Position.Kind.REMARK: _("Write the remark."),
    Position.Kind.OBJECT: _("Write the reason for the objection."),
    Position.Kind.NOT_TAKING_PART: _("Write why the seat does not take part."),
    Position.Kind.DEMANDS_MEETING: _("Write why the case must be treated in a meeting."),
}


@dataclass(frozen=True)
class Stand:
    """Where one entitled seat stands in a round. `kind` is None while the seat has not answered."""

    seat_id: UUID
    round_seat_id: UUID
    name: str
    holder: str
    represents: str
    present: bool
    weight: int = 1
    is_leader: bool = False
    kind: str | None = None
    text: str = ""
    by_secretary: bool = False

    @property
    def answered(self) -> bool:
        """Tell whether the seat has said where it stands."""
        return self.kind is not None

    @property
    def in_favour(self) -> bool:
        """Tell whether the seat goes along."""
        return self.kind in IN_FAVOUR

    @property
    def objects(self) -> bool:
        """Tell whether the seat objects."""
        return self.kind == Position.Kind.OBJECT

    @property
    def demands_meeting(self) -> bool:
        """Tell whether the seat demands that the case is treated in a meeting (in writing only)."""
        return self.kind == Position.Kind.DEMANDS_MEETING


@dataclass(frozen=True)
class Tally:
    """A round summed up. An objection counts even if the seat has left since."""

    stands: Sequence[Stand]

    @property
    def present(self) -> list[Stand]:
        """Return the entitled seats that are at the meeting."""
        return [stand for stand in self.stands if stand.present]

    @property
    def absent(self) -> list[Stand]:
        """Return the entitled seats that are not."""
        return [stand for stand in self.stands if not stand.present]

    @property
    def objecting(self) -> list[Stand]:
        """Return the seats that object."""
        return [stand for stand in self.stands if stand.objects]

    @property
    def silent(self) -> list[Stand]:
        """Return the present seats that have not answered."""
        return [stand for stand in self.stands if stand.present and not stand.answered]

    @property
    def in_favour(self) -> list[Stand]:
        """Return the seats that go along."""
        return [stand for stand in self.stands if stand.in_favour]

    @property
    def answered(self) -> int:
        """Return how many of those present have answered."""
        return sum(1 for stand in self.stands if stand.present and stand.answered)

    def consensus(self, *, silent_agree: bool = False) -> bool:
        """Tell whether those present agree: someone in favour, nobody against, nobody silent (SG-7)."""
        agree = len(self.in_favour) + (len(self.silent) if silent_agree else 0)
        return agree > 0 and not self.objecting and (silent_agree or not self.silent)


@dataclass(frozen=True)
class Count:
    """The result of a vote, in seats or in weights. `needed` is the least that carries the proposal."""

    in_favour: int
    against: int
    of: int
    needed: int
    by_leader: bool = False

    @property
    def carried(self) -> bool:
        """Tell whether the proposal is carried."""
        return self.in_favour >= self.needed or self.by_leader


def count(tally: Tally, parameters: Mapping[str, Any], *, weighted: bool) -> Count:
    """Count the votes: more than half of those who vote ("present", the usual) or of all the seats ("all").

    On a tie the leader's own vote settles it where the procedure says so (`tie = "leader"`).
    """

    def size(stands: Iterable[Stand]) -> int:
        return sum(stand.weight if weighted else 1 for stand in stands)

    in_favour, against = size(tally.in_favour), size(tally.objecting)
    of = size(tally.stands) if parameters.get("of") == "all" else in_favour + against
    needed = of // 2 + 1
    tied = 2 * in_favour == of and of > 0
    leader_for = any(stand.is_leader and stand.in_favour for stand in tally.stands)
    return Count(in_favour, against, of, needed, tied and parameters.get("tie") == "leader" and leader_for)
