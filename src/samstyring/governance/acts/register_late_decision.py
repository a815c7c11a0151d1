"""Register a decision that was made before."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.charter.models import Procedure
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.numbering import next_number
from samstyring.records.effects import Upload, keep_evidence

from ..effects.decisions import Finding, authority_over, decide_late
from ..errors import CaseInTreatment, CaseSettled, EvidenceMissing, NoLeader, NothingToDecide, NotInItsTerm
from ..models import AgendaItem, Case, Decision
from ..queries.leaders import leader_on
from ..queries.texts import house_language, proposals_of
from ..rules.cases import SETTLED

WAYS = {
    Procedure.Kind.CONSENSUS_THEN_LEADER: (Decision.Way.CONSENSUS, Decision.Way.LEADER, Decision.Way.NOTED),
    Procedure.Kind.MAJORITY_OF_SEATS: (Decision.Way.MAJORITY, Decision.Way.NOTED),
    Procedure.Kind.WEIGHTED_MAJORITY: (Decision.Way.MAJORITY, Decision.Way.NOTED),
    Procedure.Kind.UNANIMITY_IN_WRITING: (Decision.Way.WRITTEN_CONSENT,),
}


@acts.act(
    says=gettext_lazy("%(who)s registered late what was decided on %(day)s: %(label)s %(title)s"),
    scope=lambda **arguments: [f"body:{arguments['case'].body_id}"],
)
def register_late_decision(
    *,
    case: Case,
    decided_on: date,
    way: Decision.Way,
    reasons: str = "",
    evidence: Upload | None,
    by: Actor,
    at: datetime,
) -> Decision:
    """Register, with evidence, what the body decided on an earlier day (VA-1): both days are kept and shown.

    The agreement must have been in force on the day it was decided, by the body and procedure that held then. Raises
    NotInItsTerm, EvidenceMissing, AgreementNotInForce, CaseSettled, CaseInTreatment, NothingToDecide, NoLeader,
    InvalidInput, and what deciding raises.
    """
    _refuse_unless_ready(case, decided_on, clock.local_date(at), evidence)
    assert evidence is not None
    leader = leader_on(case.body, decided_on)
    if leader is None:
        raise NoLeader
    decider = authority_over(case.body.key, proposals_of(case.pk), decided_on)[0]
    if way not in WAYS.get(Procedure.Kind(decider.procedure_kind), ()):
        raise InvalidInput({"way": _("The agreement does not have this decided in that way.")})
    if way == Decision.Way.LEADER and not reasons.strip():
        raise InvalidInput({"reasons": _("Write the reasons that the leader gave.")})
    item = _numbered_item(case)
    year = item.year if item and item.year else decided_on.year
    number = item.number if item and item.number else next_number(f"{case.body.key}/{year}")
    written = item.label if item else charter.number_written(case.body.key, year, number)
    with house_language():
        title = _("Evidence of %(label)s") % {"label": written}
        found_as = _("leader of %(body)s") % {"body": case.body.name}
    document = keep_evidence(upload=evidence, title=title, about=case, dated=decided_on)
    decision = decide_late(
        case=case,
        number=(year, number),
        finding=Finding(
            way=way,
            found_by=leader,
            on=decided_on,
            at=at,
            reasons=reasons.strip(),
            evidence=document,
            found_as=found_as,
        ),
        item=item,
    )
    if item is not None:
        item.state = AgendaItem.State.DECIDED
        item.save(update_fields=["state"])
    acts.on_behalf_of(leader, [document])
    acts.record(decision, decision.basis, case, day=decided_on, label=decision.label, title=decision.title)
    return decision


def _refuse_unless_ready(case: Case, decided_on: date, today: date, evidence: Upload | None) -> None:
    if case.state in SETTLED:
        raise CaseSettled
    if case.state == Case.State.IN_TREATMENT:
        raise CaseInTreatment
    if not proposals_of(case.pk):
        raise NothingToDecide
    if decided_on >= today:
        raise NotInItsTerm(field="decided_on")
    if evidence is None:
        raise EvidenceMissing(field="evidence")


def _numbered_item(case: Case) -> AgendaItem | None:
    """Return the item of an agenda that already gave the case its number, where it was never treated here."""
    return (
        AgendaItem.objects.filter(
            case=case,
            number__isnull=False,
            advisory=False,
            state__in=[AgendaItem.State.LISTED, AgendaItem.State.NOT_TAKEN],
            decision__isnull=True,
        )
        .select_related("meeting")
        .last()
    )
