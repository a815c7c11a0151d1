"""What can be asked of minutes: the page, what becomes public, what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samstyring.charter.rules import Ruled
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Person
from samstyring.records.models import Release

from ..models import Meeting, Minutes, MinutesCorrection, MinutesRemark, MinutesSignature
from ..rules.exempt import suspicious
from ..rules.left_out import ItemPassages, passages_in
from ..rules.meetings import day_of
from ..rules.publicity import Publicity
from ..rules.room import Stand
from ..rules.scopes import of_meeting
from .advice import Given
from .minutes_document import (
    corrections_of,
    disqualification_words,
    file_name,
    grounds,
    how_words,
    minutes_pdf,
    notice,
    outcome,
)
from .publicity import of_meeting as publicity_of
from .record import ItemRecord, MeetingRecord, record_of
from .room import Rights, meeting_for, rights_of
from .ruled import rule_of
from .standing import chair_of


@dataclass(frozen=True)
class ItemRead:
    """An item as the minutes read it."""

    record: ItemRecord
    outcome: str
    how: str

    @property
    def disqualification(self) -> list[str]:
        """Return who left and who stepped in, in words."""
        return [disqualification_words(asked) for asked in self.record.disqualification]

    @property
    def advice(self) -> Sequence[Given]:
        """Return what advising bodies said in the case."""
        return self.record.advice

    @property
    def deviations(self) -> list[Stand]:
        """Return the seats whose words stand in the minutes."""
        return self.record.deviations


@dataclass(frozen=True)
class MinutesPage:
    """The minutes of a meeting, from the record, with how they stand and what was said of them."""

    minutes: Minutes | None
    record: MeetingRecord
    items: Sequence[ItemRead]
    notice: str
    remarks: Sequence[MinutesRemark]
    corrections: Sequence[MinutesCorrection]
    release: Release | None
    signature: MinutesSignature | None
    signer: Person | None
    """Who chaired the meeting, and so signs."""
    rights: Rights
    silence_rule: Ruled
    silence_over: bool
    publicity: Publicity

    @property
    def meeting(self) -> Meeting:
        """Return the meeting."""
        return self.record.meeting

    @property
    def days_for_comment(self) -> int | None:
        """Return after how many days silence counts as consent, where a rule says so."""
        return int(self.silence_rule.value) if self.silence_rule.regulated else None

    @property
    def state(self) -> str:
        """Return draft, sent or approved; "" before there are minutes."""
        return self.minutes.state if self.minutes else ""


@remembered
def minutes_for(meeting_pk: UUID, actor: Actor) -> Minutes:
    """Return the minutes of a meeting that the actor may read. Raises NotThere."""
    meeting = meeting_for(meeting_pk, actor)
    found = _minutes.first(meeting.pk)
    if found is None or not _shown(found, actor, meeting):
        raise NotThere
    found.meeting = meeting
    return found


@Prepared
def _minutes(meeting_id: UUID) -> "QuerySet[Minutes]":
    return Minutes.objects.filter(meeting_id=meeting_id).select_related(
        "document__file",
        "document__release__released_by",
        "document__release__public_file",
        "approved_by",
        "signature__signed_by",
        "signature__evidence",
    )


@Prepared
def _remarks(minutes_id: UUID) -> "QuerySet[MinutesRemark]":
    return MinutesRemark.objects.filter(minutes_id=minutes_id).select_related("seat", "by")


@Prepared
def _corrections(minutes_id: UUID) -> "QuerySet[MinutesCorrection]":
    return MinutesCorrection.objects.filter(minutes_id=minutes_id).select_related("by")


def _shown(minutes: Minutes, actor: Actor, meeting: Meeting) -> bool:
    """A draft is for those who write it; once sent, the minutes are for everyone who was called."""
    return minutes.state != Minutes.State.DRAFT or rights_of(actor, meeting).minutes


def minutes_page(meeting_pk: UUID, actor: Actor, today: date) -> MinutesPage:
    """Return the minutes of a meeting as a page. Raises NotThere. A fixed number of SQL statements."""
    minutes = minutes_for(meeting_pk, actor)
    record = record_of(minutes.meeting, drafts=minutes.state == Minutes.State.DRAFT)
    rule = rule_of(minutes.meeting, "minutes_by_silence_days")
    return MinutesPage(
        minutes=minutes,
        record=record,
        items=[_read(each) for each in record.items],
        notice=notice(minutes),
        remarks=_remarks(minutes.pk),
        corrections=_corrections(minutes.pk),
        release=getattr(minutes.document, "release", None),
        signature=getattr(minutes, "signature", None),
        signer=record.chair,
        rights=rights_of(actor, minutes.meeting),
        silence_rule=rule,
        silence_over=minutes.comment_until is not None and today > minutes.comment_until,
        publicity=publicity_of(minutes.meeting),
    )


def _read(each: ItemRecord) -> ItemRead:
    return ItemRead(each, outcome(each.item), how_words(each.decision, each) if each.decision else "")


def release_context(minutes: Minutes) -> dict[str, Any]:
    """Return what the rules say is made public, and the corrections with what in them looks exempt."""
    notes = corrections_of([minutes.pk]).get(minutes.pk, [])
    return {
        "publicity": publicity_of(minutes.meeting),
        "corrections": [(words, suspicious(words)) for words in notes],
    }


def passages_of(minutes: Minutes) -> list[ItemPassages]:
    """Return what a named person reads before the minutes become public, item by item."""
    return [_passages(each) for each in record_of(minutes.meeting).items]


def _passages(each: ItemRecord) -> ItemPassages:
    item = each.item
    rows = [("decision", item.case.title, each.decision.text if each.decision else "")]
    rows.append(("account", "", item.account))
    rows.append(("reasons", "", each.decision.reasons if each.decision else ""))
    rows += [(f"position:{stand.round_seat_id}", stand.name, stand.text) for stand in each.deviations]
    rows += [
        (
            f"disqualification:{asked.question.pk}",
            f"{_('Disqualification')}: {asked.question.seat.name}",
            grounds(asked),
        )
        for asked in each.disqualification
    ]
    rows += [(f"statement:{row.pk}", row.seat.name, row.text) for row in each.statements]
    rows += [(f"advice:{given.advice.pk}", given.heading, given.whole) for given in each.advice]
    return passages_in(item, rows)


def minutes_to_make(on: date) -> tuple[list[Meeting], list[Minutes]]:
    """Return the meetings held whose minutes nobody has begun, and the minutes not approved of meetings begun by a day.

    The oldest first. One SQL statement.
    """
    begun = Q(minutes__isnull=False, starts_at__date__lte=on) & ~Q(minutes__state=Minutes.State.APPROVED)
    rows = Meeting.objects.filter(Q(state=Meeting.State.HELD, minutes__isnull=True) | begun)
    without: list[Meeting] = []
    unapproved: list[Minutes] = []
    for meeting in rows.select_related("body", "minutes").order_by("starts_at"):
        minutes: Minutes | None = getattr(meeting, "minutes", None)
        if minutes is None:
            without.append(meeting)
        else:
            minutes.meeting = meeting
            unapproved.append(minutes)
    return without, unapproved


def document_of(minutes: Minutes) -> tuple[str, bytes | None]:
    """Return the name of the minutes' file, and its bytes where it must be made now: a draft, or one sent and changed."""
    if minutes.document is not None:
        return minutes.document.file_name, None
    return file_name(minutes), minutes_pdf(minutes, clock.now())


