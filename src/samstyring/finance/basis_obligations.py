"""That governing documents come into force by decisions, and no other way (SG-5)."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.kernel.models import Basis
from samstyring.portfolio.models import Mandate
from samstyring.ui import formats

from .models import Budget, FundingPlan

DECIDED = (Basis.Kind.DECISION, Basis.Kind.CONFIRMATION, Basis.Kind.TAKEN_OVER)
NAMED = 8


@check("finance.versions_rest_on_decisions")
def versions_rest_on_decisions(question: Question) -> Finding:
    """Tell whether each mandate, budget and funding plan that came into force was decided. Six SQL statements at most.

    The database refuses one without a basis; this shows of which kind it is.
    """
    kinds = (Mandate.objects, Budget.objects, FundingPlan.objects)
    adopted = [rows.in_force(question.on) for rows in kinds]
    count = sum(rows.count() for rows in adopted)
    if not count:
        return Finding("not_measured", _("No mandate, budget or funding plan is in force."))
    wrong = list(_undecided(adopted))
    page = Evidence(_("The projects"), reverse("portfolio:projects"))
    if wrong:
        says = ngettext(
            "%(count)s version does not rest on a decision.",
            "%(count)s versions do not rest on a decision.",
            len(wrong),
        )
        return Finding("broken", says % {"count": formats.number(len(wrong))}, wrong[:NAMED])
    says = _("Each of the %(count)s mandates, budgets and funding plans that came into force was decided.")
    return Finding("fulfilled", says % {"count": formats.number(count)}, [page])


def _undecided(adopted: list[Any]) -> Iterator[Evidence]:
    for rows in adopted:
        for version in rows.exclude(basis__kind__in=DECIDED).select_related("project")[:NAMED]:
            yield Evidence(str(version), version.get_absolute_url(), holds=False)
