"""Edit the draft of a funding plan."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.governance.effects.wordings import renew_wordings
from samstyring.governance.queries.cases import usually_worded
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.portfolio.queries import require_draft, require_open

from ..effects import write_sources
from ..models import FundingPlan
from ..rules import checked_sources, total


@acts.act(
    says=_("%(who)s edited a draft funding plan for %(project)s"),
    scope=lambda **a: [f"project:{a['funding_plan'].project_id}"],
)
def edit_funding_plan(
    *,
    funding_plan: FundingPlan,
    sources: Sequence[Mapping[str, Any]],
    note: str = "",
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> FundingPlan:
    """Write the draft's sources anew; a proposal that keeps its usual wording gets the new sum.

    Raises VersionLocked once it is proposed (SG-5), Stale, InvalidInput.
    """
    project = funding_plan.project
    require_open(project)
    require_draft(funding_plan)
    funding_plan.check_revision(revision)
    checked = checked_sources(sources)
    worded = usually_worded("finance.adopt_funding_plan", "funding_plan", funding_plan.pk)
    funding_plan.note = note.strip()
    funding_plan.revision += 1
    funding_plan.save(update_fields=["note", "revision"])
    made = write_sources(plan=funding_plan, sources=checked, basis=None)
    renew_wordings(proposals=worded)
    acts.record(project, funding_plan, project=str(project), total=total(made), rows=len(made))
    return funding_plan
