"""Plan a body's next year from this one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.plan import new_meeting
from ..models import Body, Meeting, PlanEntry
from ..queries.groups import check_open
from ..rules.meetings import day_of, times_errors
from ..rules.plan import days_errors


@dataclass(frozen=True)
class EntryCopy:
    """An entry to make from one of the year before. `row` names its line of the form."""

    row: str
    source: PlanEntry
    day: date
    last_day: date | None = None


@dataclass(frozen=True)
class MeetingCopy:
    """A meeting to plan after one of the year before. `row` names its line of the form."""

    row: str
    source: Meeting
    starts_at: datetime
    ends_at: datetime


@acts.act(
    says=gettext_lazy(
        "%(who)s planned %(year)s for %(body)s from the year before: meetings %(meetings)s, themes and deadlines %(entries)s"
    ),
    scope=lambda **arguments: [f"body:{arguments['body'].pk}"],
)
def plan_next_year(
    *,
    body: Body,
    year: int,
    entries: Sequence[EntryCopy],
    meetings: Sequence[MeetingCopy],
    by: Actor,
    at: datetime,
) -> Body:
    """Make what was chosen of the year before in `year` (SG-6): all of it, or nothing.

    An entry is copied once. Meetings are planned, not called. Raises BodyClosed, and InvalidInput by line ("day_3").
    """
    check_open(body, date(year, 12, 31))
    errors = _entry_errors(entries, body, year) | _meeting_errors(meetings, body, year, at)
    if not entries and not meetings:
        errors = {"": _("Choose at least one line.")}
    if errors:
        raise InvalidInput(errors)
    made = PlanEntry.objects.bulk_create(
        PlanEntry(
            body=body,
            kind=copy.source.kind,
            title=copy.source.title,
            note=copy.source.note,
            day=copy.day,
            last_day=copy.last_day,
            copied_from=copy.source,
        )
        for copy in entries
    )
    planned = [
        new_meeting(
            body=body,
            starts_at=copy.starts_at,
            ends_at=copy.ends_at,
            place=copy.source.place,
            video_link=copy.source.video_link,
            invitation_elsewhere=copy.source.invitation_elsewhere,
        )
        for copy in meetings
    ]
    acts.record(body, *planned, *made, body=body.name, year=year, meetings=len(planned), entries=len(made))
    return body


def _entry_errors(entries: Sequence[EntryCopy], body: Body, year: int) -> dict[str, str]:
    """Return what is wrong with the entries as they stand now, by line."""
    sources = [copy.source.pk for copy in entries]
    there = set(PlanEntry.objects.filter(pk__in=sources, body=body, removed_at=None).values_list("pk", flat=True))
    copied = set(
        PlanEntry.objects.filter(copied_from__in=sources, removed_at=None).values_list("copied_from_id", flat=True)
    )
    errors: dict[str, str] = {}
    for copy in entries:
        if copy.source.pk not in there:
            errors[f"take_{copy.row}"] = _("This was taken out of the plan meanwhile.")
        elif copy.source.pk in copied:
            errors[f"take_{copy.row}"] = _("This has been planned meanwhile.")
        elif copy.day.year != year:
            errors[f"day_{copy.row}"] = _("Choose a day in %(year)s.") % {"year": year}
        else:
            wrong = days_errors(copy.day, copy.last_day)
            errors |= {f"{field}_{copy.row}": words for field, words in wrong.items()}
    return errors


def _meeting_errors(meetings: Sequence[MeetingCopy], body: Body, year: int, at: datetime) -> dict[str, str]:
    """Return what is wrong with the meetings, by line; two of them cannot be on one day."""
    errors: dict[str, str] = {}
    taken = {day_of(meeting) for meeting in Meeting.objects.filter(body=body).exclude(state=Meeting.State.CANCELLED)}
    for copy in meetings:
        day = copy.starts_at.astimezone(copy.starts_at.tzinfo).date()
        if copy.source.body_id != body.pk or day.year != year:
            errors[f"day_{copy.row}"] = _("Choose a day in %(year)s.") % {"year": year}
        elif wrong := times_errors(copy.starts_at, copy.ends_at, at):
            errors[f"day_{copy.row}"] = next(iter(wrong.values()))
        elif day in taken:
            errors[f"day_{copy.row}"] = _("A meeting is planned on this day already.")
        taken.add(day)
    return errors
