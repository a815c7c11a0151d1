"""Score a candidate, or a concept note, on the criteria in force."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import NoCriteriaInForce
from ..models import CandidateScore, Project, ScoringCriteria, Study
from ..queries import scoring
from ..rules.projects import require_open
from ..rules.scoring import checked_levels, require_in_force


@acts.act(
    says=gettext_lazy("%(who)s scored %(candidate)s"),
    scope=lambda **a: [f"body:{a['criteria'].body_id}"],
)
def score_candidate(
    *,
    criteria: ScoringCriteria,
    levels: Mapping[str, Mapping[str, Any]],
    project: Project | None = None,
    study: Study | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> CandidateScore:
    """Score one of the two: `levels` by the key of each criterion, {level, why}; a level of None is not judged.

    The sheet says who, in which capacity, on which version of the criteria; an earlier one of the same scorer stays
    readable, and no longer counts. Raises NoCriteriaInForce, Stale (the criteria were replaced meanwhile), ProjectOver,
    InvalidInput.
    """
    if (project is None) == (study is None):
        raise InvalidInput({"project": _("Choose what is scored.")})
    if project is not None:
        require_open(project)
    now = scoring.criteria_in_force(clock.local_date(at))
    if now is None:
        raise NoCriteriaInForce
    require_in_force(criteria, now)
    rows = checked_levels(now, levels)
    subject: Any = project or study
    made = CandidateScore.objects.create(
        project=project,
        study=study,
        criteria=now,
        number=scoring.next_number(subject),
        levels=rows,
        note=note.strip()[:1000],
        by_id=by.person_id,
        scored_by=by.name,
        scored_as=_capacity(),
        at=at,
    )
    acts.record(subject, made, candidate=subject.name, criteria=now.number)
    return made


def _capacity() -> str:
    """Return what the capacity that this is done in is called."""
    capacity = acts.current_permit().capacity
    return capacity.label[:200] if capacity else ""
