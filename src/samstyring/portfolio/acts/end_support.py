"""Take support of a need back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation

from ..effects import needs
from ..errors import NotSupported
from ..models import Need


@acts.act(
    says=_("%(who)s took back the support of %(party)s for %(need)s (%(code)s)"),
    scope=lambda **a: [f"party:{a['organisation'].pk}"],
)
def end_support(*, need: Need, organisation: Organisation, by: Actor, at: datetime) -> Need:
    """Take back what a municipality said; that it was said stays on record. Raises NotSupported."""
    if not needs.end_support(need=need, organisation=organisation):
        raise NotSupported
    if needs.for_another():
        acts.on_behalf_of(organisation)
    acts.record(need, organisation, need=need.name, code=need.code, party=str(organisation))
    return need
