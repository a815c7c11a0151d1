"""Which rule on what is made public holds for a meeting, a decision, or a body: that of its day."""

from datetime import date

from samstyring.charter import queries as charter
from samstyring.kernel import clock

from ..models import AgendaItem, Case, Decision, Meeting
from ..rules.publicity import RULE, Publicity
from .ruled import rule_of


def of_meeting(meeting: Meeting, *, papers: bool = False) -> Publicity:
    """Return the rule that a meeting is treated under: for its minutes and decisions, or for its papers."""
    return Publicity(rule_of(meeting, RULE), papers)


def of_decision(decision: Decision) -> Publicity:
    """Return the rule for a decision: its meeting's, or that of its body on the day where it was made outside one."""
    if decision.meeting is not None:
        return of_meeting(decision.meeting)
    return Publicity(charter.rule_on(RULE, decision.decided_on, decision.body_key))


def of_papers(case: Case) -> Publicity:
    """Return the rule for the papers of a case: of the meeting that it was last called to, or of its body on the day.

    The day is the one that it was sent out in writing, or today where it was not sent at all.
    """
    items = AgendaItem.objects.filter(case=case).select_related("meeting__body", "written__body")
    for item in items.order_by("advisory", "-meeting__starts_at", "-written__opened_at"):
        if item.meeting is not None and item.meeting.called_at is not None:
            return of_meeting(item.meeting, papers=True)
        if item.written is not None and item.written.opened_at is not None:
            on = clock.local_date(item.written.opened_at)
            return Publicity(charter.rule_on(RULE, on, item.written.body.key), papers=True)
    return Publicity(charter.rule_on(RULE, clock.today(), case.body.key), papers=True)


def of_body(body_key: str, on: date) -> Publicity:
    """Return the rule as it holds for a body on a day."""
    return Publicity(charter.rule_on(RULE, on, body_key))
