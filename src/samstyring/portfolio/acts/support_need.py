"""Support another municipality's need."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation

from .. import queries
from ..effects.needs import for_another, support
from ..models import Need, NeedSupport
from ..rules.needs import require_living


@acts.act(
    says=gettext_lazy("%(who)s supported %(need)s (%(code)s) for %(party)s"),
    scope=lambda **a: [f"party:{a['organisation'].pk}"],
)
def support_need(
    *, need: Need, organisation: Organisation, interest: str, words: str = "", by: Actor, at: datetime
) -> NeedSupport:
    """Stand behind a need for one municipality, with how far it would go; said again, the last counts (FO-7).

    It binds nobody. The secretariat does so on behalf of one. Raises NeedOver, InvalidInput.
    """
    require_living(need)
    if organisation.pk not in queries.invited_ids(clock.local_date(at)):
        raise InvalidInput({"organisation": _("The agreement is not open to this municipality.")})
    if organisation == need.organisation:
        raise InvalidInput({"organisation": _("This municipality sent it in itself.")})
    if interest not in NeedSupport.Interest.values:
        raise InvalidInput({"interest": _("Choose how far you would go.")})
    if for_another():
        acts.on_behalf_of(organisation)
    made: NeedSupport = support(need=need, organisation=organisation, interest=interest, words=words)
    acts.record(
        need, organisation, made, need=need.name, code=need.code, party=str(organisation), interest=str(interest)
    )
    return made
