"""Let one decision become public by itself."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import AlreadyPublic, NotChecked
from ..models import Decision, DecisionRelease
from ..queries.publicity import of_decision
from ..queries.standing import person_acting


@acts.act(
    says=gettext_lazy("%(who)s read and released %(label)s %(title)s"),
    scope=lambda **arguments: [f"body:{arguments['decision'].body_id}"],
)
def release_decision(
    *,
    decision: Decision,
    checked: bool,
    left_out: Collection[str] = (),
    legal_basis: str = "",
    reason: str = "",
    by: Actor,
    at: datetime,
) -> DecisionRelease:
    """Release one decision, where the minutes do not: registered late, or before the minutes are approved.

    `reason` says why, where the rules of the body do not make decisions public. Raises NotChecked, AlreadyPublic,
    NotMadePublic, InvalidInput where something is left out without its legal basis.
    """
    if not checked:
        raise NotChecked(field="checked")
    if DecisionRelease.objects.filter(decision=decision).exists():
        raise AlreadyPublic
    if decision.case.exempt:
        raise InvalidInput({"": _("The case is exempt from public access. Change that first, with its reason.")})
    if left_out and not legal_basis.strip():
        raise InvalidInput({"legal_basis": _("Write the legal basis for leaving something out.")})
    kept = of_decision(decision).reason_to_keep(reason)
    release = DecisionRelease.objects.create(
        decision=decision,
        left_out=sorted(left_out),
        legal_basis=legal_basis.strip(),
        reason=kept,
        released_by=person_acting(by),
        released_at=at,
    )
    acts.record(decision, release, label=decision.label, title=decision.title, passed_over=bool(kept))
    return release
