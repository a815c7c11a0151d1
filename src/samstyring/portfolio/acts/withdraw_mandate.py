"""Withdraw a version of a mandate that is not wanted after all."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from .. import queries
from ..models import Mandate
from ..rules.versions import require_withdrawable


@acts.act(
    says=_("%(who)s withdrew a draft mandate for %(project)s"),
    scope=lambda **a: [f"project:{a['mandate'].project_id}"],
)
def withdraw_mandate(*, mandate: Mandate, revision: int | None = None, by: Actor, at: datetime) -> Mandate:
    """Withdraw a draft, or a proposal that no open case asks for. It stays readable.

    Raises VersionLocked for what is settled, VersionInCase, Stale.
    """
    mandate.check_revision(revision)
    require_withdrawable(mandate, [case.reference for case in queries.cases_asking_for("mandate", [mandate.pk])])
    mandate.state = Mandate.State.WITHDRAWN
    mandate.save(update_fields=["state"])
    acts.record(mandate.project, mandate, project=str(mandate.project))
    return mandate
