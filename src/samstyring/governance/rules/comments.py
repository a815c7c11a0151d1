"""What holds for comments on a case paper. Pure questions on rows already fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import CaseComment


@dataclass(frozen=True)
class Thread:
    """A first remark with what followed."""

    first: CaseComment
    entries: Sequence[CaseComment] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits: nobody resolved it, or it was opened again."""
        settled = [entry.kind for entry in self.entries if entry.kind != CaseComment.Kind.REMARK]
        return not settled or settled[-1] == CaseComment.Kind.REOPENED

    @property
    def last(self) -> CaseComment:
        """Return what was said or done last."""
        return self.entries[-1] if self.entries else self.first


def threads(rows: Iterable[CaseComment]) -> list[Thread]:
    """Gather comments in their order into threads, by their first remark."""
    firsts: dict[object, CaseComment] = {}
    entries: dict[object, list[CaseComment]] = {}
    for row in rows:
        if row.thread_id is None:
            firsts[row.pk] = row
        else:
            entries.setdefault(row.thread_id, []).append(row)
    return [Thread(first, entries.get(key, [])) for key, first in firsts.items()]
