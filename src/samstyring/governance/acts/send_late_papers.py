"""Send late papers (ettersending)."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date

from ..effects.dispatches import send_out
from ..effects.papers import keep_snapshots, print_late_papers
from ..errors import MeetingNotOpenForThis, NothingToSend
from ..models import Dispatch, Meeting
from ..queries.late import changes_since
from ..queries.recipients import called
from ..rules import letters
from ..rules.meetings import day_of


@acts.act(
    says=gettext_lazy("%(who)s sent late papers to the meeting of %(body)s on %(day)s: %(items)s"),
    scope=lambda **arguments: [f"body:{arguments['meeting'].body_id}"],
)
def send_late_papers(*, meeting: Meeting, note: str = "", by: Actor, at: datetime) -> Dispatch:
    """Send what is new or changed since the papers were last sent, and only that, with the changes marked.

    New late items, withdrawn items, changed texts and proposals, new or removed attachments. Raises NothingToSend,
    MeetingNotOpenForThis.
    """
    if meeting.state not in (Meeting.State.CALLED, Meeting.State.OPEN):
        raise MeetingNotOpenForThis(gettext_lazy("Late papers go with a meeting that has been called."))
    items = list(meeting.items.select_related("case__body", "meeting"))
    changes = changes_since(meeting, items, local_date(at))
    if not changes:
        raise NothingToSend
    recipients = called(meeting)
    document = print_late_papers(meeting=meeting, changes=changes, note=note.strip(), recipients=recipients)
    keep_snapshots(papers=[change.paper for change in changes], at=at)
    letter = letters.in_all_languages(
        charter.cooperation().language,
        lambda: letters.late_papers(
            meeting, [change.in_words() for change in changes], letters.address_of(meeting), note.strip()
        ),
    )
    dispatch = send_out(
        meeting=meeting,
        kind=Dispatch.Kind.LATE_PAPERS,
        subject=letter.subject,
        text=letter.text,
        translations=letter.translations,
        document=document,
        recipients=recipients,
        contents=[{"item": str(change.paper.item.pk), "what": change.what} for change in changes if change.paper.item],
    )
    labels = [change.label for change in changes]
    acts.record(
        meeting,
        document,
        *(change.paper.case for change in changes),
        body=meeting.body.name,
        day=day_of(meeting),
        items=", ".join(labels),
        sha256=document.file.sha256,
    )
    return dispatch
