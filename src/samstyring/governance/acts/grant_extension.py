"""Grant more time for a follow-up action."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.ui import formats

from ..effects.actions import answer_extension
from ..models import ExtensionAnswer, ExtensionRequest
from ..queries.deadlines import due_of
from ..rules.actions import earliest_extension


@acts.act(
    says=gettext_lazy("%(who)s gave %(organisation)s more time until %(until)s for the follow-up after %(label)s"),
    scope=lambda **arguments: [f"body:{arguments['request'].action.decision.body_id}"],
)
def grant_extension(
    *, request: ExtensionRequest, until: date, note: str = "", by: Actor, at: datetime
) -> ExtensionAnswer:
    """Grant more time until a day, the one asked for or another (SG-8).

    From then that day is the deadline in force; the one that was decided stays beside it. Raises ActionClosed,
    ExtensionAnswered, and InvalidInput for a day that is not later than the deadline in force and than today.
    """
    action = request.action
    earliest = earliest_extension(due_of(action), clock.local_date(at))
    if until < earliest:
        raise InvalidInput({"until": _("The new deadline cannot be before %(day)s.") % {"day": formats.day(earliest)}})
    answer = answer_extension(request=request, until=until, note=note)
    acts.record(
        answer,
        action,
        action.decision,
        action.organisation,
        organisation=action.organisation.name,
        label=action.decision.label,
        until=until,
    )
    return answer
