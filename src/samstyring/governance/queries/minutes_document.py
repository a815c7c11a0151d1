"""Minutes as a document: from the record of the meeting to what the template is filled with."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter import queries as charter
from samstyring.records.pdf import data, render
from samstyring.records.pdf.tree import from_text
from samstyring.ui import formats

from ..models import AgendaItem, Decision, Meeting, Minutes, MinutesCorrection, Position
from ..rules.actions import deadline_words
from ..rules.left_out import NOTHING, LeftOut, exempt
from ..rules.meetings import day_of
from ..rules.room import Stand, Tally
from .disqualification import Asked
from .printed import advice_of
from .record import ItemRecord, MeetingRecord, SeatThere, record_of
from .texts import house_language


def rich(text: str) -> Mapping[str, Any] | None:
    """Return plain text as a rich-text tree; nothing gives None."""
    return from_text(text) if text.strip() else None


def minutes_data(record: MeetingRecord, minutes: Minutes | None, left_out: LeftOut = NOTHING) -> data.MinutesData:
    """Return what the minutes of a meeting are filled with. Words are in the language that is active."""
    meeting = record.meeting
    day = formats.day(day_of(meeting))
    public = left_out is not NOTHING
    is_kept = public or (minutes is not None and minutes.state == Minutes.State.APPROVED)
    return data.MinutesData(
        head=data.Head(
            cooperation=charter.cooperation().name,
            body=meeting.body.name,
            date=day,
            demo=charter.installation_mode() == "demo",
        ),
        title=_("Minutes of the meeting of %(body)s") % {"body": meeting.body.name},
        subtitle=formats.moment(meeting.starts_at, True),
        facts=_facts(record),
        notice=notice(minutes, left_out) if public or minutes else "",
        present=tuple(_attendee(there) for there in record.voting if there.present),
        absent=tuple(_attendee(there) for there in record.voting if not there.present),
        others=_others(record),
        items=tuple(_item(each, left_out) for each in record.items),
        corrections=_corrections(minutes) if public else (),
        closing=_closing(record),
        check=_check(public) if is_kept else "",
        check_address=settings.ADDRESS + reverse("records:check") if is_kept else "",
    )


def notice(minutes: Minutes | None, left_out: LeftOut = NOTHING) -> str:
    """Say in one sentence how the minutes stand."""
    words = ""
    if minutes is None or minutes.state == Minutes.State.DRAFT:
        words = _("Draft. Not sent for comment yet.")
    elif minutes.state == Minutes.State.SENT:
        words = _("Sent for comment until %(day)s.") % {"day": formats.day(minutes.comment_until)}
    else:
        words = _("Approved %(day)s: %(how)s.") % {"day": formats.day(minutes.approved_on), "how": minutes.approved_how}
    if left_out is not NOTHING:
        words += " " + _("Public copy.")
    if left_out.words:
        words += f" {left_out.words}"
    return words


def _corrections(minutes: Minutes | None) -> tuple[data.Fact, ...]:
    rows = MinutesCorrection.objects.filter(minutes=minutes)
    return tuple(data.Fact(label=_correction(row), value=row.text) for row in rows)


def _correction(row: MinutesCorrection) -> str:
    return _("Correction %(number)s, %(day)s") % {"number": row.number, "day": formats.day(row.at)}


def corrections_of(minutes: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Return the numbered corrections of minutes, in words. One SQL statement."""
    found: dict[UUID, list[str]] = {}
    for row in MinutesCorrection.objects.filter(minutes__in=list(minutes)):
        found.setdefault(row.minutes_id, []).append(f"{_correction(row)}: {row.text}")
    return found


def _check(public: bool) -> str:
    """Say how to see that a copy is unchanged. No file can hold its own digest: it says where that stands."""
    where = (
        _("Its digest (SHA-256) stands in the list of published documents.")
        if public
        else _("Its digest (SHA-256) stands on the page of the minutes, for those who were called.")
    )
    return (
        _("Send the file, or its digest, to the address below, and it says whether this copy is unchanged.")
        + " "
        + where
    )


