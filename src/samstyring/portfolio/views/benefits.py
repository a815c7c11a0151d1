"""Benefits: the list of all projects', one with its history, and the acts on it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import Empty, Table, TableView
from samstyring.ui.views import ActForm

from .. import acts
from ..forms import ReasonForm
from ..forms.benefits import BenefitForm, MeasureForm, RegisterMeasureForm
from ..queries import benefits as queries
from ..queries import measuring
from ..queries.benefit_owners import owner_now, owners_to_choose
from ..tables.benefits import BenefitsTable, state_mark
from .base import OfRow, ProjectActView, ProjectPageView


class BenefitsView(TableView):
    """The benefits of all projects."""

    template_name = "portfolio/benefits/list.html"
    heading = gettext_lazy("Benefits")
    lead = gettext_lazy("What the projects shall give, who answers for it, and what is measured: also after a project is closed.")  # fmt: skip

    def table(self) -> Table:
        """Return the table."""
        empty = Empty(
            _("No benefits are written down"),
            _("A project writes down its benefits on its own page. Here they are followed up together."),
        )
        return BenefitsTable(self.request, queries.benefits(self.actor), empty=empty)


class BenefitView(ProjectPageView):
    """A benefit, with what is measured and what was promised before."""

    template_name = "portfolio/benefits/benefit.html"

    def page(self) -> Mapping[str, Any]:
        """Return it."""
        found = queries.benefit_page(self.kwargs["code"], self.kwargs["number"], self.actor, clock.today())
        benefit = found.benefit
        return {"page": found, "benefit": benefit, "promised": benefit.standing, "may": found.may,
                "mark_of": state_mark(benefit), "page_title": str(benefit)}  # fmt: skip


class WithOwners:
    """A form that asks which municipality answers for it."""

    again = False

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give those who can, and the day."""
        owners = owners_to_choose(clock.today())
        return super().get_form_kwargs() | {"owners": owners, "on": clock.today(), "again": self.again}  # type: ignore[misc,no-any-return]


class AddView(WithOwners, ProjectActView):
    """Write down a benefit."""

    when_over = True
    act = staticmethod(acts.add_benefit)
    form_class = BenefitForm
    template_name = "portfolio/benefits/form.html"
    heading = gettext_lazy("Write down a benefit")
    button = gettext_lazy("Save the benefit")
    success_message = gettext_lazy("The benefit is written down. Its owner is reminded when it is to be measured.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what the mandate says, to begin with."""
        said = queries.promised_in_mandate(self.project, clock.today())
        return super().get_context_data(**kwargs) | {"in_mandate": said}


class OfBenefit(OfRow):
    """A form about one benefit."""

    when_over = True
    row_name = "benefit"

    def find(self) -> Any:
        """Return it. Raises NotThere."""
        return queries.benefit_of(self.kwargs["code"], self.kwargs["number"])


class EditView(WithOwners, OfBenefit):
    """Change what is promised."""

    again = True
    act = staticmethod(acts.edit_benefit)
    form_class = BenefitForm
    template_name = "portfolio/benefits/form.html"
    heading = gettext_lazy("Change what is promised")
    success_message = gettext_lazy("Saved. What was promised before stands in the history.")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Show what is promised."""
        return queries.content_to_edit(self.row, clock.today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say that whoever answered for it has left, or is merged."""
        return super().get_context_data(**kwargs) | {"owner_now": owner_now(self.row.standing.owner, clock.today())}


class MeasureView(OfBenefit):
    """Write down a measurement."""

    act = staticmethod(acts.measure_benefit)
    form_class = MeasureForm
    template_name = "portfolio/benefits/measure.html"
    heading = gettext_lazy("Write down a measurement")
    button = gettext_lazy("Save the measurement")
    success_message = gettext_lazy("The measurement is saved.")

    def scopes(self) -> Iterable[str]:
        """Return the project, and the municipality that answers for it."""
        return [*super().scopes(), f"party:{self.row.standing.owner_id}"]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day and the unit."""
        return super().get_form_kwargs() | {"on": clock.today(), "unit": self.row.standing.unit}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show how it is measured, from what to what."""
        return super().get_context_data(**kwargs) | {"benefit": self.row, "promised": self.row.standing}

    def done_url(self, result: Any) -> str:
        """Return to the benefit."""
        return self.cancel()


class RegisterView(MeasureView):
    """The secretariat registers a measurement that the owner sent in writing."""

    form_class = RegisterMeasureForm
    template_name = "portfolio/benefits/register.html"
    heading = gettext_lazy("Register a measurement from the owner")
    button = gettext_lazy("Register the measurement")
    success_message = gettext_lazy("The measurement is registered, with what was received as evidence.")

    def scopes(self) -> Iterable[str]:
        """Ask for those who register for any owner."""
        return ()


class AskView(OfBenefit):
    """Ask the owner by letter for all that it is to measure soon: also again, when a week has gone."""

    act = staticmethod(acts.ask_for_measurements)
    form_class = ActForm
    template_name = "portfolio/benefits/ask.html"
    heading = gettext_lazy("Ask the owner for the measurement")
    button = gettext_lazy("Send the letter")
    success_message = gettext_lazy("The letter is on its way. When it is answered, the measurement stands here.")

    @cached_property
    def asked(self) -> Any:
        """Return whom to ask, and for what."""
        return measuring.to_ask_of(self.row, clock.today())

    def scopes(self) -> Iterable[str]:
        """Ask for those who ask any owner."""
        return ()

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the municipality."""
        return {"organisations": [self.asked.organisation], **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to the benefit, where it stands who was asked."""
        return f"{self.cancel()}#asked"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whom, and for what else."""
        return super().get_context_data(**kwargs) | {"asked": self.asked}


class EndView(OfBenefit):
    """Follow it up no more."""

    act = staticmethod(acts.end_benefit)
    form_class = ReasonForm
    heading = gettext_lazy("Follow it up no more?")
    button = gettext_lazy("End the follow-up")
    success_message = gettext_lazy("It is followed up no more. What was measured stays.")
