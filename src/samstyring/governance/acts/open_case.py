"""Open a case."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Person
from samstyring.records.errors import NeedsLegalBasis

from ..effects.cases import make_case, make_proposal
from ..models import Body, Case
from ..queries.groups import check_open
from ..queries.routines import kinds_on
from ..queries.texts import house_language
from ..registry import matters
from ..rules.cases import BY_HAND


@acts.act(
    says=gettext_lazy("%(who)s opened the case %(reference)s %(title)s for %(body)s"),
    scope=lambda **arguments: [f"body:{arguments['body'].pk}"],
)
def open_case(
    *,
    body: Body,
    kind: str,
    title: str,
    routine: str = "",
    summary: str = "",
    background: str = "",
    assessment: str = "",
    recommendation: str = "",
    about_kind: str = "",
    about_id: UUID | None = None,
    case_officer: Person | None = None,
    exempt: bool = False,
    legal_basis: str = "",
    by: Actor,
    at: datetime,
) -> Case:
    """Open a case for a body, with its working reference ("U-22-031", gapless a year).

    `routine` is the key of one of the charter's kinds of cases. The three texts are rich text as canonical JSON text. A case for information holds the proposal to take note from
    the start. Raises BodyClosed, InvalidInput, and OtherBodyDecides where the body has no say in taking note (SG-2).
    """
    if kind not in BY_HAND:
        raise InvalidInput({"kind": gettext_lazy("Cases of this kind are made when the agenda is frozen.")})
    if routine and not any(kind in each.forms for each in kinds_on(local_date(at)) if each.key == routine):
        raise InvalidInput({"kind": gettext_lazy("The charter has no such kind of case.")})
    check_open(body, local_date(at))
    if not title.strip():
        raise InvalidInput({"title": gettext_lazy("The case needs a title.")})
    if exempt and not legal_basis.strip():
        raise NeedsLegalBasis(field="legal_basis")
    case = make_case(
        body=body,
        kind=kind,
        routine=routine,
        title=title.strip(),
        summary=summary.strip(),
        background=background,
        assessment=assessment,
        recommendation=recommendation,
        about_kind=about_kind,
        about_id=about_id,
        case_officer_id=case_officer.pk if case_officer else by.person_id,
        exempt=exempt,
        legal_basis=legal_basis.strip() if exempt else "",
        at=at,
    )
    if kind == Case.Kind.INFORMATION:
        matter = matters["governance.take_note"]
        charter.authority(matter.name, body.key, local_date(at))
        with house_language():
            make_proposal(case=case, matter=matter.name, payload={}, wording=matter.wording({}))
    acts.record(case, body, reference=case.reference, title=case.title, body=body.name, kind=kind)
    return case
