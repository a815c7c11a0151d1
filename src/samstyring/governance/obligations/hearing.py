"""Whether those whom the seats speak for are informed and heard (SR-1)."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..models import Decision, InputReport, InputRequest
from ..queries.bodies import body_of
from ..queries.reviews import PASSING

LOOKS_BACK = timedelta(days=365)
NAMED = 8


@check("governance.represented_informed")
def represented_informed(question: Question) -> Finding:
    """Tell in how many of the last year's cases those represented were asked, or told what came of it.

    How many it ought to be is not regulated: it is broken only where nobody was informed of anything. Two SQL
    statements.
    """
    body = body_of(question.parameters["body"])
    rows = Decision.objects.filter(
        body=body, decided_on__gt=question.on - LOOKS_BACK, decided_on__lte=question.on, meeting__isnull=False
    )
    asked = InputRequest.objects.filter(case=OuterRef("case"), asked_at__date__lte=question.on)
    told = InputReport.objects.filter(case=OuterRef("case"), reported_at__date__lte=question.on)
    rows = rows.exclude(case__kind__in=PASSING).annotate(asked=Exists(asked), told=Exists(told))
    found = list(rows.order_by("-decided_on"))
    if not found:
        return Finding("not_measured", _("No case was decided in a meeting in the last year."))
    heard = [row for row in found if row.asked or row.told]
    silent = [row for row in found if row not in heard]
    facts = {"heard": formats.number(len(heard)), "all": formats.number(len(found))}
    evidence = [_evidence(row, holds=False) for row in silent[:NAMED]] + [_evidence(row) for row in heard[:NAMED]]
    why = (
        _("Those represented were asked, or told the outcome, in %(heard)s of %(all)s cases in the last year.") % facts
    )
    if not heard:
        return Finding("broken", why, evidence)
    return Finding("fulfilled" if not silent else "coming", why, evidence)


def _evidence(decision: Decision, *, holds: bool = True) -> Evidence:
    return Evidence(decision.label, reverse("governance:case_input", args=[decision.case_id]), holds=holds)
