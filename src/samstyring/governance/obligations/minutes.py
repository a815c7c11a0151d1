"""Whether the minutes of each meeting are approved."""

from datetime import timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.kernel.clock import local_date
from samstyring.ui import formats

from ..models import Meeting, Minutes
from ..queries.bodies import body_of
from ..queries.quarters import meetings_of
from ..rules.meetings import day_of

GRACE = timedelta(days=100)
"""How long minutes may wait before the board calls it broken: a quarter and a week, so until the next meeting."""


@check("governance.minutes_approved")
def minutes_approved(question: Question) -> Finding:
    """Every meeting held has minutes that are approved, at the latest by the next meeting. Two SQL statements."""
    body = body_of(question.parameters["body"])
    held = [row for row in meetings_of(body) if row.state == Meeting.State.HELD]
    meetings = [row for row in held if day_of(row) <= question.on]
    if not meetings:
        return Finding("not_measured", _("No meeting has been held here yet."))
    waiting = [each for each in meetings if not _approved_by(each, question)]
    if not waiting:
        return Finding("fulfilled", _("The minutes of every meeting are approved."), [_evidence(meetings[-1], True)])
    old = [each for each in waiting if question.on - local_date(each.starts_at) > GRACE]
    why = ngettext(
        "The minutes of %(count)s meeting are not approved.",
        "The minutes of %(count)s meetings are not approved.",
        len(waiting),
    ) % {"count": formats.in_words(len(waiting))}
    return Finding("broken" if old else "due", why, [_evidence(each, False) for each in waiting])


def _approved_by(meeting: Meeting, question: Question) -> bool:
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    return bool(minutes and minutes.approved_on and minutes.approved_on <= question.on)


def _evidence(meeting: Meeting, holds: bool) -> Evidence:
    text = _("Minutes of %(day)s") % {"day": formats.day(meeting.starts_at)}
    try:
        url = reverse("governance:minutes", args=[meeting.pk])
    except NoReverseMatch:
        url = ""
    return Evidence(text, url, holds)
