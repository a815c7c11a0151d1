"""The radar as a table: columns, filters, and the same rows as files."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui.tables import ChoiceFilter, Column, DayFilter, Empty, SearchFilter, Table

from ..models import RadarEntry
from ..queries import radar as queries

MARKS = {"planned": "soon", "developed": "soon", "available": "ok", "required": "due", "ended": "na"}


def _choices(choices: Sequence[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in choices if value]


def _platform(entry: Any) -> str:
    return capfirst(str(entry.get_platform_display()))


def _serving(entry: Any) -> str:
    return ", ".join(row.name for row in entry.serving)


class RadarTable(Table):
    """The entries that a reader may see; what serves them is read for the rows of the page only."""

    caption = gettext_lazy("National radar")
    file_name = "radar"
    saved_as = "portfolio:radar"
    sort = "asks_by"
    filters: ClassVar[Sequence[Any]] = (
        SearchFilter("q", gettext_lazy("Words or code"), queries.that_say),
        ChoiceFilter(
            "kind",
            gettext_lazy("Kind"),
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: _choices(RadarEntry.Kind.choices),
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            lambda rows, state: rows.filter(state=state),
            choices=lambda: _choices(RadarEntry.State.choices),
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "platform",
            gettext_lazy("Platform"),
            lambda rows, platform: rows.filter(platform="" if platform == "unknown" else platform),
            choices=lambda: [*_choices(RadarEntry.Platform.choices), ("unknown", _("Not stated"))],
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "provider",
            gettext_lazy("Provider"),
            queries.of_provider,
            choices=lambda: [(name, name) for name in queries.providers()],
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "served",
            gettext_lazy("Served here"),
            queries.served,
            choices=lambda: [("yes", _("Yes")), ("no", _("No"))],
            every=gettext_lazy("All"),
        ),
        DayFilter("since", gettext_lazy("Changed since"), queries.changed_since),
    )
    columns = (
        Column(
            "name",
            gettext_lazy("Name"),
            sort="sort_key",
            header=True,
            link=lambda entry: entry.get_absolute_url(),
            small=lambda entry: f"{entry.code}, {entry.get_kind_display()}",
        ),
        Column("code", gettext_lazy("Code"), on_page=False),
        Column("kind", gettext_lazy("Kind"), value=lambda entry: str(entry.get_kind_display()), on_page=False),
        Column("provider", gettext_lazy("Provider"), sort="provider"),
        Column("contact", gettext_lazy("Contact"), on_page=False),
        Column(
            "state",
            gettext_lazy("State"),
            "mark",
            value=lambda e: (MARKS[e.state], capfirst(str(e.get_state_display()))),
            sort="state",
        ),
        Column("asks", gettext_lazy("What it asks of a municipality"), css="prose-cell"),
        Column("asks_by", gettext_lazy("By when"), "day", sort="asks_by"),
        Column("platform", gettext_lazy("Platform"), value=_platform, small=lambda entry: entry.platform_reason),
        Column("platform_reason", gettext_lazy("Why not Fiks"), on_page=False),
        Column("serving", gettext_lazy("Served here by"), value=_serving),
        Column("network_role", gettext_lazy("Our part in it"), on_page=False),
        Column("summary", gettext_lazy("About"), on_page=False),
        Column("link", gettext_lazy("Address"), on_page=False),
        Column("changed_at", gettext_lazy("Changed"), "day", sort="changed_at"),
    )

    def __init__(self, request: HttpRequest, rows: Any, *, on: date, empty: Empty) -> None:
        super().__init__(request, rows, empty=empty)
        self.on = on

    def with_rows(self, rows: Iterable[Any]) -> list[Any]:
        """Read what stands beside the rows."""
        shown = list(rows)
        found = queries.serving([entry.pk for entry in shown])
        for entry in shown:
            entry.serving = found.get(entry.pk, [])
        return shown
