"""Report on a follow-up action."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload, keep_evidence

from ..effects.treat import acts_for_others
from ..errors import ActionClosed
from ..models import Action, ActionReport
from ..queries.standing import person_acting
from ..rules.actions import CLOSED
from ..rules.scopes import of_action


@acts.act(
    says=_("%(who)s reported on what %(organisation)s follows up after %(label)s"),
    scope=lambda **arguments: of_action(arguments["action"]),
)
def report_action(
    *, action: Action, text: str, done: bool = False, evidence: Upload | None = None, by: Actor, at: datetime
) -> ActionReport:
    """Say how far an action has come, or that it is done (SG-8). Raises ActionClosed, InvalidInput."""
    if action.state in CLOSED:
        raise ActionClosed
    if not text.strip():
        raise InvalidInput({"text": _("Write how it stands.")})
    report = ActionReport(
        action=action, text=text.strip()[:1000], done=done, reported_by=person_acting(by), reported_at=at
    )
    if evidence is not None:
        report.evidence = keep_evidence(upload=evidence, title=action.text[:300], about=action)
    report.save()
    action.state = Action.State.REPORTED if done else Action.State.OPEN
    action.save(update_fields=["state"])
    if acts_for_others():
        acts.on_behalf_of(action.organisation, [report.evidence] if report.evidence else [])
    acts.record(
        action,
        action.decision,
        action.organisation,
        organisation=action.organisation.name,
        label=action.decision.label,
        done="yes" if done else "no",
    )
    return report