def _facts(record: MeetingRecord) -> tuple[data.Fact, ...]:
    meeting = record.meeting
    rows = [
        (_("Meeting"), meeting.body.name),
        (_("Time"), _times(meeting)),
        (_("Place"), meeting.place or (_("Video meeting") if meeting.video_link else "")),
        (_("Chair"), record.chair.name if record.chair else ""),
        (_("Minute-taker"), meeting.minute_taker.name if meeting.minute_taker else ""),
    ]
    return tuple(data.Fact(label=label, value=value) for label, value in rows if value)


def _times(meeting: Meeting) -> str:
    start, end = meeting.opened_at or meeting.starts_at, meeting.closed_at or meeting.ends_at
    return f"{formats.day(start)} {formats.clock(start)}–{formats.clock(end).replace('kl.', '').strip()}"


def _attendee(there: SeatThere) -> data.Attendee:
    note = ""
    if there.meets_for and there.holder:
        note = _("Meets for %(holder)s") % {"holder": there.holder}
        if there.rank:
            note += ", " + _("substitute number %(rank)s") % {"rank": there.rank}
    elif not there.present and there.regrets:
        note = _("Sent regrets")
    return data.Attendee(
        name=there.came or _("Vacant seat"), role=there.seat.name, represents=_represents(there), note=note
    )


def _represents(there: SeatThere) -> str:
    return there.organisation if there.organisation != there.seat.name else ""


def _others(record: MeetingRecord) -> tuple[data.Attendee, ...]:
    observers = [
        data.Attendee(name=there.came or there.seat.name, role=there.seat.name, note=_("Observer"))
        for there in record.observers
        if there.present
    ]
    return (*observers, *(data.Attendee(name=row.name, role=row.title) for row in record.others))


def _closing(record: MeetingRecord) -> str:
    if record.meeting.closed_at is None:
        return ""
    return _("The meeting was closed at %(clock)s.") % {"clock": formats.clock(record.meeting.closed_at)}


def _item(each: ItemRecord, left_out: LeftOut) -> data.MinutesItem:
    item = each.item
    if item.pk in left_out.items:
        return data.MinutesItem(
            number=item.label,
            title=_("Exempt from public access"),
            outcome=left_out.legal_basis,
        )
    decision = each.decision
    hides = left_out.hides
    return data.MinutesItem(
        number=item.label,
        title=item.case.title,
        kind=str(item.case.get_kind_display()),
        outcome=outcome(item),
        withdrawn=item.state == AgendaItem.State.WITHDRAWN,
        account=exempt(left_out.legal_basis) if hides(item.pk, "account") else rich(item.account),
        disqualified=tuple(
            disqualification_words(asked, hide=hides(item.pk, f"disqualification:{asked.question.pk}"))
            for asked in each.disqualification
        ),
        statements=tuple(
            data.Fact(
                label=row.seat.name if row.name == row.seat.name else f"{row.seat.name}, {row.name}",
                value=_("Exempt from public access") if hides(item.pk, f"statement:{row.pk}") else row.text,
            )
            for row in each.statements
        ),
        advice=tuple(
            advice_of(
                given,
                exempt(left_out.legal_basis) if hides(item.pk, f"advice:{given.advice.pk}") else None,
            )
            for given in each.advice
        ),
        decision=rich(decision.text) if decision else None,
        how=how_words(decision, each) if decision else "",
        reasons=decision.reasons if decision and not hides(item.pk, "reasons") else "",
        clauses=clause_words(decision) if decision else (),
        positions=tuple(
            data.Position(
                seat=stand.name,
                name=stand.holder,
                position=str(Position.Kind(stand.kind).label),
                reason=_("Exempt from public access")
                if hides(item.pk, f"position:{stand.round_seat_id}")
                else stand.text,
            )
            for stand in each.deviations
            if stand.kind
        ),
        requirements=tuple(data.Requirement(text=row.words, met=False, reason=row.reason) for row in each.passed_over),
        actions=tuple(
            data.Action(text=action.text, responsible=action.organisation.name, deadline=deadline_words(action))
            for action in each.actions
        ),
    )


def disqualification_words(asked: Asked, *, hide: bool = False) -> str:
    """Say who left and who stepped in, or that the question was raised and how it ended; `hide` keeps the grounds out."""
    question, ruling = asked.question, asked.ruling
    who = f"{question.seat.name}, {question.name}"
    if ruling is None:
        words = _("%(who)s: the question was raised, and not ruled on.") % {"who": who}
    elif not ruling.disqualified:
        words = _("%(who)s: found not to be disqualified.") % {"who": who}
    elif ruling.substitute:
        words = _("%(who)s: disqualified, and left. %(substitute)s stepped in.") % {
            "who": who,
            "substitute": ruling.substitute,
        }
    else:
        words = _("%(who)s: disqualified, and left. Nobody stepped in.") % {"who": who}
    if hide:
        return words + " " + _("Exempt from public access") + "."
    return f"{words} {grounds(asked)}"


