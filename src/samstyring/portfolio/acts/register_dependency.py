"""Say that a project waits for another project, or for something national."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import WaitsInRing
from ..models import Dependency, Project, RadarEntry
from ..queries import dependencies as queries
from ..rules.dependencies import checked
from ..rules.projects import require_open


@acts.act(
    says=_("%(who)s said that %(project)s waits for %(other)s: %(what)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def register_dependency(
    *, project: Project, other: Project | RadarEntry, values: Mapping[str, Any], by: Actor, at: datetime
) -> Dependency:
    """Say what a project needs, by when, and from which milestone of another project, from its end, or from the radar.

    Projects never wait for each other in a ring: none of them could come first. Raises ProjectOver, InvalidInput,
    WaitsInRing.
    """
    require_open(project)
    told, milestone = checked(values), values.get("milestone")
    if isinstance(other, Project):
        if other.pk == project.pk:
            raise InvalidInput({"": _("A project does not wait for itself.")})
        require_open(other)
        if milestone is not None and milestone.project_id != other.pk:
            raise InvalidInput({"milestone": _("Choose one of the milestones of the other project.")})
        if way := queries.ring_of(project, other):
            raise WaitsInRing(way)
        target: dict[str, Any] = {"on_project": other, "milestone": milestone}
    else:
        target = {"entry": other}
    made: Dependency = Dependency.objects.create(
        project=project, by_id=by.person_id, registered_at=at, **told, **target
    )
    facts = {"project": str(project), "other": str(other), "what": made.what, "needed_on": made.needed_on.isoformat()}
    acts.record(project, other, **facts)
    return made
