"""Projects are stopped with the agreement that they were decided under."""

from samstyring.charter.registry import Closing
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Project
from .standstill import end_pause


@effect
def stop_projects(*, closing: Closing, basis: Basis) -> None:
    """Stop projects from the day on: their papers, money and history stay."""
    for project in Project.objects.filter(pk__in=closing.keys):
        end_pause(project=project, on=closing.on, basis=basis)
        project.state, project.ended_on, project.ended_by = Project.State.STOPPED, closing.on, basis
        project.revision += 1
        project.save(update_fields=["state", "ended_on", "ended_by", "revision"])
