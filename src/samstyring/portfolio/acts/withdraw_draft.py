"""Withdraw a version of scoring criteria, or of a ranked list, that is not wanted after all."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.versions import GovernedVersion

from .. import queries
from ..models import Ranking, ScoringCriteria
from ..rules.versions import require_withdrawable


@acts.act(says=_("%(who)s withdrew a draft: %(version)s"))
def withdraw_draft(
    *, version: ScoringCriteria | Ranking, revision: int | None = None, by: Actor, at: datetime
) -> ScoringCriteria | Ranking:
    """Withdraw a draft, or a proposal that no open case asks for. It stays readable.

    Raises VersionLocked for what is settled, VersionInCase, Stale.
    """
    version.check_revision(revision)
    cases = queries.cases_asking_for(version.payload_name, [version.pk])
    require_withdrawable(version, [case.reference for case in cases])
    version.state = GovernedVersion.State.WITHDRAWN
    version.save(update_fields=["state"])
    acts.record(version, version.subject, version=str(version))
    return version
