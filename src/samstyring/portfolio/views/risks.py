"""A project's risks and opportunities: the list with its matrices, one of them, and the acts on it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.naming import naming_decider
from samstyring.kernel import clock
from samstyring.ui.tables import Empty, Table, TableView

from .. import acts
from ..forms import (
    AssessRiskForm,
    EditRiskForm,
    FinishRiskActionForm,
    RaiseRiskForm,
    ReasonForm,
    RegisterRiskForm,
    RiskActionForm,
)
from ..queries import risks as queries
from ..queries.steering import BOARD_DECIDES
from ..tables.risks import RisksTable
from .base import OfProject, OfRow, ProjectActView, ProjectPageView


class RisksView(OfProject, TableView):
    """The list, and the matrices before and after the actions."""

    template_name = "portfolio/risks/list.html"
    heading = gettext_lazy("Risks and opportunities")
    lead = gettext_lazy("What can happen to the project, how probable and how large it is now, and when the actions are done.")  # fmt: skip

    @cached_property
    def may(self) -> Mapping[str, bool]:
        """Return what the reader may do."""
        return queries.may_of(self.project, self.actor)

    def table(self) -> Table:
        """Return the table."""
        empty = Empty(
            _("No risks or opportunities are registered"),
            _("Here stands what can happen to the project, how it is judged, and what is done about it."),
            reverse("portfolio:register_risk", args=[self.project.code]) if self.may["register_risk"] else "",
            _("Register a risk or an opportunity"),
        )
        return RisksTable(self.request, queries.risks_for(self.project, self.actor), empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Add the matrices."""
        return {**super().page(), "matrices": queries.matrices(self.project), "may": self.may}


class WithParties:
    """A form that asks which municipalities are exposed."""

    project: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give those who can be."""
        parties = [(str(row.pk), row.name) for row in queries.exposable(self.project)]
        return super().get_form_kwargs() | {"parties": parties}  # type: ignore[misc,no-any-return]


class RegisterView(WithParties, ProjectActView):
    """Register a risk or an opportunity."""

    act = staticmethod(acts.register_risk)
    form_class = RegisterRiskForm
    heading = gettext_lazy("Register a risk or an opportunity")
    button = gettext_lazy("Register it")
    success_message = gettext_lazy("It is registered. Next: say what is done about it.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}

    def cancel(self) -> str:
        """Return to the list."""
        return reverse("portfolio:risks", args=[self.project.code])


class RiskView(ProjectPageView):
    """A risk or an opportunity."""

    template_name = "portfolio/risks/risk.html"

    def page(self) -> Mapping[str, Any]:
        """Return it with its actions and its history."""
        found = queries.risk_page(self.kwargs["code"], self.kwargs["number"], self.actor)
        return {"page": found, "risk": found.risk, "may": found.may, "page_title": found.risk.title}


class OfRisk(OfRow):
    """A form about one risk."""

    row_name = "risk"

    def find(self) -> Any:
        """Return it. Raises NotThere."""
        return queries.risk_of(self.kwargs["code"], self.kwargs["number"])


class EditView(OfRisk):
    """Change what is said of it."""

    act = staticmethod(acts.edit_risk)
    form_class = EditRiskForm
    heading = gettext_lazy("Change what is said of it")
    success_message = gettext_lazy("Saved. How it was judged is as it was.")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        return queries.content_to_edit(self.row)


class AssessView(WithParties, OfRisk):
    """Judge it anew."""

    act = staticmethod(acts.assess_risk)
    form_class = AssessRiskForm
    heading = gettext_lazy("Judge it anew")
    success_message = gettext_lazy("Saved. How it was judged before stands in its history.")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Show how it is judged now."""
        return queries.standing_to_edit(self.row)


class AddActionView(OfRisk):
    """Add an action."""

    act = staticmethod(acts.add_risk_action)
    form_class = RiskActionForm
    heading = gettext_lazy("Add an action")
    button = gettext_lazy("Add the action")
    success_message = gettext_lazy("The action stands on it.")


class FinishActionView(OfRisk):
    """Say that an action is done."""

    act = staticmethod(acts.finish_risk_action)
    form_class = FinishRiskActionForm
    heading = gettext_lazy("Is the action done?")
    button = gettext_lazy("It is done")
    success_message = gettext_lazy("The action is done. Judge anew whether it helped.")

    row_name = "action"

    def find(self) -> Any:
        """Return the action. Raises NotThere."""
        return queries.action_of(self.kwargs["code"], self.kwargs["number"], self.kwargs["action"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day."""
        return super().get_form_kwargs() | {"on": clock.today()}

    def cancel(self) -> str:
        """Return to the risk."""
        return str(self.row.risk.get_absolute_url())


class CloseView(OfRisk):
    """Close it."""

    act = staticmethod(acts.close_risk)
    form_class = ReasonForm
    heading = gettext_lazy("Close it?")
    button = gettext_lazy("Close it")
    success_message = gettext_lazy("It is closed, and stays in the list.")


class RaiseView(OfRisk):
    """Bring it to the portfolio board."""

    act = staticmethod(acts.raise_risk)
    form_class = RaiseRiskForm
    heading = naming_decider(gettext_lazy("Bring it to %(body)s"), BOARD_DECIDES)
    button = gettext_lazy("Open the case")
    success_message = gettext_lazy("The case is opened, with how the risk is judged as its paper. Put it on an agenda.")
