"""Writing the order of a ranked list, and what became of its candidates."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel import acts
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.records.effects import make_document
from samstyring.records.models import Document
from samstyring.records.uploads import Upload

from ..models import CandidateOutcome, Project, RankedCandidate, RankedList, Ranking


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


@effect
def write_outcome(
    *,
    ranked_list: RankedList,
    project: Project,
    number: int,
    state: str,
    happened_on: date,
    amount: int | None,
    evidence: str,
    words: str,
    letter: Upload | None,
    at: datetime,
    basis: Basis | None = None,
) -> CandidateOutcome:
    """Write what became of a candidate, checked already, and keep the letter among the documents of the project.

    A letter about several candidates is a document of each, and lies on disk once. Raises FileEmpty, FileRefused.
    """
    document = None
    if letter is not None:
        label = CandidateOutcome.State(state).label
        title = _("%(project)s, %(list)s: %(state)s") % {"project": project, "list": ranked_list, "state": label}
        document = make_document(
            kind=Document.Kind.ATTACHMENT,
            title=title[:300],
            upload=letter,
            about=project,
            dated=happened_on,
            basis=basis,
        )
    return CandidateOutcome.objects.create(
        ranked_list=ranked_list,
        project=project,
        number=number,
        state=state,
        happened_on=happened_on,
        amount=amount,
        words=words.strip()[:1000],
        evidence=evidence.strip()[:300],
        document=document,
        by_id=acts.current_actor().person_id,
        at=at,
    )
