"""A project's plan: the picture against the baseline, its table, and the acts on one milestone."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import Empty, Table, TableView

from .. import acts
from ..forms import AcceptForm, MilestoneForm, ReasonForm
from ..queries import plan as queries
from ..tables.plan import PlanTable, slip_words
from .base import OfProject, OfRow, ProjectActView, ProjectPageView


class PlanView(OfProject, TableView):
    """The plan as picture and table."""

    template_name = "portfolio/plan.html"
    heading = gettext_lazy("The plan")
    lead = gettext_lazy("The baseline is the plan as it was frozen. The forecast is how it looks today.")

    @cached_property
    def plan(self) -> queries.Plan:
        """Return the plan."""
        return queries.plan_of(self.project, self.actor, clock.today())

    def table(self) -> Table:
        """Return the table of milestones."""
        may = self.plan.may["add_milestone"]
        empty = Empty(
            _("The plan is empty"),
            _("Here stand the milestones and deliverables of the project, each with its day and who accepts it."),
            reverse("portfolio:add_milestone", args=[self.project.code]) if may else "",
            _("Add a milestone"),
        )
        rows = queries.milestones_of(self.project)
        return PlanTable(self.request, rows, project=self.project, on=clock.today(), empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Add the picture."""
        return {**super().page(), "plan": self.plan}


class OfPlan(ProjectActView):
    """A form about the plan as a whole."""

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to the plan."""
        return reverse("portfolio:plan", args=[self.project.code])

    def cancel(self) -> str:
        """Return to the plan."""
        return reverse("portfolio:plan", args=[self.project.code])


class AddView(OfPlan):
    """Add a milestone."""

    act = staticmethod(acts.add_milestone)
    form_class = MilestoneForm
    heading = gettext_lazy("Add a milestone")
    button = gettext_lazy("Put it in the plan")
    success_message = gettext_lazy("The milestone stands in the plan.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the decision points of the project model."""
        return super().get_form_kwargs() | {"points": queries.points_to_choose(self.project, None, clock.today())}


class FreezeView(OfPlan):
    """Freeze the baseline of a project that was past the decision point."""

    act = staticmethod(acts.freeze_baseline)
    form_class = ReasonForm
    heading = gettext_lazy("Freeze the plan as the baseline?")
    button = gettext_lazy("Freeze the plan")
    success_message = gettext_lazy("The plan is frozen as the baseline.")
    lead = gettext_lazy("The days that stand in the plan now are kept, and cannot be changed. What comes is measured against them.")  # fmt: skip


class MilestoneView(ProjectPageView):
    """A milestone or deliverable."""

    template_name = "portfolio/milestone.html"

    def page(self) -> Mapping[str, Any]:
        """Return it, against the baseline."""
        found = queries.milestone(self.kwargs["code"], self.kwargs["number"])
        plan = queries.plan_of(found.project, self.actor, clock.today())
        row = next(each for each in plan.rows if each.milestone.pk == found.pk)
        tied = queries.tied(found, clock.today())
        return {
            "row": row,
            "milestone": found,
            "tied": tied,
            "slip": slip_words(row.slip),
            "may": plan.may,
            "page_title": found.name,
        }


class OfMilestone(OfRow):
    """A form about one milestone."""

    row_name = "milestone"
    takes_revision = True

    def find(self) -> Any:
        """Return it. Raises NotThere."""
        return queries.milestone(self.kwargs["code"], self.kwargs["number"])


class EditView(OfMilestone):
    """Change a milestone."""

    act = staticmethod(acts.edit_milestone)
    form_class = MilestoneForm
    heading = gettext_lazy("Change the milestone")
    success_message = gettext_lazy("Saved. The baseline is as it was.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the decision points of the project model."""
        points = queries.points_to_choose(self.row.project, self.row, clock.today())
        return super().get_form_kwargs() | {"points": points}

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        names = ("name", "kind", "point", "due_on", "criteria", "accepted_by")
        return super().get_initial() | {name: getattr(self.row, name) for name in names}


class AcceptView(OfMilestone):
    """Say that it is reached."""

    act = staticmethod(acts.accept_milestone)
    form_class = AcceptForm
    heading = gettext_lazy("Is it reached?")
    button = gettext_lazy("It is reached")
    success_message = gettext_lazy("It is reached.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day."""
        return super().get_form_kwargs() | {"on": clock.today()}


class RemoveView(OfMilestone):
    """Take it out of the plan."""

    act = staticmethod(acts.remove_milestone)
    form_class = ReasonForm
    heading = gettext_lazy("Take it out of the plan?")
    button = gettext_lazy("Take it out")
    danger = True
    success_message = gettext_lazy("The milestone is taken out of the plan.")

    def done_url(self, result: Any) -> str:
        """Return to the plan."""
        return reverse("portfolio:plan", args=[self.project.code])
