"""Record what a body advises in another body's case."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, canonical, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.treat import end_item, enough_present, finder, round_open
from ..effects.written import end_written, enough_answered, last_round_out, leads_for
from ..errors import TextChanged
from ..errors.advice import DecidesItself
from ..models import Advice, AgendaItem, Case, Round, WrittenProcedure
from ..queries.advice import rule_on_advice
from ..queries.standing import tally_of
from ..queries.texts import canonical_text, proposals_of
from ..rules.advice import refusal
from ..rules.scopes import of_round


@acts.act(
    says=gettext_lazy("%(who)s recorded the advice of %(body)s in %(label)s %(title)s"),
    scope=lambda **arguments: of_round(arguments["round_"]),
)
def give_advice(*, round_: Round, conclusion: str, text: str = "", by: Actor, at: datetime) -> Advice:
    """Record what an advising body concluded on the exact text of the round (RG-2). It decides nothing.

    In its meeting, or in a written procedure when all have answered or the last day is past: then the silent are named.
    The positions stand seat by seat as for any round, and the case goes back to be prepared for the body that decides.
    `text` is the body's own words, needed unless it recommends the text as proposed. Raises DecidesItself,
    AdviceUnanswered, AdviceNotCarried, TooFewPresent, AnswersComing, TextChanged, ItemEnded, WrittenEnded and RoundPast.
    """
    procedure = round_.item.written
    if procedure is None:
        round_open(round_)
        item, body = round_.item, round_.item.meeting.body
    else:
        item, body = last_round_out(round_, procedure), procedure.body
    if not item.advisory:
        raise DecidesItself
    words = text.strip()
    if conclusion not in Advice.Conclusion.values:
        raise InvalidInput({"conclusion": _("Choose what the body advises.")})
    if not words and conclusion != Advice.Conclusion.AS_PROPOSED:
        raise InvalidInput({"text": _("Write what the body advises, in its own words.")})
    tally = tally_of(round_)
    if procedure is None:
        enough_present(tally, item.meeting)
    else:
        enough_answered(tally=tally, procedure=procedure, on=clock.local_date(at))
    rule = rule_on_advice(item)
    assert rule is not None  # the item is advisory
    refused = refusal(conclusion, tally, rule, in_writing=procedure is not None)
    if refused is not None:
        raise refused
    if canonical_text(item.case, proposals_of(item.case_id)) != round_.text:
        raise TextChanged
    found = finder(item=item, by=by, at=at) if procedure is None else leads_for(procedure=procedure, by=by, at=at)
    permit = acts.current_permit()
    advice = Advice.objects.create(
        case=item.case,
        body=body,
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
    if procedure is not None:
        end_written(procedure=procedure, state=WrittenProcedure.State.ADVISED, at=at)
    acts.record(
        advice,
        item,
        item.case,
        round_,
        body=body.name,
        label=item.label,
        title=item.case.title,
        conclusion=conclusion,
    )
    return advice
