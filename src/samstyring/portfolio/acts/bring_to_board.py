"""Bring a version of scoring criteria, or of a ranked list, to the body that decides it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.governance.effects.cases import make_case, make_proposal
from samstyring.governance.models import Case
from samstyring.governance.queries.groups import check_open
from samstyring.governance.registry import matters
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.ui import richtext

from .. import queries
from ..errors import VersionInCase
from ..models import Ranking, ScoringCriteria
from ..queries.ranking import body_of
from ..rules.versions import require_draft
from ..saying import in_cooperation_language


@acts.act(says=gettext_lazy("%(who)s brought %(version)s to the case %(reference)s"))
def bring_to_board(
    *, version: ScoringCriteria | Ranking, background: str = "", assessment: str, by: Actor, at: datetime
) -> Case:
    """Open a case that asks the body to adopt the version whole, as one decision (SG-4).

    `assessment` is what the secretariat thinks. The wording begins as the matter's own, and is changed in the case.
    Raises VersionLocked, VersionInCase, OtherBodyDecides, BodyClosed, InvalidInput.
    """
    require_draft(version)
    asking = queries.cases_asking_for(version.payload_name, [version.pk])
    if asking:
        raise VersionInCase(VersionInCase.message % {"case": ", ".join(case.reference for case in asking)})
    if not assessment.strip():
        raise InvalidInput({"assessment": _("Write this.")})
    today, body = clock.local_date(at), body_of(version)
    check_open(body, today)
    charter.authority(version.matter, body.key, today)
    payload = {version.payload_name: str(version.pk)}
    matter = matters[version.matter]
    with in_cooperation_language():
        title = str(matter.label) if isinstance(version, ScoringCriteria) else _("Ranking: %(list)s") % {
            "list": version.ranked_list
        }  # fmt: skip
    wording = matter.wording(payload)
    case: Case = make_case(
        body=body,
        kind=Case.Kind.FREE_TEXT,
        title=title[:200],
        background=richtext.canonical(richtext.from_text(background.strip())) if background.strip() else "",
        assessment=richtext.canonical(richtext.from_text(assessment.strip())),
        recommendation=richtext.canonical(richtext.from_text(wording)),
        case_officer_id=by.person_id,
        at=at,
    )
    make_proposal(case=case, matter=version.matter, payload=payload, wording=wording)
    acts.record(case, version, body, version=str(version), reference=case.reference)
    return case
