"""Answer whether a municipality accepts to own or take part in a project."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack

from django.utils.translation import gettext_lazy as _

from samstyring.charter.queries import has_left
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import HowItCame, say_who_answered

from .. import queries
from ..effects import follow_owner, keep_promises, make_acceptance
from ..effects.mandate_comments import comment_with_answer
from ..errors import NotAsked, NotOpenForMandateComments, PartyHasLeft
from ..models import Answer, Participation
from ..rules.mandate_comments import takes_comments
from ..rules.parties import has_accepted
from ..rules.projects import require_open
from ..rules.promises import checked


@acts.act(
    says=_("%(who)s answered for %(party)s on the project %(project)s"),
    scope=lambda **a: [f"party:{a['participation'].organisation_id}"],
)
def answer_acceptance(
    *,
    participation: Participation,
    kind: str,
    reservation: str = "",
    promised: Sequence[Mapping[str, Any]] = (),
    mandate_comment: str = "",
    by: Actor,
    at: datetime,
    **came: Unpack[HowItCame],
) -> Answer:
    """Accept, accept with a reservation (in words), or decline, for one party (PA-5, GP-3). The last answer counts.

    The party's own people answer for themselves, signed in or by link; a link can be passed on, so `answered_by` may
    name the colleague who answers. `promised` are the people and hours that come with a yes, row by row (role, people,
    hours, each_month, starts_on, ends_on); who declines promises nothing. `mandate_comment` is
    said of the draft mandate that the question shows, and stands beside it. The secretariat registers what a party has answered in writing: then `evidence`
    (the letter or e-mail), `answered_by` and `answered_on` are needed, and the act is on behalf of the party.
    Raises NotAsked, PartyHasLeft, ProjectOver, EvidenceNeeded, InvalidInput.
    """
    project = participation.project
    require_open(project)
    if participation.is_off:
        raise NotAsked
    if has_left(participation.organisation, clock.local_date(at)):
        raise PartyHasLeft
    kind, reservation = _checked(kind, reservation)
    answer = Answer(
        participation=participation,
        kind=kind,
        reservation=reservation,
        sequence=queries.next_answer_number(participation),
    )
    say_who_answered(
        answer=answer,
        parties=[participation.organisation],
        about=participation,
        title=str(_("Answer from %(party)s")) % {"party": participation.organisation},
        at=at,
        **came,
    )
    answer.basis = make_acceptance(answer=answer, basis=None)
    answer.save(force_insert=True)
    efforts = keep_promises(
        answer=answer, promised=checked(promised) if has_accepted(answer) else [], basis=answer.basis
    )
    _say_of_draft(answer, mandate_comment)
    if participation.role == Participation.Role.OWNER:
        follow_owner(participation=participation, basis=answer.basis)
    acts.record(
        project,
        participation.organisation,
        answer,
        project=str(project),
        party=str(participation.organisation),
        answer=kind,
        way=str(answer.way),
        hours=sum(effort.total for effort in efforts),
    )
    return answer


def _say_of_draft(answer: Answer, text: str) -> None:
    if not text.strip():
        return
    mandate = queries.latest_mandate(answer.participation.project)
    if mandate is None or not takes_comments(mandate):
        raise InvalidInput({"mandate_comment": NotOpenForMandateComments.message})
    comment_with_answer(mandate=mandate, answer=answer, text=text, basis=answer.basis)


def _checked(kind: str, reservation: str) -> tuple[str, str]:
    if kind not in Answer.Kind.values:
        raise InvalidInput({"kind": _("Choose an answer.")})
    reservation = reservation.strip()
    if kind == Answer.Kind.RESERVE and not reservation:
        raise InvalidInput({"reservation": _("Write what the reservation is.")})
    return kind, reservation if kind == Answer.Kind.RESERVE else ""
