"""Choose which project model a project follows."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from .. import effects
from ..models import Project
from ..queries import decision_points
from ..rules.decision_points import require_model_fits
from ..rules.projects import require_open, require_revision


@acts.act(
    says=_("%(who)s let %(project)s follow the project model %(model)s: %(reason)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def choose_project_model(
    *, project: Project, model: str, reason: str, revision: int | None = None, by: Actor, at: datetime
) -> Project:
    """Let a project follow another model, or a newer edition of its own, from now on: it is kept as it reads now.

    Otherwise a project keeps the model that it started with. Raises ProjectOver, Stale, ModelLacksPhase, InvalidInput.
    """
    require_open(project)
    require_revision(project, revision)
    chosen = decision_points.models_to_choose(project, clock.local_date(at)).get(model)
    if chosen is None:
        raise InvalidInput({"model": _("Choose one of the project models.")})
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why: it stands in the project's history.")})
    require_model_fits(project, chosen)
    kept = effects.keep_model(model=chosen)
    project.follows, project.revision = kept, project.revision + 1
    project.save(update_fields=["follows", "revision"])
    acts.record(project, project=str(project), model=str(kept), reason=reason.strip())
    return project
