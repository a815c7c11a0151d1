"""Ask the municipalities concerned to comment on a draft mandate."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import NobodyConcerned
from ..models import Mandate, MandateCommentCall
from ..queries import mandate_comments
from ..rules.mandate_comments import require_commentable


@acts.act(
    says=_("%(who)s asked for comments on a draft mandate for %(project)s"),
    scope=lambda **a: [f"project:{a['mandate'].project_id}"],
)
def ask_for_mandate_comments(*, mandate: Mandate, comments_until: date, by: Actor, at: datetime) -> MandateCommentCall:
    """Let the draft stand on the work list of all who are on the project, until and with a day. Comments are taken without it too.

    Raises NotOpenForMandateComments, NobodyConcerned, InvalidInput for a day that is past.
    """
    require_commentable(mandate)
    if comments_until < clock.local_date(at):
        raise InvalidInput({"comments_until": _("The deadline cannot be in the past.")})
    if not mandate_comments.concerned(mandate.project):
        raise NobodyConcerned
    call: MandateCommentCall = MandateCommentCall.objects.create(mandate=mandate, comments_until=comments_until, at=at)
    acts.record(mandate.project, mandate, call, project=str(mandate.project), until=comments_until.isoformat())
    return call
