"""What can be asked of ranked lists when another agreement takes over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..models import Project, RankedList, Ranking
from ..rules.versions import in_force, repealed_by
from .versions import OPEN


@dataclass(frozen=True)
class ListStanding:
    """A list that is not closed: the version in force, with its candidates in order, or none yet."""

    ranked_list: RankedList
    in_force: Ranking | None

    @property
    def candidates(self) -> Sequence[Project]:
        """Return its candidates in order."""
        return [row.project for row in self.in_force.candidates.all()] if self.in_force else []


def lists_standing(on: date) -> list[ListStanding]:
    """Return the lists in force on a day, and those that have a draft. Three SQL statements."""
    found = []
    rows = RankedList.objects.select_related("body").prefetch_related("rankings__candidates__project")
    for row in rows.order_by("code"):
        versions = list(row.rankings.all())
        current = in_force(versions, on)
        draft = repealed_by(versions, on) is None and any(each.state in OPEN for each in versions)
        if current is not None or draft:
            found.append(ListStanding(row, current))
    return found
