"""The portfolio as it stood on a day, as a table."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor
from samstyring.parties.names import sort_key
from samstyring.ui.tables import (
    ChoiceFilter,
    Column,
    DayFilter,
    Empty,
    Filter,
    Grouping,
    SearchFilter,
    Table,
    as_given,
)

from .. import registry
from ..models import Project
from ..queries.on_a_day import OnDay, matching, on_day
from ..queries.programmes import NONE
from ..reporting import reading
from ..rules.on_a_day import NOT_RECORDED, Called
from .project_choices import ALL

MARKS = {"started": "ok", "entered": "soon", "candidate": "na", "closed": "na", "stopped": "na"}


def _state_name(row: OnDay) -> str:
    return str(Project.State(row.state).label)


def _state(row: OnDay) -> tuple[str, Any]:
    return ("due", _("paused")) if row.paused else (MARKS[row.state], _state_name(row))


def _phase(row: OnDay) -> str:
    return _("not recorded") if row.unknown else row.phase


def _light(row: OnDay) -> tuple[str, Any]:
    if row.light is None:
        return "na", _("not reported")
    return reading.MARKS.get(row.light, "na"), reading.colour(row.light)


def _mandate(row: OnDay) -> str:
    return _("version %(number)s") % {"number": row.mandate} if row.mandate else ""


def _called(row: OnDay) -> str:
    """Return the code, and what today's name is where it is another, or that it is today's which is shown."""
    if not row.name_known:
        return _("%(code)s, today's name") % {"code": row.code}
    if row.name != row.name_today:
        return _("%(code)s, called %(name)s today") % {"code": row.code, "name": row.name_today}
    return row.code


def _name_then(row: OnDay) -> str:
    return row.name if row.name_known else _("not recorded")


def _who(called: Called) -> str:
    return _("not recorded") if called.key == NOT_RECORDED else called.name


def _owner(row: OnDay) -> Called:
    return Called(row.owner, row.owner)


def _manager(row: OnDay) -> Called:
    return row.manager


def _programme(row: OnDay) -> Called:
    return row.programme


Part = Callable[[OnDay], Called]
NOBODY: dict[Part, Any] = {
    _owner: gettext_lazy("No owner yet"),
    _manager: gettext_lazy("No project manager"),
    _programme: gettext_lazy("In no programme"),
}
"""What it is called where there is none."""


def _words(part: Part) -> Callable[[OnDay], str]:
    return lambda row: _who(part(row)) or str(NOBODY[part])


def _choices(rows: Sequence[OnDay], part: Part) -> list[tuple[str, str]]:
    """Return what the rows have to choose among, by name, what is none or not recorded last."""
    found = [(called.key or NONE, _who(called) or str(NOBODY[part])) for called in {part(row) for row in rows}]
    return sorted(found, key=lambda choice: (choice[0] in (NONE, NOT_RECORDED), sort_key(choice[1])))


class OnDayTable(Table):
    """The projects that were there on the day that the address says, today where it says none.

    `reports`: the reader sees what is reported.
    """

    caption = gettext_lazy("The portfolio on a day")
    file_name = "portefolje-pa-dag"
    sort = "name"
    page_size = 100

    def __init__(self, request: HttpRequest, *, by: Actor, today: date, empty: Empty, reports: bool) -> None:
        day = DayFilter("on", gettext_lazy("On the day"), as_given)
        self.asked = self._day_in(request, day)
        self.on = min(self.asked or today, today)
        """No later than today, of which alone anything can be told."""
        super().__init__(request, on_day(by, self.on, reports=reports), empty=empty)
        self.filters = (day, *self._filters())  # type: ignore[misc]
        self.groupings = [  # type: ignore[misc]
            Grouping("state", gettext_lazy("State then"), "state", _state_name),
            Grouping("owner", gettext_lazy("Owner then"), "owner", _words(_owner)),
            Grouping("manager", gettext_lazy("Project manager then"), "manager_order", _words(_manager)),
            Grouping("programme", gettext_lazy("Programme then"), "programme_order", _words(_programme)),
        ]
        self.columns = tuple(self._columns(reports))  # type: ignore[misc]

    @staticmethod
    def _day_in(request: HttpRequest, day: DayFilter) -> date | None:
        """Return the day that the address asks for: it decides the rows, of which the other filters are made."""
        try:
            found: date | None = day.field().clean(request.GET.get(day.name, ""))
        except ValidationError:
            return None
        return found

    def _filters(self) -> list[Filter]:
        everything: Sequence[OnDay] = self._rows

        def of(name: str, label: Any, part: Part) -> ChoiceFilter:
            return ChoiceFilter(
                name,
                label,
                lambda rows, value: [row for row in rows if (part(row).key or NONE) == value],
                choices=lambda: _choices(everything, part),
                every=ALL,
            )

        return [
            SearchFilter("q", gettext_lazy("Name or code"), matching),
            ChoiceFilter(
                "state",
                gettext_lazy("State then"),
                lambda rows, state: [row for row in rows if row.state == state],
                choices=Project.State.choices,
                every=ALL,
            ),
            of("owner", gettext_lazy("Owner then"), _owner),
            of("manager", gettext_lazy("Project manager then"), _manager),
            of("programme", gettext_lazy("Programme then"), _programme),
        ]

    @staticmethod
    def _columns(reports: bool) -> Iterator[Column]:
        yield Column(
            "name",
            gettext_lazy("Project"),
            sort="sort_key",
            header=True,
            link=lambda row: row.url,
            small=_called,
        )
        yield Column("code", gettext_lazy("Code"), on_page=False)
        yield Column("name_then", gettext_lazy("Name then"), value=_name_then, on_page=False)
        yield Column("name_today", gettext_lazy("Name today"), on_page=False)
        yield Column("state", gettext_lazy("State then"), "mark", value=_state, sort="state", small=_phase)
        yield Column("phase", gettext_lazy("Phase then"), value=_phase, on_page=False)
        yield Column("owner", gettext_lazy("Owner then"), sort="owner")
        yield Column(
            "manager", gettext_lazy("Project manager then"), value=lambda row: _who(row.manager), sort="manager_order"
        )
        yield Column(
            "programme", gettext_lazy("Programme then"), value=lambda row: _who(row.programme), sort="programme_order"
        )
        if reports:
            yield Column("light", gettext_lazy("Last report then"), "mark", value=_light)
        yield Column("mandate", gettext_lazy("Mandate in force then"), value=_mandate)
        for each in registry.columns:
            yield Column(
                each.name,
                each.label,
                "money" if each.kind == "money" else "text",
                value=lambda row, name=each.name: row.more.get(name),  # type: ignore[misc]
            )
