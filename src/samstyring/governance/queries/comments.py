"""Comments on case papers, for the secretariat and the case officer alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.ui import richtext

from ..models import AgendaItem, Case, CaseComment
from ..rules import readers
from ..rules.cases import SETTLED
from ..rules.comments import Thread, threads
from . import recorded, visible
from .papers import TEXTS, tree


def reads_comments(actor: Actor, case: Case) -> bool:
    """Tell whether someone reads what is said between case officers: the secretariat, and the officer of the case."""
    return readers.reads_all(actor) or (case.case_officer_id is not None and case.case_officer_id == actor.person_id)


def case_commented(pk: UUID, actor: Actor) -> Case:
    """Return a case whose comments the actor reads. Raises NotThere."""
    case = visible.case(pk, actor)
    if not reads_comments(actor, case):
        raise NotThere
    return case


def thread_for(pk: UUID, actor: Actor) -> CaseComment:
    """Return the first remark of a thread that the actor reads. Raises NotThere."""
    found = CaseComment.objects.filter(pk=pk, thread__isnull=True).first()
    if found is None:
        raise NotThere
    found.case = case_commented(found.case_id, actor)
    return found


@dataclass(frozen=True)
class ThreadRead:
    """A thread as it reads; `quote_stands` tells whether the passage still stands in the paper."""

    thread: Thread
    quote_stands: bool


@dataclass(frozen=True)
class CommentsPage:
    """The comments on a case paper, the open ones first."""

    case: Case
    threads: Sequence[ThreadRead]
    takes_more: bool

    @property
    def open(self) -> list[ThreadRead]:
        """Return the threads that still wait."""
        return [row for row in self.threads if row.thread.is_open]

    @property
    def open_words(self) -> str:
        """Say how many threads still wait."""
        count = len(self.open)
        return ngettext("%(count)s open", "%(count)s open", count) % {"count": count}

    @property
    def resolved(self) -> list[ThreadRead]:
        """Return the threads that are resolved."""
        return [row for row in self.threads if not row.thread.is_open]


def comments_of(case: Case) -> CommentsPage:
    """Return the comments on a case. One SQL statement. Who asks has asked whether they may be read."""
    rows = recorded.threads_in((case.pk,)).get(case.pk, [])
    paper = [
        case.title,
        case.summary,
        *(richtext.to_text(tree(getattr(case, name))) for name in TEXTS if getattr(case, name)),
    ]
    words = " ".join(" ".join(paper).split())
    read = [ThreadRead(each, " ".join(each.first.quote.split()) in words) for each in rows]
    return CommentsPage(case, read, case.state not in SETTLED)


def comments_page(pk: UUID, actor: Actor) -> CommentsPage:
    """Return the comments on a case. Raises NotThere."""
    return comments_of(case_commented(pk, actor))


def open_counts(items: Iterable[AgendaItem], actor: Actor) -> list[tuple[AgendaItem, int]]:
    """Return the items whose case has open threads that the actor reads, with how many. One SQL statement."""
    read = [item for item in items if reads_comments(actor, item.case)]
    rows = threads(CaseComment.objects.filter(case__in=[item.case_id for item in read]))
    counted = Counter(each.first.case_id for each in rows if each.is_open)
    return [(item, counted[item.case_id]) for item in read if counted[item.case_id]]


def waiting() -> list[tuple[Case, int]]:
    """Return the cases before treatment that have open threads, with how many. One SQL statement."""
    rows = CaseComment.objects.exclude(case__state__in=SETTLED).select_related("case__case_officer", "case__body")
    counted: dict[Case, int] = {}
    for each in threads(rows):
        if each.is_open:
            counted[each.first.case] = counted.get(each.first.case, 0) + 1
    return list(counted.items())


def thread_is_open(first: CaseComment) -> bool:
    """Tell whether a thread still waits. One SQL statement."""
    return Thread(first, list(first.entries.all())).is_open
