"""Send in a need, an idea, or an initiative that others are invited to."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.numbering import next_number
from samstyring.parties.models import Organisation

from .. import queries
from ..effects.needs import for_another
from ..models import Need


@acts.act(
    says=gettext_lazy("%(who)s sent in %(need)s (%(code)s) from %(party)s"),
    scope=lambda **a: [f"party:{a['organisation'].pk}"],
)
def send_need(
    *,
    organisation: Organisation,
    kind: str,
    name: str,
    text: str,
    received_from: str = "",
    by: Actor,
    at: datetime,
) -> Need:
    """Send in a need or an idea for one municipality, or announce an initiative of its own (FO-7).

    Any municipality that the agreement is open to can, also after the term: it binds nobody. The secretariat does so
    for one that has written or telephoned; `received_from` then says who, and is needed. The code (B-22-007) is
    gapless per year. Raises InvalidInput.
    """
    today = clock.local_date(at)
    if organisation.pk not in queries.invited_ids(today):
        raise InvalidInput({"organisation": _("The agreement is not open to this municipality.")})
    if kind not in Need.Kind.values:
        raise InvalidInput({"kind": _("Choose what it is.")})
    wrong = {field: _("Write this.") for field, value in (("name", name), ("text", text)) if not value.strip()}
    if for_another():
        if not received_from.strip():
            wrong["received_from"] = _("Write who asked for it, and how: «contact, by telephone».")
        acts.on_behalf_of(organisation)
    if wrong:
        raise InvalidInput(wrong)
    number = next_number(f"B/{today.year}")
    need: Need = Need.objects.create(
        code=f"B-{today:%y}-{number:03d}",
        kind=kind,
        name=name.strip(),
        text=text.strip(),
        organisation=organisation,
        sent_by_id=by.person_id,
        received_from=received_from.strip(),
        sent_at=at,
        sent_on=today,
    )
    acts.record(need, organisation, need=need.name, code=need.code, party=str(organisation))
    return need
