"""Draft a new version of a project's funding plan."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.portfolio.models import Project
from samstyring.portfolio.queries import require_open

from .. import queries
from ..effects import write_sources
from ..models import FundingPlan
from ..rules import checked_sources, rows_of, total


@acts.act(
    says=_("%(who)s drafted a funding plan for %(project)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def draft_funding_plan(
    *,
    project: Project,
    sources: Sequence[Mapping[str, Any]] | None = None,
    note: str | None = None,
    copy_of: FundingPlan | None = None,
    by: Actor,
    at: datetime,
) -> FundingPlan:
    """Draft a version: a copy of `copy_of`, or else of the one in force, unless `sources` and `note` are given.

    `sources`: sources {name, organisation, year, amount in øre, certainty}. It has no number and no force until a decision adopts it
    (FI-5, SG-5); two drafts may compete. Raises ProjectOver, InvalidInput.
    """
    require_open(project)
    model = copy_of or queries.in_force(queries.plans_of(project), clock.local_date(at))
    if sources is None:
        sources = rows_of(model.sources.all()) if model else []
    if note is None:
        note = model.note if model else ""
    checked = checked_sources(sources)
    draft = FundingPlan.objects.create(project=project, note=note.strip(), created_at=at)
    made = write_sources(plan=draft, sources=checked, basis=None)
    acts.record(project, draft, project=str(project), total=total(made), rows=len(made))
    return draft
