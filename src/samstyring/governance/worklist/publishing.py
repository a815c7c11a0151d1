"""What the rules make public and nobody has released: a duty, on the work list until somebody has read and released it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.parties.models import Person
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole

from ..models import Decision, Dispatch, Meeting, Minutes
from ..queries.decisions import address_of_decision
from ..queries.unreleased import unreleased
from ..rules.publicity import Publicity


@in_whole("decisions")
def to_release(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the minutes, decisions and papers that are to be released, with the rule that says so (SE-4d).

    No rule says by when, so there is no deadline: the line says since when it waits.
    """
    del reader
    found = unreleased(today)
    return [
        *(_of_minutes(row, rule) for row, rule in found.minutes),
        *(_of_decision(row, rule) for row, rule in found.decisions),
        *(_of_papers(row, rule) for row, rule in found.papers),
        *(_of_attachments(row, count, rule) for row, count, rule in found.attached),
    ]


def _of_minutes(row: Minutes, rule: Publicity) -> Waiting:
    since = _("approved %(day)s") % {"day": formats.day(row.approved_on)}
    return Waiting(
        heading=_("Make the minutes of %(day)s public") % {"day": formats.day(row.meeting.starts_at)},
        url=reverse("governance:minutes", args=[row.meeting_id]),
        clause=rule.ruled.clause,
        text=_why(row.meeting.body.name, since, rule),
        key=f"release_minutes:{row.pk}",
        who=_who(row.meeting.minute_taker),
        kind="minutes",
    )


def _of_decision(row: Decision, rule: Publicity) -> Waiting:
    since = _("decided %(day)s") % {"day": formats.day(row.decided_on)}
    return Waiting(
        heading=_("Make %(label)s %(title)s public") % {"label": row.label, "title": row.title},
        url=address_of_decision(row),
        clause=rule.ruled.clause,
        text=_why(row.body.name, since, rule),
        key=f"release_decision:{row.pk}",
        who=_who(row.case.case_officer),
    )


def _of_papers(row: Dispatch, rule: Publicity) -> Waiting:
    since = _("sent %(day)s") % {"day": formats.day(row.sent_at)}
    words = {"what": row.get_kind_display(), "day": formats.day(row.meeting.starts_at)}
    return Waiting(
        heading=_("Make the papers of %(day)s public: %(what)s") % words,
        url=reverse("governance:public_papers", args=[row.meeting_id]),
        clause=rule.ruled.clause,
        text=_why(row.meeting.body.name, since, rule),
        key=f"release_papers:{row.pk}",
        who=_who(row.meeting.minute_taker),
        kind="meetings",
    )


def _of_attachments(row: Meeting, count: int, rule: Publicity) -> Waiting:
    since = _("called %(day)s") % {"day": formats.day(row.called_at)}
    heading = ngettext(
        "Make %(count)s attachment to the papers of %(day)s public",
        "Make %(count)s attachments to the papers of %(day)s public",
        count,
    )
    return Waiting(
        heading=heading % {"count": count, "day": formats.day(row.starts_at)},
        url=reverse("governance:public_papers", args=[row.pk]),
        clause=rule.ruled.clause,
        text=_why(row.body.name, since, rule),
        key=f"release_attachments:{row.pk}",
        who=_who(row.minute_taker),
        kind="meetings",
    )


def _who(person: Person | None) -> Any:
    return person.name if person else _("the secretariat")


def _why(body: str, since: str, rule: Publicity) -> str:
    """Say whose it is, since when it waits, and what the rule makes public."""
    return _("%(body)s, %(since)s. The rule makes public: %(says)s.") % {
        "body": body,
        "since": since,
        "says": rule.says[:1].lower() + rule.says[1:],
    }
