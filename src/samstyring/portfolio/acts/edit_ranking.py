"""Edit the draft of a ranking: its order, and what is said of each candidate."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.ranking import write_candidates
from ..models import Ranking
from ..rules.ranking import ordered
from ..rules.versions import require_draft


@acts.act(says=_("%(who)s edited the draft ranking of %(count)s for %(list)s"))
def edit_ranking(
    *,
    ranking: Ranking,
    candidates: Sequence[Mapping[str, Any]],
    note: str = "",
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Ranking:
    """Write the draft anew. Raises VersionLocked once it is proposed (SG-5), Stale, InvalidInput."""
    ranking = Ranking.objects.select_for_update(of=("self",)).select_related("ranked_list").get(pk=ranking.pk)
    require_draft(ranking)
    ranking.check_revision(revision)
    rows = ordered(candidates)
    ranking.note = note.strip()
    ranking.revision += 1
    ranking.save(update_fields=["note", "revision"])
    write_candidates(ranking=ranking, rows=rows)
    told = ranking.ranked_list
    acts.record(told, ranking, *(row["project"] for row in rows), list=told.name, count=len(rows))
    return ranking
