"""Take a need back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.needs import answer, for_another
from ..errors import NeedIsProject
from ..models import Need, NeedAnswer
from ..rules.needs import require_living


@acts.act(
    says=_("%(who)s withdrew %(need)s (%(code)s) from %(party)s"),
    scope=lambda **a: [f"party:{a['need'].organisation_id}"],
)
def withdraw_need(*, need: Need, text: str = "", by: Actor, at: datetime) -> NeedAnswer:
    """Take back a need that the municipality sent, until it is a project candidate. Raises NeedOver, NeedIsProject."""
    require_living(need)
    if need.state == Need.State.CANDIDATE:
        raise NeedIsProject
    if for_another():
        acts.on_behalf_of(need.organisation)
    made: NeedAnswer = answer(need=need, kind=NeedAnswer.Kind.WITHDRAWN, text=text)
    return made
