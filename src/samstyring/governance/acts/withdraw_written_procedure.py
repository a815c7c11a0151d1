"""Take a written procedure back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.treat import end_item
from ..effects.written import end_written, out_for_answers
from ..models import AgendaItem, Case, WrittenProcedure


@acts.act(
    says=_("%(who)s took back the written procedure on %(label)s %(title)s"),
    scope=lambda **arguments: [f"body:{arguments['procedure'].body_id}"],
)
def withdraw_written_procedure(*, procedure: WrittenProcedure, why: str, by: Actor, at: datetime) -> WrittenProcedure:
    """Take it back before it is closed: the case is in preparation again, and what was answered stays as it was.

    A number that was given stays used. Raises WrittenEnded, InvalidInput.
    """
    if not why.strip():
        raise InvalidInput({"why": _("Write why it is taken back.")})
    label = procedure.case.reference
    if procedure.state != WrittenProcedure.State.PREPARED:
        item = out_for_answers(procedure)
        label = item.label
        end_item(item=item, state=AgendaItem.State.WITHDRAWN, case_state=Case.State.DRAFT, why=why.strip()[:500])
    end_written(procedure=procedure, state=WrittenProcedure.State.WITHDRAWN, at=at, why=why.strip())
    acts.record(procedure, procedure.case, label=label, title=procedure.case.title, why=why.strip())
    return procedure
