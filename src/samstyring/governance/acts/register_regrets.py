"""Register that a holder cannot come."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload, keep_evidence

from ..effects.substitutes import bring_in
from ..errors import MeetingNotOpenForThis
from ..models import Meeting, Regrets, Seat
from ..queries.holders import holders_on
from ..queries.ruled import rule_of
from ..queries.texts import house_language
from ..rules.meetings import COMING, day_of

WAYS = ("signed_in", "link", "registered")


@acts.act(
    says=gettext_lazy("%(who)s registered regrets for %(seat)s to the meeting of %(body)s on %(day)s"),
    scope=lambda **arguments: [f"seat:{arguments['seat'].pk}"],
)
def register_regrets(
    *,
    meeting: Meeting,
    seat: Seat,
    way: str = "",
    substitute_name: str = "",
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Regrets:
    """Register regrets (forfall) for a seat: by its holder, signed in or by link, or by the secretariat for them.

    Of a called meeting the next substitute in the seat's order is brought in, where the rules know substitutes and
    nobody is named to come instead. One can be named only where the rules of procedure know substitutes. Raises MeetingNotOpenForThis,
    InvalidInput.
    """
    on = day_of(meeting)
    holder = holders_on(meeting.body, on).get(seat.pk)
    if meeting.state not in COMING or seat.body_id != meeting.body_id:
        raise MeetingNotOpenForThis
    if holder is None:
        raise InvalidInput({"seat": _("Nobody holds this seat on the day of the meeting.")})
    if meeting.regrets.filter(seat=seat, withdrawn_at__isnull=True).exists():
        raise InvalidInput({"seat": _("Regrets are registered for this seat already.")})
    rule = rule_of(meeting, "substitutes")
    if substitute_name.strip() and not rule.value:
        raise InvalidInput({"substitute_name": _("The rules do not know substitutes.")})
    themselves = by.person_id == holder.person.pk
    regrets = Regrets(
        meeting=meeting,
        seat=seat,
        person=holder.person,
        registered_at=at,
        way=way if themselves and way in WAYS else ("signed_in" if themselves else "registered"),
        substitute_name=substitute_name.strip(),
    )
    if evidence is not None:
        with house_language():
            title = _("Regrets from %(seat)s") % {"seat": seat.name}
        regrets.evidence = keep_evidence(upload=evidence, title=title, about=meeting, received_from=holder.person.name)
    if not themselves:
        acts.on_behalf_of(holder.person, [regrets.evidence] if regrets.evidence else [])
    regrets.save()
    call = bring_in(regrets=regrets, at=at)
    acts.record(
        meeting,
        seat,
        regrets,
        *([call] if call else []),
        seat=seat.name,
        body=meeting.body.name,
        day=on,
        way=regrets.way,
    )
    return regrets
