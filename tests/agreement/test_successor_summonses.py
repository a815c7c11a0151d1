"""Meetings that are called when another agreement takes over: who is no longer called is told, who is called now gets it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from samstyring.charter import acts as charter
from samstyring.governance import acts
from samstyring.governance.models import Meeting, SeatHolding
from samstyring.governance.queries.recipients import called
from samstyring.kernel import clock
from samstyring.parties import acts as parties
from samstyring.parties.models import Office
from tests.agreement.test_moved_after_summons import told
from tests.agreement.test_successor import AFTER, DAY, OLD, new_agreement, ready, sign, things
from tests.agreement.test_successor import prepare as prepared
from tests.founding import actor, person, user
from tests.governance import steps
from tests.governance.steps import do, seat
from tests.governance.test_sending import work

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("VA-1", "SG-1")]


def called_in_january() -> Meeting:
    """A meeting after the take-over, which is called before it."""
    meeting = steps.called_meeting(starts_at=AFTER + timedelta(days=7))
    work()
    mail.outbox.clear()
    return meeting


def test_who_held_a_seat_that_is_closed_is_told_and_the_meeting_leaves_their_calendar(client: Client) -> None:
    meeting = called_in_january()
    do(acts.register_regrets, "nordfjord", meeting=meeting, seat=seat("nordfjord"))
    found = ready()
    assert told(meeting, "released") == set()
    with clock.standing_at(AFTER):
        do(charter.succeed, successor=found)
        assert told(meeting, "released") == {person("nordfjord").name}
        assert "nordfjord" not in {each.seat.key for each in called(meeting) if each.seat}
        assert not meeting.regrets.filter(withdrawn_at=None).exists()
        work()
        (letter,) = mail.outbox
        assert "nordfjord@" in letter.to[0]
        (invitation,) = [part for part in letter.attachments if part[0].endswith(".ics")]
        assert "METHOD:CANCEL" in str(invitation[1])
        client.force_login(user("adviser"))
        sent = meeting.dispatches.get(kind="released")
        assert reverse("governance:dispatch", args=[sent.pk]) in client.get(meeting.get_absolute_url()).text
        assert person("nordfjord").name in client.get(reverse("governance:dispatch", args=[sent.pk])).text


def test_a_meeting_before_the_take_over_is_left_as_it_is() -> None:
    held = steps.called_meeting(starts_at=AFTER - timedelta(days=20))
    found = ready()
    with clock.standing_at(AFTER):
        do(charter.succeed, successor=found)
    assert told(held, "released") == set()


def test_whoever_loses_a_seat_by_choice_is_told_also_where_it_was_to_end_later() -> None:
    meeting = called_in_january()
    found = prepared()
    alver = things(found, "seat")["SG: Alver"].thing.key
    choices = {("seat", alver): ("closed", "Området vel på nytt")}
    do(charter.choose_crossings, successor=found, choices=choices, rests_on="Styringsgruppa, sak SG 9/24")
    sign(found, "Bergen", "Voss")
    do(acts.seat_holder, seat=seat("alver"), person=None, from_date=DAY + timedelta(days=60), source="Brev")
    with clock.standing_at(AFTER):
        do(charter.succeed, successor=found)
        assert told(meeting, "released") == {person("alver").name, person("nordfjord").name}
        assert not SeatHolding.objects.on(DAY).filter(seat=seat("alver")).exists()  # not two months more


def test_whoever_leads_by_the_new_agreement_is_called_and_the_former_leader_is_told() -> None:
    office = Office.objects.get(key="sekretariatsleiar")
    lines = OLD.split("\n")
    assert any(line.startswith('chair_office = "leiar"') for line in lines)
    text = new_agreement().replace('chair_office = "leiar"', 'chair_office = "sekretariatsleiar"', 1)
    meeting = called_in_january()
    new = person("project_manager")
    given = {"office": office, "person": new, "from_date": clock.today(), "source": "Brev"}
    parties.appoint(**given, by=actor("adviser"), at=clock.now())
    found = ready(text)
    with clock.standing_at(AFTER):
        do(charter.succeed, successor=found)
        assert new.name in told(meeting, "summons")
