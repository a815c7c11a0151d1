"""What of an update of the charter waits while the parties are asked to consent to an amendment."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .amending import TERM


@dataclass(frozen=True)
class InRound:
    """The amendment that is out for consent: its number, the clauses that it changes, and whether it sets a new term."""

    number: int
    refs: Collection[str]
    changes_term: bool

    def touches(self, row: Mapping[str, Any]) -> bool:
        """Tell whether a table rests on something that the parties are asked to change."""
        if self.changes_term and row.get("check") == TERM:
            return True
        return any(text.removeprefix("agreement:") in self.refs for text in _texts(row))


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a table, also those of the tables within it (a kind of case names a source for each part)."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, Sequence):
        yield from (text for each in value for text in _texts(each))
