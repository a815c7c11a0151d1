"""Refuse more time for a follow-up action."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.actions import answer_extension
from ..models import ExtensionAnswer, ExtensionRequest


@acts.act(
    says=gettext_lazy("%(who)s gave %(organisation)s no more time for the follow-up after %(label)s"),
    scope=lambda **arguments: [f"body:{arguments['request'].action.decision.body_id}"],
)
def refuse_extension(*, request: ExtensionRequest, note: str, by: Actor, at: datetime) -> ExtensionAnswer:
    """Refuse more time, with why; the deadline in force stays (SG-8).

    Raises ActionClosed, ExtensionAnswered, InvalidInput.
    """
    if not note.strip():
        raise InvalidInput({"note": _("Write why it is refused.")})
    answer = answer_extension(request=request, until=None, note=note)
    action = request.action
    acts.record(
        answer,
        action,
        action.decision,
        action.organisation,
        organisation=action.organisation.name,
        label=action.decision.label,
    )
    return answer
