"""Pass over a requirement that should hold."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import InvalidInput

from ..effects.cases import touch_case
from ..errors import NotPassable
from ..models import Case, PassedOver
from ..queries.papers import paper_of
from ..queries.standing import person_acting
from ..queries.texts import house_language
from ..rules.cases import change_refusal


@acts.act(
    says=gettext_lazy("%(who)s passed over a requirement in the case %(reference)s (%(requirement)s): %(reason)s"),
    scope=lambda **arguments: [f"body:{arguments['case'].body_id}"],
)
def pass_over_requirement(*, case: Case, requirement: str, reason: str, by: Actor, at: datetime) -> PassedOver:
    """Let a case go on though something that should hold does not, with a reason that is printed.

    Raises NotPassable for what must hold, holds already, or is not required; CaseSettled or CaseInTreatment.
    """
    refusal = change_refusal(case)
    if refusal is not None:
        raise refusal
    if not reason.strip():
        raise InvalidInput({"reason": gettext_lazy("Write the reason: it is printed in the paper.")})
    with house_language():
        paper = paper_of(case, local_date(at))
        found = {each.requirement.key: each.requirement for each in paper.standings}
        asked = found.get(requirement)
        words = str(asked.text)[:500] if asked else ""
    if asked is None or asked.must or asked.holds:
        raise NotPassable(clause=asked.source if asked and asked.must else None)
    if case.passed_over.filter(requirement=requirement).exists():
        raise NotPassable(gettext_lazy("This was passed over already."))
    passed = PassedOver.objects.create(
        case=case,
        requirement=requirement,
        words=words,
        reason=reason.strip(),
        source=asked.source,
        by=person_acting(by),
        at=at,
    )
    touch_case(case=case, at=at)
    acts.record(case, reference=case.reference, requirement=words, reason=reason.strip(), source=asked.source)
    return passed
