"""Edit the draft of a budget."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.governance.effects.wordings import renew_wordings
from samstyring.governance.queries.cases import usually_worded
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.portfolio.queries import require_draft, require_open

from ..effects import write_lines
from ..models import Budget
from ..rules import checked_lines, total


@acts.act(
    says=_("%(who)s edited a draft budget for %(project)s"),
    scope=lambda **a: [f"project:{a['budget'].project_id}"],
)
def edit_budget(
    *,
    budget: Budget,
    lines: Sequence[Mapping[str, Any]],
    note: str = "",
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Budget:
    """Write the draft's lines anew; a proposal that keeps its usual wording gets the new sum.

    Raises VersionLocked once it is proposed (SG-5), Stale, InvalidInput.
    """
    project = budget.project
    require_open(project)
    require_draft(budget)
    budget.check_revision(revision)
    checked = checked_lines(lines)
    worded = usually_worded("finance.adopt_budget", "budget", budget.pk)
    budget.note = note.strip()
    budget.revision += 1
    budget.save(update_fields=["note", "revision"])
    made = write_lines(budget=budget, lines=checked, basis=None)
    renew_wordings(proposals=worded)
    acts.record(project, budget, project=str(project), total=total(made), rows=len(made))
    return budget
