"""Pause a project."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from .. import effects
from ..models import Passing, Pause, Project
from ..queries import standstill
from ..rules.projects import require_revision
from ..rules.standstill import require_pausable, require_pause_days, require_word


@acts.act(
    says=_("%(who)s registered that %(project)s is paused from %(from_date)s: %(reason)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def pause_project(
    *,
    project: Project,
    reason: str,
    expected_on: date,
    from_date: date | None = None,
    decided_by: str = Passing.DecidedBy.OWNER,
    reference: str = "",
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Pause:
    """Let a project stand still, as its owner or project board has decided (GP-2, OR-3); the board is told.

    `expected_on` is when it is expected to go on. No status report is asked for while it is paused, and no decision
    point is passed. Whoever is not the owner says where the decision stands (`reference`). Raises ProjectOver,
    NotEntered, ProjectPaused, Stale, InvalidInput.
    """
    require_pausable(project)
    require_revision(project, revision)
    today = clock.local_date(at)
    on, reference, reason = from_date or today, reference.strip(), reason.strip()
    if not reason:
        raise InvalidInput({"reason": _("Write why it is paused.")})
    require_pause_days(project, standstill.last_pause(project), on, expected_on, today)
    capacity = acts.current_permit().capacity
    is_owner = capacity is not None and capacity.role == "project_owner"
    require_word(decided_by, reference, is_owner=is_owner)
    basis = effects.make_word(project=project, paused=True, decided_by=decided_by, on=on)
    made: Pause = effects.pause(
        project=project,
        reason=reason,
        on=on,
        expected_on=expected_on,
        decided_by=decided_by,
        reference=reference,
        basis=basis,
    )
    acts.record(project, made, project=str(project), from_date=on, expected_on=expected_on, reason=made.reason)
    return made
