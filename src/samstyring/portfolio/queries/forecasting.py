"""What a status report's forecast is held against while it is written: the tolerances, the last forecast, the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..models import Forecast, Milestone, Project, StatusReport
from ..rules.reports import content_of, lacking, said_anew, unjudged
from ..rules.tolerances import Frames, expected, green_outside, outside, red_inside
from .plan import planned
from .steering import Steering, steering_of


@dataclass(frozen=True)
class Forecasting:
    """What stands beside the forecast of a report. A project that has not started has no tolerances to keep."""

    steering: Steering | None = None
    last_milestone: Milestone | None = None

    @property
    def frames(self) -> Frames:
        """Return what the mandate lets the project decide by itself."""
        return self.steering.frames if self.steering else Frames()

    @property
    def forecast(self) -> Forecast | None:
        """Return the forecast that counts today."""
        return self.steering.forecast if self.steering else None

    def outside(self, content: Mapping[str, Any]) -> list[str]:
        """Return which tolerances a report would be outside: what it leaves out stands as last forecast."""
        return outside(self.frames, expected(content, self.forecast)) if self.steering else []

    def asks_why(self, content: Mapping[str, Any]) -> list[str]:
        """Return which of time and cost are red although the forecast is inside the tolerance."""
        return red_inside(self.frames, content, self.outside(content))

    def asks_green(self, content: Mapping[str, Any], before: StatusReport | None) -> list[str]:
        """Return which areas are green although the forecast is outside, without a sentence that says why.

        A sentence of last time says it only where the forecast was outside then too.
        """
        found = green_outside(content, self.outside(content))
        if not found:
            return []
        last = content_of(before) if before is not None else {}
        held = green_outside(last, outside(self.frames, expected(last, None)))
        said = {area: "" if area in held else last.get(f"{area}_words") or "" for area in found}
        return [area for area in found if not said_anew(content[f"{area}_words"], said[area])]

    def lacking(self, content: Mapping[str, Any], before: StatusReport | None) -> dict[str, str]:
        """Return what a report still lacks, held against its own forecast; `before` is the report of last time."""
        return lacking(content, self.asks_why(content), self.asks_green(content, before))

    def to_judge(self, content: Mapping[str, Any], said: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what a form is filled in with, less each green light that its figures are outside for.

        What is `said` already in the draft stands.
        """
        green = green_outside(content, self.outside(content))
        return unjudged(content, [area for area in green if not (said and said[f"{area}_light"])])

    def begins(self) -> dict[str, Any]:
        """Return the forecast that a new report begins with: the last one, or the plan's end where that is later."""
        last = self.forecast
        days = [day for day in (last and last.ends_on, self.last_milestone and self.last_milestone.due_on) if day]
        found: dict[str, Any] = {"ends_on": max(days)} if days else {}
        return found | ({"cost": last.cost} if last is not None and last.cost is not None else {})


def forecasting_of(project: Project, on: date) -> Forecasting:
    """Return what a project's forecast is held against. Four SQL statements."""
    rows: Sequence[Milestone] = [row for row in planned(project) if row.reached_on is None]
    last = max(rows, key=lambda row: row.due_on, default=None)
    return Forecasting(steering_of(project, on) if project.state == Project.State.STARTED else None, last)


def gives_forecast(report: StatusReport, previous: StatusReport | None) -> bool:
    """Tell whether a report gives the forecast that counts: it has figures, and no later window has spoken.

    A correction that leaves the figures as they were gives none. One SQL statement.
    """
    figures = (report.ends_on, report.cost)
    if figures == (None, None) or (previous is not None and figures == (previous.ends_on, previous.cost)):
        return False
    later = StatusReport.objects.filter(
        ask__project_id=report.ask.project_id, ask__window__opened_at__gt=report.ask.window.opened_at
    )
    return not later.exists()
