"""Value against risk as a table: the same as its picture shows, a row for each project."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, Empty, Table

from .. import ranking_words
from ..models import Risk
from ..queries import choosing, value
from ..queries.municipalities import living
from ..reporting import reading
from ..risk_scale import scale
from ..rules.risks import level, mark_of
from .project_choices import ALL, project_filters


def benefit_words(light: str) -> str:
    """Say a light of the benefit, or that nothing is reported."""
    return _("not reported") if light in ("", value.SILENT) else reading.light_name(light)


def line_words(light: str) -> str:
    """Say what stands in a line of the picture: a light that was reported, or a third of the scale of scores."""
    thirds = {
        "green": _("or scored in the upper third"),
        "yellow": _("or scored in the middle third"),
        "red": _("or scored in the lower third"),
    }
    if light not in thirds:
        return _("neither reported nor scored")
    return f"{benefit_words(light)}, {thirds[light]}"


def level_words(key: str) -> str:
    """Say a level, or that no risk is open."""
    return _("no open risk") if key == value.NONE else str(next(one for one in scale().levels if one.key == key).words)


def _benefits() -> list[tuple[str, Any]]:
    return [(light, line_words(light)) for light in value.BENEFITS]


def _levels() -> list[tuple[str, Any]]:
    return [(key, level_words(key)) for key in (value.NONE, *(one.key for one in scale().levels))]


def _benefit(project: Any) -> tuple[str, Any]:
    if project.score is not None:
        return "na", _("scored %(sum)s") % {"sum": ranking_words.of_steps(project.score.total, project.score.steps)}
    return reading.MARKS.get(project.benefit or "", "na"), benefit_words(project.benefit or "")


def _placed_by(project: Any) -> str:
    """Say what a project is placed by: its last report, its score, or nothing."""
    if project.score is not None:
        return _("its score, %(criteria)s") % {"criteria": project.score.criteria}
    if project.report is None:
        return _("nothing: neither reported nor scored")
    return _("its report of %(day)s") % {"day": formats.short_day(project.report.answered_on, True)}


def _risk(project: Any) -> tuple[str, Any]:
    if project.weight_left is None:
        return "na", _("no open risk")
    return mark_of(Risk.Kind.RISK, project.weight_left)


class ValueTable(Table):
    """The projects that the filters leave: those that are not over, unless their state is asked for."""

    caption = gettext_lazy("Value against risk")
    file_name = "verdi-mot-risiko"
    sort = "name"
    choosable = True

    def __init__(
        self, request: HttpRequest, projects: Any, *, scores: Mapping[UUID, value.Scored], empty: Empty
    ) -> None:
        super().__init__(request, value.with_value(projects, scores), empty=empty)
        self._scores = scores
        self.filters = (  # type: ignore[misc]
            *project_filters(clock.today(), reports=True),
            ChoiceFilter(
                "benefit",
                gettext_lazy("Benefit, reported or scored"),
                value.of_benefit,
                choices=_benefits,
                every=ALL,
                folded=True,
            ),
            ChoiceFilter(
                "risk",
                gettext_lazy("Heaviest risk after the actions"),
                value.of_risk,
                choices=_levels,
                every=ALL,
                folded=True,
            ),
        )
        self.columns = (  # type: ignore[misc]
            Column(
                "name",
                gettext_lazy("Project"),
                sort="sort_key",
                header=True,
                link=lambda project: project.get_absolute_url(),
                small=lambda project: project.code,
            ),
            Column("benefit", gettext_lazy("Benefit, reported or scored"), "mark", value=_benefit),
            Column("placed_by", gettext_lazy("Placed by"), value=_placed_by),
            Column("benefit_words", gettext_lazy("In one sentence"), value=lambda project: project.said),
            Column("risk", gettext_lazy("Heaviest risk after the actions"), "mark", value=_risk, sort="weight_left"),
            Column(
                "title",
                gettext_lazy("Which risk"),
                value=lambda project: project.risk.title if project.risk else "",
                link=lambda project: project.risk.get_absolute_url() if project.risk else "",
            ),
            Column(
                "now",
                gettext_lazy("As it is now"),
                "mark",
                value=lambda project: level(project.risk) if project.risk else None,
                on_page=False,
            ),
            Column("weight_left", gettext_lazy("Weight after the actions"), "number", on_page=False),
            Column("state", gettext_lazy("State"), value=lambda project: project.get_state_display(), on_page=False),
        )

    @property
    def rows(self) -> Any:
        """Return the projects that pass the filters."""
        found = super().rows
        return found if "state" in self.active else living(found)

    def with_rows(self, rows: Iterable[Any]) -> list[Any]:
        """Add the risk, and the sentence of the report. Two SQL statements."""
        shown = list(rows)
        risks, reports = value.heaviest_risks(shown), choosing.last_reports([project.pk for project in shown])
        for project in shown:
            project.risk = risks.get(project.pk)
            project.report = reports.get(project.pk)
            project.score = self._scores.get(project.pk)
            project.said = getattr(project.report, "benefit_words", "")
        return shown
