"""Say that a project no longer waits for something."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Dependency
from ..rules.dependencies import require_standing


@acts.act(
    says=_("%(who)s said that %(project)s no longer waits for %(other)s: %(reason)s"),
    scope=lambda **a: [f"project:{a['dependency'].project_id}"],
)
def end_dependency(
    *, dependency: Dependency, reason: str, revision: int | None = None, by: Actor, at: datetime
) -> Dependency:
    """End a dependency with why: it is met in another way, or not needed. Raises DependencyEnded, Stale, InvalidInput."""
    require_standing(dependency, revision)
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why: it stands in the project's history.")})
    dependency.ended_at, dependency.ended_reason = at, reason.strip()[:1000]
    dependency.revision += 1
    dependency.save()
    acts.record(
        dependency.project,
        dependency.other,
        project=str(dependency.project),
        other=str(dependency.other),
        reason=dependency.ended_reason,
    )
    return dependency
