"""Register what the council of an invited municipality decided."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload, keep_evidence
from samstyring.records.models import Document
from samstyring.ui import formats

from ..errors import NotInvitedNow
from ..models import CouncilDecision, Joining
from ..queries.joining import INVITED, place_of_joining
from ..queries.parties import clause_of_signatures
from ..rules import acts_for_others


@acts.act(
    says=gettext_lazy("%(who)s registered what the council of %(party)s decided: %(answer)s (%(case_number)s)"),
    scope=lambda **arguments: [f"party:{arguments['joining'].organisation_id}"],
)
def register_council_decision(
    *,
    joining: Joining,
    joins: bool,
    case_number: str,
    decided_on: date,
    words: str = "",
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> CouncilDecision:
    """Register the council's decision to join, or not to, and then in which words (SI-1). It is registered once.

    The municipality registers it for itself; the secretariat does so on its behalf, and then with the decision as
    `evidence`. One that came after the day asked for counts too. A refusal ends the invitation. Raises NotInvitedNow,
    and InvalidInput for what is missing and for a day that cannot be right.
    """
    if place_of_joining(joining).state != INVITED:
        raise NotInvitedNow(clause=clause_of_signatures(joining.agreement))
    capacity = acts.current_permit().capacity
    on_behalf = acts_for_others(capacity)
    today = clock.local_date(at)
    case_number, words = case_number.strip(), words.strip()
    _check(joining, joins, case_number, decided_on, words, today)
    if on_behalf and evidence is None:
        raise InvalidInput({"evidence": _("Attach what was received from the municipality.")})
    document = None if evidence is None else _kept(joining, case_number, decided_on, evidence)
    decision = CouncilDecision.objects.create(
        joining=joining,
        joins=joins,
        case_number=case_number,
        decided_on=decided_on,
        words=words,
        evidence=document,
        registered_on=today,
        registered_as=capacity.label if capacity else "",
        on_behalf=on_behalf,
    )
    if on_behalf:
        acts.on_behalf_of(joining.organisation, [document] if document else [])
    with translation.override(joining.agreement.cooperation.language):
        answer = _("it joins") if joins else _("it does not join")
    acts.record(
        decision,
        joining,
        joining.organisation,
        joining.agreement,
        party=joining.organisation.name,
        answer=answer,
        case_number=case_number,
        decided_on=decided_on,
    )
    return decision


def _check(joining: Joining, joins: bool, case_number: str, decided_on: date, words: str, today: date) -> None:
    errors = {}
    if not case_number:
        errors["case_number"] = _("Fill in this.")
    if decided_on > today:
        errors["decided_on"] = _("This day has not come yet.")
    if decided_on < joining.invited_on:
        says = _("The municipality was invited on %(day)s: its council cannot have answered before that.")
        errors["decided_on"] = says % {"day": formats.day(joining.invited_on)}
    if not joins and not words:
        errors["words"] = _("Say in which words the council declined.")
    if errors:
        raise InvalidInput(errors)


def _kept(joining: Joining, case_number: str, decided_on: date, evidence: Upload) -> Document:
    party = joining.organisation.name
    with translation.override(joining.agreement.cooperation.language):
        title = _("Decision of the council of %(party)s, %(case)s") % {"party": party, "case": case_number}
    return keep_evidence(upload=evidence, title=title, about=joining, received_from=party, dated=decided_on)
