"""Which rule on what is made public holds for a meeting, a decision, or a body: that of its day."""

from datetime import date

from samstyring.charter import queries as charter

from ..models import Decision, Meeting
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


def of_body(body_key: str, on: date) -> Publicity:
    """Return the rule as it holds for a body on a day."""
    return Publicity(charter.rule_on(RULE, on, body_key))
