"""Brief those whom a seat speaks for on a case, and ask for their input."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, canonical, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.parties.queries import people_to_ask
from samstyring.records.errors import NoOneToAsk
from samstyring.ui import formats

from ..effects.input import send_question
from ..errors import NotSpokenFor
from ..models import Case, InputAsk, InputRequest, Seat
from ..queries import input as queries
from ..queries import visible
from ..queries.papers import paper_of
from ..queries.standing import person_acting
from ..rules import input as rules
from ..rules.scopes import clause_of


@acts.act(
    says=_("%(who)s asked %(parties)s for input on the case %(case)s"),
    scope=lambda **a: [f"seat:{a['seat'].pk}"] if a["seat"] is not None else [],
)
def ask_for_input(
    *,
    case: Case,
    seat: Seat | None,
    organisations: Sequence[Organisation],
    text: str,
    answer_by: date,
    remind: bool = False,
    by: Actor,
    at: datetime,
) -> InputRequest:
    """Send each municipality's contact, or else its chief executive, one letter with the briefing and a link (SR-1).

    The holder of a seat asks those whom it speaks for, once the paper is sent to the body; the secretariat asks for a
    seat, or, without one, for all of the body's seats and those whom none speaks for. Whoever answers for several gets
    one letter. The paper is kept as it is asked on; that of an exempt case does not go out. Asking again sends a new
    letter and keeps the former. `remind` sends one reminder before the deadline to those who are silent.
    Raises NotThere, InputClosed, NotSpokenFor, NoOneToAsk (then nobody is asked), InvalidInput.
    """
    visible.case(case.pk, by)
    if (refusal := rules.closed(case)) is not None:
        raise refusal
    if seat is not None and seat.body_id != case.body_id:
        raise InvalidInput({"seat": _("This seat belongs to another body.")})
    today = clock.local_date(at)
    if wrong := rules.check_day(answer_by, today, queries.meeting_day(case)):
        raise InvalidInput({"answer_by": wrong})
    if not text.strip():
        raise InvalidInput({"text": _("Write what the case is about for them, and what you ask.")})
    found = queries.speaking(case.body, today)
    chosen = _chosen(organisations, found.of_seat(seat), by)
    people = people_to_ask([row.pk for row in chosen], today)
    unreachable = [row.name for row in chosen if row.pk not in people]
    if unreachable:
        raise NoOneToAsk(NoOneToAsk.message % {"parties": formats.sentence(unreachable)}, field="organisations")
    paper = "" if case.exempt else canonical.dumps(_paper(case, today))
    request = InputRequest.objects.create(
        case=case,
        seat=seat,
        text=text.strip(),
        content=paper,
        answer_by=answer_by,
        remind=remind,
        asked_at=at,
        asked_by=person_acting(by),
    )
    InputAsk.objects.bulk_create(
        InputAsk(
            request=request,
            organisation=row,
            seat=seat or next(iter(found.seats_of(row)), None),
            person=people[row.pk],
        )
        for row in chosen
    )
    send_question(request=request, people=dict.fromkeys(people[row.pk] for row in chosen))
    acts.record(
        case,
        *chosen,
        case=case.reference,
        parties=formats.sentence(row.name for row in chosen),
        answer_by=answer_by,
        seat=seat.name if seat else "",
    )
    return request


def _chosen(asked: Sequence[Organisation], allowed: Sequence[Organisation], by: Actor) -> list[Organisation]:
    """Return whom to ask, each once. Raises InvalidInput when it is nobody, NotSpokenFor for one of others."""
    wanted = {row.pk: row for row in asked}
    if not wanted:
        raise InvalidInput({"organisations": _("Choose at least one municipality to ask.")})
    strange = wanted.keys() - {row.pk for row in allowed}
    if strange:
        raise NotSpokenFor(
            NotSpokenFor.message % {"parties": formats.sentence(wanted[key].name for key in wanted if key in strange)},
            clause=clause_of(by.powers, "ask_for_input", "member") or None,
            field="organisations",
        )
    return [row for row in allowed if row.pk in wanted]


def _paper(case: Case, today: date) -> object:
    """Return the paper that is asked on: as it was last sent, or as it stands where it was never sent."""
    paper = paper_of(case, today)
    return paper.sent if paper.sent is not None else paper.content
