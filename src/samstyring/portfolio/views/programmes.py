"""Programmes above projects, and what a project waits for."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import Empty, Table, TableView
from samstyring.ui.views import ActForm, ActView

from .. import acts
from .. import queries as portfolio
from ..forms import DependencyForm, OtherForm, PlaceForm, ProgrammeForm, ReasonForm
from ..queries import dependencies, programmes
from ..queries.reports import reads_reports
from ..tables.programmes import ProgrammeTable
from ..tables.projects import ProjectTable
from .base import ProjectActView


class ProgrammesView(TableView):
    """The programmes, each with how many projects it has."""

    template_name = "portfolio/programmes/list.html"
    heading = gettext_lazy("Programmes")
    lead = gettext_lazy(
        "A programme gathers projects that serve one purpose. It decides nothing of them: each has its own owner and"
        " mandate."
    )

    @property
    def may(self) -> bool:
        """Tell whether the reader registers programmes."""
        return self.actor.may("portfolio.register_programme")

    def table(self) -> Table:
        """Return the programmes."""
        empty = Empty(
            _("No programmes yet"),
            _("Where several projects serve one purpose, a programme says which, and who answers for the whole."),
            reverse("portfolio:register_programme") if self.may else "",
            _("Register a programme"),
        )
        return ProgrammeTable(self.request, programmes.with_counts(self.actor), empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Say whether the reader registers programmes."""
        return {**super().page(), "page_title": self.heading, "may": self.may}


class ProgrammeView(TableView):
    """A programme, with its projects as the portfolio lists them."""

    template_name = "portfolio/programmes/programme.html"

    @cached_property
    def programme(self) -> Any:
        """Return the programme. Raises NotThere."""
        return programmes.programme_by_code(self.kwargs["code"], self.actor)

    def table(self) -> Table:
        """Return its projects."""
        empty = Empty(_("No projects yet"), _("The page of each project says which programme it belongs to."))
        rows = programmes.of_programme(portfolio.projects(self.actor), str(self.programme.pk))
        return ProjectTable(
            self.request, rows, on=clock.today(), empty=empty, reports=reads_reports(self.actor), of_programme=True
        )

    def page(self) -> Mapping[str, Any]:
        """Add what is said of it."""
        return {
            **super().page(),
            "page_title": self.programme.name,
            "programme": self.programme,
            "may": self.programme.ended_on is None and self.actor.may("portfolio.edit_programme"),
            "may_end": self.programme.ended_on is None and self.actor.may("portfolio.end_programme"),
        }


