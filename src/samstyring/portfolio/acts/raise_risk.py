"""Bring a risk or an opportunity to the portfolio board."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.governance.effects.cases import make_case, make_proposal
from samstyring.governance.models import Case
from samstyring.governance.queries.groups import check_open
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.ui import richtext

from ..errors import RiskRaised
from ..models import Risk, RiskRaising
from ..queries import risks, steering
from ..rules.projects import require_open
from ..rules.risks import require_open_risk, risk_payload
from ..saying import in_cooperation_language, risk_accepted

ACCEPT, INFORM = "portfolio.accept_risk", "governance.free_text"
"""What the board is asked: to accept it, which is a matter of its own, or to be informed."""


@acts.act(
    says=gettext_lazy("%(who)s brought the risk %(risk)s of %(project)s to the case %(reference)s"),
    scope=lambda **a: [f"project:{a['risk'].project_id}"],
)
def raise_risk(
    *, risk: Risk, purpose: str, assessment: str, last_day: date | None = None, by: Actor, at: datetime
) -> Case:
    """Open a case for the portfolio board about a risk: that the board accepts it, or for information (SG-4).

    `assessment` is what the secretariat thinks of it; `last_day` is how long the board is asked to accept it, until it
    is judged anew when there is none. Raises ProjectOver, RiskClosed, InvalidInput, RiskRaised while it
    lies in a case, OtherBodyDecides, BodyClosed, NotThere.
    """
    require_open(risk.project)
    require_open_risk(risk)
    if purpose not in RiskRaising.Purpose.values:
        raise InvalidInput({"purpose": _("Choose one.")})
    if not assessment.strip():
        raise InvalidInput({"assessment": _("Write this.")})
    if last_day is not None and last_day < clock.local_date(at):
        raise InvalidInput({"last_day": _("Choose a day that has not passed.")})
    risk = Risk.objects.select_for_update(of=("self",)).select_related("project", "standing").get(pk=risk.pk)
    if risk.standing is None or risks.lies_in_case(risk):
        raise RiskRaised
    today, project = clock.local_date(at), risk.project
    body = steering.portfolio_board(today)
    check_open(body, today)
    accepts = purpose == RiskRaising.Purpose.ACCEPT
    matter = ACCEPT if accepts else INFORM
    charter.authority(matter, body.key, today)
    facts = {"risk": risk.title, "project": project, "body": body.name}
    with in_cooperation_language():
        title = _("Risk in %(project)s: %(risk)s") % facts
        informed = _("%(body)s has been informed of «%(risk)s» in %(project)s.") % facts
        background = "\n\n".join([f"{risk.cause}", f"{risk.consequence}", *risks.in_lines(risk)])
    wording = risk_accepted(risk, last_day) if accepts else informed
    payload = {"project": str(project.pk), **risk_payload(risk, last_day)} if accepts else {}
    case: Case = make_case(
        body=body,
        kind=Case.Kind.PROJECT,
        title=title[:200],
        summary=risk.title[:500],
        background=richtext.canonical(richtext.from_text(background)),
        assessment=richtext.canonical(richtext.from_text(assessment.strip())),
        recommendation=richtext.canonical(richtext.from_text(wording)),
        about_kind="portfolio.project",
        about_id=project.pk,
        case_officer_id=by.person_id,
        at=at,
    )
    make_proposal(case=case, matter=matter, payload=payload, wording=wording)
    made = RiskRaising.objects.create(
        risk=risk, assessment=risk.standing, purpose=purpose, case=case, by_id=by.person_id, at=at
    )
    acts.record(case, made, project, reference=case.reference, risk=risk.title, project=str(project))
    return case
