"""What waits of the calls for grants: lists to decide, applications to send, and projects to make smaller."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samstyring.kernel.versions import GovernedVersion

from ..models import AwardScope, CandidateOutcome, Project, RankedCandidate, RankedList, Ranking
from ..registry import Rescaled, rescaled
from ..rules.projects import OVER
from .versions import OPEN

DECIDE_AHEAD = timedelta(days=60)
"""How long before its deadline a list that is not decided stands in a work list: a decision takes a meeting."""
APPLY_AHEAD = timedelta(days=30)
"""How long before it an application that nobody has recorded does."""


@dataclass(frozen=True)
class Call:
    """A call whose deadline is near or past: not decided yet, or with candidates of which nothing is recorded."""

    ranked_list: RankedList
    decided: bool
    has_draft: bool
    silent: Sequence[Project]
    """The candidates of the list in force of which nobody has said what became of them."""


def calls_waiting(today: date) -> list[Call]:
    """Return the calls that something waits for, by deadline. One SQL statement, and one more where a list is decided.

    One that was never decided is told after its deadline only while a draft of it is open.
    """
    current = Ranking.objects.in_force(today).filter(ranked_list=OuterRef("pk"))
    drafts = Ranking.objects.filter(ranked_list=OuterRef("pk"), state__in=OPEN)
    lists = list(
        RankedList.objects.filter(kind=RankedList.Kind.CALL, deadline__lte=today + DECIDE_AHEAD)
        .annotate(
            current=Subquery(current.values("pk")[:1]),
            repealed=Subquery(current.values("repeals")[:1]),
            has_draft=Exists(drafts),
        )
        .order_by("deadline", "code")
    )
    soon = today + APPLY_AHEAD
    near = {row.current for row in lists if row.current and not row.repealed and row.deadline and row.deadline <= soon}
    silent = _silent(near)
    found = [
        Call(row, bool(row.current), row.has_draft, silent.get(row.current, ())) for row in lists if not row.repealed
    ]
    return [call for call in found if _waits(call, today)]


def _waits(call: Call, today: date) -> bool:
    if call.decided:
        return bool(call.silent)
    deadline = call.ranked_list.deadline
    return call.has_draft or (deadline is not None and deadline >= today)


def _silent(versions: Iterable[UUID]) -> dict[UUID, list[Project]]:
    keys = list(versions)
    if not keys:
        return {}
    told = CandidateOutcome.objects.filter(ranked_list=OuterRef("ranking__ranked_list"), project=OuterRef("project"))
    rows = RankedCandidate.objects.filter(~Exists(told), ranking__in=keys).exclude(project__state__in=OVER)
    found: dict[UUID, list[Project]] = {}
    for row in rows.select_related("project").order_by("place"):
        found.setdefault(row.ranking_id, []).append(row.project)
    return found


@dataclass(frozen=True)
class Kept:
    """That nothing needs to be smaller after an award in part: why, and who said so when."""

    reason: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Rescaling:
    """A project that got less than it asked for, and how its mandate, budget and funding plan stand since.

    `stands` is a row for each of them that it has: "done" is decided since, "written" waits for its decision, "old" is
    as it was. `kept`: somebody has said that nothing needs to be smaller.
    """

    outcome: CandidateOutcome
    asked: int
    stands: Sequence[tuple[Rescaled, str]]
    kept: Kept | None = None

    @property
    def project(self) -> Project:
        """Return the project."""
        return self.outcome.project

    @property
    def is_done(self) -> bool:
        """Tell whether all of it is decided anew, or nothing needs to be."""
        return self.kept is not None or all(stand == "done" for _kind, stand in self.stands)

    def without_drafts(self) -> "Rescaling":
        """Return it for a reader of no drafts: what is written, and not decided, stands as before the award."""
        return replace(self, stands=[(kind, "old" if each == "written" else each) for kind, each in self.stands])

    def labels(self, stand: str) -> list[str]:
        """Return what stands so, in words."""
        return [str(kind.label) for kind, each in self.stands if each == stand]


def rescalings(ranked_list: RankedList | None = None) -> list[Rescaling]:
    """Return the projects, not over, whose last outcome on a list is an award in part: of one list or all. One statement.

    A version counts as made since where it was written after the award was recorded, or came into force after the day
    of it: whoever decided it then knew. A project that has none of them yet lacks a mandate.
    """
    rows = _last_awards((CandidateOutcome.State.IN_PART,))
    rows = rows.exclude(project__state__in=OVER).select_related("project", "ranked_list")
    if ranked_list is not None:
        rows = rows.filter(ranked_list=ranked_list)
    kinds = list(rescaled)
    said = AwardScope.objects.filter(outcome=OuterRef("pk")).order_by("-number")
    rows = rows.annotate(
        must_shrink=Subquery(said.values("must_shrink")[:1]),
        kept_reason=Subquery(said.values("reason")[:1]),
        kept_by=Subquery(said.values("by__name")[:1]),
        kept_at=Subquery(said.values("at")[:1]),
        **{f"stand_{kind.name}": _stand(kind.versions) for kind in kinds},
    )
    return [_rescaling(row, kinds) for row in rows.order_by("project__sort_key", "happened_on")]


@dataclass(frozen=True)
class Award:
    """What a project was awarded on a ranked list, and what it had asked for there."""

    outcome: CandidateOutcome
    asked: int

    @property
    def is_cut(self) -> bool:
        """Tell whether it got less than it asked for."""
        return self.outcome.state == CandidateOutcome.State.IN_PART


def awards_of(project: Project) -> list[Award]:
    """Return what a project was awarded, the last of each list, the newest first. One SQL statement."""
    rows = _last_awards((CandidateOutcome.State.AWARDED, CandidateOutcome.State.IN_PART)).filter(project=project)
    return [
        Award(row, getattr(row, "asked", None) or 0)
        for row in rows.select_related("ranked_list").order_by("-happened_on", "-at")
    ]


def last_outcome(ranked_list: RankedList, project: Project) -> CandidateOutcome | None:
    """Return the last that is recorded of a candidate of a list. One SQL statement."""
    return CandidateOutcome.objects.filter(ranked_list=ranked_list, project=project).last()


def _last_awards(states: Sequence[str]) -> QuerySet[CandidateOutcome]:
    """Return the last outcomes of candidates where they are in some states, each with what was `asked` for then."""
    later = CandidateOutcome.objects.filter(
        ranked_list=OuterRef("ranked_list"), project=OuterRef("project"), number__gt=OuterRef("number")
    )
    held = RankedCandidate.objects.filter(
        ranking__ranked_list=OuterRef("ranked_list"), project=OuterRef("project"), ranking__state="adopted"
    )
    known = held.filter(ranking__in_force_from__lte=OuterRef("happened_on")).order_by("-ranking__number")
    return CandidateOutcome.objects.filter(~Exists(later), state__in=states).annotate(
        asked=Coalesce(
            Subquery(known.values("asked")[:1]), Subquery(held.order_by("ranking__number").values("asked")[:1])
        )
    )


def _stand(versions: type[GovernedVersion]) -> Any:
    """Return how the versions of a project stand since an award, as an expression: done, written, old, or none."""
    own = versions.objects.filter(**{versions.subject_column(): OuterRef("project")})
    since = Q(created_at__gt=OuterRef("at"))
    after = since | Q(in_force_from__gt=OuterRef("happened_on"))
    return Case(
        When(Exists(own.filter(after, state=GovernedVersion.State.ADOPTED)), then=Value("done")),
        When(Exists(own.filter(since, state__in=OPEN)), then=Value("written")),
        When(Exists(own.filter(state__in=(*OPEN, GovernedVersion.State.ADOPTED))), then=Value("old")),
        default=Value("none"),
    )


def _rescaling(row: Any, kinds: Sequence[Rescaled]) -> Rescaling:
    stands = [(kind, getattr(row, f"stand_{kind.name}")) for kind in kinds]
    has = [(kind, stand) for kind, stand in stands if stand != "none"]
    kept = Kept(row.kept_reason, row.kept_by or "", row.kept_at) if row.must_shrink is False else None
    return Rescaling(row, row.asked or 0, has or [(kind, "old") for kind in kinds if kind.name == "mandate"], kept)
