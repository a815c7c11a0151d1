"""Remind those who are invited to an initiative and have not answered, by the day or a new one."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.queries import people_to_ask
from samstyring.ui import formats

from ..effects.initiatives import send_invitations
from ..effects.needs import for_another
from ..errors import NobodyToRemind
from ..models import Initiative, InitiativeAsk
from ..queries import initiatives
from ..rules.initiatives import require_open


@acts.act(
    says=gettext_lazy("%(who)s reminded %(parties)s of %(need)s (%(code)s), to be answered by %(answer_by)s"),
    scope=lambda **a: [f"party:{a['initiative'].need.organisation_id}"],
)
def remind_of_initiative(*, initiative: Initiative, answer_by: date, by: Actor, at: datetime) -> Initiative:
    """Write again to those who are silent, with a new link, to be answered by a day: the same, or a later one (FO-7).

    Whoever has taken over as contact since is the one who is written to. Answers that were given stand. Raises
    InvitationClosed, NobodyToRemind, InvalidInput.
    """
    need = initiative.need
    require_open(need)
    today = clock.local_date(at)
    rows = initiatives.silent(initiative)
    if not rows:
        raise NobodyToRemind
    if answer_by < today:
        raise InvalidInput({"answer_by": _("The deadline cannot be in the past.")})
    if answer_by < max(row.answer_by for row in rows):
        raise InvalidInput({"answer_by": _("They were given until a later day. A reminder gives no less time.")})
    if for_another():
        acts.on_behalf_of(need.organisation)
    people = people_to_ask([row.organisation_id for row in rows], today)
    for row in rows:
        row.person = people.get(row.organisation_id, row.person)
        row.answer_by, row.reminded_at = answer_by, at
    InitiativeAsk.objects.bulk_update(rows, ["person", "answer_by", "reminded_at"])
    send_invitations(initiative=initiative, people=[row.person for row in rows], answer_by=answer_by, reminder=True)
    acts.record(
        need,
        need.organisation,
        *(row.organisation for row in rows),
        need=need.name,
        code=need.code,
        parties=formats.sentence(row.organisation.name for row in rows),
        answer_by=answer_by,
    )
    return initiative
