"""Keeping each saved state of a case paper."""

from datetime import datetime

from django.db.models import Max

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..models import Case, CaseVersion, PaperDraft
from ..rules.working import PARTS


@effect
def keep_version(
    *, case: Case, at: datetime, restored_from: CaseVersion | None = None, basis: Basis | None = None
) -> CaseVersion:
    """Keep the paper of a case as it reads now, as its next version."""
    del basis
    last = CaseVersion.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    return CaseVersion.objects.create(
        case=case,
        number=last + 1,
        restored_from=restored_from,
        by_id=require_running("keep_version").by.person_id,
        at=at,
        **{name: getattr(case, name) for name in PARTS},
    )


@effect
def drop_drafts(*, case: Case, basis: Basis | None = None) -> None:
    """Drop what whoever acts had typed and not saved: it is saved now, or was thrown away for it."""
    del basis
    PaperDraft.objects.filter(case=case, by_id=require_running("drop_drafts").by.person_id).delete()
