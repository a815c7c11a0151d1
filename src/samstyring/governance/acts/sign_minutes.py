"""Sign approved minutes."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.records.effects import Upload, keep_evidence

from ..effects.treat import acts_for_others
from ..errors import EvidenceMissing, MinutesNotApproved, NoLeader, NotTheChair, SignedAlready
from ..models import Minutes, MinutesSignature
from ..queries.standing import chair_of, person_acting
from ..rules.meetings import day_of
from ..rules.scopes import of_minutes


@acts.act(
    says=gettext_lazy("%(who)s signed the minutes of %(body)s on %(day)s for %(chair)s, who chaired the meeting"),
    scope=lambda **arguments: of_minutes(arguments["minutes"]),
)
def sign_minutes(*, minutes: Minutes, evidence: Upload | None = None, by: Actor, at: datetime) -> MinutesSignature:
    """Sign approved minutes as they stand: whoever chaired the meeting, or the secretariat with the signed page.

    The signature is on the exact document, and changes nothing in it. Raises MinutesNotApproved, SignedAlready,
    NoLeader, NotTheChair, and EvidenceMissing where the secretariat records it for the chair.
    """
    if minutes.state != Minutes.State.APPROVED or minutes.document is None:
        raise MinutesNotApproved
    if MinutesSignature.objects.filter(minutes=minutes).exists():
        raise SignedAlready
    meeting, day = minutes.meeting, day_of(minutes.meeting)
    chair = chair_of(meeting, day)
    if chair is None:
        raise NoLeader
    letter = None
    if chair.pk != person_acting(by).pk:
        if not acts_for_others():
            raise NotTheChair(NotTheChair.message % {"chair": chair.name})
        if evidence is None:
            raise EvidenceMissing(_("Attach the page that the chair signed, or the e-mail."), field="evidence")
    if evidence is not None:
        letter = keep_evidence(upload=evidence, title=minutes.document.title, about=minutes, received_from=chair.name)
    if chair.pk != person_acting(by).pk:
        acts.on_behalf_of(chair, [letter] if letter else [])
    signature = MinutesSignature.objects.create(
        minutes=minutes, document=minutes.document, signed_by=chair, signed_at=at, evidence=letter
    )
    acts.record(
        signature,
        minutes,
        meeting,
        minutes.document,
        body=meeting.body.name,
        day=day,
        chair=chair.name,
        sha256=minutes.document.file.sha256,
    )
    return signature
