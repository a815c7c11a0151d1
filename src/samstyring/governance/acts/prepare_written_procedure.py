"""Prepare to put a case to a body in writing."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.written import may_be_asked
from ..errors import WrittenOnTheWay
from ..models import Body, Case, WrittenProcedure
from ..queries.standing import person_acting


@acts.act(
    says=_("%(who)s prepared a written procedure on %(reference)s %(title)s, with answers by %(day)s"),
    scope=lambda **arguments: [f"body:{(arguments.get('body') or arguments['case'].body).pk}"],
)
def prepare_written_procedure(
    *, case: Case, reason: str, answer_by: date, body: Body | None = None, by: Actor, at: datetime
) -> WrittenProcedure:
    """Prepare to ask the body in writing, with the reason why the case cannot wait for a meeting (SG-6).

    With `body` a body that prepares cases for the one that decides is asked for its advice (RG-2). Nobody is asked before it is sent out on the leader's authority. Only where the rules of procedure open for it.
    Raises WrittenNotOpen, WrittenForbidden, OtherBodysCase, WrittenOnTheWay, CaseOnAgenda, CaseSettled, CaseInTreatment,
    NothingToDecide, RequirementsMissing, OtherProcedure, OtherBodyDecides, InvalidInput.
    """
    asked = body or case.body
    may_be_asked(case=case, body=asked, on=clock.local_date(at))
    if WrittenProcedure.objects.filter(case=case, state__in=["prepared", "open"]).exists():
        raise WrittenOnTheWay
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why the case cannot wait for a meeting.")})
    if answer_by <= clock.local_date(at):
        raise InvalidInput({"answer_by": _("Choose a later day than today.")})
    procedure = WrittenProcedure.objects.create(
        body=asked,
        case=case,
        reason=reason.strip(),
        answer_by=answer_by,
        prepared_by=person_acting(by),
        prepared_at=at,
    )
    acts.record(procedure, case, asked, reference=case.reference, title=case.title, day=answer_by)
    return procedure
