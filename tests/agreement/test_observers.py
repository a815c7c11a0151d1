"""Observers are listed as such, speak where the rules say so, and what they say stands apart from the positions (SG-1)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samstyring.governance import acts, errors
from samstyring.governance.errors.statements import MinutesOut, NotAnObserver, ObserversSilent
from samstyring.governance.models import Meeting, Position
from samstyring.governance.queries.minutes import passages_of
from samstyring.governance.queries.minutes_document import minutes_data
from samstyring.governance.queries.printed import recipients_of
from samstyring.governance.queries.recipients import called
from samstyring.governance.queries.record import record_of
from samstyring.governance.rules.left_out import LeftOut
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_room_pages import signed_in

pytestmark = pytest.mark.usefixtures("founded")


def opened(starts_in: timedelta = timedelta(days=17)) -> Meeting:
    meeting = steps.open_meeting(starts_at=clock.now() + starts_in)
    steps.attend(meeting, "alver", "nordfjord", "bergen_leiar", observers=("ks",))
    return meeting


@pytest.mark.clause("SG-1")
def test_what_an_observer_says_stands_in_room_and_minutes_apart_from_the_positions() -> None:
    meeting = opened()
    assert any(row.role.startswith("Observatør") for row in recipients_of(called(meeting)))
    item, ks = steps.take_up(meeting, "Sak 1"), steps.seat("ks")
    said = {"item": item, "seat": ks}
    with pytest.raises(errors.ObserverHasNoPosition):
        do(acts.record_position, round_=steps.round_of(item), seat=ks, kind="support")
    for who, seat, refused in (("alver", ks, NotAuthorised), ("adviser", steps.seat("alver"), NotAnObserver),
                               ("adviser", steps.seat("statsforvaltaren"), errors.SeatNotPresent)):  # fmt: skip
        with pytest.raises(refused):
            do(acts.record_statement, who, item=item, seat=seat, text="Ja.")
    with pytest.raises(InvalidInput):
        do(acts.record_statement, "ks", **said, text=" ")
    do(acts.record_statement, "ks", **said, text="KS er positiv.")
    address = reverse("governance:room_statement", args=[meeting.pk, item.pk])
    client = signed_in("adviser")
    assert "KS er positiv." in client.get(address, {"seat": str(ks.pk)}).content.decode()
    assert client.post(address, {"seat": str(ks.pk), "text": "KS ber om at dei minste er med."}).status_code == 302
    page = signed_in("alver").get(reverse("governance:room_item", args=[meeting.pk, item.pk])).content.decode()
    assert "KS ber om at dei minste er med." in page
    assert "KS er positiv." not in page  # the last one counts
    assert signed_in("alver").get(address).status_code == 404
    do(acts.find_consensus, "leader", round_=steps.round_of(item), silent_agree=True)
    assert not Position.objects.filter(seat__seat=ks).exists()
    steps.close(meeting)
    meeting = Meeting.objects.get(pk=meeting.pk)
    (row,) = [fact for each in minutes_data(record_of(meeting), None).items for fact in each.statements]
    assert (row.label.split(",")[0], row.value) == ("KS", "KS ber om at dei minste er med.")
    minutes = do(acts.draft_minutes, meeting=meeting)
    (key,) = [p.key for each in passages_of(minutes) for p in each.passages if p.key.startswith("statement:")]
    public = minutes_data(record_of(meeting), minutes, LeftOut(passages={item.pk: [key]}, legal_basis="offl. § 14"))
    assert [fact.value for each in public.items for fact in each.statements] == ["Unnateke offentlegheit"]
    do(acts.send_minutes, minutes=minutes, comment_until=clock.today() + timedelta(days=14))
    with pytest.raises(MinutesOut):
        do(acts.record_statement, "ks", **said, text="Meir.")


@pytest.mark.clause("SG-1")
def test_rules_that_give_observers_no_voice_are_held() -> None:
    adopted(rule("observers_voice", False))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        meeting = opened(timedelta(minutes=5))
        with pytest.raises(ObserversSilent):
            do(acts.record_statement, item=steps.take_up(meeting, "Sak 1"), seat=steps.seat("ks"), text="Ja.")
