"""Pass a decision point that is for the project's owner or its project board."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.governance.registry import Asked
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from .. import effects, queries
from ..errors import ForTheBody
from ..models import Passing, Project
from ..queries import decision_points
from ..rules.decision_points import require_held, require_next
from ..rules.projects import require_open, require_revision
from ..rules.standstill import require_not_paused, require_word


@acts.act(
    says=_("%(who)s registered that %(project)s passed the decision point %(point)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def pass_decision_point(
    *,
    project: Project,
    point: str,
    decided_by: str = Passing.DecidedBy.OWNER,
    decided_on: date | None = None,
    reference: str = "",
    reasons: Mapping[str, str] | None = None,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Passing:
    """Let a project go on to its next phase, as its owner or project board has decided (GP-2, OR-3).

    `reasons`: why what should be there and is not is passed over, by the requirement's key; they are printed. Whoever
    is not the owner says where the decision stands (`reference`). Raises ProjectOver, Stale, ProjectPaused, NotStarted,
    NotNextPoint, ForTheBody, PointLacks, InvalidInput.
    """
    require_open(project)
    require_revision(project, revision)
    require_not_paused(project)
    today = clock.local_date(at)
    on, reference = decided_on or today, reference.strip()
    found = require_next(project, decision_points.next_point(project, today), point)
    if decision_points.for_the_body(project, found, queries.mandate_in_force(project, today)):
        raise ForTheBody(clause=queries.clauses_on(today).point or None)
    if on > today:
        raise InvalidInput({"decided_on": _("It cannot have been decided on a day that has not come.")})
    last = decision_points.passings_of(project).last()
    if last is not None and on < last.passed_on:
        raise InvalidInput({"decided_on": _("The decision point before this one was passed later than that.")})
    capacity = acts.current_permit().capacity
    is_owner = capacity is not None and capacity.role == "project_owner"
    require_word(decided_by, reference, is_owner=is_owner)
    asked = Asked(payload={"project": str(project.pk)}, siblings=(), on=today, about_id=project.pk)
    stood = decision_points.asked_by(project, found, asked)
    given = require_held(stood, reasons or {})
    basis = effects.make_confirmation(project=project, point=found, decided_by=decided_by, on=on)
    passing: Passing = effects.pass_point(
        project=project,
        point=found,
        decided_by=decided_by,
        reference=reference,
        conditions=effects.conditions_of(stood, given),
        basis=basis,
        on=on,
    )
    acts.record(project, passing, project=str(project), point=str(found), reference=reference)
    return passing
