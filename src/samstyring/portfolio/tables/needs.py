"""The list of needs and ideas as a table: columns, filters, and the same rows as files."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table

from ..models import Need
from ..queries import needs as queries

MARKS = dict.fromkeys(Need.State.values, "na") | {"new": "soon", "studied": "soon", "candidate": "ok"}


def _capitalised(choices: Sequence[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in choices]


def _behind(need: Any) -> str:
    words = ngettext("%(count)s municipality", "%(count)s municipalities", need.told.count)
    return words % {"count": formats.number(need.told.count)}


def _inhabitants(need: Any) -> str:
    if need.told.inhabitants is None:
        return ""
    return _("%(count)s inhabitants") % {"count": formats.number(need.told.inhabitants)}


def _state(need: Any) -> tuple[str, str]:
    if need.kind == Need.Kind.INITIATIVE and need.state == Need.State.NEW:
        return "na", _("Open to others")
    state = "due" if need.due and need.due < need.today else MARKS[need.state]
    return state, capfirst(str(need.get_state_display()))


class NeedTable(Table):
    """The needs that a reader may see; who stands behind them is read for the rows of the page only."""

    caption = gettext_lazy("Needs and ideas")
    file_name = "behov"
    saved_as = "portfolio:needs"
    sort = "-sent"
    filters: ClassVar[Sequence[Any]] = (
        SearchFilter("q", gettext_lazy("Words or code"), queries.that_say),
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            lambda rows, state: rows.filter(state=state),
            choices=lambda: _capitalised(Need.State.choices),
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "kind",
            gettext_lazy("Kind"),
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: _capitalised(Need.Kind.choices),
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "party",
            gettext_lazy("Sent or supported by"),
            queries.from_or_behind,
            choices=queries.senders,
            every=gettext_lazy("All"),
        ),
    )
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            gettext_lazy("What"),
            sort="sort_key",
            header=True,
            link=lambda need: need.get_absolute_url(),
            small=lambda need: need.code,
        ),
        Column("code", gettext_lazy("Code"), sort="code", on_page=False),
        Column("organisation.name", gettext_lazy("From"), sort="organisation__sort_key"),
        Column("kind", gettext_lazy("Kind"), value=lambda need: capfirst(str(need.get_kind_display())), on_page=False),
        Column("sent", gettext_lazy("Sent"), "day", value=lambda need: need.sent_on, sort="sent_at"),
        Column("behind", gettext_lazy("Stand behind"), value=_behind, sort="behind", small=_inhabitants),
        Column("who", gettext_lazy("Who"), value=lambda need: ", ".join(map(str, need.told.parties)), on_page=False),
        Column("inhabitants", gettext_lazy("Inhabitants"), "number", value=lambda n: n.told.inhabitants, on_page=False),
        Column("state", gettext_lazy("State"), "mark", value=_state, sort="state"),
        Column("due", gettext_lazy("Answer by"), "day"),
        Column("text", gettext_lazy("Text"), on_page=False),
    )

    def __init__(self, request: HttpRequest, rows: Any, *, on: date, empty: Empty) -> None:
        super().__init__(request, rows, empty=empty)
        self.on, self.rule = on, queries.answer_rule(on)
        if not self.rule.regulated:
            # Nothing says by when: then no day is shown as if something did.
            self.columns = tuple(column for column in self.columns if column.name != "due")  # type: ignore[misc]

    def with_rows(self, rows: Iterable[Any]) -> list[Any]:
        """Read what stands beside the rows."""
        shown = list(rows)
        told = queries.behind(shown, self.on)
        for need in shown:
            need.told, need.due, need.today = told[need.pk], queries.due_on(need, self.rule), self.on
        return shown
