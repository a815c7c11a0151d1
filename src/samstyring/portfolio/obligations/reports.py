"""Check that the projects tell how it goes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.kernel import clock
from samstyring.ui import formats

from ..queries import execution
from ..queries import reports as queries

NAMED = 8


@check("portfolio.progress_reported")
def progress_reported(question: Question) -> Finding:
    """Tell whether every project that was asked in the last window that is past its day has reported (SG-4).

    No rule, no rhythm: then it is not measured how often they are asked, only that those who are asked answer.
    """
    page = Evidence(_("Status reports"), reverse("portfolio:windows"))
    window = queries.last_due_window(question.on)
    if window is None:
        if execution.in_execution(question.on):
            return Finding("not_measured", _("No reporting window has come to its last day."), [page])
        return Finding("not_measured", _("No projects are in execution."), [page])
    late = _overdue(question)
    here = Evidence(window.name, window.get_absolute_url(), holds=True)
    silent = queries.silent_on(window, question.on)
    facts = {"window": window.name, "count": formats.number(len(silent)), "day": formats.day(window.due_on)}
    if silent:
        why = _("%(count)s projects had not reported in %(window)s, which asked for it by %(day)s.") % facts
        rows = [Evidence(str(ask.project), ask.get_absolute_url(), holds=False) for ask in silent[:NAMED]]
        return Finding("broken", why, [here, *rows])
    if late:
        return Finding("broken", late, [here, page])
    return Finding("fulfilled", _("Every project that was asked in %(window)s has reported.") % facts, [here])


def _overdue(question: Question) -> str:
    """Say that a new window is overdue by the rule, where there is a rule; nothing otherwise."""
    rule = queries.rhythm(question.on)
    if not rule.regulated or question.on != clock.today():
        return ""
    due = queries.rounds(question.on).next_due
    if due is None or due >= question.on:
        return ""
    return _("A new reporting window was to open by %(day)s.") % {"day": formats.day(due)}
