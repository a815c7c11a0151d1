"""Put a project in a programme, or take it out."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..models import Programme, Project
from ..rules.programmes import require_going_on
from ..rules.projects import require_open


@acts.act(says=_("%(who)s said which programme %(project)s belongs to: %(programme)s"))
def place_in_programme(*, project: Project, programme: Programme | None, by: Actor, at: datetime) -> Project:
    """Let a project belong to one programme, or to none (SE-3). Raises ProjectOver, ProgrammeEnded."""
    require_open(project)
    if programme is not None:
        require_going_on(programme)
    before, project.programme = project.programme, programme
    project.save(update_fields=["programme"])
    concerned = [each for each in (before, programme) if each is not None]
    acts.record(project, *concerned, project=str(project), programme=programme.name if programme else "–")
    return project
