"""What has changed in the portfolio since a day, as a table."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from samstyring.ui.tables import ChoiceFilter, Column, DayFilter, Empty, Table, as_given
from samstyring.ui.tables.paging import read_key, write_key

from ..queries import events
from .project_choices import project_filters

DAYS = 30
"""How many days back it looks where the address says nothing."""


class EventTable(Table):
    """What happened to the projects that the filters leave, the latest first. Both days are counted.

    `reports`: the reader sees what is reported. A day that cannot be read is shown with what is wrong, and the usual one
    is used.
    """

    caption = gettext_lazy("What has changed")
    file_name = "endringar"
    empty = Empty(
        gettext_lazy("Nothing has changed"),
        gettext_lazy("Nothing happened to these projects in that time. Choose an earlier day, or fewer filters."),
    )

    def __init__(self, request: HttpRequest, projects: Any, *, today: date, reports: bool) -> None:
        super().__init__(request, projects)
        self.today, self.kinds = today, events.kinds(reports=reports)
        self.of_projects = project_filters(today, reports=reports)
        self.filters = (  # type: ignore[misc]
            self.of_projects[0],
            DayFilter("since", gettext_lazy("Since"), as_given),
            DayFilter("until", gettext_lazy("Until and with"), as_given),
            ChoiceFilter(
                "kind",
                gettext_lazy("What happened"),
                as_given,
                choices=[(each.kind, each.label) for each in self.kinds],
                every=gettext_lazy("All"),
            ),
            *self.of_projects[1:],
        )
        self.columns = (  # type: ignore[misc]
            Column("on", gettext_lazy("Day"), "day", css="nowrap"),
            Column(
                "project",
                gettext_lazy("Project"),
                header=True,
                value=lambda row: row.project.name,
                link=lambda row: row.project.get_absolute_url(),
                small=lambda row: row.project.code,
            ),
            Column("code", gettext_lazy("Code"), value=lambda row: row.project.code, on_page=False),
            Column("label", gettext_lazy("What happened")),
            Column(
                "words",
                gettext_lazy("In more detail"),
                value=lambda row: row.event.words,
                link=lambda row: row.event.url,
            ),
            Column("basis", gettext_lazy("Rests on"), "basis", value=lambda row: row.event.basis),
        )

    @property
    def since(self) -> date:
        """Return the first day."""
        return self.active.get("since") or self.until - timedelta(days=DAYS)

    @property
    def until(self) -> date:
        """Return the last day: today, unless the address names another."""
        return self.active.get("until") or self.today

    @cached_property
    def _asked_for(self) -> Mapping[str, Any]:
        projects = self._rows
        for one in self.of_projects:
            if one.name in self.active:
                projects = one.apply(projects, self.active[one.name])
        of = [each for each in self.kinds if self.active.get("kind") in (None, each.kind)]
        return {"projects": projects, "of": of, "since": self.since, "until": self.until + timedelta(days=1)}

    @cached_property
    def rows(self) -> Iterator[events.Happened]:
        """Return all that happened, for a file."""
        return events.all_of(**self._asked_for)

    @cached_property
    def page(self) -> tuple[list[events.Happened], str]:
        """Return what happened last, or further back, and the key of the next page."""
        rows, more = events.page(**self._asked_for, after=self._after(), size=self.page_size)
        return rows, write_key(more) if more else ""

    def _after(self) -> events.Key | None:
        try:
            day, key, kind = read_key(self._asked("after"))
        except ValueError:
            return None
        return (day, key, kind) if isinstance(day, date) and isinstance(key, UUID) and isinstance(kind, str) else None
