"""Check that what the municipalities send in is answered."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..models import Need
from ..queries import needs as queries

NAMED = 8


@check("portfolio.needs_answered")
def needs_answered(question: Question) -> Finding:
    """Tell whether every need sent in by a day was answered by then, or still has time by the rule (FO-7).

    Where no rule gives a time, one that waits is no breach: then it is not measured. Two SQL statements.
    """
    sent = queries.sent_by(question.on)
    page = Evidence(_("Needs and ideas"), reverse("portfolio:needs"))
    if not sent:
        return Finding("not_measured", _("No municipality has sent in a need or an idea."), [page])
    waiting = [need for need, answered in sent if answered is None]
    count = {"count": formats.number(len(sent)), "waiting": formats.number(len(waiting))}
    if not waiting:
        return Finding("fulfilled", _("Each of the %(count)s needs and ideas sent in has its answer.") % count, [page])
    rule = queries.answer_rule(question.on)
    if not rule.regulated:
        why = _("%(waiting)s of %(count)s needs and ideas wait for an answer. No rule says within what time.") % count
        return Finding("not_measured", why, [page, *_named(waiting)])
    dues = {need.pk: _due(need, int(rule.value)) for need in waiting}
    late = [need for need in waiting if dues[need.pk] < question.on]
    if late:
        why = ngettext(
            "%(late)s need or idea has waited for an answer for more than %(days)s days.",
            "%(late)s needs and ideas have waited for an answer for more than %(days)s days.",
            len(late),
        ) % {"late": formats.number(len(late)), "days": rule.value}
        return Finding("broken", why, [page, *_named(late)])
    why = _("%(waiting)s of %(count)s needs and ideas wait for an answer, all within the time.") % count
    return Finding("fulfilled", why, [page, *_named(waiting, holds=True)], next_date=min(dues.values()))


def _due(need: Need, days: int) -> date:
    return need.sent_on + timedelta(days=days)


def _named(rows: list[Need], *, holds: bool = False) -> list[Evidence]:
    return [
        Evidence(f"{row.name} ({row.code}, {row.organisation})", row.get_absolute_url(), holds=holds)
        for row in rows[:NAMED]
    ]
