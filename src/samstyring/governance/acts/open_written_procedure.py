"""Put a case to a body in writing."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload

from ..effects.agenda import number_item
from ..effects.papers import keep_snapshots
from ..effects.rounds import open_round_on
from ..effects.written import ask_seats, leaders_word, may_be_asked
from ..errors import TextChanged, WrittenEnded
from ..models import AgendaItem, Case, WrittenProcedure
from ..queries.papers import paper_of
from ..queries.standing import person_acting
from ..queries.written import text_seen


@acts.act(
    says=_("%(who)s put %(label)s %(title)s to %(body)s in writing, %(authority)s; answers by %(day)s"),
    scope=lambda **arguments: [f"body:{arguments['procedure'].body_id}"],
)
def open_written_procedure(
    *, procedure: WrittenProcedure, seen: str, evidence: Upload | None = None, by: Actor, at: datetime
) -> WrittenProcedure:
    """Send the case to every voting member with the reason, one exact text and the last day for answers (SG-6, LE-2).

    By the leader, or by the secretariat with the leader's written word as `evidence`. `seen` is the digest of the text
    that was read before it was sent. The case gets the body's next number. Raises WrittenNotOpen, WrittenForbidden,
    WrittenNeedsLeader, NoLeader, WrittenEnded, TextChanged, NobodyToCall, InvalidInput, and why a case cannot go.
    """
    if procedure.state != WrittenProcedure.State.PREPARED:
        raise WrittenEnded(_("The written procedure has been sent out already, or was taken back."))
    case, today = procedure.case, clock.local_date(at)
    may_be_asked(case=case, body=procedure.body, on=today)
    if text_seen(case) != seen:
        raise TextChanged
    if procedure.answer_by <= today:
        raise InvalidInput({"": _("The last day for answers is past. Take it back, and prepare it with a later day.")})
    leaders_word(procedure=procedure, evidence=evidence, at=at)
    procedure.state, procedure.opened_at = WrittenProcedure.State.OPEN, at
    procedure.revision += 1
    procedure.save(update_fields=["state", "opened_at", "authority", "evidence", "revision"])
    item = AgendaItem.objects.create(
        written=procedure,
        case=case,
        position=1,
        body_key=procedure.body.key,
        state=AgendaItem.State.OPEN,
        advisory=procedure.advisory,
    )
    number_item(item=item)
    case.state = Case.State.IN_TREATMENT
    case.save(update_fields=["state"])
    keep_snapshots(papers=[paper_of(case, today)], at=at)
    round_ = open_round_on(item=item, by=person_acting(by), at=at)
    letters = ask_seats(round_=round_, procedure=procedure)
    acts.record(
        procedure,
        item,
        case,
        round_,
        label=item.label,
        title=case.title,
        body=procedure.body.name,
        authority=procedure.authority,
        day=procedure.answer_by,
        asked=len(letters),
        sha256=round_.sha256,
    )
    return procedure
