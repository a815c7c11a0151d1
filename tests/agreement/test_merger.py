"""When municipalities are merged: the new one has rights, duties and figures from its day, and the past stays theirs."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.charter import acts, queries
from samstyring.charter.errors import IsMerged
from samstyring.charter.models import Accession, Agreement
from samstyring.charter.queries import joining as way
from samstyring.governance.models import SeatHolding
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput
from samstyring.parties import queries as parties
from samstyring.parties.acts import appoint, register_person
from samstyring.parties.models import Office, Organisation
from tests.founding import actor, user
from tests.portfolio.steps import candidate, place

ON = date(2023, 1, 1)
BEFORE = ON - timedelta(days=1)
NEW = {
    "number": "987654325",
    "municipality_number": "4699",
    "name": "Nordhordland",
    "written_standard": "nynorsk",
    "inhabitants": 30_150,
}


def merge(*names: str, **changes: Any) -> Organisation:
    """Merge municipalities from New Year."""
    arguments = {
        "agreement": Agreement.objects.get(),
        "predecessors": list(Organisation.objects.filter(name__in=names or ("Alver", "Fedje")).order_by("sort_key")),
        **NEW,
        "is_party": True,
        "on": ON,
        "source": "Kongeleg resolusjon (eksempel)",
        "by": actor("adviser"),
        "at": clock.now(),
    }
    return acts.register_merger(**{**arguments, **changes})


@pytest.mark.clause("BG-1")
@pytest.mark.clause("VA-1")
def test_a_merger_carries_over_from_its_day_and_the_past_stays(founded: None, client: Client) -> None:
    candidate(owner="Sunnfjord", participants=["Fedje"])
    client.force_login(user("adviser"))
    address = reverse("charter:register_merger")
    assert address in client.get(reverse("charter:who_is_where")).content.decode()
    old = [str(Organisation.objects.get(name=name).pk) for name in ("Alver", "Fedje")]
    typed = {**NEW, "predecessors": old, "on": "2023-01-01", "is_party": "yes", "source": "Kongeleg resolusjon"}
    unchecked = client.post(address, typed)
    assert (unchecked.status_code, list(unchecked.context["form"].errors)) == (422, ["seen"])
    assert client.post(address, typed | {"seen": "on"}).status_code == 302
    new = Organisation.objects.get(name="Nordhordland")
    alver, fedje = (Organisation.objects.get(name=name) for name in ("Alver", "Fedje"))
    assert [queries.is_party(row, BEFORE) for row in (alver, fedje, new)] == [True, True, False]
    assert [queries.is_party(row, ON) for row in (alver, fedje, new)] == [False, False, True]
    assert Accession.objects.get(organisation=new).text_sha256 == Accession.objects.get(organisation=alver).text_sha256
    assert way.place_of(alver, BEFORE).state == way.PARTY
    assert way.place_of(alver, ON).state == way.MERGED
    with pytest.raises(IsMerged):
        acts.invite_to_join(
            agreement=Agreement.objects.get(),
            organisation=alver,
            invited_on=ON,
            answer_by=date(2023, 3, 1),
            by=INSTALLATION,
            at=datetime(2023, 1, 2, 9, tzinfo=clock.OSLO),
        )
    page = client.get(reverse("charter:party", args=[alver.address_key])).content.decode()
    assert "Nordhordland" in page
    assert reverse("charter:give_notice", args=[alver.address_key]) not in page
    for day, there, gone in ((BEFORE, "Fedje", "Nordhordland"), (ON, "Nordhordland", "Fedje")):
        names = {row.organisation.name for row in way.places_on(day)}
        listed = {row.organisation.name: row for row in parties.listing(by=INSTALLATION, on=day).rows}
        assert there in names
        assert there in listed
        assert not {gone} & (names | set(listed))
    tiles = {
        day: {tile.name: (tile.row, tile.column) for tile in queries.who_is_where(day).tiles} for day in (BEFORE, ON)
    }
    assert tiles[ON]["Nordhordland"] in (tiles[BEFORE]["Alver"], tiles[BEFORE]["Fedje"])
    assert len(tiles[ON]) == 42
    assert listed["Nordhordland"].inhabitants == 30_150
    assert listed["Nordhordland"].belongs_to("nordhordland")
    assert queries.standing(new, ON).is_party
    held = SeatHolding.objects.filter(seat__key="alver")
    assert [held.on(day).get().organisation for day in (BEFORE, ON)] == [alver, new]
    assert held.on(BEFORE).get().person == held.on(ON).get().person
    for organisation in (fedje, new):
        page = client.get(organisation.get_absolute_url()).content.decode()
        assert "Fedje" in page
        assert "Nordhordland" in page


@pytest.mark.clause("VA-1")
def test_its_own_people_answer_for_what_the_old_ones_were_asked(founded: None) -> None:
    project = candidate(owner="Sunnfjord", participants=["Fedje"])
    asked = f"party:{place(project, 'Fedje').organisation_id}"
    new = merge(on=date(2022, 11, 1))
    by = {"by": INSTALLATION, "at": clock.now()}
    person = register_person(name="Kontaktperson, Nordhordland", organisation=new, email="n@example.no", **by)
    office = Office.objects.get(role="contact", organisation=new)
    appoint(office=office, person=person, from_date=date(2022, 11, 1), source="Brev", **by)
    answers = "portfolio.answer_acceptance"
    assert actors.person(person.pk, clock.today()).may(answers, asked)
    assert not actors.person(person.pk, date(2022, 10, 31)).may(answers, asked)
    assert not actor("contact").may(answers, asked)
    assert actors.person(user("contact").person_id, date(2022, 10, 31)).may(answers, asked)


@pytest.mark.clause("BG-1")
def test_a_merger_that_cannot_be_right_is_refused_beside_its_field(founded: None) -> None:
    for wrong, field in (
        ({"predecessors": [Organisation.objects.get(name="Fedje")]}, "predecessors"),
        ({"number": "987654321"}, "number"),
        ({"number": Organisation.objects.get(name="Fedje").number}, "number"),
        ({"municipality_number": "46"}, "municipality_number"),
        ({"municipality_number": "4601"}, "municipality_number"),
        ({"name": " "}, "name"),
        ({"source": ""}, "source"),
    ):
        with pytest.raises(InvalidInput) as refused:
            merge(**wrong)
        assert list(refused.value.errors) == [field]
    with pytest.raises(InvalidInput) as outside:
        merge("Solund", "Hyllestad")
    assert list(outside.value.errors) == ["is_party"]
    merge()
    with pytest.raises(InvalidInput) as again:
        merge("Alver", "Austrheim", number="974760673", municipality_number="4698")
    assert list(again.value.errors) == ["predecessors"]
