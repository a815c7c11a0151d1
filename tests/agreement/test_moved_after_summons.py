"""A meeting that is moved, and a seat that changes hands, after the summons: who is asked anew, who is told, what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts, errors
from samstyring.governance.models import Delivery, Dispatch, Meeting
from samstyring.governance.queries.recipients import called
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties import acts as parties
from samstyring.parties.models import Office
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.agreement.test_substitutes import appoint, called_in, regretted
from tests.founding import person, user
from tests.governance import steps
from tests.governance.steps import do, seat
from tests.governance.test_sending import work

pytestmark = pytest.mark.usefixtures("founded")


def move(meeting: Meeting, days: int, hours: float = 0, **more: Any) -> Meeting:
    """Let the leader move a meeting so far, keeping how long it lasts."""
    by = timedelta(days=days, hours=hours)
    times = {"starts_at": meeting.starts_at + by, "ends_at": meeting.ends_at + by}
    return do(acts.move_meeting, "leader", meeting=meeting, **times, **more)


def told(meeting: Meeting, kind: str) -> set[str]:
    rows = Delivery.objects.filter(dispatch__meeting=meeting, dispatch__kind=kind)
    return {delivery.person.name for delivery in rows.select_related("person")}


@pytest.mark.clause("LE-2", "SG-1")
def test_at_a_new_time_everyone_is_asked_anew_and_substitutes_are_let_go() -> None:
    adopted(rule("substitutes", True))
    appoint()
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    regrets = regretted(meeting)
    do(acts.answer_as_substitute, "contact", call=regrets.calls.get(), comes=True, by_link=True)
    place = do(acts.move_meeting, "leader", meeting=meeting, starts_at=meeting.starts_at, ends_at=meeting.ends_at,
               place="Førde")  # fmt: skip
    assert place.regrets.filter(withdrawn_at=None).exists()  # the same time at another place: they stand
    work()
    mail.outbox.clear()
    move(meeting, 7)
    assert not meeting.regrets.filter(withdrawn_at=None).exists()
    assert called_in(regrets) == [("Kontaktperson", "released")]
    assert told(meeting, "released") == {person("contact").name}
    work()
    alver = next(message.body for message in mail.outbox if "alver@" in message.to[0])
    assert "tel ikkje lenger" in alver
    assert "/q/" in alver  # a link of its own: the one in the summons ended with the time before
    again = regretted(meeting)
    assert called_in(again) == [("Kontaktperson", "asked")]


@pytest.mark.clause("SG-1")
def test_the_summons_follows_the_seat_when_the_meeting_moves_past_a_change_of_hands() -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    new, stad = (
        steps.actor_person("project_manager"),
        Office.objects.get(role="chief_executive", organisation__name="Stad"),
    )
    change = {"from_date": clock.today() + timedelta(days=10), "source": "Brev"}
    parties.appoint(office=stad, person=new, **change, by=INSTALLATION, at=clock.now())
    do(acts.seat_holder, seat=seat("nordfjord"), person=new, organisation=stad.organisation, **change)
    assert person("nordfjord") in [each.person for each in called(meeting)]  # still the member on its day
    assert new.name not in told(meeting, "summons")
    do(acts.register_regrets, "nordfjord", meeting=meeting, seat=seat("nordfjord"))
    move(meeting, 7)
    assert new.name in told(meeting, "summons")
    assert new.name not in told(meeting, "change")
    sent = Dispatch.objects.filter(meeting=meeting, kind="summons").order_by("sent_at").last()
    assert sent is not None
    assert (sent.document, bool(sent.authority)) == (meeting.dispatches.filter(kind="summons").first().document, True)
    assert told(meeting, "released") == {person("nordfjord").name}
    assert not meeting.regrets.filter(withdrawn_at=None).exists()


@pytest.mark.clause("SG-1")
def test_whoever_takes_a_seat_after_the_summons_gets_it_and_the_former_holder_is_told() -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    do(acts.register_regrets, "nordfjord", meeting=meeting, seat=seat("nordfjord"))
    new, stad = (
        steps.actor_person("project_manager"),
        Office.objects.get(role="chief_executive", organisation__name="Stad"),
    )
    change = {"from_date": clock.today() + timedelta(days=1), "source": "Brev"}
    parties.appoint(office=stad, person=new, **change, by=INSTALLATION, at=clock.now())
    do(acts.seat_holder, seat=seat("nordfjord"), person=new, organisation=stad.organisation, **change)
    assert new.name in told(meeting, "summons")
    assert told(meeting, "released") == {person("nordfjord").name}
    assert not meeting.regrets.filter(withdrawn_at=None).exists()  # the former one's word binds nobody
    do(
        acts.seat_holder,
        seat=seat("nordfjord"),
        person=None,
        from_date=change["from_date"] + timedelta(days=1),
        source="Brev",
    )
    assert told(meeting, "released") == {person("nordfjord").name, new.name}


@pytest.mark.clause("LE-1")
def test_one_who_is_designated_leader_after_the_summons_gets_it_and_the_holder_again_when_it_is_revoked() -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    outside = person("project_manager")
    given = {"body": meeting.body, "designated": outside, "from_date": clock.today()}
    designation = do(acts.designate_leader, "leader", **given)
    assert outside.name in told(meeting, "summons")
    assert told(meeting, "released") == {person("leader").name}
    do(acts.revoke_designation, "leader", designation=designation, until=clock.today() + timedelta(days=1))
    assert told(meeting, "released") == {person("leader").name, outside.name}
    again = meeting.dispatches.filter(kind="summons").order_by("sent_at", "pk").last()
    assert [row.person for row in again.deliveries.all()] == [person("leader")]


@pytest.mark.clause("LE-2")
def test_a_called_meeting_is_not_moved_closer_to_its_summons_than_the_rules_let(client: Client) -> None:
    adopted(rule("notice_days", 14))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=20))
        with pytest.raises(errors.NoticeTooShort):
            move(meeting, -7)
        client.force_login(user("leader"))
        page = reverse("governance:move_meeting", args=[meeting.pk])
        day = (meeting.starts_at - timedelta(days=7)).astimezone(clock.OSLO)
        typed = {"day": day.date().isoformat(), "starts": "09.00", "ends": "11.00", "revision": meeting.revision}
        answer = client.post(page, typed)
        assert answer.status_code == 422
        assert "minst 14 dagar etter" in answer.content.decode()
        with clock.standing_at(clock.now() + timedelta(days=3)):
            move(Meeting.objects.get(pk=meeting.pk), -6)  # counted from the summons, not from today
