"""A project's plan: its milestones against the baseline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered

from ..models import Baseline, BaselineDate, Mandate, Milestone, Project
from ..rules.decision_points import points_ahead
from ..rules.plan import Picture, Row, picture
from .decision_points import model_of
from .projects import Reading, project_by_code


def milestones_of(project: Project) -> QuerySet[Milestone]:
    """Return the milestones that stand in the plan."""
    return Milestone.objects.filter(project=project, removed_at=None).select_related("project").told()


@remembered
def planned(project: Project) -> Sequence[Milestone]:
    """Return the same, by day."""
    rows = _planned(project.pk)
    for row in rows:
        row.project = project
    return rows


@Prepared
def _planned(project: UUID) -> QuerySet[Milestone]:
    return Milestone.objects.filter(project=project, removed_at=None).told()


@remembered
def all_baseline_dates(project: Project) -> Sequence[BaselineDate]:
    """Return what each baseline of a project says, the first one first. One SQL statement."""
    return _baseline_dates(project.pk)


@Prepared
def _baseline_dates(project: UUID) -> QuerySet[BaselineDate]:
    rows = BaselineDate.objects.filter(baseline__project=project)
    rows = rows.select_related("baseline__passing__basis", "baseline__basis", "milestone")
    return rows.order_by("baseline__number", "due_on")


def baseline_dates(project: Project) -> Sequence[BaselineDate]:
    """Return what the baseline says that the plan is measured against: the last one. One SQL statement."""
    found = all_baseline_dates(project)
    return [row for row in found if row.baseline_id == found[-1].baseline_id]


def baseline_of(project: Project) -> Baseline | None:
    """Return the baseline itself. One SQL statement."""
    return next((row.baseline for row in baseline_dates(project)), None)


def against_baseline(project: Project, milestones: Sequence[Milestone], today: date) -> list[Row]:
    """Return milestones against the project's baseline. One SQL statement."""
    dates = {row.milestone_id: row.due_on for row in baseline_dates(project)}
    return [Row(row, dates.get(row.pk), today) for row in milestones]


LED = ("project__manager", "project__latest_owner", "project__hand_over__former")


def milestones_until(until: date, of: Iterable[str] | None = None) -> list[Milestone]:
    """Return what is not reached and due by a day, in projects in execution that are not paused. One SQL statement.

    `of`: in these projects only; a nation's have thousands.
    """
    rows = Milestone.objects.to_come().filter(removed_at=None, due_on__lte=until)
    rows = rows if of is None else rows.filter(project__in=sorted(of))
    rows = rows.filter(project__state=Project.State.STARTED, project__pause=None).select_related(*LED)
    return list(rows.order_by("due_on", "project__sort_key", "sequence"))


def mandates_until(today: date, ahead: timedelta, of: Iterable[str] | None = None) -> list[Mandate]:
    """Return the mandates in force of projects in execution that end within a time, or have. One SQL statement.

    `of`: those of these projects only.
    """
    last = Mandate.objects.in_force(today).filter(project=OuterRef("project")).values("pk")[:1]
    rows = Mandate.objects.filter(pk=Subquery(last), repeals=False, ends_on__lte=today + ahead)
    rows = rows if of is None else rows.filter(project__in=sorted(of))
    rows = rows.filter(project__state=Project.State.STARTED).select_related(*LED)
    return list(rows.order_by("ends_on", "project__sort_key"))


@dataclass(frozen=True)
class Compared:
    """The baselines beside each other: one column each, and the days of each milestone by them.

    The last of a row is when it was reached, or is now thought to be; None where it stands in the plan no more.
    """

    columns: Sequence[Baseline]
    rows: Sequence[tuple[Milestone, Sequence[date | None], date | None]]


def baselines_compared(project: Project, plan: Sequence[Row]) -> Compared:
    """Return every baseline that a project has had, beside its plan. One SQL statement."""
    found = all_baseline_dates(project)
    columns = list({row.baseline_id: row.baseline for row in found}.values())
    milestones = {row.milestone_id: row.milestone for row in found}
    days = {(row.baseline_id, row.milestone_id): row.due_on for row in found}
    now = {row.milestone.pk: row.reached for row in plan}
    rows = [(one, [days.get((column.pk, key)) for column in columns], now.get(key)) for key, one in milestones.items()]
    return Compared(columns, rows)


