"""Checks of how decisions come about and what becomes of them: by which procedure, and on which conditions."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..models import Body, Decision, Position, Proposal
from ..queries.bodies import body_of
from ..queries.decisions import address_of_decision
from ..queries.reviews import PASSING

LOOKS_BACK = timedelta(days=365)
NAMED = 8
SOON = 14


@check("governance.leader_decides_on_objection")
def leader_decides_on_objection(question: Question) -> Finding:
    """Tell whether consensus was sought first: a leader's decision has an objection on record (SG-7).

    It looks at the decisions of a year. Three SQL statements.
    """
    body = body_of(question.parameters["body"])
    rows = list(
        _decided(body, question.on - LOOKS_BACK, question.on).exclude(case__kind__in=PASSING).order_by("-decided_on")
    )
    if not rows:
        return Finding("not_measured", _("Nothing was decided in the last year."))
    by_leader = [row for row in rows if row.way == Decision.Way.LEADER]
    objected = _objected([row.round_id for row in by_leader if row.round_id])
    alone = [row for row in by_leader if row.round_id not in objected]
    evidence = [_evidence(row, row not in alone) for row in [*alone, *(r for r in by_leader if r not in alone)][:NAMED]]
    if alone:
        why = _("The leader decided where no objection is on record.")
        return Finding("broken", why, evidence)
    counts = Counter(row.get_way_display() for row in rows)
    ways = formats.sentence(f"{way} {formats.number(count)}" for way, count in counts.items())
    why = _("Decisions in the last year: %(ways)s.") % {"ways": ways}
    return Finding("fulfilled", why, evidence or [Evidence(_("The decisions"), reverse("governance:decisions"))])


def _objected(rounds: Collection[UUID]) -> set[UUID]:
    """Return the rounds in which some seat objected at the end: the last position of a seat is the one that counts."""
    rows = Position.objects.filter(seat__round__in=rounds).order_by("sequence")
    last = {seat: (of, kind) for seat, of, kind in rows.values_list("seat_id", "seat__round_id", "kind")}
    return {of for of, kind in last.values() if kind == Position.Kind.OBJECT}


def _decided(body: Body, after: date, on: date) -> QuerySet[Decision]:
    return Decision.objects.filter(body=body, decided_on__gt=after, decided_on__lte=on)


def _evidence(decision: Decision, holds: bool) -> Evidence:
    return Evidence(decision.label, address_of_decision(decision), holds=holds)


@check("governance.conditions_confirmed")
def conditions_confirmed(question: Question) -> Finding:
    """Tell whether what was decided on a condition waits past the latest date for it (SG-8, SE-2).

    What was confirmed or fell later counts as known today. Two SQL statements.
    """
    body = body_of(question.parameters["body"])
    rows = Proposal.objects.filter(
        state=Proposal.State.WAITING, case__body=body, case__decision__decided_on__lte=question.on
    )
    waiting = list(rows.select_related("case__decision").order_by("condition_latest"))
    if not waiting:
        return Finding("fulfilled", _("No decision waits for its condition."))
    late = [row for row in waiting if row.condition_latest and row.condition_latest < question.on]
    evidence = [_evidence(row.case.decision, row not in late) for row in waiting[:NAMED]]
    coming = [row.condition_latest for row in waiting if row not in late and row.condition_latest]
    next_date = min(coming, default=None)
    if late:
        says = ngettext(
            "%(count)s condition is not confirmed, and its latest date is past.",
            "%(count)s conditions are not confirmed, and their latest dates are past.",
            len(late),
        )
        return Finding("broken", says % {"count": capfirst(formats.in_words(len(late)))}, evidence, next_date)
    says = ngettext(
        "%(count)s decision waits for its condition.", "%(count)s decisions wait for their conditions.", len(waiting)
    )
    soon = next_date is not None and (next_date - question.on).days <= SOON
    why = says % {"count": capfirst(formats.in_words(len(waiting)))}
    return Finding("due" if soon else "coming", why, evidence, next_date)
