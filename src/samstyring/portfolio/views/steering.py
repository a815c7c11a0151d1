"""Steering within frames: changes that the project decides itself, its forecast, and exception reports."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.naming import naming_decider
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records.pdf.render import Language

from .. import acts
from ..documents import exception_report
from ..forms import ChangeForm, ExceptionReportForm, ForecastForm
from ..queries import steering as queries
from ..queries.projects import case_shown
from .base import AsDocument, ProjectActView, ProjectPageView


class OfSteering(ProjectActView):
    """A form about how the project stands against its tolerances, which stand above it."""

    template_name = "portfolio/steering_form.html"

    @cached_property
    def steering(self) -> queries.Steering:
        """Return how it stands."""
        return queries.steering_of(self.project, clock.today())

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to the project's tolerances."""
        return f"{self.project.get_absolute_url()}#tolerances"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how it stands."""
        return super().get_context_data(**kwargs) | {"steering": self.steering}


class ChangeView(OfSteering):
    """Log a change."""

    act = staticmethod(acts.log_change)
    form_class = ChangeForm
    heading = gettext_lazy("Log a change")
    button = gettext_lazy("Log the change")
    success_message = gettext_lazy("The change is logged.")
    lead = naming_decider(
        gettext_lazy("Inside its tolerances the project decides by itself. What is outside goes to %(body)s."),
        queries.BOARD_DECIDES,
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day."""
        return super().get_form_kwargs() | {"on": clock.today()}


class ForecastView(OfSteering):
    """Give the forecast."""

    act = staticmethod(acts.give_forecast)
    form_class = ForecastForm
    heading = gettext_lazy("Give the forecast")
    button = gettext_lazy("Save the forecast")
    success_message = gettext_lazy("The forecast is saved.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the last one, else with the mandate."""
        last, frames = self.steering.forecast, self.steering.frames
        if last is None:
            return {"ends_on": frames.ends_on, "cost": frames.frame}
        breaks = {"scope_breaks": not last.scope_holds, "benefit_breaks": not last.benefit_holds}
        return {"ends_on": last.ends_on, "cost": last.cost, **breaks}


class WriteReportView(OfSteering):
    """Write an exception report."""

    act = staticmethod(acts.write_exception_report)
    form_class = ExceptionReportForm
    heading = gettext_lazy("Write an exception report")
    button = gettext_lazy("Save the report")
    success_message = naming_decider(
        gettext_lazy("The report is written. Next: bring it to %(body)s."), queries.BOARD_DECIDES
    )
    lead = gettext_lazy("It cannot be changed afterwards. A new forecast takes a new report.")

    def done_url(self, result: Any) -> str:
        """Go to the report."""
        return str(result.get_absolute_url())


class ReportView(AsDocument, ProjectPageView):
    """An exception report, and where it stands; as PDF too."""

    template_name = "portfolio/exception_report.html"

    @cached_property
    def report(self) -> Any:
        """Return the report. Raises NotThere."""
        return queries.report_of(self.kwargs["code"], self.kwargs["number"], self.actor)

    def document(self, language: Language) -> tuple[str, bytes]:
        """Return it, with the case as its reader may know of it."""
        case = getattr(case_shown(self.report.case, self.actor), "case", None)
        if case is None or case.state == case.State.WITHDRAWN:
            brought = _("Not brought up in a case yet")
        else:
            brought = f"{capfirst(str(case.get_state_display()))}: {case.title} {case.reference}"
        name = f"{self.report.project.code} {_('Exception report %(number)s') % {'number': self.report.number}}"
        return name, exception_report.document(self.report, brought, language)

    def page(self) -> Mapping[str, Any]:
        """Return the report."""
        return {
            "report": self.report,
            "page_title": _("Exception report %(number)s") % {"number": self.report.number},
            "may_bring": queries.may_bring(self.report, self.actor),
            "brought": case_shown(self.report.case, self.actor),
        }


class BringView(ProjectActView):
    """Bring the report to the portfolio board."""

    act = staticmethod(acts.bring_exception_report)
    template_name = "portfolio/confirm.html"
    heading = naming_decider(gettext_lazy("Bring the report to %(body)s?"), queries.BOARD_DECIDES)
    button = gettext_lazy("Open the case")
    success_message = gettext_lazy("The case is opened, with the report as its paper. Put it on an agenda.")

    @cached_property
    def report(self) -> Any:
        """Return the report. Raises NotThere for one that is brought."""
        found = queries.report_of(self.kwargs["code"], self.kwargs["number"], self.actor)
        if not queries.may_bring(found, self.actor):
            raise NotThere
        return found

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the report."""
        return {"report": self.report}

    def cancel(self) -> str:
        """Return to the report."""
        return str(self.report.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        return super().get_context_data(**kwargs) | {
            "facts": [
                (_("Project"), self.project),
                (_("Body"), queries.portfolio_board(clock.today()).name),
                (_("Proposal"), self.report.recommendation),
            ],
        }
