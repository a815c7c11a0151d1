"""A substitute says whether they can meet."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.records.effects import Upload, keep_evidence

from ..effects.substitutes import bring_in
from ..errors import AlreadyEnded, MeetingNotOpenForThis
from ..models import Meeting, SubstituteCall
from ..queries.texts import house_language
from ..rules.meetings import day_of
from ..rules.substitutes import WAITING


@acts.act(
    says=gettext_lazy(
        "%(who)s recorded the answer of %(person)s, substitute for %(seat)s, to the meeting of %(body)s on %(day)s"
    ),
    scope=lambda **arguments: [f"seat:{arguments['call'].regrets.seat_id}"],
)
def answer_as_substitute(
    *,
    call: SubstituteCall,
    comes: bool,
    by_link: bool = False,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> SubstituteCall:
    """Accept or decline to meet for a seat: signed in, by link, or registered by the secretariat.

    One who cannot come is not asked again, and the next in the order is. Whoever was to come can still say that they
    cannot, until the meeting begins. Raises MeetingNotOpenForThis, AlreadyEnded.
    """
    regrets, person = call.regrets, call.substitute.person
    meeting, seat = regrets.meeting, regrets.seat
    if meeting.state != Meeting.State.CALLED:
        raise MeetingNotOpenForThis
    if call.state not in WAITING:
        raise AlreadyEnded
    themselves = by.person_id == person.pk
    call.state = SubstituteCall.State.COMES if comes else SubstituteCall.State.CANNOT
    call.answered_at, call.way = at, "registered" if not themselves else "link" if by_link else "signed_in"
    if evidence is not None:
        with house_language():
            title = _("Answer from the substitute for %(seat)s") % {"seat": seat.name}
        call.evidence = keep_evidence(upload=evidence, title=title, about=meeting, received_from=person.name)
    call.save(update_fields=["state", "answered_at", "way", "evidence"])
    if not themselves:
        acts.on_behalf_of(person, [call.evidence] if call.evidence else [])
    after = None if comes else bring_in(regrets=regrets, at=at)
    acts.record(
        meeting, seat, regrets, call, *([after] if after else []),
        person=person.name, answer=call.state, seat=seat.name, body=meeting.body.name, day=day_of(meeting),
    )  # fmt: skip
    return call
