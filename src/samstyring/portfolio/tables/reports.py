"""The reporting windows as a table, and what the projects reported in one."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, FlagFilter, SearchFilter, Table

from ..models import AREAS, Light
from ..queries import reports, windows
from ..reporting import reading as report_reading


def _state(window: Any) -> tuple[str, Any]:
    return ("soon", _("open")) if window.is_open else ("na", _("closed"))


def _reported(window: Any) -> str:
    return _("%(yes)s of %(asked)s") % {"yes": formats.number(window.reported), "asked": formats.number(window.asked)}


def _brought(report: Any) -> str:
    return report.case.reference if report.case and report.case.state != "draft" else ""


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


class PortfolioReportTable(Table):
    """The portfolio reports, the newest first."""

    caption = gettext_lazy("Portfolio reports")
    file_name = "portefoljerapportar"
    sort = "-made_at"
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            gettext_lazy("Report"),
            header=True,
            sort="name",
            link=lambda report: report.get_absolute_url(),
            small=lambda report: report.code,
        ),
        Column("made_at", gettext_lazy("Made"), "day", sort="made_at"),
        Column("window", gettext_lazy("Window"), value=lambda report: report.window.name, sort="window__name"),
        Column("reported", gettext_lazy("Have reported"), value=_reported),
        Column("case", gettext_lazy("Case"), value=_brought),
    )


SILENT = gettext_lazy("silent")


def _about(line: reports.Line) -> str:
    owner = line.report.owner_name if line.report else str(line.ask.project.owner or "")
    corrected = line.report is not None and line.report.version > 1
    return " · ".join(part for part in (owner, _("corrected") if corrected else "") if part)


def _lamp(line: reports.Line, place: int) -> tuple[str, Any] | None:
    if line.lamps:
        return line.lamps[place].mark, line.lamps[place].short
    if place:
        return None
    return ("na", _("paused")) if line.ask.project.pause_id is not None else ("na", SILENT)


def _moved(line: reports.Line, place: int) -> str:
    moved = line.lamps[place].moved if line.lamps else 0
    return f"↑ {_('better')}" if moved > 0 else f"↓ {_('worse')}" if moved < 0 else ""


class ReportedTable(Table):
    """The projects of a window, with what each reported. Reports are read for the page's rows only."""

    caption = gettext_lazy("What the projects reported")
    sort = "project"
    filters: ClassVar[Sequence[Any]] = (
        SearchFilter("q", gettext_lazy("Name or code"), windows.that_project),
        ChoiceFilter(
            "light",
            gettext_lazy("Overall"),
            windows.of_light,
            choices=[*Light.choices, (windows.SILENT, SILENT)],
            every=gettext_lazy("All"),
        ),
        FlagFilter("decide", gettext_lazy("Needs a decision"), lambda rows, _on: windows.that_need_a_decision(rows)),
    )

    def __init__(self, request: HttpRequest, window: Any) -> None:
        """Show one window."""
        self.window = window
        self.file_name = f"statusrapportar-{window.code}"  # type: ignore[misc]
        self.columns = (  # type: ignore[misc]
            Column(
                "project",
                gettext_lazy("Project"),
                header=True,
                sort="project__sort_key",
                value=lambda line: line.report.project_name if line.report else line.ask.project.name,
                link=lambda line: line.ask.get_absolute_url(),
                small=_about,
            ),
            *(
                Column(
                    area,
                    report_reading.area_label(area),
                    "mark",
                    value=lambda line, place=place: _lamp(line, place),  # type: ignore[misc]
                    small=lambda line, place=place: _moved(line, place),  # type: ignore[misc]
                )
                for place, area in enumerate(AREAS)
            ),
            Column(
                "ends_on",
                gettext_lazy("End date"),
                "day",
                value=lambda line: line.report and line.report.ends_on,
                small=lambda line: line.days_late is not None and report_reading.since(line.days_late),
            ),
            Column(
                "cost",
                gettext_lazy("Cost"),
                "money",
                value=lambda line: line.report and line.report.cost,
                small=lambda line: line.over is not None and report_reading.beyond(line.over),
            ),
            Column(
                "to_decide",
                gettext_lazy("What must be decided"),
                value=lambda line: line.report and line.report.to_decide,
                on_page=False,
            ),
        )
        super().__init__(request, windows.asks_in(window))

    def with_rows(self, rows: Iterable[Any]) -> Iterable[reports.Line]:
        """Read what was reported, and what before it."""
        return reports.lines_for(self.window, list(rows))
