"""How a municipality leaves: notice, period, last day; what ends, what remains, what stays; and how it stays after all."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.charter import acts, queries
from samstyring.charter.errors import HasLeft, LeavesAlready
from samstyring.charter.models import Accession, Agreement, Withdrawal
from samstyring.charter.queries import joining as way
from samstyring.charter.rules import earliest_last_day
from samstyring.governance.acts import seat_holder
from samstyring.governance.models import Seat, SeatHolding
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.parties.models import Organisation
from samstyring.portfolio import acts as portfolio
from samstyring.portfolio.errors import PartyHasLeft
from samstyring.records.uploads import Upload
from samstyring.ui import formats
from tests.founding import EXAMPLE, actor, found_charter, user
from tests.portfolio.steps import adopted, candidate, officer, plan, source

NOTICE_ON = date(2022, 11, 1)
LAST_DAY = date(2022, 12, 31)
LETTER = Upload("utmelding.txt", b"we leave")


def party(name: str = "Alver") -> Organisation:
    """Return a party that holds a seat."""
    return Organisation.objects.get(name=name)


def leave(name: str = "Alver", who: str = "adviser", **changes: Any) -> Withdrawal:
    """Register its notice."""
    accession = changes.get("accession") or Accession.objects.filter(organisation=party(name)).latest("from_date")
    arguments = {
        "accession": accession,
        "notice_on": NOTICE_ON,
        "last_day": LAST_DAY,
        "source": "Kommunestyret, sak 70/22",
        "letter": LETTER,
        "at": clock.now(),
    }
    return acts.give_notice(**{**arguments, **changes, "by": changes.get("by") or actor(who)})


def at(day: date) -> datetime:
    """Return nine o'clock on a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=clock.OSLO)


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    """A browser in which the secretariat's adviser is signed in."""
    client.force_login(user("adviser"))
    return client


@pytest.mark.clause("VA-1")
@pytest.mark.clause("BG-1")
def test_a_party_leaves_on_the_pages_and_its_rights_end_with_its_last_day(adviser: Client) -> None:
    page = reverse("charter:party", args=[party().address_key])
    address = reverse("charter:give_notice", args=[party().address_key])
    assert address in adviser.get(page).content.decode()
    shown = adviser.get(address)
    assert not shown.context["leaving"].rule.regulated
    assert any("Alver" in str(tie.text) for tie in shown.context["leaving"].ends)
    typed = {"notice_on": "2022-11-01", "last_day": "2022-12-31", "source": "Kommunestyret, sak 70/22"}
    unread = adviser.post(address, typed)
    assert (unread.status_code, set(unread.context["form"].errors)) == (422, {"letter", "seen"})
    done = adviser.post(address, typed | {"seen": "on", "letter": SimpleUploadedFile("utmelding.txt", b"we leave")})
    assert done.status_code == 302
    after = LAST_DAY + timedelta(days=1)
    assert (queries.is_party(party(), LAST_DAY), queries.is_party(party(), after)) == (True, False)
    seat = Seat.objects.get(body__key="SG", key="alver")
    held = SeatHolding.objects.filter(seat=seat)
    assert (held.on(LAST_DAY).exists(), held.on(after).exists()) == (True, False)
    assert held.get().ended_by == Withdrawal.objects.get().basis
    assert way.place_of(party(), LAST_DAY).state == way.LEAVING
    assert way.place_of(party(), NOTICE_ON - timedelta(days=1)).state == way.PARTY
    assert (way.place_of(party(), after).state, way.place_of(party(), after).day) == (way.LEFT, after)
    for words in ("sak 70/22", "utmelding.txt"):
        assert words in adviser.get(page).content.decode()
    assert len(queries.parties_on(after).accessions) == 39
    duty = next(duty for duty in queries.conformance(after).duties if duty.check == "charter.signatures")
    assert "Alver" not in [item.text for item in duty.missing]
    known = queries.parties_on(after)
    assert (party().pk in known.left, party().pk in known.invited) == (True, True)
    assert len(queries.parties_on(LAST_DAY).accessions) == 40


@pytest.mark.clause("VA-1")
def test_a_notice_taken_back_in_time_lets_everything_go_on(founded: None) -> None:
    notice = leave()
    with pytest.raises(LeavesAlready):
        leave(accession=Accession.objects.get(organisation=party()))
    taken_back = {"withdrawal": notice, "source": "Kommunestyret, sak 90/22", "letter": LETTER}
    with pytest.raises(HasLeft):
        acts.take_back_notice(**taken_back, by=INSTALLATION, at=at(LAST_DAY + timedelta(days=1)))
    acts.take_back_notice(**taken_back, by=actor("adviser"), at=clock.now())
    with pytest.raises(HasLeft):
        acts.take_back_notice(**taken_back, by=actor("adviser"), at=clock.now())
    for day in (NOTICE_ON, LAST_DAY, LAST_DAY + timedelta(days=1), date(2024, 1, 1)):
        assert queries.is_party(party(), day)
        place = way.place_of(party(), day)
        assert (place.state, place.day) == (way.PARTY, date(2020, 6, 15))
        assert SeatHolding.objects.on(day).filter(seat__key="alver").exists()
    assert queries.standing(party(), clock.today()).is_party
    again = leave(last_day=date(2023, 6, 30))
    assert not queries.is_party(party(), date(2023, 7, 1))
    assert again.accession.since == date(2020, 6, 15)


