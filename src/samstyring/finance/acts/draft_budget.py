"""Draft a new version of a project's budget."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.portfolio.models import Project
from samstyring.portfolio.queries import require_open

from .. import queries
from ..effects import write_lines
from ..models import Budget
from ..rules import checked_lines, rows_of, total


@acts.act(
    says=_("%(who)s drafted a budget for %(project)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def draft_budget(
    *,
    project: Project,
    lines: Sequence[Mapping[str, Any]] | None = None,
    note: str | None = None,
    copy_of: Budget | None = None,
    by: Actor,
    at: datetime,
) -> Budget:
    """Draft a version: a copy of `copy_of`, or else of the one in force, unless `lines` and `note` are given.

    `lines`: lines {text, year, amount in øre}. It has no number and no force until a decision adopts it
    (SG-3, SG-5); two drafts may compete. Raises ProjectOver, InvalidInput.
    """
    require_open(project)
    model = copy_of or queries.in_force(queries.budgets_of(project), clock.local_date(at))
    if lines is None:
        lines = rows_of(model.lines.all()) if model else []
    if note is None:
        note = model.note if model else ""
    checked = checked_lines(lines)
    draft = Budget.objects.create(project=project, note=note.strip(), created_at=at)
    made = write_lines(budget=draft, lines=checked, basis=None)
    acts.record(project, draft, project=str(project), total=total(made), rows=len(made))
    return draft
