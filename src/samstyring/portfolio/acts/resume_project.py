"""Let a paused project go on."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from .. import effects
from ..models import Passing, Project
from ..queries import standstill
from ..rules.projects import require_open, require_revision
from ..rules.standstill import require_resumed_on, require_word


@acts.act(
    says=_("%(who)s registered that %(project)s goes on from %(resumed_on)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def resume_project(
    *,
    project: Project,
    resumed_on: date | None = None,
    decided_by: str = Passing.DecidedBy.OWNER,
    reference: str = "",
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Project:
    """Let a paused project go on where it stood, as its owner or project board has decided (GP-2, OR-3).

    `resumed_on` is its first day at work again. Raises ProjectOver, NotPaused, Stale, InvalidInput.
    """
    require_open(project)
    require_revision(project, revision)
    pause = standstill.pause_of(project)
    today = clock.local_date(at)
    on, reference = resumed_on or today, reference.strip()
    require_resumed_on(pause, on, today)
    capacity = acts.current_permit().capacity
    is_owner = capacity is not None and capacity.role == "project_owner"
    require_word(decided_by, reference, is_owner=is_owner)
    basis = effects.make_word(project=project, paused=False, decided_by=decided_by, on=on)
    project = effects.resume(project=project, basis=basis, on=on)
    acts.record(project, pause, project=str(project), resumed_on=on, reference=reference)
    return project
