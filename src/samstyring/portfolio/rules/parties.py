"""Who owns and who takes part: by the answer that counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Answer, Participation

ACCEPTING = (Answer.Kind.ACCEPT, Answer.Kind.RESERVE)


def last_answer(answers: Iterable[Answer]) -> Answer | None:
    """Return the answer that counts: the last one."""
    return max(answers, key=lambda answer: answer.sequence, default=None)


def has_accepted(answer: Answer | None) -> bool:
    """Tell whether an answer makes the party an owner or a participant, with a reservation or without (GP-3)."""
    return answer is not None and answer.kind in ACCEPTING


@dataclass(frozen=True)
class Anchoring:
    """How far a project is anchored with its parties: who has accepted, reserved, declined, and not answered."""

    accepted: tuple[Participation, ...] = ()
    reserved: tuple[Participation, ...] = ()
    declined: tuple[Participation, ...] = ()
    silent: tuple[Participation, ...] = ()

    @property
    def asked(self) -> int:
        """Return how many stand on the project."""
        return len(self.accepted) + len(self.reserved) + len(self.declined) + len(self.silent)

    @property
    def yes(self) -> int:
        """Return how many have accepted, with a reservation or without."""
        return len(self.accepted) + len(self.reserved)

    @property
    def whole(self) -> bool:
        """Tell whether everybody has accepted."""
        return not self.declined and not self.silent


def anchoring(rows: Iterable[tuple[Participation, Answer | None]]) -> Anchoring:
    """Sort participations by the answer that counts."""
    sorted_rows: dict[str, list[Participation]] = {"accept": [], "reserve": [], "decline": [], "silent": []}
    for participation, answer in rows:
        sorted_rows[str(answer.kind) if answer else "silent"].append(participation)
    return Anchoring(*(tuple(sorted_rows[kind]) for kind in ("accept", "reserve", "decline", "silent")))
