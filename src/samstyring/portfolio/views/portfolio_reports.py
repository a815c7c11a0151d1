"""Portfolio reports: the list, one of them, its words, its files, and its way to the board."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samstyring.charter.naming import naming_decider
from samstyring.kernel.errors import NotThere
from samstyring.records.downloads import attachment_response
from samstyring.records.pdf.render import Language
from samstyring.ui.tables import Empty, Table, TableView
from samstyring.ui.views import ActForm, ActView, PageView

from .. import acts
from ..queries import portfolio_reports as queries
from ..queries import reports as windows
from ..queries.steering import BOARD_DECIDES
from ..reporting import printed, reading
from ..tables.reports import PortfolioReportTable
from .base import AsDocument


class MakeForm(ActForm):
    """Make a report of what is published."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)


class WordsForm(ActForm):
    """What the secretariat says of the portfolio."""

    introduction = forms.CharField(
        label=gettext_lazy("Introduction"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    assessment = forms.CharField(
        label=gettext_lazy("Assessment"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )


class BringForm(ActForm):
    """Bring the report: to take note of, or with something to decide."""

    wording = forms.CharField(
        label=gettext_lazy("What is the body to decide?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Leave it empty, and the body is asked to take note."),
    )


class PortfolioReportsView(TableView):
    """The portfolio reports."""

    template_name = "portfolio/reports/portfolio/list.html"
    heading = gettext_lazy("Portfolio reports")

    def table(self) -> Table:
        """Return the reports, the newest first."""
        empty = Empty(
            _("No portfolio reports yet"),
            _("A portfolio report is made from the page of a reporting window."),
            reverse("portfolio:windows"),
            _("Status reports"),
        )
        return PortfolioReportTable(self.request, queries.portfolio_reports(self.actor), empty=empty)


class PortfolioReportView(AsDocument, PageView):
    """A portfolio report, as page, as PDF and as workbook."""

    template_name = "portfolio/reports/portfolio/report.html"

    @cached_property
    def found(self) -> queries.PortfolioReportPage:
        """Return the report. Raises NotThere."""
        return queries.portfolio_report_page(self.kwargs["report"], self.actor)

    def document(self, language: Language) -> tuple[str, bytes]:
        """Return the report."""
        return self.found.report.code, printed.document(self.found, language).content

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the page, or one of the files."""
        if request.GET.get("format") == "xlsx":
            file = printed.workbook(self.found)
            return attachment_response(file.content, name=file.name, content_type=XLSX)
        return super().get(request, *args, **kwargs)

    def page(self) -> Mapping[str, Any]:
        """Return what the page shows."""
        found = self.found
        return {
            "page": found,
            "report": found.report,
            "window": found.report.window,
            "page_title": found.report.name,
            "area_labels": reading.area_labels(),
            "changes": [(change.name, printed.change_words(change)) for change in found.changes],
            "against": reading.beyond(found.expected - found.planned),
        }


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class MakeView(ActView):
    """Make a portfolio report of a window."""

    act = staticmethod(acts.make_portfolio_report)
    form_class = MakeForm
    template_name = "portfolio/reports/portfolio/act.html"
    heading = gettext_lazy("Make a portfolio report")
    button = gettext_lazy("Make the report")
    success_message = gettext_lazy("The report is made. Write its introduction and assessment.")

    @cached_property
    def window(self) -> Any:
        """Return the window. Raises NotThere."""
        return windows.window_by_code(self.kwargs["window"], self.actor)

    def get_initial(self) -> dict[str, Any]:
        """Propose a name."""
        return {"name": _("Portfolio report: %(window)s") % {"window": self.window}}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the window."""
        return {"window": self.window, **form.arguments()}

    def cancel(self) -> str:
        """Return to the window."""
        return str(self.window.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        lead = _("It holds what is published now, and who is silent. A later correction does not change it.")
        return super().get_context_data(**kwargs) | {"lead": lead}


class OfPortfolioReport(ActView):
    """An act on one portfolio report."""

    template_name = "portfolio/reports/portfolio/act.html"

    @cached_property
    def report(self) -> Any:
        """Return the report. Raises NotThere."""
        return queries.portfolio_report_by_code(self.kwargs["report"], self.actor)

    def cancel(self) -> str:
        """Return to the report."""
        return str(self.report.get_absolute_url())

    def done_url(self, result: Any) -> str:
        """Return to the report."""
        return self.cancel()

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the report."""
        return {"report": self.report, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report."""
        return super().get_context_data(**kwargs) | {"report": self.report}


class WriteView(OfPortfolioReport):
    """Write the introduction and the assessment."""

    act = staticmethod(acts.write_portfolio_report)
    form_class = WordsForm
    heading = gettext_lazy("Introduction and assessment")
    success_message = gettext_lazy("Saved.")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Begin with the words that count."""
        text = queries.last_text(self.report)
        if text is None:
            return {"revision": 0}
        return {"introduction": text.introduction, "assessment": text.assessment, "revision": text.version}


class BringView(OfPortfolioReport):
    """Bring the report to the portfolio board."""

    act = staticmethod(acts.bring_portfolio_report)
    form_class = BringForm
    heading = naming_decider(gettext_lazy("Bring the report to %(body)s?"), BOARD_DECIDES)
    button = gettext_lazy("Open the case")
    success_message = gettext_lazy("The case is opened, with the report attached. Put it on an agenda.")

    @cached_property
    def report(self) -> Any:
        """Return the report. Raises NotThere for one that is brought."""
        found = queries.portfolio_report_by_code(self.kwargs["report"], self.actor)
        if queries.is_brought(found):
            raise NotThere
        return found

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the report, and print it."""
        page = queries.portfolio_report_page(self.kwargs["report"], self.actor)
        files = {"pdf": printed.document(page, cast(Language, get_language())), "workbook": printed.workbook(page)}
        return {"report": self.report, **files, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Go to the case."""
        return reverse("governance:case", args=[result.pk])
