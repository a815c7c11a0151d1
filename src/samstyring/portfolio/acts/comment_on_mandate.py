"""Comment on a draft mandate, for a municipality that is concerned."""

from datetime import datetime
from typing import Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.records.effects import HowItCame, say_who_answered

from ..effects.mandate_comments import new_comment
from ..errors import NotConcerned
from ..models import Mandate, MandateComment
from ..queries import mandate_comments
from ..rules.mandate_comments import require_commentable
from ..saying import in_cooperation_language


@acts.act(
    says=gettext_lazy("%(who)s commented for %(party)s on a draft mandate for %(project)s"),
    scope=lambda **a: [f"party:{a['organisation'].pk}"],
)
def comment_on_mandate(
    *,
    mandate: Mandate,
    organisation: Organisation,
    text: str,
    part: str = "",
    by: Actor,
    at: datetime,
    **came: Unpack[HowItCame],
) -> MandateComment:
    """Say something of one part of the draft (`part`, a column of it), or of the whole (""). It binds nobody (GP-3).

    The own people of the municipality comment signed in or by link; the secretariat registers what came in writing (`evidence`,
    `answered_by`, `answered_on`). Raises NotOpenForMandateComments, NotConcerned, EvidenceNeeded, InvalidInput.
    """
    require_commentable(mandate)
    if organisation not in mandate_comments.concerned(mandate.project):
        raise NotConcerned
    if part and part not in mandate.content_columns:
        raise InvalidInput({"part": _("Choose a part of the mandate.")})
    if not text.strip():
        raise InvalidInput({"text": _("Write what the comment says.")})
    comment = new_comment(mandate=mandate, organisation=organisation, part=part, text=text, on=clock.local_date(at))
    with in_cooperation_language():
        title = _("Comment from %(party)s on the mandate of %(project)s") % {
            "party": organisation,
            "project": mandate.project,
        }
    say_who_answered(
        answer=comment,
        parties=[organisation],
        about=comment,
        title=title,
        at=at,
        **came,
    )
    comment.save(force_insert=True)
    acts.record(mandate.project, mandate, comment, organisation, project=str(mandate.project), party=str(organisation))
    return comment
