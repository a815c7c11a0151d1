"""The letters about a meeting, in words: each gives a subject and a text in the language that is active."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from samstyring.kernel.clock import local_date
from samstyring.parties.models import Person
from samstyring.ui import formats

from ..models import AgendaItem, Dispatch, Meeting, Seat

Letter = tuple[str, str]


@dataclass(frozen=True)
class Letters:
    """One letter in the co-operation's language, and the same in the others."""

    subject: str
    text: str
    translations: dict[str, dict[str, str]]


def in_all_languages(house: str, write: Callable[[], Letter]) -> Letters:
    """Write a letter in the co-operation's language and in every other that a reader can have."""
    with override(house):
        subject, text = write()
    others = {}
    for language, _name in settings.LANGUAGES:
        if language != house:
            with override(language):
                other_subject, other_text = write()
            others[language] = {"subject": other_subject, "text": other_text}
    return Letters(subject, text, others)


def when(starts_at: datetime, ends_at: datetime) -> str:
    """Return "fredag 9. desember 2022 kl. 09.00–11.30"; over midnight the end has its own day."""
    start = formats.moment(starts_at, weekday=True)
    if local_date(starts_at) != local_date(ends_at):
        return f"{start} – {formats.moment(ends_at, weekday=True)}"
    end = formats.clock(ends_at).removeprefix(f"kl.{formats.NBSP}")
    return f"{start}{formats.EN_DASH}{end}"


def title(meeting: Meeting) -> str:
    """Return "meeting of Styringsgruppa", or that it is an extraordinary one."""
    words = _("extraordinary meeting of %(body)s") if meeting.extraordinary else _("meeting of %(body)s")
    return words % {"body": meeting.body.name}


def address_of(meeting: Meeting) -> str:
    """Return the full address of a meeting's page."""
    return settings.ADDRESS + reverse("governance:meeting", args=[meeting.pk])


def address_of_minutes(meeting: Meeting) -> str:
    """Return the full address of the page of a meeting's minutes."""
    return settings.ADDRESS + reverse("governance:minutes", args=[meeting.pk])


def _facts(meeting: Meeting) -> list[str]:
    lines = [_("Time: %(when)s") % {"when": when(meeting.starts_at, meeting.ends_at)}]
    if meeting.place:
        lines.append(_("Place: %(place)s") % {"place": meeting.place})
    if meeting.video_link:
        lines.append(_("Video meeting: %(link)s") % {"link": meeting.video_link})
    return lines


def _agenda(items: Sequence[AgendaItem]) -> list[str]:
    late = _("late item")
    return [f"- {item.label} {item.case.title}" + (f" ({late})" if item.late else "") for item in items]


