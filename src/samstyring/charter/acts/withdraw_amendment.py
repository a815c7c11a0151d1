"""Withdraw an amendment before its end."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.amendments import end_amendment
from ..models import Amendment
from ..rules import require_not_over


@acts.act(says=gettext_lazy("%(who)s withdrew amendment %(number)s of the agreement"))
def withdraw_amendment(*, amendment: Amendment, why: str, by: Actor, at: datetime) -> Amendment:
    """Withdraw a draft, or what was sent: nobody is asked any more, and the answers stay. Raises AmendmentOver."""
    require_not_over(amendment)
    if not why.strip():
        raise InvalidInput({"why": _("Say why it is withdrawn.")})
    end_amendment(amendment=amendment, state=Amendment.State.WITHDRAWN, why=why.strip(), at=at, basis=None)
    acts.record(amendment, number=amendment.number)
    return amendment
