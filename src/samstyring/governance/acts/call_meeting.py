"""Call a meeting: the summons goes out."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import InvalidInput

from ..effects.authority import authority_to_send
from ..effects.dispatches import send_out
from ..effects.papers import keep_snapshots, print_summons
from ..effects.substitutes import bring_in
from ..errors import AgendaNotFrozen, MeetingNotOpenForThis, NobodyToCall
from ..models import Dispatch, Meeting
from ..queries.papers import papers_of
from ..queries.recipients import called
from ..queries.ruled import rule_of
from ..rules import letters
from ..rules.meetings import day_of, notice_refusal


@acts.act(
    says=gettext_lazy("%(who)s called the meeting of %(body)s on %(day)s, %(authority)s"),
    scope=lambda **arguments: [f"body:{arguments['meeting'].body_id}"],
)
def call_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Send the summons with all papers to members and observers, on the leader's authority (LE-2).

    By the leader, or by the secretariat when the leader has approved this summons or given a standing instruction in
    writing; never otherwise. The papers are kept as they were sent, and everyone gets one e-mail with one PDF. For those who
    have sent regrets already the next substitute is asked.

    Raises SummonsNeedsLeader, SummonsChanged, AgendaNotFrozen, MeetingNotOpenForThis, NoticeTooShort, NobodyToCall.
    """
    if meeting.state != Meeting.State.PLANNED:
        raise MeetingNotOpenForThis(gettext_lazy("The meeting has been called already."))
    if meeting.frozen_at is None:
        raise AgendaNotFrozen
    if meeting.starts_at <= at:
        raise InvalidInput({"": gettext_lazy("The time of the meeting has passed. Move the meeting first.")})
    refusal = notice_refusal(rule_of(meeting, "notice_days"), meeting, local_date(at))
    if refusal is not None:
        raise refusal
    items = list(meeting.items.select_related("case__body", "meeting"))
    sent = authority_to_send(meeting=meeting, at=at, items=items)
    recipients = called(meeting)
    if not recipients:
        raise NobodyToCall
    papers = papers_of(items, local_date(at))
    meeting.state, meeting.called_at = Meeting.State.CALLED, at
    meeting.revision += 1
    meeting.save(update_fields=["state", "called_at", "revision"])
    document = print_summons(meeting=meeting, papers=papers, authority=sent.text, recipients=recipients)
    keep_snapshots(papers=papers, at=at)
    letter = letters.in_all_languages(
        charter.cooperation().language,
        lambda: letters.summons(meeting, items, letters.address_of(meeting), sent.text),
    )
    send_out(
        meeting=meeting,
        kind=Dispatch.Kind.SUMMONS,
        subject=letter.subject,
        text=letter.text,
        translations=letter.translations,
        document=document,
        authority=sent.text,
        recipients=recipients,
        contents=[{"item": str(item.pk), "what": "new"} for item in items],
        ask_regrets=True,
    )
    for regrets in meeting.regrets.filter(withdrawn_at__isnull=True).select_related("seat", "person", "meeting__body"):
        bring_in(regrets=regrets, at=at)
    acts.record(
        meeting,
        meeting.body,
        document,
        *(item.case for item in items),
        body=meeting.body.name,
        day=day_of(meeting),
        authority=sent.text,
        recipients=len(recipients),
        sha256=document.file.sha256,
    )
    return meeting
