"""A municipality that has given notice is a party until its last day: its new chief executive has the seat until then."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from samstyring.charter import acts as charter
from samstyring.governance import acts
from samstyring.governance.models import SeatHolding
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.parties import acts as parties
from samstyring.parties.models import Office, OfficeHolding, Person
from samstyring.ui import formats
from tests.agreement.test_leaving import LAST_DAY, LETTER, leave, party
from tests.agreement.test_moved_after_summons import told
from tests.founding import actor, person, user
from tests.governance import steps
from tests.governance.steps import do, seat
from tests.kernel.test_guards import straight
from tests.portfolio.steps import officer

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("SG-1", "VA-1")]

LEFT = LAST_DAY + timedelta(days=1)


def day(number: int) -> date:
    return clock.today() + timedelta(days=number)


def office(name: str = "Stad") -> Office:
    found: Office = Office.objects.get(role="chief_executive", organisation__name=name)
    return found


def takes_over(who: str, on: date) -> OfficeHolding:
    """Register a new chief executive of Stad."""
    given: dict[str, Any] = {"office": office(), "person": person(who), "from_date": on, "source": "Brev"}
    return parties.appoint(**given, by=actor("adviser"), at=clock.now())


def take_back(withdrawal: Any) -> None:
    given = {"withdrawal": withdrawal, "source": "Sak 91/22", "letter": LETTER}
    charter.take_back_notice(**given, by=actor("adviser"), at=clock.now())


def held() -> list[tuple[Person, date | None]]:
    """Return who has held the seat, in order, each with the first day without it."""
    rows = SeatHolding.objects.filter(seat=seat("nordfjord")).order_by("from_date")
    return [(row.person, row.until) for row in rows.select_related("person")]


def test_the_new_chief_executive_has_the_seat_until_the_last_day_and_the_page_says_so(client: Client) -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    notice = leave("Stad")
    client.force_login(user("adviser"))
    page = reverse("parties:appoint", args=[office().pk])
    assert formats.day(LAST_DAY) in client.get(page).content.decode()
    new = person("project_manager")
    typed = {"person": new.pk, "from_date": day(1).isoformat(), "source": "Brev frå Stad"}
    assert client.post(page, typed).status_code == 302
    assert held() == [(person("nordfjord"), day(1)), (new, LEFT)]
    assert SeatHolding.objects.get(seat=seat("nordfjord"), person=new).ended_by == notice.basis
    assert new.name in told(meeting, "summons")
    assert told(meeting, "released") == {person("nordfjord").name}


def test_the_chief_executive_can_change_twice_before_the_last_day() -> None:
    notice = leave("Stad")
    takes_over("project_manager", day(1))
    takes_over("contact", day(3))
    assert held() == [(person("nordfjord"), day(1)), (person("project_manager"), day(3)), (person("contact"), LEFT)]
    take_back(notice)  # whoever holds it then goes on
    assert held()[-1] == (person("contact"), None)
    assert SeatHolding.objects.on(LEFT).get(seat=seat("nordfjord")).person == person("contact")


def test_after_a_notice_is_taken_back_a_new_chief_executive_takes_over_as_otherwise() -> None:
    notice = leave("Stad")
    take_back(notice)
    assert held() == [(person("nordfjord"), day(0)), (person("nordfjord"), None)]
    takes_over("project_manager", day(10))
    assert held()[1:] == [(person("nordfjord"), day(10)), (person("project_manager"), None)]


def test_one_who_came_into_office_the_day_the_notice_was_taken_back_has_the_seat_the_day_after() -> None:
    notice = leave("Stad")
    take_back(notice)
    takes_over("project_manager", day(0))
    assert held()[1:] == [(person("nordfjord"), day(1)), (person("project_manager"), None)]


def test_a_seat_that_is_vacant_comes_back_until_the_last_day_and_never_after_it() -> None:
    leave("Stad")
    in_office = OfficeHolding.objects.get(office=office())
    parties.end_office(holding=in_office, until=day(1), source="Slutta", by=actor("adviser"), at=clock.now())
    assert held() == [(person("nordfjord"), day(1))]
    takes_over("project_manager", LEFT)
    assert held() == [(person("nordfjord"), day(1))]


def test_a_seat_comes_back_with_the_next_in_office_also_after_the_notice() -> None:
    leave("Stad")
    in_office = OfficeHolding.objects.get(office=office())
    parties.end_office(holding=in_office, until=day(1), source="Slutta", by=actor("adviser"), at=clock.now())
    takes_over("project_manager", day(3))
    assert held() == [(person("nordfjord"), day(1)), (person("project_manager"), LEFT)]


def test_another_who_is_to_have_the_seat_after_them_keeps_it() -> None:
    leave("Stad")
    gloppen = officer("Gloppen")
    given: dict[str, Any] = {
        "seat": seat("nordfjord"),
        "person": gloppen,
        "organisation": party("Gloppen"),
        "source": "Brev",
    }
    do(acts.seat_holder, **given, from_date=LEFT)
    takes_over("project_manager", day(2))
    assert held() == [(person("nordfjord"), day(2)), (person("project_manager"), LEFT), (gloppen, None)]
    with pytest.raises(InvalidInput):  # the seat is given away from then: nobody is put in between without an end
        do(acts.seat_holder, **given, from_date=day(4))


def test_the_secretariat_gives_the_seat_to_another_municipality_before_the_last_day(client: Client) -> None:
    leave("Stad")
    gloppen = officer("Gloppen")
    client.force_login(user("adviser"))
    page = reverse("governance:seat_holder", args=["SG", seat("nordfjord").pk])
    typed = {
        "person": gloppen.pk,
        "organisation": party("Gloppen").pk,
        "from_date": day(2).isoformat(),
        "source": "Semje i området",
    }
    assert client.post(page, typed).status_code == 302
    assert held() == [(person("nordfjord"), day(2)), (gloppen, None)]


def test_the_end_to_come_is_brought_forward_and_never_put_off_or_taken_away() -> None:
    leave("Stad")
    appointed = takes_over("project_manager", day(1))
    row = SeatHolding.objects.get(seat=seat("nordfjord"), person=appointed.person)
    other = f"ended_by_id = '{appointed.begun_by_id.hex}'"
    for change in (
        "until = NULL, ended_by_id = NULL",
        f"until = '{LEFT + timedelta(days=1)}', {other}",
        f"until = '{day(2)}'",
        f"until = '{day(2)}', ended_by_id = NULL",
    ):
        with pytest.raises(IntegrityError, match="frozen"):
            straight(f"UPDATE governance_seatholding SET {change} WHERE id = '{row.pk.hex}'")