class RegisterView(ActView):
    """Register a programme."""

    act = staticmethod(acts.register_programme)
    form_class: type[ActForm] = ProgrammeForm
    template_name = "portfolio/programmes/act.html"
    heading = gettext_lazy("Register a programme")
    button = gettext_lazy("Register the programme")
    success_message = gettext_lazy("The programme is registered. The page of each project says that it belongs to it.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day."""
        return super().get_form_kwargs() | {"on": clock.today()}

    def cancel(self) -> str:
        """Return to the programmes."""
        return reverse("portfolio:programmes")


class EditView(RegisterView):
    """Edit a programme."""

    act = staticmethod(acts.edit_programme)
    heading = gettext_lazy("Edit the programme")
    button = gettext_lazy("Save")
    success_message = gettext_lazy("Saved.")
    takes_revision = True

    @cached_property
    def programme(self) -> Any:
        """Return the programme. Raises NotThere."""
        return programmes.programme_by_code(self.kwargs["code"], self.actor)

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        found = {name: getattr(self.programme, name) for name in ("name", "purpose", "revision")}
        return {**found, "owner": str(self.programme.owner_id)}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the programme."""
        return {"programme": self.programme, **form.arguments()}

    def cancel(self) -> str:
        """Return to it."""
        return str(self.programme.get_absolute_url())


class EndView(EditView):
    """End a programme."""

    act = staticmethod(acts.end_programme)
    form_class = ReasonForm
    heading = gettext_lazy("End the programme?")
    button = gettext_lazy("End the programme")
    success_message = gettext_lazy("The programme is ended. It stays in the list, with the projects that were in it.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the reason alone."""
        given = super().get_form_kwargs()
        given.pop("on")
        return given

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is looked at."""
        return {"revision": self.programme.revision}


class PlaceView(ProjectActView):
    """Say which programme a project belongs to."""

    act = staticmethod(acts.place_in_programme)
    form_class = PlaceForm
    heading = gettext_lazy("The programme of the project")
    success_message = gettext_lazy("Saved.")

    def scopes(self) -> Iterable[str]:
        """Ask for the whole: a programme is above its projects."""
        return ()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the programmes."""
        return super().get_form_kwargs() | {"rows": list(programmes.programmes(self.actor).filter(ended_on=None))}

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        return {"programme": str(self.project.programme_id or "")}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the project."""
        return {"project": self.project, **form.arguments()}


class WaitView(ProjectActView):
    """Say what a project waits for: first which other, then what and when."""

    act = staticmethod(acts.register_dependency)
    form_class = DependencyForm
    heading = gettext_lazy("What does the project wait for?")
    button = gettext_lazy("Save the dependency")
    success_message = gettext_lazy("Saved. Whoever leads the project is told when the other slips, is paused or is stopped.")  # fmt: skip

    @cached_property
    def other(self) -> Any:
        """Return what it waits for. Raises NotThere."""
        return dependencies.other_by_code(self.request.GET.get("on", ""), self.actor)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the other first."""
        if request.GET.get("on"):
            return super().get(request, *args, **kwargs)
        form = OtherForm(choices=dependencies.to_wait_for(self.project, self.actor))
        context = {"project": self.project, "form": form, "page_title": self.heading, "cancel_url": self.cancel()}
        return render(request, "portfolio/programmes/other.html", context)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the milestones of the other."""
        milestones = dependencies.milestones_to_choose(self.other)
        return super().get_form_kwargs() | {"milestones": milestones, "is_project": hasattr(self.other, "origin")}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add both."""
        return {"project": self.project, "other": self.other, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say for what it waits."""
        words = _("%(project)s waits for %(other)s (%(code)s).")
        lead = words % {"project": self.project, "other": self.other, "code": self.other.code}
        return super().get_context_data(**kwargs) | {"lead": lead}


class OfDependency(ProjectActView):
    """A form about one dependency."""

    takes_revision = True

    @cached_property
    def dependency(self) -> Any:
        """Return it. Raises NotThere."""
        return dependencies.dependency(self.kwargs["code"], self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is looked at."""
        return {"revision": self.dependency.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name it."""
        return {"dependency": self.dependency, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which it is."""
        words = _("%(project)s waits for %(other)s (%(code)s).")
        other = self.dependency.other
        lead = words % {"project": self.project, "other": other, "code": other.code}
        return super().get_context_data(**kwargs) | {"lead": lead}


class EditWaitView(OfDependency):
    """Change what is needed, by when and from which milestone."""

    act = staticmethod(acts.edit_dependency)
    form_class = DependencyForm
    heading = gettext_lazy("Change what the project waits for")
    success_message = gettext_lazy("Saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the milestones of the other."""
        row = self.dependency
        milestones = dependencies.milestones_to_choose(row.other, row.milestone)
        return super().get_form_kwargs() | {"milestones": milestones, "is_project": row.on_project is not None}

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        row = self.dependency
        stored = {"what": row.what, "needed_on": row.needed_on, "milestone": str(row.milestone_id or "")}
        return super().get_initial() | stored


class EndWaitView(OfDependency):
    """End a dependency."""

    when_over = True
    act = staticmethod(acts.end_dependency)
    form_class = ReasonForm
    heading = gettext_lazy("Does the project no longer wait for it?")
    button = gettext_lazy("It waits no longer")
    success_message = gettext_lazy("The project no longer waits for it.")
    danger: ClassVar[bool] = True
