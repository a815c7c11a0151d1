"""The agenda: listing cases, giving numbers, taking cases back, and what approving the agenda does."""

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.errors import OtherBodyDecides
from samstyring.kernel.acts import effect
from samstyring.kernel.clock import local_date
from samstyring.kernel.models import Basis
from samstyring.kernel.numbering import next_number
from samstyring.ui import formats

from ..models import AgendaItem, Case, Meeting, Minutes, Proposal
from ..queries.texts import house_language
from ..registry import matters
from ..rules.meetings import day_of
from .cases import make_case, make_proposal
from .overdue import overdue_case

APPROVE_MINUTES = "governance.approve_minutes"


@effect
def list_case(*, meeting: Meeting, case: Case, late: bool = False, basis: Basis | None = None) -> AgendaItem:
    """Put a case last on a meeting's agenda; another body's case comes there for advice."""
    del basis
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    case.state = Case.State.ON_AGENDA
    case.save(update_fields=["state"])
    return AgendaItem.objects.create(
        meeting=meeting,
        case=case,
        position=last + 1,
        body_key=meeting.body.key,
        late=late,
        advisory=case.body_id != meeting.body_id,
    )


@effect
def number_item(*, item: AgendaItem, basis: Basis | None = None) -> None:
    """Give an item the next number of its body and year (SG 21/22), for good: the meeting's, or that it is sent out in."""
    del basis
    opened_at = item.written.opened_at if item.written is not None else None
    item.year = (local_date(opened_at) if opened_at is not None else day_of(item.meeting)).year
    item.number = next_number(f"{item.body_key}/{item.year}")
    item.number_written = charter.number_written(item.body_key, item.year, item.number)
    item.save(update_fields=["year", "number", "number_written"])


@effect
def renumber_positions(*, items: list[AgendaItem], basis: Basis | None = None) -> None:
    """Let items stand in the order given."""
    del basis
    for place, item in enumerate(items, 1):
        if item.position != place:
            item.position = place
            item.save(update_fields=["position"])


@effect
def give_back(*, meeting: Meeting, why: str, basis: Basis | None = None) -> None:
    """Let the cases of a cancelled meeting go: they can be put on another agenda. A number once given stays used.

    The approvals of the agenda and of minutes belong to the one meeting, and are closed with it.
    """
    del basis
    own = (Case.Kind.AGENDA, Case.Kind.MINUTES)
    for item in meeting.items.select_related("case").filter(state=AgendaItem.State.LISTED):
        case = item.case
        case.state = Case.State.CLOSED if case.kind in own else Case.State.DRAFT
        case.save(update_fields=["state"])
        if item.number is None:
            item.delete()
        else:
            item.state, item.why = AgendaItem.State.POSTPONED, why[:500]
            item.save(update_fields=["state", "why"])


@effect
def own_cases(*, meeting: Meeting, at: datetime, basis: Basis | None = None) -> list[Case]:
    """Make the cases that every meeting begins with: approval of the agenda, and of minutes that no meeting approved.

    What silence has approved is confirmed by the next meeting. Follow-up that is overdue comes back by itself (SG-8).
    """
    with house_language():
        agenda = make_case(
            body=meeting.body,
            kind=Case.Kind.AGENDA,
            title=_("Approval of the agenda, and matters raised"),
            at=at,
            basis=basis,
        )
        propose(agenda, "governance.approve_agenda", [{}], at)
        late = overdue_case(meeting=meeting, at=at, basis=basis)
        after = [late] if late else []
        waiting = _minutes_to_approve(meeting)
        if not waiting:
            return [agenda, *after]
        days = formats.sentence(formats.day(each.meeting.starts_at) for each in waiting)
        minutes = make_case(
            body=meeting.body,
            kind=Case.Kind.MINUTES,
            title=_("Approval of the minutes of %(days)s") % {"days": days},
            at=at,
            basis=basis,
        )
        propose(minutes, APPROVE_MINUTES, [{"minutes": str(each.pk)} for each in waiting], at)
    return [agenda, minutes, *after]


def _minutes_to_approve(meeting: Meeting) -> list[Minutes]:
    """Return the minutes of earlier meetings that no meeting has approved, and that wait on no other agenda."""
    on_agenda = Proposal.objects.filter(
        matter=APPROVE_MINUTES,
        case__body=meeting.body,
        case__state__in=[Case.State.ON_AGENDA, Case.State.IN_TREATMENT],
    )
    taken = {payload.get("minutes") for payload in on_agenda.values_list("payload", flat=True)}
    rows = Minutes.objects.filter(
        meeting__body=meeting.body, meeting__starts_at__lt=meeting.starts_at, approved_by__isnull=True
    )
    found = rows.select_related("meeting__body").order_by("meeting__starts_at")
    return [minutes for minutes in found if str(minutes.pk) not in taken]


def propose(case: Case, name: str, payloads: list[dict[str, str]], at: datetime) -> None:
    """Add proposals within an effect, unless the charter gives the body no such authority: then the item has none."""
    try:
        charter.authority(name, case.body.key, local_date(at))
    except OtherBodyDecides:
        return
    for payload in payloads:
        make_proposal(case=case, matter=name, payload=payload, wording=matters[name].wording(payload))
