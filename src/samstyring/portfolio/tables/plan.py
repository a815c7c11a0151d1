"""A project's plan as a table: each milestone against the baseline, and the same rows as files."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.ui import formats
from samstyring.ui.tables import Column, Empty, Table

from ..queries import plan as queries

MARKS = {
    "done": ("ok", gettext_lazy("Is reached")),
    "late": ("broken", gettext_lazy("Its day is past")),
    "slipped": ("due", gettext_lazy("Later than the baseline")),
    "coming": ("soon", gettext_lazy("Coming")),
}


def slip_words(days: int | None) -> str:
    """Say how much later or sooner than the baseline."""
    if days is None:
        return _("not in the baseline")
    if days == 0:
        return _("as in the baseline")
    words = (
        ngettext("%(days)s day later", "%(days)s days later", days)
        if days > 0
        else ngettext("%(days)s day sooner", "%(days)s days sooner", -days)
    )
    return words % {"days": formats.number(abs(days))}


def _kind(row: Any) -> str:
    """Return what kind it is, and the decision point of the project model that it is tied to: it says when it is reached."""
    kind = str(row.get_kind_display())
    return f"{kind}, {row.point}" if row.point else kind


class PlanTable(Table):
    """The milestones and deliverables of a project."""

    caption = gettext_lazy("Milestones and deliverables")
    file_name = "plan"
    sort = "due_on"
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            gettext_lazy("What"),
            sort="name",
            header=True,
            link=lambda row: row.get_absolute_url(),
            small=_kind,
        ),
        Column("kind", gettext_lazy("Kind"), value=lambda row: str(row.get_kind_display()), on_page=False),
        Column("point", gettext_lazy("Decision point of the project model"), on_page=False),
        Column("baseline", gettext_lazy("Baseline"), "day", value=lambda row: row.told.baseline),
        Column("due_on", gettext_lazy("Forecast"), "day", value=lambda row: row.told.reached, sort="due_on"),
        Column("slip", gettext_lazy("Against the baseline"), value=lambda row: slip_words(row.told.slip)),
        Column("days", gettext_lazy("Days"), "number", value=lambda row: row.told.slip, on_page=False),
        Column("state", gettext_lazy("State"), "mark", value=lambda row: MARKS[row.told.state]),
        Column("accepted_by", gettext_lazy("Who accepts")),
        Column("criteria", gettext_lazy("Criteria of acceptance"), on_page=False),
        Column("remark", gettext_lazy("Accepted"), on_page=False),
    )

    def __init__(self, request: HttpRequest, rows: Any, *, project: Any, on: date, empty: Empty) -> None:
        super().__init__(request, rows, empty=empty)
        self.project, self.on = project, on

    def with_rows(self, rows: Iterable[Any]) -> list[Any]:
        """Lay each beside the baseline."""
        shown = list(rows)
        for row, told in zip(shown, queries.against_baseline(self.project, shown, self.on), strict=True):
            row.told = told
        return shown
