"""People and offices: who is registered, who holds what from when to when, and by whom it may be changed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.kernel import actors, clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.parties import acts
from samstyring.parties.models import Office, OfficeHolding, Organisation, Person
from tests.founding import actor, person, user


def office(role: str, name: str) -> Office:
    """Return a municipality's office."""
    return Office.objects.get(role=role, organisation__name=name)


def appoint(who: str, **changes: Any) -> OfficeHolding:
    """Let the contact in Fedje become its chief executive, or as `changes` say."""
    arguments = {
        "office": office("chief_executive", "Fedje"),
        "person": person("contact"),
        "from_date": clock.today(),
        "source": "Brev frå Fedje",
    } | changes
    return acts.appoint(**arguments, by=actor(who), at=clock.now())


def test_a_new_holder_of_an_office_ends_the_former_ones_time(founded: None) -> None:
    new = acts.register_person(
        name="  Ny   kontaktperson ",
        organisation=Organisation.objects.get(name="Alver"),
        by=actor("adviser"),
        at=clock.now(),
    )
    assert new.name == "Ny kontaktperson"
    day = clock.today() + timedelta(days=7)
    appoint("adviser", office=office("chief_executive", "Alver"), person=new, from_date=day)
    former, latter = OfficeHolding.objects.filter(office=office("chief_executive", "Alver")).order_by("from_date")
    assert (former.person, former.until) == (person("alver"), day)
    assert former.ended_by == latter.begun_by
    assert actors.person(new.pk, day).has_role("chief_executive")
    assert not actors.person(person("alver").pk, day).has_role("chief_executive")


def test_several_hold_the_office_of_adviser_but_nobody_twice(founded: None) -> None:
    advisers = Office.objects.get(key="radgivar")
    appoint("secretariat_leader", office=advisers)
    assert OfficeHolding.objects.on(clock.today()).filter(office=advisers).count() == 2
    with pytest.raises(InvalidInput):
        appoint("secretariat_leader", office=advisers)


def test_days_that_do_not_fit_are_refused_beside_their_field(founded: None) -> None:
    with pytest.raises(InvalidInput) as refused:
        appoint("adviser", office=office("chief_executive", "Alver"), from_date=date(2020, 6, 15))
    assert list(refused.value.errors) == ["from_date"]
    holding = OfficeHolding.objects.get(office=office("contact", "Fedje"))
    acts.end_office(holding=holding, until=clock.today(), source="Slutta", by=actor("adviser"), at=clock.now())
    with pytest.raises(InvalidInput) as again:
        acts.end_office(holding=holding, until=clock.today(), source="Slutta", by=actor("adviser"), at=clock.now())
    assert list(again.value.errors) == ["until"]


def test_a_chief_executive_fills_the_offices_of_their_own_municipality_alone(founded: None) -> None:
    appoint("alver", office=office("contact", "Alver"))
    with pytest.raises(NotAuthorised):
        appoint("alver", office=office("contact", "Fedje"))
    with pytest.raises(NotAuthorised):
        appoint("alver", office=Office.objects.get(key="radgivar"))
    with pytest.raises(NotAuthorised):
        appoint("contact")


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": " "}, "name"), ({"email": "nei"}, "email"), ({"email": "ALVER@example.no"}, "email")],
)
def test_a_person_needs_a_name_and_an_address_of_their_own(founded: None, values: dict[str, str], field: str) -> None:
    arguments = {"name": "Ny kontaktperson", "organisation": Organisation.objects.get(name="Alver")} | values
    with pytest.raises(InvalidInput) as refused:
        acts.register_person(**arguments, by=actor("adviser"), at=clock.now())
    assert list(refused.value.errors) == [field]


def test_from_the_municipality_to_a_filled_office_by_the_pages(founded: None, client: Client) -> None:
    client.force_login(user("adviser"))
    fedje, executive = Organisation.objects.get(name="Fedje"), office("chief_executive", "Fedje")
    page = client.get(fedje.get_absolute_url())
    assert reverse("parties:appoint", args=[executive.pk]) in page.content.decode()
    new = reverse("parties:register_person", args=[fedje.address_key]) + f"?office={executive.pk}"
    answer = client.post(new, {"name": "Ny kontaktperson", "email": "ny.kontakt@fedje.no", "language": "nn"})
    newcomer = Person.objects.get(name="Ny kontaktperson")
    assert answer.headers["Location"] == reverse("parties:appoint", args=[executive.pk]) + f"?person={newcomer.pk}"
    form = {"person": newcomer.pk, "from_date": "2022-12-01", "source": "Brev frå Fedje"}
    assert client.post(reverse("parties:appoint", args=[executive.pk]), form).status_code == 302
    holding = OfficeHolding.objects.get(office=executive)
    assert (
        client.post(
            reverse("parties:end_office", args=[holding.pk]), {"until": "2023-01-01", "source": "Slutta"}
        ).headers["Location"]
        == fedje.get_absolute_url()
    )


def test_a_stranger_signs_in_and_a_contact_sees_no_buttons_of_others(founded: None, client: Client) -> None:
    alver = Organisation.objects.get(name="Alver")
    assert client.get(alver.get_absolute_url()).status_code == 302
    client.force_login(user("contact"))
    page = client.get(alver.get_absolute_url()).content.decode()
    assert "Kommunedirektør, Alver" in page
    assert "/appoint/" not in page
    assert client.get(reverse("parties:people")).status_code == 404
    assert client.get(reverse("parties:appoint", args=[office("contact", "Alver").pk])).status_code == 403
    assert client.get("/municipalities/9999/").status_code == 404


def test_a_wrong_address_is_corrected_by_the_secretariat_or_the_municipality(founded: None, client: Client) -> None:
    client.force_login(user("adviser"))
    frode = person("contact")
    address = reverse("parties:edit_person", args=[frode.pk])
    assert client.get(address).context["form"].initial["email"] == "contact@example.no"
    taken = client.post(address, {"name": "Kontaktperson, Fedje", "email": "alver@example.no", "language": "nn"})
    assert list(taken.context["form"].errors) == ["email"]
    assert (
        client.post(address, {"name": "Kontaktperson, Fedje", "email": "frode@fedje.no", "language": "nb"}).status_code
        == 302
    )
    frode.refresh_from_db()
    assert (frode.email, frode.language) == ("frode@fedje.no", "nb")
    client.force_login(user("alver"))
    assert client.get(address).status_code == 403
    assert client.get(reverse("parties:edit_person", args=[person("alver").pk])).status_code == 200
