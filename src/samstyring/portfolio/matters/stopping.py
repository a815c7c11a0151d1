"""What a body can decide about a project that is not to go on: to stop it before its end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked, Payload, Reading, Requirement, register
from samstyring.kernel.models import Basis

from .. import effects, queries
from ..payload_forms import ProjectForm
from ..rules.projects import OVER
from ..saying import in_cooperation_language
from .projects import ProjectMatter

WORDS = {
    "reason": gettext_lazy("Why"),
    "money": gettext_lazy("What becomes of the money"),
    "deliverables": gettext_lazy("What becomes of what is made"),
}


def _field(name: str, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=WORDS[name], help_text=help_text, max_length=2000, widget=widget)


class StopForm(ProjectForm):
    """Why the project is stopped, and what becomes of what it has and has made."""

    reason = _field("reason", gettext_lazy("The parties read this, and the decision is understood by it."))
    money = _field("money", gettext_lazy("What is spent, what is bound, and where the rest goes."))
    deliverables = _field("deliverables", gettext_lazy("What is kept, who takes it, and what is dropped."))

    def payload(self) -> dict[str, Any]:
        """Return the project, and what is said."""
        return {**super().payload(), **{name: self.cleaned_data[name].strip() for name in WORDS}}


@register
class StopProject(ProjectMatter):
    """A project is stopped before its end: its papers, money and history stay (GP-2)."""

    name = "portfolio.stop_project"
    label = gettext_lazy("Stop the project")
    form_class = StopForm
    commits = False  # to stop what was begun is to wind up

    def content(self, payload: Payload) -> Any:
        """Return the project, and what is said of stopping it."""
        return {**super().content(payload), **_said(payload)}

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with."""
        with in_cooperation_language():
            facts = {"project": self.project(payload), **_said(payload)}
            return _("%(project)s is stopped. %(reason)s") % facts

    def read(self, asked: Asked) -> Reading:
        """Return why, and what becomes of money and results."""
        project, said = self.project(asked.payload), _said(asked.payload)
        heading = _("Stop %(project)s") % {"project": project}
        lines = [(label, said[name]) for name, label in WORDS.items()]
        return Reading(heading=heading, lines=lines, url=project.get_absolute_url())

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask that it is not over, and that the parties can read why and what becomes of what there is."""
        project, said = self.project(asked.payload), _said(asked.payload)
        source, url = queries.clauses_on(asked.on).stop, project.get_absolute_url()
        missing = [str(label).lower() for name, label in WORDS.items() if not said[name]]
        text = _("It is written why, and what becomes of the money and of what is made")
        made = [Requirement("portfolio.stop_explained", True, not missing, text, source)]
        if project.state in OVER:
            over = _("The project is not over already")
            made.append(Requirement("portfolio.stop_not_over", True, False, over, source, url))
        return made

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Stop it. Raises ProjectOver, which undoes the decision."""
        effects.stop_project(project=self.project(payload), basis=basis, on=on, **_said(payload))


def _said(payload: Payload) -> dict[str, str]:
    return {name: str(payload.get(name) or "") for name in WORDS}
