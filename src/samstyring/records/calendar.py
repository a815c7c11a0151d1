"""Invitations to meetings, and calendars to take in, as iCalendar (RFC 5545 and 5546), so that they land in Outlook, Teams and telephones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from icalendar import Calendar, Event, Timezone, vCalAddress, vText, vUri

from samstyring.kernel.clock import OSLO

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
Role = Literal["CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"]

PRODUCT = "-//Samstyring//Samstyring//NN"
OSLO_TIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
"""The rules of Norway's clock since 1996, in the form that Outlook reads."""


@dataclass(frozen=True)
class Attendee:
    """One who is invited. Observers and guests are OPT-PARTICIPANT, copies for information NON-PARTICIPANT."""

    name: str
    email: str
    role: Role = "REQ-PARTICIPANT"


def invitation(
    *,
    uid: str,
    sequence: int,
    method: Method,
    summary: str,
    starts: datetime,
    ends: datetime,
    organizer: tuple[str, str],
    attendees: Sequence[Attendee],
    stamp: datetime,
    description: str = "",
    location: str = "",
    video_link: str = "",
    status: Status | None = None,
    language: str = "nn",
) -> bytes:
    """Return an invitation, an update of one, or a cancellation, as the bytes of an .ics file.

    `uid` names the meeting through all its changes and `sequence` counts them from 0: an update is a REQUEST with the
    same uid and sequence + 1, a cancellation a CANCEL with the next. PUBLISH is an event to take into one's calendar
    without an answer being asked for. `starts`, `ends` and `stamp` (when this was written) are aware instants;
    `organizer` is (name, e-mail). Raises ValueError for a naive time, an end before the start, or an address that is
    none.
    """
    if starts.tzinfo is None or ends.tzinfo is None or stamp.tzinfo is None:
        raise ValueError("an invitation needs instants, not times without a zone")
    if ends <= starts:
        raise ValueError("a meeting ends after it starts")
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", starts.astimezone(OSLO).replace(microsecond=0))
    event.add("dtend", ends.astimezone(OSLO).replace(microsecond=0))
    event.add("summary", summary, parameters={"LANGUAGE": language})
    event.add("status", status or ("CANCELLED" if method == "CANCEL" else "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if method == "CANCEL" else "OPAQUE")
    _add_place(event, description, location, video_link)
    event.add("organizer", _address(*organizer))
    for attendee in attendees if method != "PUBLISH" else ():
        event.add("attendee", _attendee(attendee, asks=method == "REQUEST"), encode=False)
    content: bytes = _calendar([event], method).to_ical()
    return content


@dataclass(frozen=True)
class Entry:
    """Something in a calendar that asks for no answer: between two instants, or whole days [starts, ends)."""

    uid: str
    summary: str
    starts: date
    ends: date
    description: str = ""
    location: str = ""
    sequence: int = 0


def collection(entries: Sequence[Entry], *, name: str, stamp: datetime, language: str = "nn") -> bytes:
    """Return several entries as the bytes of one .ics file with a name, as one subscribes to or takes in.

    Whole days take no time in the calendar that they land in: they are shown, and leave one free.
    """
    calendar = _calendar([_event(entry, stamp, language) for entry in entries], "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, stamp: datetime, language: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    for name, value in (("dtstart", entry.starts), ("dtend", entry.ends)):
        event.add(name, value.astimezone(OSLO).replace(microsecond=0) if isinstance(value, datetime) else value)
    event.add("summary", entry.summary, parameters={"LANGUAGE": language})
    event.add("transp", "OPAQUE" if isinstance(entry.starts, datetime) else "TRANSPARENT")
    for name, text in (("description", entry.description), ("location", entry.location)):
        if text:
            event.add(name, text)
    return event


def _calendar(events: Sequence[Event], method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(OSLO_TIMEZONE))
    for event in events:
        calendar.add_component(event)
    return calendar


def _add_place(event: Event, description: str, location: str, video_link: str) -> None:
    """Set place, link and text. The link stands in the text too: not every calendar shows it otherwise."""
    link = _without_controls(video_link)
    if link and link not in description:
        description = f"{description}\n\n{link}".strip()
    if description:
        event.add("description", description)
    if location or link:
        event.add("location", location or link)
    if link:
        event.add("url", vUri(link))
        event.add("conference", vUri(link), parameters={"VALUE": "URI", "FEATURE": "VIDEO"})


def _address(name: str, email: str) -> vCalAddress:
    if not re.fullmatch(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+", email):
        raise ValueError(f"{email!r} is no e-mail address")
    address = vCalAddress(f"mailto:{email}")
    address.params["CN"] = vText(_without_controls(name).replace('"', "'"))
    return address


def _attendee(attendee: Attendee, *, asks: bool) -> vCalAddress:
    address = _address(attendee.name, attendee.email)
    address.params["CUTYPE"] = vText("INDIVIDUAL")
    address.params["ROLE"] = vText(attendee.role)
    if asks and attendee.role != "NON-PARTICIPANT":
        address.params["PARTSTAT"] = vText("NEEDS-ACTION")
        address.params["RSVP"] = vText("TRUE")
    return address


def _without_controls(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text).strip()
