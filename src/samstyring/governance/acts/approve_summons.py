"""Approve a summons."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.records.effects import Upload, keep_evidence

from ..errors import AgendaNotFrozen, EvidenceMissing, MeetingNotOpenForThis, NoLeader
from ..models import Meeting, SummonsApproval
from ..queries.leaders import leader_on
from ..queries.texts import house_language
from ..rules.agenda import digest_of
from ..rules.meetings import day_of


@acts.act(
    says=gettext_lazy("%(who)s registered the leader's approval of the summons to %(body)s on %(day)s"),
    scope=lambda **arguments: [f"body:{arguments['meeting'].body_id}"],
)
def approve_summons(*, meeting: Meeting, evidence: Upload | None = None, by: Actor, at: datetime) -> SummonsApproval:
    """Let the secretariat send this summons: this time, this place, this agenda (LE-2).

    The leader approves here, or the secretariat registers the leader's written approval with the letter or e-mail.
    Raises NoLeader, EvidenceMissing, AgendaNotFrozen, MeetingNotOpenForThis.
    """
    if meeting.state != Meeting.State.PLANNED:
        raise MeetingNotOpenForThis(_("The meeting has been called already."))
    if meeting.frozen_at is None:
        raise AgendaNotFrozen
    leader = leader_on(meeting.body, local_date(at))
    if leader is None:
        raise NoLeader
    if leader.pk != by.person_id and evidence is None:
        raise EvidenceMissing(field="evidence")
    approval = SummonsApproval(
        meeting=meeting,
        sha256=digest_of(meeting, list(meeting.items.select_related("case"))),
        approved_by=leader,
        approved_at=at,
    )
    if evidence is not None:
        with house_language():
            title = _("The leader's approval of the summons")
        approval.evidence = keep_evidence(upload=evidence, title=title, about=meeting, received_from=leader.name)
        acts.on_behalf_of(leader, [approval.evidence])
    approval.save()
    acts.record(meeting, approval, body=meeting.body.name, day=day_of(meeting), sha256=approval.sha256)
    return approval
