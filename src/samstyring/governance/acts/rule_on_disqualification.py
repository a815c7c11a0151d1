"""Rule on a question of disqualification."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.rounds import open_round_on
from ..effects.treat import finder, unfinished
from ..errors import RulesOnOneself, SubstituteNotAllowed
from ..models import AgendaItem, DisqualificationQuestion, DisqualificationRuling
from ..queries.ruled import rule_of
from ..queries.standing import latest_round, person_acting
from ..queries.texts import house_language, proposals_of
from ..rules.scopes import of_item


@acts.act(
    says=gettext_lazy("%(who)s recorded the ruling on disqualification of %(seat)s on %(label)s %(title)s"),
    scope=lambda **arguments: of_item(arguments["question"].item),
)
def rule_on_disqualification(
    *,
    question: DisqualificationQuestion,
    disqualified: bool,
    reason: str,
    substitute: str = "",
    by: Actor,
    at: datetime,
) -> DisqualificationRuling:
    """Record how the body ruled on a question of disqualification, with its reason (SG-7): whoever chairs finds it.

    One who is disqualified leaves: the seat is not entitled on the item, unless a substitute steps in where the rules
    know substitutes. A round that is open begins anew, without the seat or with it again. A new ruling takes the place
    of the former until the item is decided. Raises RulesOnOneself where the one concerned chairs, MeetingNotOpen,
    ItemEnded, SubstituteNotAllowed, InvalidInput.
    """
    item = question.item
    unfinished(item)
    if not reason.strip():
        raise InvalidInput({"reason": _("Write the reason for the ruling.")})
    rule = rule_of(item.meeting, "substitutes")
    stepped_in = substitute.strip() if disqualified else ""
    if stepped_in and not rule.value:
        raise SubstituteNotAllowed(clause=rule.clause, field="substitute")
    found = finder(item=item, by=by, at=at)
    if question.person_id in (found.person.pk, by.person_id):
        raise RulesOnOneself
    former = DisqualificationRuling.objects.filter(question=question).order_by("-sequence").first()
    if former is not None and (former.disqualified, former.substitute) == (disqualified, stepped_in):
        raise InvalidInput({"": _("This is how it was ruled already.")})
    ruling = DisqualificationRuling.objects.create(
        question=question,
        disqualified=disqualified,
        reason=reason.strip(),
        substitute=stepped_in,
        sequence=(former.sequence if former else 0) + 1,
        ruled_by=found.person,
        ruled_at=at,
    )
    _begin_anew(item, question, by, at, changes=disqualified or (former is not None and former.disqualified))
    acts.record(
        item,
        item.case,
        question.seat,
        ruling,
        seat=question.seat.name,
        label=item.label,
        title=item.case.title,
        disqualified="yes" if disqualified else "no",
    )
    return ruling


def _begin_anew(
    item: AgendaItem, question: DisqualificationQuestion, by: Actor, at: datetime, *, changes: bool
) -> None:
    """Open the next round where one is open and who is entitled has changed."""
    if not changes or item.state != AgendaItem.State.OPEN:
        return
    if latest_round(item.pk) is None or not proposals_of(item.case_id):
        return
    with house_language():
        why = _("ruling on disqualification: %(seat)s") % {"seat": question.seat.name}
    open_round_on(item=item, by=person_acting(by), at=at, why=why)