@pytest.mark.clause("VA-1")
def test_a_seat_given_to_another_meanwhile_is_not_taken_from_them(founded: None) -> None:
    notice = leave("Stad")
    seat = Seat.objects.get(body__key="SG", key="nordfjord")
    after = LAST_DAY + timedelta(days=1)
    given = {"seat": seat, "person": officer("Gloppen"), "organisation": party("Gloppen"), "source": "Brev"}
    seat_holder(**given, from_date=after, by=actor("adviser"), at=clock.now())
    acts.take_back_notice(withdrawal=notice, source="Sak 91/22", letter=LETTER, by=actor("adviser"), at=clock.now())
    assert SeatHolding.objects.on(after).get(seat=seat).organisation == party("Gloppen")
    assert queries.is_party(party("Stad"), after)


@pytest.mark.clause("VA-1")
def test_what_cannot_be_right_is_refused_beside_its_field(founded: None) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    for wrong, field in (
        ({"notice_on": tomorrow}, "notice_on"),
        ({"notice_on": date(2020, 6, 14)}, "notice_on"),
        ({"last_day": NOTICE_ON - timedelta(days=1)}, "last_day"),
        ({"last_day": date(2025, 1, 1)}, "last_day"),
        ({"source": " "}, "source"),
        ({"letter": None}, "letter"),
    ):
        with pytest.raises(InvalidInput) as refused:
            leave(**wrong)
        assert list(refused.value.errors) == [field]
    with pytest.raises(NotAuthorised):
        leave(who="contact")
    own = leave(who="alver", letter=None)
    assert not own.on_behalf


@pytest.mark.clause("VA-1")
def test_one_that_has_left_takes_on_nothing_more_and_can_join_again(founded: None) -> None:
    project = candidate(owner="Alver", participants=["Fedje"])
    adopted(plan(project, source(138_000_000) | {"organisation": party()}), NOTICE_ON)
    leave()
    remains = queries.leaving(party(), by=actor("adviser"), on=clock.today()).remains
    told = " ".join(str(tie.text) for tie in remains)
    assert told.count(project.name) == 2
    assert formats.money(138_000_000) in told
    place = project.participations.get(organisation=party())
    with pytest.raises(PartyHasLeft):
        portfolio.answer_acceptance(participation=place, kind="accept", by=INSTALLATION, at=at(date(2023, 1, 2)))
    acts.register_signature(
        agreement=Agreement.objects.get(),
        organisation=party(),
        signed_on=date(2023, 2, 1),
        signatory="Ordføraren",
        place="Knarvik",
        by=INSTALLATION,
        at=at(date(2023, 2, 2)),
    )
    days = [date(2022, 12, 31), date(2023, 1, 31), date(2023, 2, 1)]
    assert [queries.is_party(party(), day) for day in days] == [True, False, True]


@pytest.mark.clause("VA-1")
def test_where_the_agreement_sets_a_period_of_notice_it_is_held(db: None) -> None:
    found_charter(EXAMPLE)
    agreement = Agreement.objects.get()
    accession = acts.register_signature(
        agreement=agreement,
        organisation=queries.invited_to(agreement)[0],
        signed_on=agreement.term_from,
        signatory="Ordføraren",
        place="Sogndal",
        council_decision="Sak 4/22",
        by=INSTALLATION,
        at=clock.now(),
    )
    rule = queries.leaving(accession.organisation, by=INSTALLATION, on=NOTICE_ON).rule
    assert (rule.value, rule.source) == (12, "agreement:12")
    given = {"accession": accession, "by": INSTALLATION, "letter": None}
    with pytest.raises(InvalidInput) as refused:
        leave(**given, last_day=date(2023, 10, 30))
    assert list(refused.value.errors) == ["last_day"]
    assert leave(**given, last_day=date(2023, 10, 31)).rule_source == "agreement:12"


@given(on=st.dates(date(2020, 1, 1), date(2040, 1, 1)), months=st.integers(0, 60), more=st.integers(0, 12))
def test_a_period_of_notice_is_whole_months_and_never_shorter_when_longer(on: date, months: int, more: int) -> None:
    last = earliest_last_day(on, months)
    first_out = last + timedelta(days=1)
    assert (first_out.year - on.year) * 12 + first_out.month - on.month in (months, months + 1)
    assert first_out.day == on.day or first_out.day == 1
    assert earliest_last_day(on, months + more) >= last
