"""Making the document of the minutes, and approving them."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.records.effects import Upload, make_document
from samstyring.records.models import Document
from samstyring.ui import formats

from ..models import Meeting, Minutes
from ..queries.minutes_document import file_name, minutes_pdf
from ..queries.ruled import rule_of
from ..queries.texts import house_language
from ..rules.meetings import day_of


@effect
def write_minutes_document(*, minutes: Minutes, at: datetime, basis: Basis | None = None) -> Document:
    """Make the PDF of the minutes as they stand, and keep it as their document."""
    day = day_of(minutes.meeting)
    with house_language():
        title = _("Minutes of the meeting of %(body)s on %(day)s") % {
            "body": minutes.meeting.body.name,
            "day": formats.day(day),
        }
    return make_document(
        kind=Document.Kind.MINUTES,
        title=title,
        upload=Upload(file_name(minutes), minutes_pdf(minutes, at)),
        about=minutes,
        dated=day,
        basis=basis,
    )


@effect
def approve(*, minutes: Minutes, how: str, on: date, basis: Basis | None = None) -> None:
    """Approve minutes, by a decision (`basis`) or as `how` says; a decision on what silence approved confirms it."""
    if minutes.state == Minutes.State.APPROVED:
        if basis is not None and minutes.approved_by_id is None:
            minutes.approved_by = basis
            minutes.save(update_fields=["approved_by"])
        return
    at = require_running("approve").at
    minutes.approved_on, minutes.approved_by = on, basis
    minutes.approved_how = (how or (basis.label if basis else ""))[:200]
    # The document says that they are approved, so it is made as they will stand.
    minutes.state = Minutes.State.APPROVED
    minutes.document = write_minutes_document(minutes=minutes, at=at, basis=basis)
    minutes.save(update_fields=["state", "document", "approved_on", "approved_by", "approved_how"])


def days_for_comment(meeting: Meeting) -> int | None:
    """Return how many days the rules of the meeting give for comments before silence counts as consent, if they do."""
    rule = rule_of(meeting, "minutes_by_silence_days")
    return int(rule.value) if rule.regulated else None
