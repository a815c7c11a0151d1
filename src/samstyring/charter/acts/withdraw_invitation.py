"""Withdraw an invitation to join."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import NotInvitedNow
from ..models import Joining
from ..queries.joining import DECIDED, INVITED, place_of_joining
from ..queries.parties import clause_of_signatures


@acts.act(
    says=gettext_lazy("%(who)s withdrew the invitation to %(party)s"),
    scope=lambda **arguments: [f"party:{arguments['joining'].organisation_id}"],
)
def withdraw_invitation(*, joining: Joining, why: str, by: Actor, at: datetime) -> Joining:
    """Withdraw an invitation that is not signed yet, with the reason: sent by mistake, or the text has changed.

    What was registered stays. The municipality can be invited again. Raises NotInvitedNow, InvalidInput.
    """
    if place_of_joining(joining).state not in (INVITED, DECIDED):
        raise NotInvitedNow(clause=clause_of_signatures(joining.agreement))
    if not why.strip():
        raise InvalidInput({"why": _("Say why.")})
    joining.withdrawn_on, joining.withdrawn_why = clock.local_date(at), why.strip()
    joining.save(update_fields=["withdrawn_on", "withdrawn_why"])
    acts.record(joining, joining.organisation, joining.agreement, party=joining.organisation.name)
    return joining
