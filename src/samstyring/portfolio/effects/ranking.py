"""Writing the order of a ranked list."""

from collections.abc import Mapping, Sequence
from typing import Any

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import RankedCandidate, Ranking


@effect
def write_candidates(
    *, ranking: Ranking, rows: Sequence[Mapping[str, Any]], basis: Basis | None = None
) -> list[RankedCandidate]:
    """Write the candidates of a draft in place of those that it had, in the order of the rows."""
    del basis
    RankedCandidate.objects.filter(ranking=ranking).delete()
    return RankedCandidate.objects.bulk_create(
        RankedCandidate(ranking=ranking, place=place, **row) for place, row in enumerate(rows, 1)
    )
