"""The end of a project: its closing report."""

from typing import Any

from django.utils.translation import gettext_lazy

from samstyring.kernel import clock

from .. import acts
from ..forms import ClosingReportForm
from ..queries import closing as queries
from .base import ProjectActView


class WriteView(ProjectActView):
    """Write the closing report, or a new version of it."""

    when_over = True
    act = staticmethod(acts.write_closing_report)
    form_class = ClosingReportForm
    template_name = "portfolio/closing_form.html"
    heading = gettext_lazy("Write the closing report")
    button = gettext_lazy("Save the report")
    success_message = gettext_lazy("The closing report is saved.")
    lead = gettext_lazy("Until the project is closed you can write it anew; every version is kept.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day."""
        return super().get_form_kwargs() | {"on": clock.today()}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the last version, or with the lessons that the project has written down.

        A hand-over that is registered is kept, and not asked for again.
        """
        last = queries.last_report(self.project)
        if last is None:
            return {f"part_{key}": text for key, text in queries.begins_with(self.project).items()}
        parts = {f"part_{row['key']}": row["text"] for row in last.parts}
        outside = {"receiver_name": last.receiver_name}
        return parts | {"ends_on": last.ends_on, "cost": last.cost, "receiver": str(last.receiver_id or ""), **outside}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to the report on the project's page."""
        return str(result.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what time and cost are measured against, and the hand-over that stands."""
        return super().get_context_data(**kwargs) | {
            "against": queries.measured_against(self.project, clock.today()),
            "last": queries.last_report(self.project),
        }
