"""What waits of written procedures: to be sent out, answered, closed."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source

from ..models import WrittenProcedure
from ..queries import written as queries
from ..rules.scopes import clause_of

CLOSE = gettext_lazy("Close the written procedure: %(title)s")


@register_source
def in_writing(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell the leader what to send out, the members what to answer, and both the secretariat and leader what to close."""
    if not actor.has_role("member", "leader", "secretariat", "secretariat_leader"):
        return []
    procedures = queries.under_way(actor)
    rounds = queries.tallies(procedures)
    mine = set(actor.scoped_ids("seat", "member"))
    found = []
    for each in procedures:
        record = rounds.get(each.pk)
        silent = {str(stand.seat_id) for stand in record.tally.silent} if record else set()
        may_close = actor.may("governance.conclude_written_procedure", f"body:{each.body_id}")
        if silent & mine and today <= each.answer_by:
            found.append(
                _waiting(each, _("Answer in writing: %(title)s"), clause_of(actor.powers, "answer_in_writing"))
            )
        if each.state == queries.PREPARED and queries.rights_of(actor, each).leads:
            clause = clause_of(actor.powers, "open_written_procedure", "leader")
            found.append(_waiting(each, _("Read and send out in writing: %(title)s"), clause))
        elif record is not None and may_close and (not silent or today > each.answer_by):
            clause = clause_of(actor.powers, "conclude_written_procedure")
            says = _("Record the advice given in writing: %(title)s") if each.advisory else CLOSE
            found.append(_waiting(each, str(says), clause))
    return found


def _waiting(procedure: WrittenProcedure, words: str, clause: str) -> Waiting:
    return Waiting(
        heading=words % {"title": procedure.case.title},
        url=procedure.get_absolute_url(),
        clause=clause,
        deadline=procedure.answer_by,
        text=procedure.body.name,
        key=f"written:{procedure.pk}",
    )
