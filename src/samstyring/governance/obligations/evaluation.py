"""Check that the co-operation is evaluated when the agreement says so."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samstyring.charter.registry import Finding, Question, check
from samstyring.charter.rules import state_of_window
from samstyring.ui import formats


@check("governance.evaluation_in_window")
def evaluation_in_window(question: Question) -> Finding:
    """Tell whether the evaluation was made in its window (VA-2). None can be registered here yet, and the page says so."""
    start, until = question.window_from, question.window_until
    if start is None or until is None:
        return Finding("not_measured", _("The agreement gives no dates for it."))
    state = state_of_window(question.on, start, until, done=False)
    facts = {"start": formats.day(start), "last": formats.day(until - timedelta(days=1))}
    words = {
        "coming": _("It is to be made between %(start)s and %(last)s."),
        "due": _("It is to be made by %(last)s, and no evaluation is registered."),
        "broken": _("It was to be made by %(last)s, and no evaluation is registered."),
    }
    said = words[state] % facts
    if state != "coming":
        said += " " + _("An evaluation cannot be registered in this version.")
    return Finding(state, said, next_date=start if state == "coming" else until - timedelta(days=1))
