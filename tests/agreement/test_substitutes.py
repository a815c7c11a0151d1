"""Substitutes: brought in by their order at regrets where the rules know them, and let go again (SG-1, RG-1)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.acts.record_attendance import SeatAttendance
from samstyring.governance.models import (
    Delivery,
    Dispatch,
    Meeting,
    Regrets,
    RoundSeat,
    Seat,
    Substitute,
    SubstituteCall,
)
from samstyring.governance.queries.invitations import for_dispatch
from samstyring.governance.queries.minutes_document import minutes_data
from samstyring.governance.queries.record import record_of
from samstyring.governance.substitute_questions import KIND
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.founding import actor, person, user
from tests.governance import steps
from tests.governance.steps import body, do, seat

pytestmark = pytest.mark.usefixtures("founded")
ORDER = ("contact", "project_manager")


def appoint(key: str = "alver", *who: str) -> list[Substitute]:
    return [
        do(acts.appoint_substitute, seat=seat(key), person=person(each), from_date=clock.today(), source="Brev")
        for each in who or ORDER
    ]


def regretted(meeting: Meeting) -> Regrets:
    return do(acts.register_regrets, "alver", meeting=meeting, seat=seat("alver"))


def called_in(regrets: Regrets) -> list[tuple[str, str]]:
    rows = regrets.calls.select_related("substitute__person")
    return [(call.substitute.person.name.split(",")[0], call.state) for call in rows]


@pytest.mark.clause("SG-1")
def test_the_next_in_the_order_is_asked_until_one_comes_and_meets_for_the_seat(client: Client) -> None:
    adopted(rule("substitutes", True))
    appoint()
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    regrets = regretted(meeting)
    assert called_in(regrets) == [("Kontaktperson", "asked")]
    sent = Dispatch.objects.get(meeting=meeting, kind="substitute")
    delivery = Delivery.objects.get(dispatch=sent)
    assert (delivery.person, sent.document) == (person("contact"), meeting.dispatches.get(kind="summons").document)
    invitation = for_dispatch(sent, delivery.person, delivery.role)
    assert invitation is not None
    assert meeting.uid.encode() in invitation.content.replace(b"\r\n ", b"")
    first = regrets.calls.get()
    with pytest.raises(NotAuthorised):
        do(acts.answer_as_substitute, "project_manager", call=first, comes=True)  # it is not their turn
    with pytest.raises(NotAuthorised):
        do(acts.record_attendance, "contact", meeting=meeting, seats=[])
    do(acts.answer_as_substitute, "contact", call=first, comes=False, by_link=True)
    assert called_in(regrets) == [("Kontaktperson", "cannot"), ("Prosjektleiar", "asked")]
    assert not actor("contact").has_role("substitute")
    client.force_login(user("project_manager"))
    assert client.get(reverse("governance:meeting", args=[meeting.pk])).status_code == 404  # until they say they come
    second = regrets.calls.last()
    do(acts.answer_as_substitute, "project_manager", call=second, comes=True)
    page = client.get(reverse("governance:meeting", args=[meeting.pk])).content.decode()
    assert "vara" in page.lower()
    with clock.standing_at(meeting.starts_at):  # the rules that were adopted hold on its day
        do(acts.open_meeting, meeting=meeting)
        name = person("project_manager").name
        rows = [SeatAttendance(each, each.key in ("alver", "nordfjord", "bergen_leiar"), name if each.key == "alver" else "")
                for each in Seat.objects.filter(body=meeting.body)]  # fmt: skip
        do(acts.record_attendance, meeting=meeting, seats=rows)
        item = steps.take_up(meeting, "Sak 1")
        stands = RoundSeat.objects.get(round=steps.round_of(item), seat=seat("alver"))
        assert (stands.person, stands.holder_name) == (person("project_manager"), name)
        do(acts.record_position, "project_manager", round_=steps.round_of(item), seat=seat("alver"), kind="support")
        do(acts.find_consensus, "leader", round_=steps.round_of(item), silent_agree=True)
        steps.close(meeting)
        notes = [row.note for row in minutes_data(record_of(Meeting.objects.get(pk=meeting.pk)), None).present]
        assert any("varamedlem nummer 2" in note for note in notes)
    assert not actor("project_manager").has_role("member")  # no clock ended it: the meeting is held


@pytest.mark.clause("SG-1")
def test_a_member_who_comes_after_all_undoes_it_and_the_last_day_is_the_last(client: Client) -> None:
    adopted(rule("substitutes", True))
    day = clock.today() + timedelta(days=7)
    alva = seat("alver")
    do(acts.appoint_substitute, seat=alva, person=person("contact"), from_date=clock.today(), until=day, source="Brev")
    with pytest.raises(InvalidInput):
        appoint("alver", "contact")
    appoint("alver", "project_manager")
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    regrets = regretted(meeting)
    assert called_in(regrets) == [("Prosjektleiar", "asked")]  # the first one's time ended at midnight before
    do(acts.withdraw_regrets, "alver", regrets=regrets)
    assert called_in(regrets) == [("Prosjektleiar", "released")]
    told = Dispatch.objects.get(meeting=meeting, kind="released")
    gone = for_dispatch(told, person("project_manager"), "substitute")
    assert gone is not None
    assert gone.method == "CANCEL"
    again = regretted(meeting)
    assert called_in(again) == [("Prosjektleiar", "asked")]
    client.force_login(user("adviser"))
    address = reverse("governance:answer_as_substitute", args=[again.calls.get().pk])
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"answer": "yes"}).status_code == 302
    assert SubstituteCall.objects.get(regrets=again).way == "registered"
    assert "Tek attende" not in client.get(reverse("governance:body", args=["SG"])).content.decode()


@pytest.mark.clause("SG-1")
@pytest.mark.clause("RG-1")
def test_where_the_charter_is_silent_nobody_is_brought_in_and_the_page_says_so(client: Client) -> None:
    client.force_login(user("adviser"))
    address = reverse("governance:body", args=["SG"])
    assert "Ikkje regulert" in client.get(address).content.decode()
    form = {
        "seat": str(seat("alver").pk),
        "person": str(person("contact").pk),
        "from_date": "2022-11-22",
        "source": "Brev",
    }
    assert client.post(reverse("governance:appoint_substitute", args=["SG"]), form).status_code == 302
    assert regretted(steps.called_meeting()).calls.count() == 0
    holding = do(acts.appoint_member, body=body("RG"), person=person("alver"), role="Digitaliseringssjef",
                 from_date=clock.today(), source="Brev")  # fmt: skip
    substitute = do(acts.appoint_substitute, seat=holding.seat, person=person("contact"), from_date=clock.today(),
                    source="Styringsgruppa")  # fmt: skip
    page = client.get(reverse("governance:body", args=["RG"])).content.decode()
    assert person("contact").name in page
    end = reverse("governance:end_substitute", args=["RG", substitute.pk])
    assert client.post(end, {"until": "2022-11-22", "source": "Brev"}).status_code == 422
    assert client.post(end, {"until": "2022-12-01", "source": "Brev"}).status_code == 302
    assert Substitute.objects.get(pk=substitute.pk).until == date(2022, 12, 1)


@pytest.mark.clause("SG-1")
def test_a_substitute_answers_by_a_link_of_their_own() -> None:
    adopted(rule("substitutes", True))
    appoint()
    regrets = regretted(steps.called_meeting())
    call = regrets.calls.get()
    assert "varamedlem nummer 1" in KIND.read(call.pk).lead
    KIND.answer(about_id=call.pk, data={"answer": "yes"}, by=actor("contact"), at=clock.now(), intent=None)
    assert (SubstituteCall.objects.get(pk=call.pk).way, called_in(regrets)) == ("link", [("Kontaktperson", "comes")])
    KIND.answer(about_id=call.pk, data={"answer": "no"}, by=actor("contact"), at=clock.now(), intent=None)
    assert called_in(regrets) == [("Kontaktperson", "cannot"), ("Prosjektleiar", "asked")]
