"""The provisions that lay no duty of their own on anyone: they describe, give a power, or say what another one does."""

from collections.abc import Sequence
from dataclasses import dataclass

from .conformance import Board
from .editions import said


@dataclass(frozen=True)
class Provision:
    """A provision without a duty, as a list names it."""

    ref: str
    heading: str


def without_duty(board: Board) -> Sequence[Provision]:
    """Return the provisions of the text in force on the board's day that no duty on it rests on. No SQL of its own."""
    held = {duty.clause for duty in board.duties}
    return [Provision(row["id"], row["heading"]) for row in said("clause", board.on) or [] if row["id"] not in held]
