"""Checks that a body meets as often as it must, and that each summons went out on the leader's authority."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter import queries as charter
from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..models import Body, Dispatch, Meeting
from ..queries.bodies import body_of
from ..queries.quarters import Met, days_met, measured_from, meetings_of
from ..rules.meetings import Quarter, day_of, quarter_of

LOOKS_BACK = 4
WARNS_DAYS = 31


@check("governance.meeting_each_quarter")
def meeting_each_quarter(question: Question) -> Finding:
    """Tell whether a body meets each quarter (SG-6), by this quarter and the one before it.

    A meeting counts when it was held; decisions taken over from before show that the body met too. Quarters before
    anything was recorded here are not measured. Five SQL statements.
    """
    body = body_of(question.parameters["body"])
    term = charter.term_on(question.on)
    if not term.in_force:
        return Finding("not_measured", _("The agreement is not in force on this day."))
    now = quarter_of(question.on)
    days = days_met(body, question.on)
    looked_at = _back_from(now, measured_from(term.term_from, [met.day for met in days]))
    evidence = [_quarter(quarter, days) for quarter in looked_at if quarter != now]
    missed = [quarter for quarter in looked_at[-2:] if quarter != now and not _in(quarter, days)]
    if missed:
        why = _("%(body)s did not meet in %(quarter)s.") % {"body": body.name, "quarter": missed[-1]}
        return Finding("broken", why, [*evidence, *_told(_next(body, question.on))], now.last_day)
    met = _in(now, days)
    if met:
        why = _("%(body)s met on %(day)s.") % {"body": body.name, "day": formats.day(met[-1].day)}
        return Finding("fulfilled", why, [*evidence, _quarter(now, days)], now.following().last_day)
    coming = _next(body, question.on)
    planned = _told(coming)
    if coming is not None and quarter_of(coming.starts_at) == now:
        why = _("A meeting is planned on %(day)s.") % {"day": formats.day(coming.starts_at)}
        return Finding("coming", why, [*evidence, *planned], day_of(coming))
    why = _("No meeting is planned in %(quarter)s.") % {"quarter": now}
    soon = (now.last_day - question.on).days <= WARNS_DAYS
    return Finding("due" if soon else "coming", why, [*evidence, *planned], now.last_day)


def _back_from(now: Quarter, first: Quarter) -> list[Quarter]:
    quarters, each = [], first
    while each <= now:
        quarters.append(each)
        each = each.following()
    return quarters[-LOOKS_BACK:]


def _in(quarter: Quarter, days: Sequence[Met]) -> list[Met]:
    return [met for met in days if quarter.first_day <= met.day < quarter.until]


def _quarter(quarter: Quarter, days: Sequence[Met]) -> Evidence:
    met = _in(quarter, days)
    if not met:
        return Evidence(_("meeting in %(quarter)s") % {"quarter": quarter}, holds=False)
    return Evidence(f"{capfirst(str(quarter))}: {met[-1].words}", met[-1].url)


def _next(body: Body, on: date) -> Meeting | None:
    states = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN)
    return next((row for row in meetings_of(body) if row.state in states and day_of(row) >= on), None)


def _told(meeting: Meeting | None) -> list[Evidence]:
    if meeting is None:
        return []
    words = _("Planned: %(day)s") % {"day": formats.day(meeting.starts_at)}
    return [Evidence(words, reverse("governance:meeting", args=[meeting.pk]))]


@check("governance.summons_on_leaders_authority")
def summons_on_leaders_authority(question: Question) -> Finding:
    """Tell whether each summons of the last year went out on the leader's authority (LE-2). Two SQL statements.

    The act refuses any other; this shows on what each one rests.
    """
    body = body_of(question.parameters["body"])
    rows = Dispatch.objects.filter(
        meeting__body=body,
        kind=Dispatch.Kind.SUMMONS,
        sent_at__date__lte=question.on,
        sent_at__date__gt=question.on.replace(day=1, year=question.on.year - 1),
    )
    sent = list(rows.select_related("meeting__body").order_by("-sent_at"))
    if not sent:
        return Finding("not_measured", _("No summons has been sent in the last year."))
    evidence = [
        Evidence(
            f"{formats.day(dispatch.meeting.starts_at)}: {dispatch.authority}",
            reverse("governance:meeting", args=[dispatch.meeting_id]),
            holds=bool(dispatch.authority),
        )
        for dispatch in sent
    ]
    without = [each for each in evidence if not each.holds]
    if without:
        return Finding("broken", _("A summons does not say on whose authority it went out."), evidence)
    says = ngettext(
        "%(count)s summons in the last year, on the leader's authority.",
        "%(count)s summonses in the last year, all on the leader's authority.",
        len(sent),
    )
    return Finding("fulfilled", says % {"count": len(sent)}, evidence)
