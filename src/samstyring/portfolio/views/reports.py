"""Status reports: the windows, one of them, and the report of a project in it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.records.pdf.render import Language
from samstyring.ui.tables import Empty, Table, TableView
from samstyring.ui.views import ActView, PageView

from .. import acts
from ..documents import status_report
from ..forms import AskReportsForm, PublishForm, RegisterReportForm, ReportForm, WindowForm
from ..queries import asking_reports, windows, writing
from ..queries import reports as queries
from ..reporting import reading as report_reading
from ..tables.reports import ReportedTable, WindowTable
from .base import AsDocument


class WindowsView(TableView):
    """The windows in which projects have reported."""

    template_name = "portfolio/reports/windows.html"
    heading = gettext_lazy("Status reports")
    lead = gettext_lazy("The projects tell how it goes, in windows that the secretariat opens. What is published stays as it was.")  # fmt: skip

    def table(self) -> Table:
        """Return the table of windows."""
        may = self.actor.may("portfolio.open_window")
        empty = Empty(
            _("No projects have been asked yet"),
            _("When the secretariat opens a window, each project manager gets a link to one page, and answers there."),
            reverse("portfolio:open_window") if may else "",
            _("Open a reporting window"),
        )
        return WindowTable(self.request, queries.with_counts(queries.windows(self.actor)), empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Add whether the reader can open one, and when it is time."""
        today = clock.today()
        return {
            **super().page(),
            "may_open": self.actor.may("portfolio.open_window"),
            "next_due": queries.rounds(today).next_due,
            "rule": queries.rhythm(today),
            "months": queries.months_of(queries.rhythm(today)),
        }


class WindowView(TableView):
    """A window: lights project by project, what must be decided, and who is silent."""

    template_name = "portfolio/reports/window.html"

    def table(self) -> Table:
        """Return the table of its projects. Raises NotThere."""
        self.found = windows.window_page(self.kwargs["window"], self.actor)
        return ReportedTable(self.request, self.found.window)

    def page(self) -> Mapping[str, Any]:
        """Return the page of the window."""
        window = self.found.window
        return {"page": self.found, "today": clock.today(), "window": window, "page_title": window.name}


