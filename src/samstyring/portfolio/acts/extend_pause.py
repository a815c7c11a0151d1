"""Say that a paused project is expected to go on another day."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Pause, Project
from ..queries import standstill
from ..rules.projects import require_open
from ..rules.standstill import require_expected


@acts.act(
    says=_("%(who)s expects %(project)s to go on %(expected_on)s: %(why)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def extend_pause(*, project: Project, expected_on: date, why: str, by: Actor, at: datetime) -> Pause:
    """Change when a paused project is expected to go on (GP-2): it may be sooner too. The journal keeps each day.

    Raises ProjectOver, NotPaused, InvalidInput.
    """
    require_open(project)
    pause = standstill.pause_of(project)
    if not why.strip():
        raise InvalidInput({"why": _("Write why the day is changed.")})
    require_expected(pause.from_date, expected_on, clock.local_date(at))
    before, pause.expected_on = pause.expected_on, expected_on
    pause.save(update_fields=["expected_on"])
    facts = {"project": str(project), "expected_on": expected_on, "before": before, "why": why.strip()[:1000]}
    acts.record(project, pause, **facts)
    return pause
