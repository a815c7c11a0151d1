"""What can be asked of scoring: the criteria in force and their versions, the candidates, and how each is scored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import reverse

from samstyring.governance.models import Body
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import CandidateScore, Need, Project, ScoringCriteria, Study
from ..rules.projects import OVER
from ..rules.scoring import Line, Result, results, shares
from ..rules.versions import in_force, repealed_by
from .projects import IN_THE_BODY, CaseAsking, cases_asking_for, may_read, project_by_code, shown_cases
from .steering import portfolio_board
from .studies import studies, study_by_code
from .versions import OPEN, ordered

SCORE, DRAFT = "portfolio.score_candidate", "portfolio.draft_criteria"


def _versions(body: Body) -> list[ScoringCriteria]:
    """Return every version of a body's criteria: what is open first, then the newest. One SQL statement."""
    return ordered(ScoringCriteria.objects.filter(body=body).select_related("basis", "body"))


def criteria_in_force(on: date) -> ScoringCriteria | None:
    """Return the criteria of the portfolio board in force on a day, or None."""
    try:
        body = portfolio_board(on)
    except NotThere:
        return None
    return in_force(_versions(body), on)


def criteria_by_id(key: UUID) -> ScoringCriteria:
    """Return a version. Raises NotThere."""
    found: ScoringCriteria | None = ScoringCriteria.objects.select_related("basis", "body").filter(pk=key).first()
    if found is None:
        raise NotThere
    return found


def open_criteria(body: Body) -> list[ScoringCriteria]:
    """Return the versions that a body can decide on, the newest first."""
    return [row for row in _versions(body) if row.state in OPEN]


def criteria_before(version: ScoringCriteria, on: date) -> ScoringCriteria | None:
    """Return what a version is compared with: the version before it once it is adopted, else the one in force."""
    found: ScoringCriteria | None = before(version, _versions(version.body), on)
    return found


def before(version: Any, versions: Sequence[Any], on: date) -> Any:
    """Return the same, among versions that are read already."""
    if version.number is None:
        return in_force(versions, on)
    earlier = [row for row in versions if row.number and row.number < version.number and not row.repeals]
    return max(earlier, key=lambda row: row.number, default=None)


@dataclass(frozen=True)
class CriteriaPage:
    """A version of the criteria, or none yet, beside the one in force and every other that the reader may see."""

    version: ScoringCriteria | None
    in_force: ScoringCriteria | None
    before: ScoringCriteria | None
    versions: Sequence[ScoringCriteria]
    cases: Sequence[CaseAsking]
    shares: Mapping[str, Fraction]
    closed: ScoringCriteria | None = None
    """What repealed those that were in force, where none are since: another agreement took over."""

    @property
    def is_in_force(self) -> bool:
        """Tell whether this version is the one in force."""
        return self.in_force is not None and self.version is not None and self.in_force.pk == self.version.pk


def criteria_page(key: UUID | None, by: Actor, on: date) -> CriteriaPage:
    """Return what the page of a version shows; without a key the one in force, or else the newest. Raises NotThere."""
    body = criteria_by_id(key).body if key else portfolio_board(on)
    every = _versions(body)
    cases = cases_asking_for("criteria", [row.pk for row in every])
    readable = [row for row in every if not row.repeals and may_read(row, by, by.may(DRAFT), cases)]
    current = in_force(every, on)
    if key is None:
        version = current or (readable[0] if readable else None)
    else:
        version = next((row for row in readable if row.pk == key), None)
        if version is None:
            raise NotThere
    return CriteriaPage(
        version=version,
        in_force=current,
        before=before(version, every, on) if version else None,
        versions=readable,
        cases=shown_cases(cases, version, by) if version else [],
        shares=shares(version.criteria) if version else {},
        closed=repealed_by(every, on),
    )


def sees_scores(by: Actor) -> bool:
    """Tell whether the reader sees how candidates are scored: those who prepare, and the bodies that decide."""
    return by.kind == "installation" or by.has_role("secretariat", "secretariat_leader", *IN_THE_BODY)


def scores_on(criteria: ScoringCriteria, by: Actor) -> bool:
    """Tell whether the reader can score on some criteria."""
    return by.may(SCORE, f"body:{criteria.body_id}")


def next_number(subject: Project | Study) -> int:
    """Return the number of the next sheet of a candidate."""
    return int(subject.scores.aggregate(last=Max("number"))["last"] or 0) + 1


