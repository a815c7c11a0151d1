"""Record what became of a candidate of a ranked list."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.records.uploads import Upload

from ..effects.ranking import write_outcome
from ..errors import NotRanked
from ..models import CandidateOutcome, Project, RankedList
from ..queries import ranking as queries
from ..rules.ranking import checked_outcome


@acts.act(says=gettext_lazy("%(who)s recorded what became of %(project)s on the ranked list %(list)s"))
def record_outcome(
    *,
    ranked_list: RankedList,
    project: Project,
    state: str,
    happened_on: date,
    evidence: str,
    amount: int | None = None,
    words: str = "",
    letter: Upload | None = None,
    by: Actor,
    at: datetime,
) -> CandidateOutcome:
    """Record that it was applied for, awarded (`amount` in øre) in full or in part, refused, postponed or dropped.

    `evidence` says where that is written, `letter` is the file. The last one counts; those before stay. An award in
    part changes nothing by itself: a smaller mandate and budget are new versions that wait for their decision (SG-5).
    Raises NotRanked for what no decided version holds, InvalidInput, FileEmpty, FileRefused.
    """
    today = clock.local_date(at)
    place = queries.decided_place(ranked_list, project)
    if place is None:
        raise NotRanked
    amount = checked_outcome(state, happened_on, amount, evidence, place.asked, today)
    made = write_outcome(
        ranked_list=ranked_list,
        project=project,
        number=queries.next_outcomes(ranked_list, [project])[project.pk],
        state=state,
        happened_on=happened_on,
        amount=amount,
        evidence=evidence,
        words=words,
        letter=letter,
        at=at,
    )
    files = [made.document] if made.document else []
    acts.record(ranked_list, made, project, *files, project=str(project), list=ranked_list.name, state=state)
    return made
