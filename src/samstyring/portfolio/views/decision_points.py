"""A project's phases: passing a decision point, attaching what it asks for, choosing the project model."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.naming import naming_decider
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere

from .. import acts
from ..forms import PassPointForm, ProjectDocumentForm, ProjectModelForm
from ..queries import decision_points as queries
from .base import ProjectActView


class PassView(ProjectActView):
    """Register that the owner or the project board has passed a decision point."""

    act = staticmethod(acts.pass_decision_point)
    form_class = PassPointForm
    template_name = "portfolio/pass_point.html"
    button = gettext_lazy("Pass the decision point")
    success_message = naming_decider(
        gettext_lazy("The decision point is passed. It stands as information on the next meeting of %(body)s."),
        queries.MATTER,
    )
    takes_revision = True

    @cached_property
    def stand(self) -> queries.Standing:
        """Return where the project stands. Raises NotThere when this is not its next decision point."""
        found = queries.standing(self.project, self.actor, clock.today())
        if found.point is None or found.point.key != self.kwargs["point"] or not found.point.before:
            raise NotThere
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the day, and what can be passed over with a reason."""
        return super().get_form_kwargs() | {"on": clock.today(), "shoulds": self.stand.shoulds}

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is looked at."""
        return {"revision": self.project.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project and the point."""
        return {"project": self.project, "point": self.kwargs["point"], **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the point asks for."""
        point, model = self.stand.point, self.stand.model
        return super().get_context_data(**kwargs) | {
            "stand": self.stand,
            "page_title": _("Pass the decision point %(point)s") % {"point": point},
            "goes_from": model.phase_name(point.before) if point else "",
            "goes_to": model.phase_name(point.after) if point else "",
        }


class AttachView(ProjectActView):
    """Attach a document to the project."""

    act = staticmethod(acts.attach_project_document)
    form_class = ProjectDocumentForm
    heading = gettext_lazy("Attach a document")
    button = gettext_lazy("Attach the document")
    success_message = gettext_lazy("The document is attached.")
    lead = gettext_lazy("A newer document of the same name is the one that counts. The earlier one is kept.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the documents that the project model asks for, those of the next decision point first."""
        model = queries.model_of(self.project, clock.today())
        following = queries.next_point(self.project, clock.today())
        points = [*([following] if following else []), *model.points]
        names = [ask.name for point in points for ask in point.asks if ask.what == "document"]
        return super().get_form_kwargs() | {"names": names}

    def get_initial(self) -> dict[str, Any]:
        """Choose the one that the address names."""
        return {"name": self.request.GET.get("name", "")}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}


class ModelView(ProjectActView):
    """Choose the project model."""

    act = staticmethod(acts.choose_project_model)
    form_class = ProjectModelForm
    heading = gettext_lazy("Which project model does it follow?")
    success_message = gettext_lazy("The project follows the model that you chose.")
    lead = gettext_lazy("A project keeps the model that it started with, until somebody changes it here and says why.")
    takes_revision = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the models."""
        return super().get_form_kwargs() | {"models": queries.models_to_choose(self.project, clock.today())}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the one that it follows."""
        follows = queries.model_of(self.project, clock.today())
        choices = queries.models_to_choose(self.project, clock.today())
        chosen = next((key for key, model in choices.items() if model == follows), "")
        return {"model": chosen, "revision": self.project.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}
