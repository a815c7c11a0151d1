"""Ask for more time for a follow-up action."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload, keep_evidence
from samstyring.ui import formats

from ..effects.treat import acts_for_others
from ..errors import ActionClosed, ActionReported, ExtensionWaits
from ..models import Action, ExtensionRequest
from ..queries.deadlines import due_of
from ..queries.standing import person_acting
from ..rules.actions import CLOSED, earliest_extension
from ..rules.scopes import of_action


@acts.act(
    says=gettext_lazy(
        "%(who)s asked for more time until %(until)s for what %(organisation)s follows up after %(label)s"
    ),
    scope=lambda **arguments: of_action(arguments["action"]),
)
def ask_for_more_time(
    *, action: Action, until: date, reason: str, evidence: Upload | None = None, by: Actor, at: datetime
) -> ExtensionRequest:
    """Ask for a later deadline (SG-8): the one responsible, or the secretariat for them, with what they wrote.

    The deadline stays until the request is granted. Raises ActionClosed, ActionReported, ExtensionWaits, and
    InvalidInput for a day that is not later than the deadline in force and than today.
    """
    if action.state in CLOSED:
        raise ActionClosed
    if action.state == Action.State.REPORTED:
        raise ActionReported
    if ExtensionRequest.objects.filter(action=action, answer__isnull=True).exists():
        raise ExtensionWaits
    earliest = earliest_extension(due_of(action), clock.local_date(at))
    if until < earliest:
        raise InvalidInput({"until": _("The new deadline cannot be before %(day)s.") % {"day": formats.day(earliest)}})
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why more time is needed.")})
    request = ExtensionRequest(
        action=action, until=until, reason=reason.strip()[:1000], asked_by=person_acting(by), asked_at=at
    )
    if evidence is not None:
        request.evidence = keep_evidence(upload=evidence, title=action.text[:300], about=action)
    request.save()
    if acts_for_others():
        acts.on_behalf_of(action.organisation, [request.evidence] if request.evidence else [])
    acts.record(
        request,
        action,
        action.decision,
        action.organisation,
        organisation=action.organisation.name,
        label=action.decision.label,
        until=until,
    )
    return request
