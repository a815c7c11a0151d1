"""Registers the needs and ideas that wait for an answer."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source, tells_all

from ..queries import needs as queries


@register_source
def needs_to_answer(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who answer which needs wait, and by when: by the rule, else when the work list reminds. One statement."""
    if not actor.may("portfolio.answer_need"):
        return []
    waiting = queries.waiting_for_answer()
    if not waiting:
        return []
    rule = queries.answer_rule(today)
    reminds = "" if rule.regulated else _("No rule gives a time: this is a reminder after %(days)s days.")
    clause = queries.clause_of(actor)
    return [
        Waiting(
            heading=_("Answer %(party)s on %(need)s") % {"party": need.organisation, "need": need.name},
            url=need.get_absolute_url(),
            clause=clause,
            deadline=queries.due_on(need, rule),
            text=reminds % {"days": queries.answer_days(rule)} if reminds else "",
            key=f"portfolio.need:{need.pk}",
        )
        for need in waiting
    ]


tells_all("projects", needs_to_answer)
