"""Remind those whose duty it is, ahead of the date."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from .. import queries
from ..effects.reminders import remind_by_letter
from ..errors import NobodyToRemind
from ..models import Reminder


@acts.act(says=_("%(who)s reminded %(count)s people of what the agreement demands: %(clauses)s"))
def send_reminders(*, nudges: Sequence[queries.Nudge], by: Actor, at: datetime) -> Sequence[Reminder]:
    """Remind people of duties, in one letter each, and record it (SG-6, SE-4a). No duty changes its state by it.

    The worker does it each morning, as the system on the provision that gives the secretariat the power; the
    secretariat can do it by hand. What was reminded of meanwhile is left out: nobody is reminded twice of a duty and a
    date. Raises NobodyToRemind where nothing is left.
    """
    today = clock.local_date(at)
    agreement = queries.edition_on(today).agreement
    due = Reminder.objects.filter(agreement=agreement, due__in={nudge.due for nudge in nudges})
    sent = set(due.values_list("obligation", "due", "person_id"))
    left = [nudge for nudge in nudges if (nudge.duty.key, nudge.due, nudge.person.pk) not in sent]
    if not left:
        raise NobodyToRemind
    made = remind_by_letter(nudges=left, agreement=agreement, on=today, basis=None)
    people = {nudge.person.pk: nudge.person for nudge in left}
    acts.record(*people.values(), count=len(people), clauses=list(dict.fromkeys(nudge.duty.clause for nudge in left)))
    return made
