"""Following a project model, and passing its decision points."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from ..models import ModelEdition, Passing, Project
from ..project_models import Point, ProjectModel, plain
from .plan import freeze_plan


@effect
def keep_model(*, model: ProjectModel, basis: Basis | None = None) -> ModelEdition:
    """Keep a project model as it reads now; the same one is kept once."""
    del basis
    content = plain(model)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    kept = ModelEdition.objects.filter(digest=digest).first()
    return kept or ModelEdition.objects.create(
        key=model.key[:40],
        edition=model.edition[:20],
        name=model.name[:120],
        content=content,
        digest=digest,
        kept_at=require_running("keep_model").at,
    )


@effect
def pass_point(
    *,
    project: Project,
    point: Point,
    decided_by: str,
    conditions: Sequence[dict[str, Any]],
    basis: Basis,
    on: date,
    reference: str = "",
) -> Passing:
    """Write that a project passed a decision point, and let its phase follow; the last one closes it (GP-2)."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    made = Passing.objects.create(
        project=project,
        sequence=Passing.objects.filter(project=project).count() + 1,
        point=point.key,
        name=point.name[:200],
        from_phase=point.before,
        to_phase=point.after,
        passed_on=on,
        decided_by=decided_by,
        reference=reference[:200],
        conditions=list(conditions),
        basis=basis,
        at=require_running("pass_point").at,
    )
    project.phase = point.after
    changed = ["phase", "revision"]
    if point.closes:
        project.state, project.ended_on, project.ended_by = Project.State.CLOSED, on, basis
        changed += ["state", "ended_on", "ended_by"]
    project.revision += 1
    project.save(update_fields=changed)
    if point.baseline:
        freeze_plan(project=project, passing=made)
    acts.record(project, made)
    return made


@effect
def make_confirmation(
    *, project: Project, point: Point, decided_by: str, on: date, basis: Basis | None = None
) -> Basis:
    """Make the basis that the owner's or the project board's word is, in the co-operation's language."""
    del basis
    with translation.override(charter.cooperation().language):
        label = _("%(point)s of %(project)s: %(who)s, %(day)s") % {
            "point": point.key,
            "project": project.code,
            "who": Passing.DecidedBy(decided_by).label,
            "day": formats.day(on),
        }
    return Basis.objects.create(kind=Basis.Kind.CONFIRMATION, label=label[:300], dated=on)


def conditions_of(asked: Sequence[Any], reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return how what was asked for stood, as it is kept with the passing."""
    return [
        {
            "key": one.key,
            "text": str(one.text),
            "must": one.must,
            "holds": one.holds,
            "source": one.source,
            "reason": reasons.get(one.key, ""),
        }
        for one in asked
    ]
