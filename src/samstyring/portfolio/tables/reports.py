"""The reporting windows as a table."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats
from samstyring.ui.tables import Column, FlagFilter, Table


def _state(window: Any) -> tuple[str, Any]:
    return ("soon", _("open")) if window.is_open else ("na", _("closed"))


def _reported(window: Any) -> str:
    return _("%(yes)s of %(asked)s") % {"yes": formats.number(window.reported), "asked": formats.number(window.asked)}


class WindowTable(Table):
    """The windows, the newest first."""

    caption = gettext_lazy("Reporting windows")
    file_name = "statusrundar"
    sort = "-opened"
    filters: ClassVar[Sequence[Any]] = (
        FlagFilter("open", gettext_lazy("Open only"), lambda rows, _on: rows.filter(closed_at=None)),
    )
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            gettext_lazy("Window"),
            header=True,
            sort="name",
            link=lambda window: window.get_absolute_url(),
            small=lambda window: window.code,
        ),
        Column("from_date", gettext_lazy("From"), "day", sort="from_date"),
        Column("last", gettext_lazy("To"), "day", value=lambda window: window.until - timedelta(days=1)),
        Column("due_on", gettext_lazy("Report by"), "day", sort="due_on"),
        Column("reported", gettext_lazy("Have reported"), value=_reported),
        Column("state", gettext_lazy("State"), "mark", value=_state),
        Column("opened", gettext_lazy("Opened"), "day", value=lambda w: w.opened_at, sort="opened_at", on_page=False),
    )