def _joined(*blocks: Sequence[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)


def summons(meeting: Meeting, items: Sequence[AgendaItem], address: str, authority: str) -> Letter:
    """Return the letter that calls a meeting."""
    return _calling(meeting, items, address, [_("The summons is %(authority)s.") % {"authority": authority}])


def summons_to_come_in(meeting: Meeting, items: Sequence[AgendaItem], address: str, first: Dispatch | None) -> Letter:
    """Return the letter that calls one who holds a seat on the day of the meeting, and was not called at `first`."""
    why = [_("You get it now because you hold a seat on the day of the meeting, or lead it. The secretariat sends it.")]
    if first is not None:
        why.insert(0, _("The summons went out on %(day)s.") % {"day": formats.day(first.sent_at)})
    return _calling(meeting, items, address, [" ".join(why)])


def as_first_sent(first: Dispatch) -> str:
    """Return on whose authority a summons stands that is sent once more: that of the first."""
    says = _("as the summons of %(day)s: %(authority)s")
    return says % {"day": formats.day(first.sent_at), "authority": first.authority}


def _calling(meeting: Meeting, items: Sequence[AgendaItem], address: str, ends: Sequence[str]) -> Letter:
    subject = _("Summons: %(title)s, %(when)s") % {"title": title(meeting), "when": formats.moment(meeting.starts_at)}
    papers = _("The summons with all papers is attached as one PDF. You can read them on the web as well: %(address)s")
    return subject, _joined(
        [_("You are called to a %(title)s.") % {"title": title(meeting)}],
        _facts(meeting),
        [_("Agenda"), *_agenda(items)],
        [papers % {"address": address}],
        ends,
    )


def by_link(kind: str, link: str) -> str:
    """Say what one can answer by one's own link."""
    if kind == Dispatch.Kind.SUBSTITUTE:
        return _("Say whether you can meet by this link, which is yours alone: %(link)s") % {"link": link}
    return _("Can you not come? Tell us by this link, which is yours alone: %(link)s") % {"link": link}


def substitute(meeting: Meeting, seat: Seat, person: Person) -> Letter:
    """Return the letter that asks the next substitute of a seat to meet."""
    subject = _("Can you meet? %(title)s, %(when)s") % {
        "title": title(meeting),
        "when": formats.moment(meeting.starts_at),
    }
    asked = _("%(person)s cannot come, and you are the next substitute for %(seat)s. You are called to a %(title)s.")
    return subject, _joined(
        [asked % {"person": person.name, "seat": seat.name, "title": title(meeting)}],
        _facts(meeting),
        [_("The summons with all papers is attached. If you cannot meet, the next one is asked.")],
    )


def released(meeting: Meeting, seat: Seat, *, asked_anew: bool = False) -> Letter:
    """Return the letter that tells a substitute that they are not needed.

    `asked_anew`: not because the holder comes after all, but since the regrets count no more and all are asked again.
    """
    subject = _("You need not meet: %(title)s, %(when)s") % {
        "title": title(meeting),
        "when": formats.moment(meeting.starts_at),
    }
    why = _("Whoever holds the seat %(seat)s comes after all. Thank you.") % {"seat": seat.name}
    if asked_anew:
        why = _(
            "You were to meet for the seat %(seat)s. Whoever holds it is now asked again, since the time or the member is"
            " another. If they cannot come, the substitutes are asked anew."
        ) % {"seat": seat.name}
    return subject, _joined([why])


def no_longer_called(meeting: Meeting) -> Letter:
    """Return the letter to one who was called, and holds no seat on the day of the meeting any more."""
    subject = _("You need not meet: %(title)s, %(when)s") % {
        "title": title(meeting),
        "when": formats.moment(meeting.starts_at),
    }
    return subject, _joined([_("You were called, but on the day of the meeting you do not hold the seat.")])


def late_papers(meeting: Meeting, changes: Sequence[str], address: str, note: str = "") -> Letter:
    """Return the letter that goes with papers sent after the summons."""
    subject = _("Late papers: %(title)s, %(when)s") % {
        "title": title(meeting),
        "when": formats.moment(meeting.starts_at),
    }
    return subject, _joined(
        [_("Here is what is new or changed since the papers were last sent.")],
        [f"- {change}" for change in changes],
        [note] if note else [],
        [_("Changes in the text are marked in the attached PDF. On the web: %(address)s") % {"address": address}],
    )


def moved(meeting: Meeting, was: str, address: str, authority: str, *, asked_anew: bool = False) -> Letter:
    """Return the letter that tells of a new time or place. `was` is the time before.

    `asked_anew`: the regrets for the time before count no more.
    """
    subject = _("Changed: %(title)s, now %(when)s") % {
        "title": title(meeting),
        "when": formats.moment(meeting.starts_at),
    }
    return subject, _joined(
        [_("The %(title)s has a new time or place. It was: %(was)s") % {"title": title(meeting), "was": was}],
        _facts(meeting),
        [_("Regrets for the time before count no more. If you cannot come at the new time, say so again.")]
        if asked_anew
        else [],
        [_("The meeting on the web: %(address)s") % {"address": address}],
        [_("The change is %(authority)s.") % {"authority": authority}],
    )


def cancelled(meeting: Meeting, authority: str) -> Letter:
    """Return the letter that cancels a meeting."""
    subject = _("Cancelled: %(title)s, %(when)s") % {
        "title": title(meeting),
        "when": formats.moment(meeting.starts_at),
    }
    return subject, _joined(
        [
            _("The %(title)s %(when)s is cancelled.")
            % {"title": title(meeting), "when": when(meeting.starts_at, meeting.ends_at)}
        ],
        [_("Why: %(why)s") % {"why": meeting.cancelled_why}],
        [_("The cancellation is %(authority)s.") % {"authority": authority}],
    )