@dataclass(frozen=True)
class Plan:
    """A project's plan as its pages show it."""

    project: Project
    rows: Sequence[Row]
    baseline: Baseline | None
    picture: Picture | None
    may: Mapping[str, bool]
    compared: Compared

    @property
    def done(self) -> int:
        """Return how many are reached."""
        return sum(row.state == "done" for row in self.rows)

    @property
    def next(self) -> Row | None:
        """Return the one that comes next."""
        return next((row for row in self.rows if row.state != "done"), None)

    @property
    def late(self) -> Sequence[Row]:
        """Return those whose day is past and that are not reached."""
        return [row for row in self.rows if row.state == "late"]

    @property
    def slip(self) -> int | None:
        """Return how many days later than the baseline the last one comes, None without one to compare."""
        last = max(
            (row for row in self.rows if row.baseline), key=lambda row: row.baseline or row.reached, default=None
        )
        return last.slip if last else None


def plan_of(project: Project, by: Actor, today: date) -> Plan:
    """Return a project's plan. Two SQL statements."""
    rows = against_baseline(project, planned(project), today)
    scope = f"project:{project.pk}"
    is_open = project.state not in (Project.State.CLOSED, Project.State.STOPPED)
    may = {
        name: is_open and by.may(f"portfolio.{name}", scope)
        for name in ("add_milestone", "edit_milestone", "accept_milestone", "remove_milestone")
    }
    may["freeze_baseline"] = (
        is_open and bool(rows) and lacks_baseline(project, today) and by.may("portfolio.freeze_baseline", scope)
    )
    may["propose_baseline"] = (
        is_open and bool(rows) and baseline_of(project) is not None and by.may("governance.open_case")
    )
    return Plan(project, rows, baseline_of(project), picture(rows, today), may, baselines_compared(project, rows))


def panel(project: Project, reading: Reading) -> Plan:
    """Return the plan, for the project's page."""
    return plan_of(project, reading.by, reading.on)


def lacks_baseline(project: Project, on: date) -> bool:
    """Tell whether a project is past the decision point that freezes the plan, and no baseline was frozen."""
    if project.state != Project.State.STARTED or baseline_of(project) is not None:
        return False
    model = model_of(project, on)
    order = [phase.key for phase in model.phases]
    freezing = next((point for point in model.points if point.baseline), None)
    if freezing is None or project.phase not in order or freezing.after not in order:
        return False
    return order.index(project.phase) >= order.index(freezing.after)


def passed_on(milestone: Milestone) -> date | None:
    """Return when the decision point that a milestone is tied to was passed, if it was. One SQL statement."""
    found: date | None = Milestone.objects.told().values_list("passed_on", flat=True).get(pk=milestone.pk)
    return found


def points_to_choose(project: Project, milestone: Milestone | None, on: date) -> dict[str, str]:
    """Return the decision points that a planned one can be tied to, by key, each in words.

    They are those of the project's model, and the one that the milestone is tied to where the model has it no more.
    """
    found = {point.key: str(point) for point in model_of(project, on).points}
    kept = milestone.point if milestone is not None else ""
    return found if not kept or kept in found else {**found, kept: kept}


@dataclass(frozen=True)
class Tied:
    """The decision point that a milestone is tied to, in words; `waits`: it is reached by being passed, and in no other way."""

    point: str
    waits: bool


def tied(milestone: Milestone, on: date) -> Tied | None:
    """Return what a milestone is tied to, if it is."""
    if not milestone.point:
        return None
    project = milestone.project
    model = model_of(project, on)
    waits = milestone.reached_on is None and milestone.point in {point.key for point in points_ahead(project, model)}
    return Tied(model.point_name(milestone.point), waits)


def milestone(code: str, sequence: int) -> Milestone:
    """Return a milestone that stands in a plan. Raises NotThere."""
    found = milestones_of(project_by_code(code)).filter(sequence=sequence).first()
    if found is None:
        raise NotThere
    return found
