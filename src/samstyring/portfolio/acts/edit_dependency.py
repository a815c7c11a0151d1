"""Change what a project waits for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Dependency
from ..rules.dependencies import checked, require_standing
from ..rules.projects import require_open


@acts.act(
    says=_("%(who)s changed what %(project)s waits for from %(other)s: %(what)s"),
    scope=lambda **a: [f"project:{a['dependency'].project_id}"],
)
def edit_dependency(
    *, dependency: Dependency, values: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime
) -> Dependency:
    """Change what is needed, by when, and from which milestone of the same project.

    Raises ProjectOver, DependencyEnded, Stale, InvalidInput.
    """
    require_open(dependency.project)
    require_standing(dependency, revision)
    milestone = values.get("milestone")
    if milestone is not None and milestone.project_id != dependency.on_project_id:
        raise InvalidInput({"milestone": _("Choose one of the milestones of the other project.")})
    before = dependency.needed_on
    for column, value in {**checked(values), "milestone": milestone}.items():
        setattr(dependency, column, value)
    dependency.revision += 1
    dependency.save()
    acts.record(
        dependency.project,
        dependency.other,
        project=str(dependency.project),
        other=str(dependency.other),
        what=dependency.what,
        before=before.isoformat(),
        needed_on=dependency.needed_on.isoformat(),
    )
    return dependency