class OpenView(ActView):
    """Open a window."""

    act = staticmethod(acts.open_window)
    form_class = WindowForm
    template_name = "portfolio/reports/open.html"
    heading = gettext_lazy("Open a reporting window")
    button = gettext_lazy("Open and ask")
    success_message = gettext_lazy("The window is open, and the questions are on their way.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which projects can be asked, and who answers for each."""
        return super().get_form_kwargs() | {"projects": asking_reports.projects_to_ask(), "on": clock.today()}

    def cancel(self) -> str:
        """Return to the windows."""
        return reverse("portfolio:windows")


class OfWindow(ActView):
    """An act on one window."""

    template_name = "portfolio/reports/act.html"

    @cached_property
    def window(self) -> Any:
        """Return the window. Raises NotThere."""
        return queries.window_by_code(self.kwargs["window"], self.actor)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the window."""
        return {"window": self.window, **form.arguments()}

    def cancel(self) -> str:
        """Return to the window."""
        return str(self.window.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the window."""
        return super().get_context_data(**kwargs) | {"window": self.window}


class AskView(OfWindow):
    """Ask those who are silent."""

    act = staticmethod(acts.ask_for_reports)
    form_class = AskReportsForm
    heading = gettext_lazy("Remind those who have not reported")
    button = gettext_lazy("Send the reminder")
    success_message = gettext_lazy("The questions are on their way.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which projects can be asked, and which are silent."""
        return super().get_form_kwargs() | {
            "projects": asking_reports.projects_to_ask(self.window),
            "asked": asking_reports.asked_in(self.window),
        }


class CloseView(OfWindow):
    """Close a window."""

    act = staticmethod(acts.close_window)
    template_name = "portfolio/reports/close.html"
    button = gettext_lazy("Close the window")
    danger = True
    success_message = gettext_lazy("The window is closed. What is published can still be corrected, with a reason.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who is silent."""
        asked, silent = windows.silent_in(self.window)
        return super().get_context_data(**kwargs) | {
            "heading": _("Close %(window)s?") % {"window": self.window},
            "facts": [(_("Reported"), asked - len(silent)), (_("Silent"), len(silent))],
            "silent": format_html_join("", '<li>{} <span class="muted">{}</span></li>', silent),
        }


class ReportView(AsDocument, PageView):
    """What a project reported in a window, as page and as PDF."""

    template_name = "portfolio/reports/report.html"

    @cached_property
    def found(self) -> queries.ReportPage:
        """Return the page of the report. Raises NotThere."""
        return queries.report_page(self.kwargs["window"], self.kwargs["code"], self.actor, clock.today())

    def document(self, language: Language) -> tuple[str, bytes] | None:
        """Return what was published, where anything is."""
        ask, report = self.found.ask, self.found.report
        if report is None:
            return None
        name = f"{ask.project.code} {_('Status report')} {ask.window.code}"
        return name, status_report.document(self.found, report, language)

    def page(self) -> Mapping[str, Any]:
        """Return what the page shows."""
        return {"page": self.found, **told_of(self.found, self.found.report), "today": clock.today()}


def told_of(page: queries.ReportPage, report: Any) -> dict[str, Any]:
    """Return what every page with a report on it says of it."""
    ask = page.ask
    return {
        "ask": ask,
        "project": ask.project,
        "window": ask.window,
        "report": report,
        "lamps": [(report_reading.area_label(lamp.area), lamp) for lamp in page.lamps],
        "lacking": report_reading.missing(page.lacks),
        "differences": report_reading.differences(page.before, report) if report and page.before else [],
        "page_title": _("Status report: %(project)s") % {"project": ask.project},
    }


def _beside(page: queries.ReportPage) -> dict[str, Any]:
    """Return what a form shows beside what is written: last time, what is in force, the tolerances."""
    return {"before": page.before, "plan": page.plan, "forecasting": page.forecasting, "risks": page.risks}


class OfReport(ActView):
    """A form about one report."""

    @cached_property
    def report_page(self) -> queries.ReportPage:
        """Return what is asked, what was said, and what is in force. Raises NotThere."""
        return queries.report_page(self.kwargs["window"], self.kwargs["code"], self.actor, clock.today(), of_draft=True)

    def scopes(self) -> Iterable[str]:
        """Return the project's scope."""
        return [f"project:{self.report_page.ask.project_id}"]

    def cancel(self) -> str:
        """Return to the report."""
        return str(self.report_page.ask.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the project, the window, and what was said last time."""
        page = self.report_page
        return super().get_context_data(**kwargs) | {"page": page, **told_of(page, page.draft)}


class WriteView(OfReport):
    """Write the report: what is saved is a draft, looked over before it is published."""

    act = staticmethod(acts.save_report)
    form_class = ReportForm
    template_name = "portfolio/reports/write.html"
    button = gettext_lazy("Save and look it over")
    takes_revision = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say what was reported last time, and what is in force."""
        return super().get_form_kwargs() | _beside(self.report_page)

    def get_initial(self) -> dict[str, Any]:
        """Begin with the draft, or what was said last time."""
        return writing.begin_with(self.report_page.ask, self.report_page.forecasting)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name what is answered."""
        return {"ask": self.report_page.ask, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what it is."""
        heading = _("Status report: %(project)s") % {"project": self.report_page.ask.project}
        return super().get_context_data(**kwargs) | {"heading": heading}


class PublishView(OfReport):
    """Look the draft over, and publish it."""

    act = staticmethod(acts.publish_report)
    form_class = PublishForm
    template_name = "portfolio/reports/publish.html"
    button = gettext_lazy("Publish")
    takes_revision = True
    success_message = gettext_lazy("Thank you. The report is published.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whether it corrects what is published."""
        return super().get_form_kwargs() | {"corrects": self.report_page.report is not None}

    def get_initial(self) -> dict[str, Any]:
        """Publish what was read, not what another has written meanwhile."""
        draft = self.report_page.draft
        return {"revision": draft.revision if draft else 0}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name what is answered."""
        return {"ask": self.report_page.ask, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what it is."""
        return super().get_context_data(**kwargs) | {"heading": _("Look it over, then publish")}


class RegisterView(OfReport):
    """The secretariat registers a report that came in writing."""

    act = staticmethod(acts.publish_report)
    form_class = RegisterReportForm
    template_name = "portfolio/reports/register.html"
    button = gettext_lazy("Register the report")
    success_message = gettext_lazy("The report is registered, with what was received as evidence.")

    def scopes(self) -> Iterable[str]:
        """Only those who register for any project: a project reports itself."""
        return ()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say what was reported last time, and what is in force."""
        page = self.report_page
        return super().get_form_kwargs() | {
            **_beside(page),
            "corrects": page.report is not None,
            "on": clock.today(),
        }

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was said last time."""
        return writing.begin_with(self.report_page.ask, self.report_page.forecasting)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name what is answered."""
        return {"ask": self.report_page.ask, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose report it is."""
        heading = _("Register the report of %(project)s") % {"project": self.report_page.ask.project}
        return super().get_context_data(**kwargs) | {"heading": heading}
