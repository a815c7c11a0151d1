"""The portfolio, a project's page, and what is said about a project."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import Empty, Table, TableView
from samstyring.ui.views import ActView, PageView

from .. import acts, queries
from ..forms import ProjectForm, RegisterForm
from ..queries import decision_points, needs, phases, quick_look, reports, workbooks
from ..tables.projects import ProjectTable
from ..tables.purposes import PurposeTable
from .base import ProjectActView


class ProjectsView(TableView):
    """The portfolio as a table."""

    template_name = "portfolio/projects.html"
    heading = gettext_lazy("Portfolio")
    lead = gettext_lazy("National and regional projects, from the first candidate to what is closed.")

    def table(self) -> Table:
        """Return the table of projects."""
        may = self.actor.may("portfolio.register_project")
        empty = Empty(
            _("No projects yet"),
            _(
                "Here stand national and regional projects, from the first candidate to the closed ones. "
                "The secretariat registers a candidate; it starts by a decision."
            ),
            reverse("portfolio:register") if may else "",
            _("Register a project"),
        )
        return ProjectTable(
            self.request,
            queries.projects(self.actor),
            on=clock.today(),
            empty=empty,
            reports=reports.reads_reports(self.actor),
        )

    def page(self) -> Mapping[str, Any]:
        """Add what stands above the table."""
        return {
            **super().page(),
            "may_import": self.actor.may("portfolio.import_projects"),
            "may_register": self.actor.may("portfolio.register_project"),
            "reads_reports": reports.reads_reports(self.actor),
            "may_take": workbooks.may_take_any(self.actor),
        }


class QuickLookView(PageView):
    """A quick look at a project: under its row in the list, or a page of its own."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Tell caches that the two differ."""
        response = super().dispatch(request, *args, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def page(self) -> Mapping[str, Any]:
        """Return what the quick look shows."""
        found = quick_look.quick_look(self.kwargs["code"], self.actor, clock.today())
        return {"look": found, "project": found.project, "page_title": found.project.name}

    def get_template_names(self) -> list[str]:
        """Return the row for the list, or the page."""
        htmx = getattr(self.request, "htmx", False)
        return ["portfolio/projects/look_row.html" if htmx else "portfolio/projects/look.html"]


class PhasesView(PageView):
    """The portfolio by phase."""

    template_name = "portfolio/phase_list.html"

    def page(self) -> Mapping[str, Any]:
        """Return each phase with its projects."""
        return {"page_title": _("The portfolio by phase"), "groups": phases.by_phase(self.actor, clock.today())}


class PurposesView(TableView):
    """How the portfolio covers each purpose of the agreement (GP-1)."""

    template_name = "portfolio/purposes.html"
    heading = gettext_lazy("Purposes and projects")

    def table(self) -> PurposeTable:
        """Return the purposes."""
        today = clock.today()
        self.served = queries.purposes_served(self.actor, today)
        self.counts = queries.purposes_by_stage(self.actor)
        self.stages = [
            *((key, label, f"state={key}") for key, label in queries.STATES_BEFORE),
            *((f"phase:{key}", name, f"phase={key}") for key, name in phases.phases_in_use(today)),
        ]
        stages = [(key, capfirst(str(label))) for key, label, _query in self.stages]
        return PurposeTable(self.request, self.served, stages=stages, counts=self.counts)

    def page(self) -> Mapping[str, Any]:
        """Add how many serve each purpose, by where they stand."""
        return {
            **super().page(),
            "page_title": self.heading,
            "stages": [label for _key, label, _query in self.stages],
            "by_stage": [
                (row, [(self.counts.get(row.key, {}).get(key, 0), query) for key, _label, query in self.stages])
                for row in self.served
            ],
            "without": [row for row in self.served if not row.count],
        }


class ProjectView(PageView):
    """A project: what is in force, what is proposed, who is in, why."""

    template_name = "portfolio/project.html"

    def page(self) -> Mapping[str, Any]:
        """Return the project's page."""
        found = queries.project_page(self.kwargs["code"], self.actor, clock.today())
        return {
            "page": found,
            "project": found.project,
            "page_title": found.project.name,
            "today": clock.today(),
            "clauses": found.clauses,
        }


class RegisterView(ActView):
    """Register a candidate."""

    act = staticmethod(acts.register_project)
    form_class = RegisterForm
    template_name = "portfolio/register.html"
    heading = gettext_lazy("Register a project")
    button = gettext_lazy("Register the project")
    success_message = gettext_lazy("The project is registered. Next: ask the parties, and write a mandate.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day."""
        return super().get_form_kwargs() | {"on": clock.today()}

    @cached_property
    def need(self) -> Any:
        """Return the need that it comes from, where the address names one. Raises NotThere."""
        code = self.request.GET.get("need")
        return needs.need_by_code(code, self.actor) if code else None

    def get_initial(self) -> dict[str, Any]:
        """Begin with what the need says, and ask those who want to take part."""
        if self.need is None:
            return {}
        wanting = needs.wanting_in(self.need)
        return {
            "name": self.need.name,
            "summary": self.need.text[:2000],
            "origin": "regional",
            "participants": [str(key) for key in wanting],
        } | decision_points.model_to_begin_with(len(wanting), clock.today())

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the need, which is answered by it."""
        return {"need": self.need, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the clauses behind the questions."""
        return super().get_context_data(**kwargs) | {
            "clauses": queries.clauses_on(clock.today()),
            "need": self.need,
        }

    def cancel(self) -> str:
        """Return to the portfolio."""
        return reverse("portfolio:projects")


class EditView(ProjectActView):
    """Edit what is said about the project."""

    act = staticmethod(acts.edit_project)
    form_class = ProjectForm
    heading = gettext_lazy("Edit the project")
    success_message = gettext_lazy("Saved.")
    lead = gettext_lazy("Mandate, budget and funding plan are not edited here: they change by a decision only.")
    takes_revision = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day and the project."""
        return super().get_form_kwargs() | {"on": clock.today(), "project": self.project}

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        project = self.project
        return {
            "name": project.name,
            "summary": project.summary,
            "origin": project.origin,
            "purposes": project.purposes,
            "manager": str(project.manager_id or ""),
            "revision": project.revision,
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the project."""
        return {"project": self.project, **form.arguments()}
