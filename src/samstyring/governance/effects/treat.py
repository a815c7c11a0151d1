"""What the acts of the meeting room have in common: what must hold before an item is touched, and how it ends."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.acts import current_permit, effect, on_behalf_of
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person

from ..errors import (
    ItemEnded,
    ItemNotTakenUp,
    LateItemNotAgreed,
    LateItemsRefused,
    MeetingNotOpen,
    RoundPast,
    TooFewPresent,
)
from ..models import AgendaItem, Case, Meeting, Round
from ..queries.ruled import rule_of
from ..queries.standing import chair_of, latest_round, person_acting
from ..queries.texts import house_language
from ..rules.items import LATE_REFUSED, is_ended, needs_consent
from ..rules.room import Tally
from .accounts import record_drafts
from .disqualification import not_disqualified

SECRETARIAT = ("secretariat", "secretariat_leader")


def in_session(meeting: Meeting | None) -> None:
    """Refuse what belongs in an open meeting. What is treated in writing has none. Raises MeetingNotOpen."""
    if meeting is None or meeting.state != Meeting.State.OPEN:
        raise MeetingNotOpen


def unfinished(item: AgendaItem) -> None:
    """Refuse to touch an item that is finished, or outside the meeting. Raises MeetingNotOpen, ItemEnded."""
    in_session(item.meeting)
    if is_ended(item):
        raise ItemEnded


def being_treated(item: AgendaItem) -> None:
    """Refuse what belongs to an item that is taken up. Raises MeetingNotOpen, ItemEnded, ItemNotTakenUp."""
    unfinished(item)
    if item.state != AgendaItem.State.OPEN:
        raise ItemNotTakenUp


def round_open(round_: Round) -> None:
    """Refuse what belongs to the round that counts. Raises ItemEnded …, RoundPast where the text has changed since."""
    being_treated(round_.item)
    last = latest_round(round_.item_id)
    if last is not None and last.pk != round_.pk:
        raise RoundPast


def acts_for_others() -> bool:
    """Tell whether the running act is the secretariat's, who keeps the record for all."""
    capacity = current_permit().capacity
    return capacity is not None and capacity.role in SECRETARIAT


@dataclass(frozen=True)
class Finder:
    """Who found what the meeting decided, and as what: the chair, also where the secretariat writes it down."""

    person: Person
    as_what: str = ""


@effect
def finder(*, item: AgendaItem, by: Actor, at: datetime, basis: Basis | None = None) -> Finder:
    """Return who finds: whoever acts, or who chairs where the secretariat writes it down for the chair (LE-2, SG-7).

    The journal then says on whose behalf. Raises PersonDisqualified for one who is disqualified on the item.
    """
    del basis
    person = person_acting(by)
    chair = chair_of(item.meeting, clock.local_date(at)) if acts_for_others() else None
    not_disqualified(item=item, person=chair or person)
    if chair is None or chair.pk == person.pk:
        return Finder(person)
    capacity = current_permit().capacity
    with house_language():
        as_what = _("chair of the meeting; written down by %(who)s, %(capacity)s") % {
            "who": person.name,
            "capacity": capacity.label if capacity else "",
        }
    on_behalf_of(chair)
    return Finder(chair, as_what)


def enough_present(tally: Tally, meeting: Meeting) -> None:
    """Hold the rule on how many must be present, where there is one. Raises TooFewPresent."""
    rule = rule_of(meeting, "quorum")
    if rule.regulated and len(tally.present) < int(rule.value):
        raise TooFewPresent(clause=rule.clause)


@effect
def take_up(*, item: AgendaItem, basis: Basis | None = None) -> None:
    """Take up an item: its case is being treated. Raises LateItemNotAgreed, LateItemsRefused, ItemEnded, MeetingNotOpen."""
    del basis
    unfinished(item)
    if item.state == AgendaItem.State.OPEN:
        return
    rule = rule_of(item.meeting, "late_items")
    if item.late and rule.value == LATE_REFUSED:
        raise LateItemsRefused(clause=rule.clause)
    if needs_consent(item, rule):
        raise LateItemNotAgreed(clause=rule.clause)
    item.state = AgendaItem.State.OPEN
    item.save(update_fields=["state"])
    case = item.case
    case.state = Case.State.IN_TREATMENT
    case.save(update_fields=["state"])


@effect
def end_item(
    *, item: AgendaItem, state: AgendaItem.State, case_state: Case.State, why: str = "", basis: Basis | None = None
) -> None:
    """End an item without a decision, and say where its case goes from here.

    The approvals of agenda and minutes belong to the one meeting, and are closed with it.
    """
    del basis
    record_drafts(items=[item])
    item.state, item.why = state, why
    item.save(update_fields=["state", "why"])
    case = item.case
    case.state = Case.State.CLOSED if case.kind in (Case.Kind.AGENDA, Case.Kind.MINUTES) else case_state
    case.save(update_fields=["state"])
