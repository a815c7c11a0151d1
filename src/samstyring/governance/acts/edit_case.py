"""Edit the paper of a case."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, Stale
from samstyring.parties.models import Person
from samstyring.records.errors import NeedsLegalBasis

from ..effects.versions import drop_drafts, keep_version
from ..models import Case
from ..rules.cases import change_refusal
from ..rules.working import PARTS


@acts.act(
    says=gettext_lazy("%(who)s edited the case %(reference)s"),
    scope=lambda **arguments: [f"body:{arguments['case'].body_id}"],
)
def edit_case(
    *,
    case: Case,
    title: str,
    summary: str = "",
    background: str = "",
    assessment: str = "",
    recommendation: str = "",
    case_officer: Person | None = None,
    exempt: bool = False,
    legal_basis: str = "",
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Change title, summary, texts and access of a case: its next revision. What its writer had typed is no draft now.

    Raises Stale when what the form holds was changed after it was shown (proposals and files are no part of it), CaseSettled or CaseInTreatment when its text stands.
    """
    refusal = change_refusal(case)
    if refusal is not None:
        raise refusal
    if revision is not None and revision < case.text_revision:
        raise Stale(case)
    if not title.strip():
        raise InvalidInput({"title": gettext_lazy("The case needs a title.")})
    if exempt and not legal_basis.strip():
        raise NeedsLegalBasis(field="legal_basis")
    new = {
        "title": title.strip(),
        "summary": summary.strip(),
        "background": background,
        "assessment": assessment,
        "recommendation": recommendation,
        "case_officer_id": case_officer.pk if case_officer else case.case_officer_id,
        "exempt": exempt,
        "legal_basis": legal_basis.strip() if exempt else "",
    }
    changed = [name for name, value in new.items() if getattr(case, name) != value]
    for name in changed:
        setattr(case, name, new[name])
    if changed:
        case.revision += 1
        case.text_revision = case.revision
        case.changed_at = at
        case.save()
    if any(name in PARTS for name in changed):
        keep_version(case=case, at=at)
    drop_drafts(case=case)
    acts.record(case, reference=case.reference, changed=changed, revision=case.revision)
    return case
