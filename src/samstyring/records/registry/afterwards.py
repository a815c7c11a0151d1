"""What floors above say of how a decision that was taken over stands now: its page asks them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samstyring.kernel.actors import Actor
from samstyring.kernel.registry import Registry

from ..models import TakenOverDecision


@dataclass(frozen=True)
class Afterwards:
    """How a decision stands: a mark with its words, and lines of words with an address ("" where there is none)."""

    mark: tuple[str, str]
    lines: Sequence[tuple[str, str]]


Said = Callable[[TakenOverDecision, Actor], Afterwards]
_sources: Registry[Said] = Registry("what became of decisions that were taken over")


def register_afterwards(source: Said) -> Said:
    """Register who says how a decision that was taken over stands, as a decorator."""
    return _sources.register(source.__name__, source)


def afterwards(decision: TakenOverDecision, by: Actor) -> list[Afterwards]:
    """Return what is said of how a decision stands."""
    return [source(decision, by) for source in _sources]
