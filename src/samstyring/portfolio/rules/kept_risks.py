"""The risks that were open when a status report was published, as it keeps them: with the words of that day. Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..models import Risk
from .risks import accepted, accepted_words, level

TOP = 3
"""How many stand beside the risk light; the rest are counted."""


@dataclass(frozen=True)
class KeptRisk:
    """A risk as it stood: its level now and after the actions as (mark, words), and how many actions were left."""

    number: str
    title: str
    kind: str
    weight: int
    now: tuple[str, str]
    after: tuple[str, str]
    left: int
    accepted: str = ""
    """How long it was accepted, in words; nothing where it was not."""


@dataclass(frozen=True)
class KeptRisks:
    """What stood open that day, the heaviest first. Opportunities are kept too, but only risks are highest."""

    rows: Sequence[KeptRisk]

    def __bool__(self) -> bool:
        return bool(self.risks)

    @property
    def risks(self) -> Sequence[KeptRisk]:
        """Return those that can do harm."""
        return [row for row in self.rows if row.kind == Risk.Kind.RISK]

    @property
    def highest(self) -> Sequence[KeptRisk]:
        """Return those that stand beside the light."""
        return self.risks[:TOP]

    @property
    def more(self) -> int:
        """Return how many other risks were open."""
        return len(self.risks) - len(self.highest)


def to_keep(risks: Iterable[Any], on: date) -> list[dict[str, Any]]:
    """Return open risks as a report keeps them, in the language that is set. `left` is counted on each by the query."""
    rows = []
    for risk in risks:
        now, after = level(risk), level(risk, after=True)
        if now is not None and after is not None:
            rows.append(
                {
                    "number": risk.number,
                    "title": risk.title,
                    "kind": risk.kind,
                    "weight": risk.standing.weight,
                    "now": list(now),
                    "after": list(after),
                    "left": risk.left,
                    "accepted": accepted_words(accepted(risk, on)),
                }
            )
    return rows


def kept_risks(rows: Iterable[Mapping[str, Any]]) -> KeptRisks:
    """Return what a report kept, the heaviest first."""
    found = [KeptRisk(**{**row, "now": tuple(row["now"]), "after": tuple(row["after"])}) for row in rows]
    return KeptRisks(sorted(found, key=lambda row: -row.weight))
