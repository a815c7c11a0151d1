"""The projects that go on or are stopped when another agreement takes over (VA-1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.registry import CrossingKind, Thing, crossings

from .effects.crossings import stop_projects
from .models import Project
from .rules.projects import OVER


def projects(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the projects that are not ended. The owner and the participants accepted by themselves: that stands."""
    del on
    parties = {row["number"] for row in there.get("party", [])}
    return [
        Thing(
            key=str(project.pk),
            label=f"{project.code} {project.name}",
            proposed="carried",
            why=_why(project, parties),
            url=project.get_absolute_url(),
            now=_now(project),
        )
        for project in Project.objects.exclude(state__in=OVER)
        .select_related("latest_owner", "hand_over__former")
        .order_by("sort_key")
    ]


def _now(project: Project) -> str:
    if project.owner is None:
        return str(project.get_state_display())
    return f"{project.get_state_display()}, {project.owner.name}"


def _why(project: Project, parties: set[str]) -> str:
    notes = [_("Who owns it and takes part have accepted it, and it keeps its project model.")]
    if project.owner is not None and project.owner.number not in parties:
        notes.append(_("The new agreement is not open to its owner: another must be found."))
    return " ".join(notes)


crossings.register(
    "project", CrossingKind("project", gettext_lazy("Projects that are not ended"), projects, stop_projects, order=50)
)
