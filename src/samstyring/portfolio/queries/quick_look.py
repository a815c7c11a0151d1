"""A quick look at a project: what a row of the list opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import Mandate, Milestone, Participation, Project, ReportAsk, StatusReport
from ..project_models import Point
from ..rules.projects import OVER
from .choosing import last_reports, next_milestones
from .decision_points import model_of
from .lists import projects
from .mandates import mandates_in_force
from .reports import Lamp, lamps_of, reads_reports


@dataclass(frozen=True)
class QuickLook:
    """What a project is for, who has it, what comes next, how it goes, and what it waits for."""

    project: Project
    phase: str
    mandate: Mandate | None
    milestone: Milestone | None
    today: date
    report: StatusReport | None
    lamps: Sequence[Lamp]
    point: Point | None
    unanswered: Sequence[Participation]
    asked: ReportAsk | None
    sees_reports: bool

    @property
    def is_late(self) -> bool:
        """Tell whether the next milestone should have been reached."""
        return self.milestone is not None and self.milestone.due_on < self.today

    @property
    def waits(self) -> bool:
        """Tell whether it waits for something."""
        asks = self.report is not None and bool(self.report.to_decide)
        return bool(self.unanswered or self.asked or self.point or asks)


def quick_look(code: str, by: Actor, on: date) -> QuickLook:
    """Return a quick look at a project, in a fixed number of statements. Raises NotThere."""
    project = projects(by).filter(code=code).first()
    if project is None:
        raise NotThere
    model, key = model_of(project, on), project.pk
    sees = reads_reports(by)
    report = last_reports([key]).get(key) if sees else None
    over = project.state in OVER
    silent = Participation.objects.standing().filter(project=project, answers=None).select_related("organisation")
    asks = ReportAsk.objects.filter(project=project, window__closed_at=None, reports=None).select_related("window")
    started = project.state == Project.State.STARTED
    return QuickLook(
        project=project,
        phase=model.phase_name(project.phase) if started and project.phase else "",
        mandate=mandates_in_force([key], on).get(key),
        milestone=None if over else next_milestones([key]).get(key),
        today=on,
        report=report,
        lamps=lamps_of(report) if report else [],
        point=None if over else model.point_after(project.phase) if started else model.first_point,
        unanswered=[] if over else list(silent),
        asked=None if over or not sees else asks.order_by("-window__opened_at").first(),
        sees_reports=sees,
    )
