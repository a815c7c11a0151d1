"""Record what became of a candidate of a ranked list."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.records.effects import make_document
from samstyring.records.models import Document
from samstyring.records.uploads import Upload

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
    label = CandidateOutcome.State(state).label
    document = None
    if letter is not None:
        title = _("%(project)s, %(list)s: %(state)s") % {"project": project, "list": ranked_list, "state": label}
        document = make_document(
            kind=Document.Kind.ATTACHMENT, title=title[:300], upload=letter, about=project, dated=happened_on
        )
    made = CandidateOutcome.objects.create(
        ranked_list=ranked_list,
        project=project,
        number=queries.next_outcome(ranked_list, project),
        state=state,
        happened_on=happened_on,
        amount=amount,
        words=words.strip()[:1000],
        evidence=evidence.strip()[:300],
        document=document,
        by_id=by.person_id,
        at=at,
    )
    files = [document] if document else []
    acts.record(ranked_list, made, project, *files, project=str(project), list=ranked_list.name, state=state)
    return made
