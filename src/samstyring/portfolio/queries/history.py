"""What was done to a project or a need, as far as its reader may know of it.

Whoever may not read a draft, a score, or what others answered is not told that there is one either.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.models import JournalEntry
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.telling import Told, told

from ..models import Need
from ..registry import of_drafts
from .initiatives import reads_answers
from .projects import has_a_part
from .ranking import DRAFT
from .scoring import sees_scores

NO_ACT = "-"
"""Stands where no act is left out."""
SHOWN = 30
"""How many of the latest entries of the journal a page shows."""
OF_INVITATIONS = frozenset(
    f"portfolio.{act}"
    for act in ("invite_to_initiative", "answer_initiative", "remind_of_initiative", "put_willing_on_project")
)
OF_SCORES = frozenset({"portfolio.score_candidate"})
OF_CASES = frozenset({"portfolio.bring_exception_report", "portfolio.raise_risk"})
OF_RANKINGS = frozenset({"portfolio.draft_ranking", "portfolio.edit_ranking"})


def of_project(key: UUID, by: Actor, *, drafts: bool) -> list[Told]:
    """Return the latest acts that concerned a project, the newest first; `drafts` tells whether the reader sees those.

    Whoever has no part in the co-operation is told none: they name risks and what else is not for everyone.
    """
    if not has_a_part(by):
        return []
    unsaid = set() if sees_scores(by) else set(OF_SCORES)
    if not by.may(DRAFT):
        unsaid |= OF_RANKINGS
    if not by.may("portfolio.edit_mandate", f"project:{key}"):
        unsaid |= OF_CASES  # the case is told of where it can be read, or has come before the body
    if not drafts:
        unsaid = unsaid.union(*of_drafts)
    return _told("portfolio.project", key, unsaid)


def of_need(need: Need, by: Actor) -> list[Told]:
    """Return the latest acts that concerned a need, the newest first: who else is invited is not for the invited."""
    unsaid = set() if sees_scores(by) else set(OF_SCORES)
    if not reads_answers(need, by):
        unsaid |= OF_INVITATIONS
    return _told("portfolio.need", need.pk, unsaid)


def _told(kind: str, key: UUID, unsaid: Collection[str]) -> list[Told]:
    return [told(entry) for entry in _entries(kind, key, sorted(unsaid) or [NO_ACT])]


@Prepared
def _entries(kind: str, key: UUID, unsaid: Sequence[str]) -> QuerySet[JournalEntry]:
    rows = JournalEntry.objects.filter(objects_concerned__public_id=key, objects_concerned__kind=kind)
    return rows.exclude(act__in=unsaid).order_by("-position")[:SHOWN]
