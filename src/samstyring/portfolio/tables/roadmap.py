"""The roadmap: projects on a time axis, and the same in words as files."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from samstyring.ui.tables import ChoiceFilter, Column, DayFilter, Empty, Table, as_given

from .. import roadmap
from ..dependency_words import given_words, wait_words
from ..queries.municipalities import living
from ..queries.roadmap import as_drawn, courses
from ..rules.roadmap import Axis, axis_from
from .project_choices import project_filters, project_groupings

YEARS = 2
"""How many years it shows where the address says nothing."""


def _reached(row: Any, *, points: bool) -> str:
    """Return the decision points that are planned, or the milestones and deliverables, in words."""
    rows = (each for each in row.course.milestones if each.is_point == points)
    return "; ".join(map(roadmap.milestone_words, rows))


class RoadmapTable(Table):
    """The projects that the filters leave: those that are not over, unless their state is asked for.

    `reports`: the reader sees what is reported, and so when a project thinks that it ends.
    """

    caption = gettext_lazy("The roadmap of the projects")
    file_name = "vegkart"
    sort = "name"
    page_size = 40
    saved_as = "portfolio:roadmap"

    def __init__(self, request: HttpRequest, projects: Any, *, today: date, empty: Empty, reports: bool) -> None:
        super().__init__(request, projects, empty=empty)
        self.today, self._reports = today, reports
        years = [("1", gettext_lazy("One year")), ("2", gettext_lazy("Two years")), ("4", gettext_lazy("Four years"))]
        self.filters = (  # type: ignore[misc]
            *project_filters(today, reports=reports),
            DayFilter("from", gettext_lazy("The axis begins"), as_given, folded=True),
            ChoiceFilter("years", gettext_lazy("It shows"), as_given, choices=years, folded=True),
        )
        # Those that need nothing read beside the project's own row.
        grouped = ("programme", "owner", "state", "origin")
        self.groupings = [  # type: ignore[misc]
            one for one in project_groupings(today, reports=reports) if one.name in grouped
        ]
        self.columns = (  # type: ignore[misc]
            Column("name", gettext_lazy("Project"), header=True, sort="sort_key"),
            Column("code", gettext_lazy("Code")),
            Column("first", gettext_lazy("Starts"), "day", value=lambda row: row.course.first),
            Column("last", gettext_lazy("Ends"), "day", value=lambda row: row.course.last),
            Column("last_by", gettext_lazy("When it ends, by what"), value=lambda row: roadmap.last_words(row.course)),
            Column(
                "points",
                gettext_lazy("Decision points passed"),
                value=lambda row: "; ".join(roadmap.point_words(row.course.points)),
            ),
            Column(
                "milestones",
                gettext_lazy("Milestones and deliverables"),
                value=lambda row: _reached(row, points=False),
            ),
            Column("planned", gettext_lazy("Decision points planned"), value=lambda row: _reached(row, points=True)),
            Column(
                "waits",
                gettext_lazy("Waits for"),
                value=lambda row: "; ".join(wait_words(each) for each in row.course.waits),
            ),
            Column(
                "given",
                gettext_lazy("Others wait for"),
                value=lambda row: "; ".join(given_words(each) for each in row.course.given),
            ),
            Column("programme", gettext_lazy("Programme"), value=lambda row: row.programme or ""),
        )

    @property
    def axis(self) -> Axis:
        """Return the time that is shown: from half a year back, unless the address says otherwise."""
        back = (
            self.today.replace(day=1, month=1)
            if self.today.month > 6
            else self.today.replace(day=1, month=7, year=self.today.year - 1)
        )
        return axis_from(self.active.get("from") or back, int(self.active.get("years") or YEARS))

    @property
    def rows(self) -> Any:
        """Return the projects that pass the filters."""
        found = as_drawn(super().rows)
        return found if "state" in self.active else living(found)

    def with_rows(self, rows: Iterable[Any]) -> list[Any]:
        """Add how each runs in time."""
        shown = list(rows)
        for project, course in zip(shown, courses(shown, self.today, reports=self._reports), strict=True):
            project.course = course
        return shown