def out_for_comment(on: date) -> list[Minutes]:
    """Return the minutes whose deadline for comments is not past. One SQL statement."""
    rows = Minutes.objects.filter(state=Minutes.State.SENT, comment_until__gte=on).select_related("meeting__body")
    return list(rows.order_by("comment_until"))


def to_sign(chair_id: UUID | None) -> list[Minutes]:
    """Return the approved minutes that nobody has signed, of meetings that a person was asked to chair or may have led.

    The newest first. One SQL statement; who led on the day is asked by `signer_of`.
    """
    rows = Minutes.objects.filter(state=Minutes.State.APPROVED, signature__isnull=True)
    own = rows.filter(Q(meeting__chair_id=chair_id) | Q(meeting__chair__isnull=True))
    return list(own.select_related("meeting__body__leader_office", "meeting__chair").order_by("-meeting__starts_at"))


def signer_of(minutes: Minutes) -> Person | None:
    """Return who chaired the meeting, and so signs its minutes."""
    return chair_of(minutes.meeting, day_of(minutes.meeting))


def may_sign(actor: Actor, page: MinutesPage) -> bool:
    """Tell whether an actor can sign: whoever chaired, or whoever keeps the record for the chair."""
    scopes = of_meeting(page.meeting)
    if page.minutes is None or page.signature or not actor.may("governance.sign_minutes", *scopes):
        return False
    return page.rights.records or (page.signer is not None and page.signer.pk == actor.person_id)
