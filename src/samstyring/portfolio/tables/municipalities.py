"""The municipalities in the portfolio: the load of each as a table, and the grid of municipalities and projects."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock, keeping
from samstyring.parties.models import Organisation
from samstyring.ui import formats
from samstyring.ui.tables import Column, Empty, FlagFilter, SearchFilter, Table, as_given

from ..grid import WORDS
from ..queries import municipalities
from .project_choices import project_filters

AT_ONCE = 200
"""How many projects a file reads the places of at a time."""


def _past(row: municipalities.Load) -> str:
    return " · ".join(formats.number(number) for number in row.past)


class LoadTable(Table):
    """What each municipality carries, of the projects that the filters leave: those that are not over, unless asked."""

    caption = gettext_lazy("What each municipality carries")
    file_name = "belastning"
    sort = "name"
    page_size = 100

    def __init__(self, request: HttpRequest, projects: Any, *, empty: Empty, reports: bool) -> None:
        """Count in the projects that the reader may see. `reports`: the reader sees what is reported."""
        super().__init__(request, projects, empty=empty)
        # The filters of the list of projects, under the same names in the address.
        filters = project_filters(clock.today(), reports=reports)
        self.of_projects = [one for one in filters if one.name not in ("q", "party")]
        self.filters = (  # type: ignore[misc]
            SearchFilter(
                "q", gettext_lazy("Municipality"), lambda rows, words: [row for row in rows if row.matches(words)]
            ),
            *self.of_projects,
            FlagFilter(
                "nothing", gettext_lazy("Carries nothing"), lambda rows, _on: [row for row in rows if not row.carries]
            ),
        )
        self.days = municipalities.quarters_before(clock.today())
        self.columns = [  # type: ignore[misc]
            Column(
                "name",
                gettext_lazy("Municipality"),
                header=True,
                sort="sort_key",
                value=lambda row: row.organisation.name,
                link=lambda row: row.organisation.get_absolute_url(),
            ),
            Column(
                "carries",
                gettext_lazy("Projects"),
                "number",
                sort="carries",
                link=lambda row: self.to_list(row.organisation) if row.carries or row.asked else "",
            ),
            Column("owns", gettext_lazy("Owns"), "number", sort="owns"),
            Column("takes", gettext_lazy("Takes part in"), "number", sort="takes"),
            Column("asked", gettext_lazy("Has not answered"), "number", sort="asked"),
            Column("hours", gettext_lazy("Promised hours"), "number", sort="hours"),
            Column("people", gettext_lazy("Promised people"), "number", on_page=False),
            *(
                Column(
                    f"hours_{year}",
                    format_lazy(gettext_lazy("Promised hours, {year}"), year=year),
                    "number",
                    value=lambda row, year=year: row.hours_of(year),  # type: ignore[misc]
                    on_page=False,
                )
                for year in (clock.today().year, clock.today().year + 1)
            ),
            Column(
                "per_inhabitants",
                gettext_lazy("For each 10 000 inhabitants"),
                "number",
                decimals=1,
                sort="compared",
            ),
            Column("inhabitants", gettext_lazy("Inhabitants"), "number", on_page=False),
            Column("past", gettext_lazy("In execution, last four quarters"), value=_past, in_files=False),
            *(
                Column(
                    f"on_{day}",
                    formats.day(day),
                    "number",
                    value=lambda row, place=place: row.past[place],  # type: ignore[misc]
                    on_page=False,
                )
                for place, day in enumerate(self.days)
            ),
        ]

    def to_list(self, organisation: Organisation) -> str:
        """Return the list of projects with the same filters, for one municipality."""
        return f"{self._list}party={organisation.pk}"

    @cached_property
    def _list(self) -> str:
        """Return the list of projects with the same filters, as its address stands before the municipality."""
        kept = {one.name: str(self.active[one.name]) for one in self.of_projects if one.name in self.active}
        return f"{reverse('portfolio:projects')}?{urlencode(kept)}{'&' if kept else ''}"

    @cached_property
    def everyone(self) -> Sequence[municipalities.Load]:
        """Return what each carries, before the table's own filters."""
        before = counted = self._rows
        for one in self.of_projects:
            if one.name in self.active:
                counted = one.apply(counted, self.active[one.name])
                before = before if one.name == "state" else one.apply(before, self.active[one.name])
        if "state" not in self.active:
            counted = municipalities.living(counted)
        return self._kept(lambda: municipalities.loads(counted, before, clock.today()))

    def _kept(self, read: Callable[[], tuple[municipalities.Load, ...]]) -> Sequence[municipalities.Load]:
        """Return what is kept of the whole portfolio, which is what most look at; what is narrowed is read anew."""
        if any(one.name in self.active for one in self.of_projects) or self._rows.query.is_empty():
            return read()
        with keeping.book("what municipalities carry", clock.today()) as kept:
            return kept.share("loads", read)

    @cached_property
    def rows(self) -> Any:
        """Return the municipalities that pass the filters."""
        rows: Any = self.everyone
        for one in self.filters:
            if one.name in self.active and one not in self.of_projects:
                rows = one.apply(rows, self.active[one.name])
        return rows


