"""A project that stands still: pausing it, expecting it another day, letting it go on."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy

from samstyring.charter.naming import naming_decider
from samstyring.kernel import clock

from .. import acts
from ..forms.standstill import ExtendPauseForm, PauseForm, ResumeForm
from ..queries import standstill
from ..queries.decision_points import MATTER
from ..rules.standstill import require_pausable
from .base import ProjectActView


class PauseView(ProjectActView):
    """Pause the project."""

    act = staticmethod(acts.pause_project)
    form_class = PauseForm
    heading = gettext_lazy("Pause the project")
    button = gettext_lazy("Pause the project")
    success_message = naming_decider(
        gettext_lazy("The project is paused. %(body)s is told at its next meeting."), MATTER
    )
    lead = gettext_lazy("Mandate, budget and parties stay as they are. While it is paused no status report is asked for, and no decision point is passed.")  # fmt: skip
    takes_revision = True

    def ready(self) -> None:
        """Raise ProjectOver, NotEntered, ProjectPaused."""
        require_pausable(self.project)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the day."""
        return super().get_form_kwargs() | {"on": clock.today()}

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is looked at."""
        return {"revision": self.project.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}


class OfPause(ProjectActView):
    """A form about the pause that the project is in."""

    template_name = "portfolio/pause_form.html"

    def ready(self) -> None:
        """Raise ProjectOver, NotPaused."""
        super().ready()
        standstill.pause_of(self.project)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say why it is paused, since when, and until when."""
        return super().get_context_data(**kwargs) | {"pause": self.pause}

    @cached_property
    def pause(self) -> Any:
        """Return the pause. Raises NotPaused."""
        return standstill.pause_of(self.project)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}


class ExtendView(OfPause):
    """Say that it is expected another day."""

    act = staticmethod(acts.extend_pause)
    form_class = ExtendPauseForm
    heading = gettext_lazy("Expected another day")
    success_message = gettext_lazy("The new day is noted.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the day that stands."""
        return {"expected_on": self.pause.expected_on}


class ResumeView(OfPause):
    """Let the project go on."""

    act = staticmethod(acts.resume_project)
    form_class = ResumeForm
    heading = gettext_lazy("The project goes on")
    button = gettext_lazy("The project goes on")
    success_message = gettext_lazy("The project goes on where it stood.")
    takes_revision = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the days that it can be."""
        return super().get_form_kwargs() | {"on": clock.today(), "since": self.pause.from_date}

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is looked at."""
        return {"revision": self.project.revision}
