"""Close a follow-up action."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import ActionClosed
from ..models import Action, ActionReport
from ..queries.standing import person_acting
from ..rules.actions import CLOSED


@acts.act(
    says=_("%(who)s closed what %(organisation)s was to follow up after %(label)s"),
    scope=lambda **arguments: [f"body:{arguments['action'].decision.body_id}"],
)
def close_action(*, action: Action, dropped: bool = False, text: str = "", by: Actor, at: datetime) -> Action:
    """Close an action as done, or drop it with a reason. Raises ActionClosed, InvalidInput."""
    if action.state in CLOSED:
        raise ActionClosed
    if dropped and not text.strip():
        raise InvalidInput({"text": _("Write why it is dropped.")})
    if text.strip():
        ActionReport.objects.create(
            action=action, text=text.strip()[:1000], done=not dropped, reported_by=person_acting(by), reported_at=at
        )
    action.state = Action.State.DROPPED if dropped else Action.State.DONE
    action.save(update_fields=["state"])
    acts.record(
        action,
        action.decision,
        action.organisation,
        organisation=action.organisation.name,
        label=action.decision.label,
        state=action.state,
    )
    return action
