"""Draft the order of a ranked list."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.ranking import write_candidates
from ..models import RankedList, Ranking
from ..rules.ranking import ordered


@acts.act(says=_("%(who)s drafted a ranking of %(count)s for %(list)s"))
def draft_ranking(
    *, ranked_list: RankedList, candidates: Sequence[Mapping[str, Any]], note: str = "", by: Actor, at: datetime
) -> Ranking:
    """Draft a version: `candidates` are rows of project, asked (øre), reason, and the `place` that each is wanted at.

    It has no number and no force until a decision adopts it whole (SG-4, SG-5); two drafts may compete. Raises
    InvalidInput.
    """
    rows = ordered(candidates)
    draft: Ranking = Ranking.objects.create(ranked_list=ranked_list, note=note.strip(), created_at=at)
    write_candidates(ranking=draft, rows=rows)
    acts.record(ranked_list, draft, *(row["project"] for row in rows), list=ranked_list.name, count=len(rows))
    return draft
