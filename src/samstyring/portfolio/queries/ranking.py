"""What can be asked of ranked lists: the lists, one with its order and what became of each, and a project's places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from samstyring.governance.models import Body
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.parties.names import search_key
from samstyring.records.queries import readable_among

from ..models import CandidateOutcome, CandidateScore, Project, RankedCandidate, RankedList, Ranking
from ..rules.projects import OVER
from ..rules.ranking import AWARDED, Difference, asked_then, difference, last_of_each
from ..rules.versions import in_force, repealed_by
from .awards import Rescaling, rescalings
from .projects import CaseAsking, Reading, cases_asking_for, may_read, shown_cases
from .scoring import Candidate, before, scored_of, scored_projects, sees_scores
from .studies import Studied, studied_projects
from .versions import OPEN, ordered

DRAFT, RECORD = "portfolio.draft_ranking", "portfolio.record_outcome"
MANDATE = "portfolio.draft_mandate"
RECORD_MANY = "portfolio.record_outcomes"
"""An agreement that was founded before this act was there gives it to nobody until it is updated."""


def body_of(version: Any) -> Body:
    """Return the body that decides a version: of a list its body, of criteria the body itself."""
    body: Body = version.ranked_list.body if isinstance(version, Ranking) else version.body
    return body


def ranked_lists(by: Actor) -> QuerySet[RankedList]:
    """Return the lists that a reader may see: whoever has a part in the co-operation sees all, nobody else any."""
    rows = RankedList.objects.select_related("body")
    return rows if by.capacities or by.kind == "installation" else rows.none()


def that_say(rows: QuerySet[RankedList], words: str) -> QuerySet[RankedList]:
    """Return those whose name, code or funder holds the words."""
    words = words.strip()
    return rows.filter(Q(search_key__contains=search_key(words)) | Q(code__holds=words) | Q(funder__holds=words))


def list_by_code(code: str, by: Actor) -> RankedList:
    """Return a list by its code. Raises NotThere."""
    found = ranked_lists(by).filter(code=code).first()
    if found is None:
        raise NotThere
    return found


def ranking_by_id(key: UUID) -> Ranking:
    """Return a version with its candidates. Raises NotThere."""
    found = _whole(Ranking.objects.filter(pk=key)).first()
    if found is None:
        raise NotThere
    return found


def rankings_of(ranked_list: RankedList) -> list[Ranking]:
    """Return every version of a list with its candidates: what is open first, then the newest. Two SQL statements."""
    return ordered(_whole(Ranking.objects.filter(ranked_list=ranked_list)))


def _whole(rows: QuerySet[Ranking]) -> QuerySet[Ranking]:
    return rows.select_related("ranked_list__body", "basis").prefetch_related("candidates__project__latest_owner")


def in_force_of_all(on: date) -> list[Ranking]:
    """Return the version in force of each list that is not closed, the latest first. One SQL statement."""
    seen: set[UUID] = set()
    found = []
    for row in Ranking.objects.in_force(on).select_related("ranked_list"):
        if row.ranked_list_id not in seen and not row.repeals:
            found.append(row)
        seen.add(row.ranked_list_id)
    return found


def open_rankings(body: Body) -> list[Ranking]:
    """Return the versions that a body can decide on, of all its lists, the newest first."""
    return ordered(_whole(Ranking.objects.filter(ranked_list__body=body, state__in=OPEN)))


def ranking_before(ranking: Ranking, on: date) -> Ranking | None:
    """Return what a version is compared with: the version before it once it is adopted, else the one in force."""
    found: Ranking | None = before(ranking, rankings_of(ranking.ranked_list), on)
    return found


def can_be_ranked() -> list[Project]:
    """Return the projects that can stand on a list, by name: those that are not over."""
    return list(Project.objects.exclude(state__in=OVER).order_by("sort_key"))


def decided_place(ranked_list: RankedList, project: Project) -> RankedCandidate | None:
    """Return where a project stands on the last decided version that holds it. One SQL statement."""
    rows = RankedCandidate.objects.filter(ranking__ranked_list=ranked_list, project=project, ranking__state="adopted")
    return rows.order_by("-ranking__number").first()


def decided_places(ranked_list: RankedList, projects: Sequence[Project]) -> dict[UUID, RankedCandidate]:
    """Return the same of several projects, by their keys: those that stand, or stood, there. One SQL statement."""
    rows = RankedCandidate.objects.filter(
        ranking__ranked_list=ranked_list, project__in=projects, ranking__state="adopted"
    )
    return {row.project_id: row for row in rows.order_by("ranking__number")}


def next_outcomes(ranked_list: RankedList, projects: Sequence[Project]) -> dict[UUID, int]:
    """Return the number of the next outcome of each of some candidates of a list. One SQL statement."""
    rows = CandidateOutcome.objects.filter(ranked_list=ranked_list, project__in=projects).order_by()
    last = dict(rows.values("project").annotate(last=Max("number")).values_list("project", "last"))
    return {project.pk: last.get(project.pk, 0) + 1 for project in projects}


@dataclass(frozen=True)
class Place:
    """A candidate of a version: how it is studied and scored, what became of it, and whether its mandate is drafted anew."""

    row: RankedCandidate
    scored: Candidate | None
    outcome: CandidateOutcome | None
    outcomes: Sequence[CandidateOutcome]
    studied: Studied | None = None
    rescaling: Rescaling | None = None
    """How its mandate, budget and funding plan stand since an award in part."""
    may_rescale: bool = False
    may_keep: bool = False
    """Whether the reader can say that nothing needs to be smaller, or that it must after all."""
    asked_then: int = 0
    """What was asked for when that became of it: a later version may ask for something else."""

    @property
    def project(self) -> Project:
        """Return the project."""
        return self.row.project

    @property
    def is_cut(self) -> bool:
        """Tell whether it got less than was asked for."""
        return self.outcome is not None and self.outcome.state == CandidateOutcome.State.IN_PART


@dataclass(frozen=True)
class ListPage:
    """A ranked list: the version that is looked at, what it changes, and what became of its candidates."""

    ranked_list: RankedList
    version: Ranking | None
    in_force: Ranking | None
    before: Ranking | None
    versions: Sequence[Ranking]
    cases: Sequence[CaseAsking]
    places: Sequence[Place]
    left: Sequence[tuple[Project, Sequence[CandidateOutcome]]]
    """Who stood on an earlier version and is told of after it left."""
    changed: Difference | None
    readable: set[UUID]
    """The letters that the reader may open."""
    may: Mapping[str, bool]
    closed: Ranking | None = None
    """What closed the list: another agreement took over. What was decided before is its history."""

    @property
    def is_in_force(self) -> bool:
        """Tell whether this version is the one in force."""
        return self.in_force is not None and self.version is not None and self.in_force.pk == self.version.pk

    @property
    def silent(self) -> bool:
        """Tell whether there are candidates of which nothing is recorded."""
        return any(place.outcome is None for place in self.places)

    @property
    def asked(self) -> int:
        """Return what is asked for in all, in øre."""
        return sum(place.row.asked for place in self.places)

    @property
    def awarded(self) -> int:
        """Return what was awarded to its candidates in all, in øre."""
        return sum(place.outcome.amount or 0 for place in self.places if place.outcome)


def list_page(code: str, key: UUID | None, by: Actor, on: date) -> ListPage:
    """Return what the page of a list, or of a version of it, shows, in a fixed number of SQL statements.

    Without a key the version in force is looked at, or else the newest that the reader may see. Raises NotThere.
    """
    ranked_list = list_by_code(code, by)
    every = rankings_of(ranked_list)
    cases = cases_asking_for("ranking", [row.pk for row in every])
    readable = [row for row in every if not row.repeals and may_read(row, by, by.may(DRAFT), cases)]
    current, closed = in_force(every, on), repealed_by(every, on)
    version = current or (readable[0] if readable else None)
    if key is not None:
        version = next((row for row in readable if row.pk == key), None)
        if version is None:
            raise NotThere
    rows = list(version.candidates.all()) if version else []
    outcomes = list(ranked_list.outcomes.select_related("project", "document", "by"))
    other = before(version, every, on) if version else None
    asked = shown_cases(cases, version, by) if version else []
    gone = {row.project_id: row.project for row in outcomes} | _stood(every)
    for row in rows:
        gone.pop(row.project_id, None)
    return ListPage(
        ranked_list=ranked_list,
        version=version,
        in_force=current,
        before=other,
        versions=readable,
        cases=asked,
        places=_places(rows, outcomes, _decided(every), by, on),
        left=[(project, [row for row in outcomes if row.project_id == pk]) for pk, project in gone.items()],
        changed=difference(list(other.candidates.all()), rows) if other and version else None,
        readable=_letters(outcomes, by),
        may=_may(version, bool(asked), by)
        | {
            name: by.may(act) and (current or closed) is not None
            for name, act in (("record", RECORD), ("record_many", RECORD_MANY))
        },
        closed=closed,
    )


def _stood(every: Sequence[Ranking]) -> dict[UUID, Project]:
    """Return who stands on some decided version of a list."""
    return {row.project_id: row.project for each in every if each.state == "adopted" for row in each.candidates.all()}


def _may(version: Ranking | None, asked: bool, by: Actor) -> dict[str, bool]:
    draft = version is not None and version.is_draft
    waits = version is not None and version.state in OPEN and not asked
    return {
        "draft": by.may(DRAFT),
        "edit": draft and by.may("portfolio.edit_ranking"),
        "withdraw": waits and by.may("portfolio.withdraw_draft"),
        "bring": draft and not asked and by.may("portfolio.bring_to_board"),
        "edit_list": by.may("portfolio.edit_ranked_list"),
    }


def _letters(outcomes: Sequence[CandidateOutcome], by: Actor) -> set[UUID]:
    keys = [row.document_id for row in outcomes if row.document_id]
    return set(readable_among(by, keys)) if keys else set()


def _decided(every: Sequence[Ranking]) -> list[tuple[date, RankedCandidate]]:
    """Return every place on the decided versions of a list, each with the day from which it was in force."""
    return [(each.in_force_from, row) for each in every if each.in_force_from for row in each.candidates.all()]


def _places(
    rows: Sequence[RankedCandidate],
    outcomes: Sequence[CandidateOutcome],
    decided: Sequence[tuple[date, RankedCandidate]],
    by: Actor,
    on: date,
) -> list[Place]:
    projects = [row.project for row in rows]
    scored = scored_projects(projects, on) if sees_scores(by) else {}
    studied = studied_projects(projects, by)
    last = last_of_each(outcomes)
    cut = any(row.state == CandidateOutcome.State.IN_PART for row in last.values())
    anew = {row.project.pk: row for row in rescalings(outcomes[0].ranked_list)} if cut else {}
    anew = {key: row if by.may(MANDATE, f"project:{key}") else row.without_drafts() for key, row in anew.items()}
    return [
        Place(
            row=row,
            scored=scored.get(row.project_id),
            outcome=last.get(row.project_id),
            outcomes=[each for each in outcomes if each.project_id == row.project_id],
            studied=studied.get(row.project_id),
            rescaling=anew.get(row.project_id),
            asked_then=asked_then(decided, last[row.project_id]) if row.project_id in last else 0,
            may_rescale=by.may(MANDATE, f"project:{row.project_id}"),
            may_keep=by.may("portfolio.keep_scope", f"project:{row.project_id}"),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class ListRow:
    """A list in the list of lists."""

    ranked_list: RankedList
    in_force: Ranking | None
    waits: bool
    count: int
    asked: int
    awarded: int
    closed: bool = False


def rows_of(lists: Sequence[RankedList], by: Actor, on: date) -> dict[UUID, ListRow]:
    """Return what the list of lists tells of each. Three SQL statements."""
    versions = list(
        Ranking.objects.filter(ranked_list__in=lists).select_related("basis").prefetch_related("candidates")
    )
    outcomes = list(CandidateOutcome.objects.filter(ranked_list__in=lists))
    drafts = by.may(DRAFT)  # who does not read a draft is not told that there is one
    found = {}
    for one in lists:
        own = [row for row in versions if row.ranked_list_id == one.pk]
        current = in_force(own, on)
        closed = repealed_by(own, on)
        last_decided = max(
            (row for row in own if row.number and not row.repeals), key=lambda row: row.number, default=None
        )
        shown = current or (last_decided if closed else None)
        rows = list(shown.candidates.all()) if shown else []
        standing = {row.project_id for row in rows}
        last = last_of_each(row for row in outcomes if row.ranked_list_id == one.pk)
        found[one.pk] = ListRow(
            ranked_list=one,
            in_force=current,
            waits=any(row.state in OPEN and (drafts or not row.is_draft) for row in own),
            count=len(rows),
            asked=sum(row.asked for row in rows),
            awarded=sum(row.amount or 0 for key, row in last.items() if key in standing and row.state in AWARDED),
            closed=closed is not None,
        )
    return found


def flagged(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects, each with whether a decided list holds it (`ranked`), and whether it is scored (`scored`)."""
    decided = RankedCandidate.objects.filter(project=OuterRef("pk"), ranking__state="adopted")
    sheets = CandidateScore.objects.filter(Q(project=OuterRef("pk")) | Q(study__project=OuterRef("pk")) | Q(study__need__answers__project=OuterRef("pk")))  # fmt: skip
    return rows.annotate(ranked=Exists(decided), scored=Exists(sheets))