@dataclass(frozen=True)
class Candidate:
    """What is scored: a project that is not over, or the study of a need that is no project yet."""

    thing: Any
    kind: str
    results: Sequence[Result]
    in_force: ScoringCriteria | None
    place: Any = None
    """Where it stands on the last ranked list that was decided with it."""

    @property
    def name(self) -> str:
        """Return what it is called."""
        return str(self.thing.name)

    @property
    def sort_key(self) -> str:
        """Return what it is sorted by, by name."""
        return str(self.thing.sort_key)

    @property
    def code(self) -> str:
        """Return its code."""
        return str(self.thing.code)

    @property
    def url(self) -> str:
        """Return the page of its scores."""
        return reverse(f"portfolio:{self.kind}_scores", args=[self.code])

    @property
    def current(self) -> Result | None:
        """Return how it is scored on the criteria in force, if it is."""
        found = self.results[0] if self.results else None
        return found if found and self.in_force and found.criteria.pk == self.in_force.pk else None

    @property
    def shown(self) -> Result | None:
        """Return the newest result that it has: on earlier criteria where nobody has scored it on those in force."""
        return self.results[0] if self.results else None

    @property
    def is_earlier(self) -> bool:
        """Tell whether what is shown was scored on earlier criteria."""
        return self.shown is not None and self.current is None

    @property
    def total(self) -> Fraction | None:
        """Return the sum that is shown, or None: not scored, or no sheet is whole."""
        return self.shown.total if self.shown else None

    @property
    def lines(self) -> Sequence[tuple[Line, Fraction | None]]:
        """Return each criterion with the mean level of those who judged it, on the version that is shown."""
        if self.shown is None:
            return []
        rows = []
        for place, line in enumerate(self.shown.sheets[0].lines):
            levels = [level for sheet in self.shown.sheets if (level := sheet.lines[place].level) is not None]
            rows.append((line, Fraction(sum(levels), len(levels)) if levels else None))
        return rows


def candidates(by: Actor, on: date) -> list[Candidate]:
    """Return what can be scored, and what was and is not over. Four SQL statements whatever the number."""
    if not sees_scores(by):
        raise NotThere
    waiting = Q(state__in=[Project.State.CANDIDATE, Project.State.ENTERED])
    projects = list(
        Project.objects.exclude(state__in=OVER).filter(waiting | Q(scores__isnull=False)).select_related("latest_owner").distinct()
    )  # fmt: skip
    notes = list(studies(by).filter(need__state=Need.State.STUDIED))
    scored = _scores(projects, notes)
    now = criteria_in_force(on)
    rows = [Candidate(row, "project", results(scored[row.pk]), now) for row in projects]
    rows += [Candidate(row, "study", results(scored[row.pk]), now) for row in notes]
    return sorted(rows, key=lambda row: row.sort_key)


def scored_projects(projects: Iterable[Project], on: date) -> dict[UUID, Candidate]:
    """Return how some projects are scored, by their key. Two SQL statements."""
    rows = list(projects)
    now, scored = criteria_in_force(on), _scores(rows, [])
    return {row.pk: Candidate(row, "project", results(scored[row.pk]), now) for row in rows}


@dataclass(frozen=True)
class Scored:
    """How a project is scored on the newest criteria that it was scored on, and whether they are in force."""

    result: Result
    is_in_force: bool


def scored_of(project: Project, on: date) -> Scored | None:
    """Return how a project is scored, with the sheets of the study of the need that it came from. One SQL statement."""
    current = ScoringCriteria.objects.in_force(on).filter(body=OuterRef("criteria__body"))
    from_need = Q(study__need__answers__project=project, study__need__state=Need.State.CANDIDATE)
    rows = CandidateScore.objects.filter(Q(project=project) | Q(study__project=project) | from_need)
    rows = rows.select_related("criteria__basis", "criteria__body").distinct()
    found = results(rows.annotate(current=Subquery(current.values("pk")[:1])))
    if not found:
        return None
    newest: Any = found[0].sheets[0].score
    return Scored(found[0], newest.current == newest.criteria_id)


def _scores(projects: Sequence[Project], notes: Sequence[Study]) -> dict[UUID, list[CandidateScore]]:
    """Return the sheets of each; a project has those of the study of the need that it came from too."""
    found: dict[UUID, list[CandidateScore]] = {row.pk: [] for row in (*projects, *notes)}
    from_need = Q(study__need__answers__project__in=projects, study__need__state=Need.State.CANDIDATE)
    rows = (
        CandidateScore.objects.filter(Q(project__in=projects) | Q(study__in=notes) | Q(study__project__in=projects) | from_need)
        .select_related("criteria__basis", "criteria__body")
        .prefetch_related("study__need__answers")
        .distinct()
    )  # fmt: skip
    for row in rows:
        keys = {row.project_id, row.study_id}
        if row.study is not None:
            keys.add(row.study.project_id)
            if row.study.need is not None:
                keys |= {answer.project_id for answer in row.study.need.answers.all()}
        for key in found.keys() & keys:
            found[key].append(row)
    return found


@dataclass(frozen=True)
class ScoresPage:
    """A candidate with every sheet that counts, by version of the criteria."""

    candidate: Candidate
    may_score: bool
    mine: CandidateScore | None
    """The reader's own last sheet on the criteria in force: what a new one begins with."""


def scores_page(kind: str, code: str, by: Actor, on: date) -> ScoresPage:
    """Return what the page of a candidate's scores shows. Raises NotThere."""
    if not sees_scores(by):
        raise NotThere
    thing = project_by_code(code) if kind == "project" else study_by_code(code, by)
    scored = _scores([thing], []) if kind == "project" else _scores([], [thing])  # type: ignore[list-item]
    now = criteria_in_force(on)
    found = Candidate(thing, kind, results(scored[thing.pk]), now)
    own = [sheet.score for sheet in found.current.sheets if sheet.score.by_id == by.person_id] if found.current else []
    is_open = kind == "study" or thing.state not in OVER
    return ScoresPage(found, now is not None and is_open and scores_on(now, by), own[-1] if own else None)
