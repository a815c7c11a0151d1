"""What the rules of procedure make public and nobody has released yet (SE-4d)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samstyring.charter import queries as charter

from ..models import Decision, Minutes
from ..rules.publicity import RULE, Publicity
from .reviews import in_force, with_holding
from .ruled import ruled_on
from .whole import not_done_with


@dataclass(frozen=True)
class Unreleased:
    """What the rule of its day makes public, each with that rule, the oldest first."""

    minutes: Sequence[tuple[Minutes, Publicity]]
    decisions: Sequence[tuple[Decision, Publicity]]


def unreleased(on: date) -> Unreleased:
    """Return the approved minutes, and the decisions in force made outside a meeting, that the rules make public.

    What a meeting decided comes with its minutes. What is exempt is not asked for. At most six SQL statements.
    """
    minutes, decisions = _minutes(), _decisions(on)
    asked = [(ruled_on(row.meeting), row.meeting.body.key) for row in minutes]
    asked += [(row.decided_on, row.body_key) for row in decisions]
    held = charter.rule_on_each(RULE, asked)
    rules = [Publicity(held[each]) for each in asked]
    return Unreleased(
        minutes=[(row, rule) for row, rule in zip(minutes, rules, strict=False) if rule.demanded],
        decisions=[(row, rule) for row, rule in zip(decisions, rules[len(minutes) :], strict=True) if rule.demanded],
    )


def _minutes() -> list[Minutes]:
    approved = (row for row in not_done_with() if row.state == Minutes.State.APPROVED)
    return [row for row in approved if row.document is not None and not hasattr(row.document, "release")]


def _decisions(on: date) -> list[Decision]:
    rows = Decision.objects.filter(meeting__isnull=True, release__isnull=True, case__exempt=False)
    rows = in_force(with_holding(rows), on).select_related("body", "case__case_officer")
    return list(rows.order_by("decided_on", "number"))
