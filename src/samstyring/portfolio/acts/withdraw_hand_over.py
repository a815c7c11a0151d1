"""Take back the proposal that a project goes to another owner."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from .. import queries
from ..effects import drop_hand_over
from ..errors import HandOverSettled, VersionInCase
from ..models import HandOver, Project
from ..rules.owners import is_open
from ..rules.projects import require_open


@acts.act(
    says=_("%(who)s took back the proposal that %(project)s goes to %(party)s"),
    scope=lambda **a: [f"project:{a['hand_over'].project_id}"],
)
def withdraw_hand_over(*, hand_over: HandOver, by: Actor, at: datetime) -> Project:
    """Take back a hand-over that is not decided. What the new owner was asked and answered stays in the history.

    Raises ProjectOver, HandOverSettled, VersionInCase when a case asks for a decision on it.
    """
    project = hand_over.project
    require_open(project)
    if not is_open(hand_over):
        raise HandOverSettled
    for case in queries.cases_asking_for("hand_over", [hand_over.pk]):
        raise VersionInCase(_IN_CASE % {"case": case.reference})
    drop_hand_over(hand_over=hand_over)
    party = hand_over.place.organisation
    acts.record(project, hand_over, party, project=str(project), party=str(party))
    return project


_IN_CASE = _("The case %(case)s asks for a decision on this hand-over. Take the proposal out of the case first.")