@dataclass(frozen=True)
class Standing:
    """Where a project stands on a list in force, or stood, with what became of it there."""

    row: RankedCandidate
    count: int
    is_in_force: bool
    outcome: CandidateOutcome | None
    is_closed: bool = False
    """Whether the list is closed: another agreement took over."""


def standings(project: Project, on: date) -> list[Standing]:
    """Return where a project stands on each list, the newest first: in the version in force, else the last with it.

    One SQL statement.
    """
    of_list = OuterRef("ranking__ranked_list")
    current = Ranking.objects.in_force(on).filter(ranked_list=of_list)
    beside = RankedCandidate.objects.filter(ranking=OuterRef("ranking")).order_by().values("ranking")
    last = CandidateOutcome.objects.filter(ranked_list=of_list, project=project).order_by("-number")
    rows = (
        RankedCandidate.objects.filter(project=project, ranking__state="adopted")
        .select_related("ranking__ranked_list", "ranking__basis")
        .annotate(
            current=Subquery(current.values("pk")[:1]),
            closed=Subquery(current.values("repeals")[:1]),
            count=Subquery(beside.annotate(count=Count("pk")).values("count")),
            became=Subquery(last.values("state")[:1]),
            amount=Subquery(last.values("amount")[:1]),
        )
        .order_by("-ranking__ranked_list__opened_at", "-ranking__number")
    )
    made: dict[UUID, Standing] = {}
    for row in rows:
        key, stands = row.ranking.ranked_list_id, row.current == row.ranking_id
        if stands or key not in made:
            outcome = CandidateOutcome(state=row.became, amount=row.amount) if row.became else None
            made[key] = Standing(row, row.count, stands, outcome, bool(row.closed))
    return list(made.values())


def panel(project: Project, reading: Reading) -> dict[str, Any]:
    """Return what the project's page shows of how it is ranked and scored: a statement where it is, else none (`flagged`)."""
    sees = sees_scores(reading.by)
    return {
        "standings": standings(project, reading.on) if getattr(project, "ranked", True) else [],
        "scored": scored_of(project, reading.on) if sees and getattr(project, "scored", True) else None,
        "may_be_scored": sees and project.state not in OVER and not project.started_on,
    }
