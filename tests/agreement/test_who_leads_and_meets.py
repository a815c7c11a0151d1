"""Those who lead are away, another meets for a member, and a membership that ends: who has a position on the day."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from samstyring.governance import acts, errors
from samstyring.governance.acts.record_attendance import SeatAttendance
from samstyring.governance.models import RoundSeat
from samstyring.governance.queries.leaders_away import led_by_nobody
from samstyring.governance.queries.minutes_document import minutes_data
from samstyring.governance.queries.record import record_of
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import NotAuthorised
from samstyring.parties import acts as parties
from samstyring.parties.models import Office
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.founding import actor, person
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_room_pages import signed_in

pytestmark = pytest.mark.usefixtures("founded")
SENT = "Assisterande kommunedirektør, Alver"


@pytest.mark.clause("LE-1", "LE-2")
def test_leader_and_secretariat_are_warned_when_nobody_who_leads_comes_to_a_called_meeting() -> None:
    meeting = steps.called_meeting()
    today = clock.today()
    do(acts.register_regrets, "alver", meeting=meeting, seat=steps.seat("alver"))
    assert led_by_nobody(actor("adviser"), today) == []
    do(acts.register_regrets, "leader", meeting=meeting, seat=steps.seat("bergen_leiar"))
    (away,) = led_by_nobody(actor("leader"), today)
    assert (away.both, away.leader) == (True, person("leader"))
    page = reverse("governance:meeting", args=[meeting.pk])
    words = "Ingen som leiar"
    for who in ("leader", "adviser"):
        assert words in signed_in(who).get("/").content.decode()
        shown = signed_in(who).get(page).content.decode()
        assert words in shown
        assert reverse("governance:move_meeting", args=[meeting.pk]) in shown
    assert words not in signed_in("nordfjord").get("/").content.decode()
    designated = {"body": meeting.body, "designated": person("nordfjord"), "from_date": today}
    do(acts.designate_leader, "leader", **designated)
    assert led_by_nobody(actor("adviser"), today) == []  # one who leads in full comes
    do(acts.register_regrets, "nordfjord", meeting=meeting, seat=steps.seat("nordfjord"))
    (away,) = led_by_nobody(actor("adviser"), today)
    assert (away.both, away.leader, away.holder) == (True, person("nordfjord"), person("leader"))


@pytest.mark.clause("SG-1")
def test_another_meets_for_a_member_only_where_the_rules_open_for_it_and_the_minutes_say_so() -> None:
    meeting = steps.open_meeting()
    sent = [SeatAttendance(steps.seat("alver"), True, SENT)]
    with pytest.raises(errors.SubstituteNotAllowed) as refused:
        do(acts.record_attendance, meeting=meeting, seats=sent)
    assert refused.value.clause == "not_regulated"
    form = reverse("governance:room_attendance", args=[meeting.pk])
    assert f"meets_{steps.seat('alver').pk}" not in signed_in("adviser").get(form).content.decode()
    adopted(rule("substitutes", True, "Ein medlem kan sende ein annan for dagen."))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        other = steps.open_meeting()
        assert (
            f"meets_{steps.seat('alver').pk}"
            in signed_in("adviser").get(f"/meetings/{other.pk}/room/attendance/").content.decode()
        )
        do(acts.record_attendance, meeting=other, seats=sent)
        item = steps.take_up(other, "Sak 1")
        assert RoundSeat.objects.get(round=steps.round_of(item), seat__key="alver").holder_name == SENT
        do(acts.record_position, round_=steps.round_of(item), seat=steps.seat("alver"), kind="support")
        do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
        steps.close(other)
        minutes = do(acts.draft_minutes, meeting=other)
        told = str(minutes_data(record_of(other), minutes))
        assert SENT in told
        assert "Møter for Kommunedirektør, Alver" in told
        # For the day only: the next meeting asks the holder again.
        after = steps.take_up(steps.open_meeting(), "Sak 1")
        assert RoundSeat.objects.get(round=steps.round_of(after), seat__key="alver").person == person("alver")


@pytest.mark.clause("SG-1")
def test_whose_period_ends_at_midnight_has_no_position_the_day_after() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    new, office = (
        steps.actor_person("project_manager"),
        Office.objects.get(role="chief_executive", organisation__name="Stad"),
    )
    tomorrow = {"from_date": clock.today() + timedelta(days=1), "source": "Brev"}
    parties.appoint(office=office, person=new, **tomorrow, by=INSTALLATION, at=clock.now())
    position = {"round_": steps.round_of(item), "seat": steps.seat("nordfjord"), "kind": "support"}
    midnight = datetime.combine(tomorrow["from_date"], datetime.min.time(), tzinfo=clock.OSLO)
    with clock.standing_at(midnight - timedelta(seconds=1)):
        do(acts.record_position, "nordfjord", **position)
    with clock.standing_at(midnight):
        with pytest.raises(NotAuthorised):
            do(acts.record_position, "nordfjord", **position)
        do(acts.record_position, "project_manager", **position)
