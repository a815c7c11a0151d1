"""What lands in people's calendars."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from samstyring.records.calendar import Attendee, Method, invitation

START = datetime(2022, 12, 9, 8, 0, tzinfo=UTC)
END = datetime(2022, 12, 9, 10, 30, tzinfo=UTC)
STAMP = datetime(2022, 11, 25, 12, 0, 0, 123, tzinfo=UTC)


def make(**changes):
    values = {
        "uid": "0184b0a6-mote@samstyring.example.no",
        "sequence": 0,
        "method": "REQUEST",
        "summary": "Styringsgruppa, møte 4/22",
        "description": "Sakliste:\nSG 21/22, godkjenning; SG 22/22",
        "starts": START,
        "ends": END,
        "location": "Videomøte",
        "video_link": "https://teams.example.com/l/meetup-join/19%3ameeting?a=1,2;b=3",
        "organizer": ("Sekretariatet, Digi Vestland", "post@digivestland.example.no"),
        "attendees": [
            Attendee("Leiar, styringsgruppa", "leiar@bergen.example.no", "CHAIR"),
            Attendee('Olav "Ola" Eksempelsen: medlem', "olav@alver.example.no"),
            Attendee("Arkivet", "arkiv@bergen.example.no", "NON-PARTICIPANT"),
        ],
        "stamp": STAMP,
    }
    return invitation(**(values | changes))


def event_in(content):
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_says_when_where_and_who():
    calendar, event = event_in(make())

    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == "0184b0a6-mote@samstyring.example.no"
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"
    assert event["SUMMARY"] == "Styringsgruppa, møte 4/22"
    assert event["LOCATION"] == "Videomøte"
    assert event["URL"] == "https://teams.example.com/l/meetup-join/19%3ameeting?a=1,2;b=3"
    assert event["CONFERENCE"] == event["URL"]
    assert event["DESCRIPTION"].startswith("Sakliste:\nSG 21/22, godkjenning; SG 22/22")
    assert event["DESCRIPTION"].endswith(event["URL"])
    assert event["ORGANIZER"] == "mailto:post@digivestland.example.no"
    assert event["ORGANIZER"].params["CN"] == "Sekretariatet, Digi Vestland"


def test_the_time_is_norwegian_and_its_zone_is_told():
    calendar, event = event_in(make())

    assert event.decoded("DTSTART") == START
    assert event.decoded("DTEND") == END
    assert event["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert event.decoded("DTSTART").hour == 9
    assert event.decoded("DTSTAMP") == STAMP.replace(microsecond=0)
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Oslo"


@pytest.mark.parametrize(("month", "hour"), [(1, 1), (7, 2)])
def test_the_told_zone_is_right_in_summer_and_winter(month, hour):
    content = make()
    (zone,) = Calendar.from_ical(content).walk("VTIMEZONE")
    there = datetime(2023, month, 15, 12, 0, tzinfo=zone.to_tz())
    assert there.utcoffset().total_seconds() == hour * 3600


def test_those_who_must_answer_are_asked_and_the_others_are_not():
    _, event = event_in(make())

    leader, member, copy = event["ATTENDEE"]
    assert (leader.params["ROLE"], leader.params["RSVP"]) == ("CHAIR", "TRUE")
    assert member == "mailto:olav@alver.example.no"
    assert member.params["CN"] == "Olav 'Ola' Eksempelsen: medlem"
    assert member.params["PARTSTAT"] == "NEEDS-ACTION"
    assert copy.params["ROLE"] == "NON-PARTICIPANT"
    assert "RSVP" not in copy.params


def test_a_moved_meeting_is_the_same_meeting():
    _, first = event_in(make())
    _, moved = event_in(make(sequence=1, starts=START.replace(day=12), ends=END.replace(day=12)))

    assert moved["UID"] == first["UID"]
    assert moved["SEQUENCE"] == 1
    assert moved.decoded("DTSTART").day == 12


def test_a_cancellation_frees_the_time_and_asks_for_no_answer():
    calendar, event = event_in(make(sequence=2, method="CANCEL"))

    assert calendar["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event["TRANSP"] == "TRANSPARENT"
    assert all("RSVP" not in attendee.params for attendee in event["ATTENDEE"])


def test_what_is_only_offered_names_no_one():
    method: Method = "PUBLISH"
    calendar, event = event_in(make(method=method))

    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event


def test_no_text_can_add_a_line_of_its_own():
    content = make(
        summary="Møte\r\nATTENDEE:mailto:evil@example.com",
        video_link="https://example.no/\r\nX-EVIL:1",
        organizer=("Namn\r\nX-EVIL:1", "post@example.no"),
        attendees=[Attendee("A\nX-EVIL:1", "a@example.no")],
    )
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert not [line for line in lines if line.startswith(("X-EVIL", "ATTENDEE:mailto:evil"))]
    assert len([line for line in lines if line.startswith("ATTENDEE")]) == 1


def test_lines_are_short_and_end_as_the_standard_says():
    content = make(description="Ei svært lang sakliste. " * 40)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": datetime(2022, 12, 9, 9, 0)},
        {"ends": START},
        {"organizer": ("Namn", "ikkje ei adresse")},
        {"attendees": [Attendee("A", "a@example.no\r\nb")]},
    ],
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"zone|after|address"):
        make(**wrong)
