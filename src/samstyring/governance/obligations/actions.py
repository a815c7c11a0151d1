"""Whether what was decided is carried out in time (SG-8)."""

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..models import Action, Body
from ..queries.actions import UNFINISHED
from ..queries.deadlines import with_due
from ..rules.actions import deadline_words


@check("governance.no_overdue_actions")
def no_overdue_actions(question: Question) -> Finding:
    """No action of the body's decisions is past its deadline without being reported done. Three SQL statements.

    What was done or reported later counts as known today: the question is asked of the deadlines in force on the day,
    so more time granted afterwards does not make good what was late.
    """
    body = Body.objects.filter(key=question.parameters.get("body", "")).first()
    decided = Action.objects.filter(decision__decided_on__lte=question.on)
    rows = with_due(decided, question.on).select_related("decision", "organisation")
    if body is not None:
        rows = rows.filter(decision__body=body)
    actions = list(rows.filter(state__in=UNFINISHED).order_by("due"))
    if not actions and not rows.exists():
        return Finding("not_measured", _("No follow-up has been decided yet."))
    late = [each for each in actions if each.state == Action.State.OPEN and each.due < question.on]
    coming = [each for each in actions if each.state in UNFINISHED and each.due >= question.on]
    next_date = coming[0].due if coming else None
    concerns = [each.organisation_id for each in coming if each.due == next_date]
    if late:
        why = ngettext("%(count)s follow-up is overdue.", "%(count)s follow-ups are overdue.", len(late))
        return Finding(
            "broken",
            why % {"count": capfirst(formats.in_words(len(late)))},
            [_evidence(each, holds=False) for each in late],
            next_date,
            concerns,
        )
    soon = [each for each in coming if (each.due - question.on).days <= 14]
    why = _("No follow-up is overdue.")
    return Finding("due" if soon else "fulfilled", why, [_evidence(each) for each in coming], next_date, concerns)


def _evidence(action: Action, *, holds: bool = True) -> Evidence:
    text = _("%(who)s, by %(day)s: %(what)s") % {
        "who": action.organisation.name,
        "day": deadline_words(action),
        "what": action.text,
    }
    try:
        url = reverse("governance:action", args=[action.pk])
    except NoReverseMatch:
        url = ""
    return Evidence(text, url, holds)