def grounds(asked: Asked) -> str:
    """Return the tie that was named, and the reason for the ruling."""
    named = _("Ground: %(ground)s.") % {"ground": asked.question.ground.rstrip(".")}
    if asked.ruling is None:
        return named
    return named + " " + _("Reason for the ruling: %(reason)s.") % {"reason": asked.ruling.reason.rstrip(".")}


def outcome(item: AgendaItem) -> str:
    """Say how an item ended, with why where something was written."""
    words = capfirst(str(item.get_state_display()))
    words = f"{words}: {item.why}" if item.why else words
    return f"{words.rstrip('.')}. {late_words(item)}" if item.late else words


def late_words(item: AgendaItem) -> str:
    """Say that an item came late, and what the meeting said to it where it was asked."""
    if item.late_accepted is None:
        return _("Late item.")
    if item.late_accepted:
        return _("Late item: the meeting agreed at its first item to take it up.")
    return _("Late item: the meeting did not agree to take it up.")


def clause_words(decision: Decision) -> tuple[str, ...]:
    """Name the clauses of authority and procedure in words."""
    return (
        _("Authority: clause %(clause)s") % {"clause": decision.clause_of_authority},
        _("Procedure: clause %(clause)s") % {"clause": decision.clause_of_procedure},
    )


def how_words(decision: Decision, each: ItemRecord | None = None) -> str:
    """Say how a decision came about, in one or two sentences."""
    if decision.registered_on != decision.decided_on:
        return _("Decided %(decided)s, registered %(registered)s.") % {
            "decided": formats.day(decision.decided_on),
            "registered": formats.day(decision.registered_on),
        }
    tally = each.last.tally if each and each.last else None
    if decision.in_writing:
        return _in_writing(decision, tally)
    if decision.way == Decision.Way.LEADER:
        against = formats.sentence(stand.name for stand in tally.objecting) if tally else ""
        return _("There was no consensus: %(against)s objected. The leader decided.") % {"against": against}
    if decision.way == Decision.Way.MAJORITY and tally:
        return _("Majority: %(in_favour)s in favour, %(against)s against.") % {
            "in_favour": len(tally.in_favour),
            "against": len(tally.objecting),
        }
    if decision.way == Decision.Way.NOTED:
        return _("The meeting took note.")
    if tally and decision.way == Decision.Way.CONSENSUS:
        return _consensus(tally.stands)
    return capfirst(str(decision.get_way_display()))


def _in_writing(decision: Decision, tally: Tally | None) -> str:
    words = _("In writing: %(way)s.") % {"way": decision.get_way_display()}
    if tally is None:
        return words
    answered = _("%(answered)s of %(asked)s seats answered.") % {
        "answered": tally.answered,
        "asked": len(tally.present),
    }
    return f"{words} {answered}"


def _consensus(stands: Sequence[Stand]) -> str:
    count = sum(1 for stand in stands if stand.present)
    return ngettext("Consensus: %(count)s seat present.", "Consensus among the %(count)s seats present.", count) % {
        "count": formats.in_words(count)
    }


def minutes_pdf(minutes: Minutes, at: datetime, left_out: LeftOut = NOTHING) -> bytes:
    """Return the minutes as PDF/A in the co-operation's language, whole or as the public copy."""
    language = charter.cooperation().language
    with house_language():
        record = record_of(minutes.meeting, drafts=minutes.state == Minutes.State.DRAFT)
        data = minutes_data(record, minutes, left_out)
    return render("minutes", data, language=language, at=at)  # type: ignore[arg-type]


def file_name(minutes: Minutes, *, public: bool = False) -> str:
    """Return the name of the file: body, day, and whether it is the public copy."""
    with house_language():
        words = _("minutes-public") if public else _("minutes")
    return f"{minutes.meeting.body.key}-{day_of(minutes.meeting).isoformat()}-{words}.pdf"
