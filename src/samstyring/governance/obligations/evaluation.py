"""Check that the co-operation is evaluated when the agreement says so."""

from datetime import timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.charter.rules import state_of_window
from samstyring.ui import formats

from ..models import Evaluation


@check("governance.evaluation_in_window")
def evaluation_in_window(question: Question) -> Finding:
    """Tell whether a body has concluded the evaluation since its window opened (VA-2). One SQL statement."""
    start, until = question.window_from, question.window_until
    if start is None or until is None:
        return Finding("not_measured", _("The agreement gives no dates for it."))
    rows = Evaluation.objects.filter(decided_on__gte=start, decided_on__lte=question.on).select_related("basis")
    made = rows.order_by("decided_on").first()
    if made is not None:
        words = (
            _("It was concluded on %(day)s.") if made.decided_on < until else _("It was concluded late, on %(day)s.")
        )
        evidence = [Evidence(made.basis.label, _address("web:basis", made.basis_id))]
        return Finding("fulfilled", words % {"day": formats.day(made.decided_on)}, evidence)
    state = state_of_window(question.on, start, until, done=False)
    facts = {"start": formats.day(start), "last": formats.day(until - timedelta(days=1))}
    words = {
        "coming": _("It is to be made between %(start)s and %(last)s."),
        "due": _("It is to be made by %(last)s, and no evaluation is registered."),
        "broken": _("It was to be made by %(last)s, and no evaluation is registered."),
    }[state]
    figures = [Evidence(_("Figures for the evaluation"), _address("web:evaluation"))]
    return Finding(state, words % facts, figures, start if state == "coming" else until - timedelta(days=1))


def _address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
