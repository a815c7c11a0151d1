"""What waits because case officers asked something of each other."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, in_whole, register_source

from ..models import Case
from ..queries import comments as queries
from ..rules.readers import SECRETARIAT
from ..rules.scopes import clause_of


def _waiting(actor: Actor, case: Case, count: int) -> Waiting:
    says = ngettext("%(count)s open comment on %(case)s", "%(count)s open comments on %(case)s", count)
    return Waiting(
        heading=says % {"count": count, "case": f"{case.reference} {case.title}"},
        url=reverse("governance:case_comments", args=[case.pk]),
        clause=clause_of(actor.powers, "resolve_comment"),
        key=f"governance.comments:{case.pk}",
        who=case.case_officer.name if case.case_officer else "",
    )


@register_source
def comments_to_settle(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell a case officer which of the own cases have open comments. One SQL statement."""
    if not actor.has_role(*SECRETARIAT):
        return []
    return [item for item in every_comment(actor, today) if item.who == actor.name]


@in_whole("cases", comments_to_settle)
def every_comment(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every case that has open comments, with its case officer. One SQL statement."""
    del today
    return [_waiting(reader, case, count) for case, count in queries.waiting()]
