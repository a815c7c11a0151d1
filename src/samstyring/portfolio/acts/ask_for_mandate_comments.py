"""Ask the municipalities concerned to comment on a draft mandate."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.queries import people_to_ask

from ..effects.mandate_comments import send_drafts
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

    Who answers for each that has not commented, its contact or else its chief executive, gets one letter with a link:
    no account is needed.
    Raises NotOpenForMandateComments, NobodyConcerned, InvalidInput for a day that is past.
    """
    require_commentable(mandate)
    if comments_until < clock.local_date(at):
        raise InvalidInput({"comments_until": _("The deadline cannot be in the past.")})
    concerned = mandate_comments.concerned(mandate.project)
    if not concerned:
        raise NobodyConcerned
    call: MandateCommentCall = MandateCommentCall.objects.create(mandate=mandate, comments_until=comments_until, at=at)
    heard = set(mandate.comments.values_list("organisation_id", flat=True))
    people = people_to_ask([row.pk for row in concerned if row.pk not in heard], clock.local_date(at))
    send_drafts(mandate=mandate, people=people.values(), until=comments_until)
    acts.record(mandate.project, mandate, call, project=str(mandate.project), until=comments_until.isoformat())
    return call
