"""A meeting that is moved, and a seat that changes hands, after the summons: who is asked anew, who is told, what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from samstyring.charter import acts as charter
from samstyring.governance import acts, errors
from samstyring.governance.models import Delivery, Dispatch, Meeting, SeatHolding
from samstyring.governance.queries.recipients import called
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.models import JournalObject
from samstyring.parties import acts as parties
from samstyring.parties.models import Office, OfficeHolding, Organisation
from tests.agreement.test_leaving import LETTER, leave
from tests.agreement.test_merger import merge
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.agreement.test_substitutes import appoint, called_in, regretted
from tests.founding import actor, person, user
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


@pytest.mark.clause("SG-1")
def test_a_seat_that_is_vacant_since_its_office_is_comes_back_with_the_next_in_office() -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    in_office = OfficeHolding.objects.get(office__role="chief_executive", office__organisation__name="Stad")
    tomorrow = clock.today() + timedelta(days=1)
    parties.end_office(holding=in_office, until=tomorrow, source="Slutta", by=actor("adviser"), at=clock.now())
    assert told(meeting, "released") == {person("nordfjord").name}
    assert not SeatHolding.objects.on(tomorrow).filter(seat=seat("nordfjord")).exists()
    new, later = steps.actor_person("project_manager"), tomorrow + timedelta(days=1)
    given = {"office": in_office.office, "person": new, "from_date": later, "source": "Brev"}
    appointed = parties.appoint(**given, by=actor("adviser"), at=clock.now())
    held = SeatHolding.objects.on(later).get(seat=seat("nordfjord"))
    assert (held.person, held.organisation.name, held.begun_by) == (new, "Stad", appointed.begun_by)
    assert new.name in told(meeting, "summons")
    assert JournalObject.objects.filter(entry__act="parties.appoint", public_id=seat("nordfjord").pk).exists()


@pytest.mark.clause("SG-1", "VA-1")
def test_a_seat_that_ends_with_a_party_is_told_and_comes_back_when_the_notice_is_taken_back() -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    leaving = leave("Stad", last_day=clock.today() + timedelta(days=2))
    assert told(meeting, "released") == {person("nordfjord").name}
    assert "nordfjord" not in {each.seat.key for each in called(meeting) if each.seat}
    back = {"withdrawal": leaving, "source": "Sak 91/22", "letter": LETTER}
    charter.take_back_notice(**back, by=actor("adviser"), at=clock.now())
    again = meeting.dispatches.filter(kind="summons").order_by("sent_at", "pk").last()
    assert [row.person for row in again.deliveries.all()] == [person("nordfjord")]


@pytest.mark.clause("SG-1", "BG-1")
def test_a_merger_lets_the_summons_follow_whoever_comes_to_have_the_seat() -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    on = clock.today() + timedelta(days=1)
    new = merge("Alver", "Fedje", on=on)
    assert told(meeting, "released") == set()  # who held the seat goes on, until the new one has its own
    executive = Office.objects.get(role="chief_executive", organisation=new)
    given = {"office": executive, "person": person("project_manager"), "from_date": on + timedelta(days=1)}
    parties.appoint(**given, source="Brev", by=actor("adviser"), at=clock.now())
    assert told(meeting, "released") == {person("alver").name}
    assert person("project_manager").name in told(meeting, "summons")
    stad = {"into": Organisation.objects.get(name="Gloppen"), "is_party": True, "inhabitants": None}
    with_own = Office.objects.get(role="chief_executive", organisation=stad["into"])
    parties.appoint(office=with_own, person=person("contact"), from_date=clock.today(), source="Brev",
                    by=actor("adviser"), at=clock.now())  # fmt: skip
    merge("Stad", on=on, **stad)
    assert told(meeting, "released") == {person("alver").name, person("nordfjord").name}
    assert person("contact").name in told(meeting, "summons")


@pytest.mark.clause("BG-1", "VA-1")
def test_seats_end_where_the_municipality_that_takes_the_place_of_a_party_is_none() -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    merge("Alver", "Fedje", on=clock.today() + timedelta(days=1), is_party=False)
    assert told(meeting, "released") == {person("alver").name}
    assert "alver" not in {each.seat.key for each in called(meeting) if each.seat}


@pytest.mark.clause("LE-1", "SG-1")
def test_a_new_holder_of_the_leaders_office_gets_the_summons_and_the_former_one_is_told(client: Client) -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    do(acts.register_regrets, "leader", meeting=meeting, seat=seat("bergen_leiar"))
    office = Office.objects.get(key="leiar")
    client.force_login(user("adviser"))
    page = reverse("parties:appoint", args=[office.pk])
    shown = client.get(page).content.decode()
    assert "innkallinga" in shown
    new = person("project_manager")
    typed = {"person": new.pk, "from_date": clock.today().isoformat(), "source": "Brev frå Bergen"}
    assert client.post(page, typed).status_code == 302
    assert new.name in told(meeting, "summons")
    assert told(meeting, "released") == {person("leader").name}
    assert not meeting.regrets.filter(withdrawn_at=None).exists()


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
