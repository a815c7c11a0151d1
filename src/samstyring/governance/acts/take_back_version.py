"""Take back an earlier version of a case paper."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from ..effects.versions import keep_version
from ..errors import NothingToTakeBack
from ..models import Case, CaseVersion
from ..rules.cases import change_refusal
from ..rules.working import PARTS


@acts.act(
    says=gettext_lazy("%(who)s took back version %(number)s of the case %(reference)s"),
    scope=lambda **arguments: [f"body:{arguments['version'].case.body_id}"],
)
def take_back_version(*, version: CaseVersion, revision: int | None = None, by: Actor, at: datetime) -> Case:
    """Let the paper read as in an earlier version, as a new version of its own (SE-4e). Nothing between is lost.

    Raises Stale when someone changed the paper after the page was shown, NothingToTakeBack when it reads so already,
    CaseSettled or CaseInTreatment when its text stands.
    """
    case = Case.objects.get(pk=version.case_id)
    refusal = change_refusal(case)
    if refusal is not None:
        raise refusal
    if revision is not None and revision < case.text_revision:
        raise Stale(case)
    changed = [name for name in PARTS if getattr(case, name) != getattr(version, name)]
    if not changed:
        raise NothingToTakeBack
    for name in changed:
        setattr(case, name, getattr(version, name))
    case.revision += 1
    case.text_revision = case.revision
    case.changed_at = at
    case.save()
    keep_version(case=case, at=at, restored_from=version)
    acts.record(case, reference=case.reference, number=version.number, changed=changed, revision=case.revision)
    return case