class GridTable(Table):
    """Projects, each with how every municipality stands to it: columns of the grid on the page, rows of a file."""

    caption = gettext_lazy("Municipalities and projects")
    file_name = "kommunar-og-prosjekt"
    sort = "name"
    page_size = 15
    columns: ClassVar[Sequence[Column]] = (
        Column("name", gettext_lazy("Project"), sort="sort_key"),
        Column("code", gettext_lazy("Code"), sort="code"),
        Column("state", gettext_lazy("State"), value=lambda project: project.get_state_display()),
    )

    def __init__(self, request: HttpRequest, projects: Any, *, empty: Empty, reports: bool) -> None:
        """Show the projects that the reader may see. `reports`: the reader sees what is reported."""
        super().__init__(request, projects, empty=empty)
        self.filters = (  # type: ignore[misc]
            *project_filters(clock.today(), reports=reports),
            FlagFilter("placed", gettext_lazy("Only those with a place"), as_given),
        )

    @property
    def filed_columns(self) -> Sequence[Column]:
        """Return the columns of a file: the project, then a municipality each."""
        return [
            *self.columns,
            *(
                Column(str(party.pk), party.name, value=lambda row, key=party.pk: WORDS.get(row.places.get(key, "")))  # type: ignore[misc]
                for party in self.everyone
            ),
        ]

    @property
    def printed_columns(self) -> Sequence[Column]:
        """Return the columns of the PDF: the project, and by how they stand to it the municipalities by name.

        A column for each municipality would be wider than any paper.
        """
        return [
            Column("name", gettext_lazy("Project"), small=lambda project: project.code),
            Column("state", gettext_lazy("State"), value=lambda project: project.get_state_display()),
            *(Column(place, capfirst(said), value=self._who(place)) for place, said in WORDS.items()),
        ]

    def _who(self, place: str) -> Callable[[Any], str]:
        """Return what reads the municipalities that stand so to a project."""
        return lambda row: ", ".join(party.name for party in self.everyone if row.places.get(party.pk) == place)

    @cached_property
    def rows(self) -> Any:
        """Return the projects that pass the filters: those that are not over, unless a state is asked for."""
        rows = super().rows
        return rows if "state" in self.active else municipalities.living(rows)

    @cached_property
    def everyone(self) -> list[Organisation]:
        """Return the municipalities, by name."""
        return municipalities.municipalities(clock.today(), self.rows)

    @property
    def placed(self) -> list[Organisation]:
        """Return the municipalities of the grid: all, or those with a place on a project of this page."""
        if "placed" not in self.active:
            return self.everyone
        there = {key for project in self.page[0] for key in project.places}
        return [party for party in self.everyone if party.pk in there]

    def with_rows(self, rows: Iterable[Any]) -> Iterator[Any]:
        """Read how the municipalities stand to the projects, some projects at a time."""
        left = iter(rows)
        while some := list(islice(left, AT_ONCE)):
            places: Mapping[UUID, Mapping[UUID, str]] = municipalities.places_on(project.pk for project in some)
            for project in some:
                project.places = places.get(project.pk, {})
                yield project


def empty() -> Empty:
    """Return what stands where there are no projects."""
    return Empty(
        gettext_lazy("No projects yet"),
        gettext_lazy("When a project is registered and municipalities are asked, it stands here who does what."),
    )
