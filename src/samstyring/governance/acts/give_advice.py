"""Record what a body advises in another body's case."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, canonical, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.treat import end_item, enough_present, finder, round_open
from ..errors import TextChanged
from ..errors.advice import DecidesItself
from ..models import Advice, AgendaItem, Case, Round
from ..queries.ruled import rule_of
from ..queries.standing import tally_of
from ..queries.texts import canonical_text, proposals_of
from ..rules.advice import RULE, refusal
from ..rules.scopes import of_round


@acts.act(
    says=gettext_lazy("%(who)s recorded the advice of %(body)s in %(label)s %(title)s"),
    scope=lambda **arguments: of_round(arguments["round_"]),
)
def give_advice(*, round_: Round, conclusion: str, text: str = "", by: Actor, at: datetime) -> Advice:
    """Record what the meeting of an advising body concluded on the exact text of the round (RG-2). It decides nothing.

    The positions stand seat by seat as for any round, and the case goes back to be prepared for the body that decides.
    `text` is the body's own words, needed unless it recommends the text as proposed. Raises DecidesItself,
    AdviceUnanswered, AdviceNotCarried, TooFewPresent, TextChanged, ItemEnded and RoundPast.
    """
    round_open(round_)
    item = round_.item
    if not item.advisory:
        raise DecidesItself
    words = text.strip()
    if conclusion not in Advice.Conclusion.values:
        raise InvalidInput({"conclusion": _("Choose what the body advises.")})
    if not words and conclusion != Advice.Conclusion.AS_PROPOSED:
        raise InvalidInput({"text": _("Write what the body advises, in its own words.")})
    tally, rule = tally_of(round_), rule_of(item.meeting, RULE)
    enough_present(tally, item.meeting)
    refused = refusal(conclusion, tally, rule)
    if refused is not None:
        raise refused
    if canonical_text(item.case, proposals_of(item.case_id)) != round_.text:
        raise TextChanged
    found = finder(item=item, by=by, at=at)
    permit = acts.current_permit()
    advice = Advice.objects.create(
        case=item.case,
        body=item.meeting.body,
        item=item,
        round=round_,
        conclusion=conclusion,
        text=words,
        sha256=canonical.sha256(round_.text),
        stands=[
            {"seat": each.name, "holder": each.holder, "kind": each.kind, "text": each.text, "present": each.present}
            for each in tally.stands
        ],
        given_on=clock.local_date(at),
        found_by=found.person,
        found_as=(found.as_what or (permit.capacity.label if permit.capacity else permit.authority))[:200],
        source=str(rule.clause or rule.source)[:120],
    )
    end_item(item=item, state=AgendaItem.State.ADVISED, case_state=Case.State.DRAFT)
    acts.record(
        advice,
        item,
        item.case,
        round_,
        body=item.meeting.body.name,
        label=item.label,
        title=item.case.title,
        conclusion=conclusion,
    )
    return advice
