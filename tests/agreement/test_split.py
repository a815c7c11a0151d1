"""When a municipality is split, and when one is merged into another that is there: the past stays (BG-1, VA-1)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.charter import acts, queries
from samstyring.charter.models import Accession, Agreement
from samstyring.governance.models import SeatHolding
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput
from samstyring.parties import queries as parties
from samstyring.parties.acts import appoint, register_person
from samstyring.parties.models import Office, Organisation, Succession
from tests.agreement.test_merger import merge
from tests.founding import actor, user
from tests.portfolio.steps import candidate, place

ON = date(2024, 1, 1)
BEFORE = ON - timedelta(days=1)
PART = {"number": "987654325", "municipality_number": "4698", "name": "Sund", "written_standard": "nynorsk"}


def municipality(name: str) -> Organisation:
    """Return a municipality."""
    return Organisation.objects.get(name=name)


def names_on(day: date) -> set[str]:
    """Return the municipalities that there are on a day."""
    return {row.organisation.name for row in parties.listing(by=INSTALLATION, on=day).rows}


@pytest.mark.clause("BG-1")
@pytest.mark.clause("VA-1")
def test_a_part_becomes_a_municipality_and_the_whole_goes_on(founded: None, client: Client) -> None:
    project = candidate(owner="Sunnfjord", participants=["Øygarden"])
    client.force_login(user("adviser"))
    address = reverse("charter:register_split")
    assert address in client.get(reverse("charter:who_is_where")).text
    whole = municipality("Øygarden")
    typed = {
        **PART, "origin": str(whole.pk), "on": "1.1.2024", "inhabitants": "7100", "inhabitants_left": "32000",
        "is_party": "yes", "source": "Stortinget (eksempel)", "municipality_number": "4601",
    }  # fmt: skip
    wrong = client.post(address, typed)
    assert set(wrong.context["form"].errors) == {"seen"}
    wrong = client.post(address, typed | {"seen": "on"})
    assert list(wrong.context["form"].errors) == ["municipality_number"]
    assert client.post(address, typed | {"seen": "on", "municipality_number": "4698"}).status_code == 302
    part = municipality("Sund")
    assert ("Sund" in names_on(BEFORE), "Sund" in names_on(ON), "Øygarden" in names_on(ON)) == (False, True, True)
    assert [queries.is_party(part, day) for day in (BEFORE, ON)] == [False, True]
    assert [queries.is_party(whole, day) for day in (BEFORE, ON)] == [True, True]
    signed = Accession.objects.get(organisation=part)
    assert signed.text_sha256 == Accession.objects.get(organisation=whole).text_sha256
    listed = {row.organisation.name: row for row in parties.listing(by=INSTALLATION, on=ON).rows}
    assert (listed["Sund"].inhabitants, listed["Øygarden"].inhabitants) == (7100, 32000)
    assert listed["Sund"].groups == listed["Øygarden"].groups
    assert place(project, "Øygarden").organisation_id == whole.pk, "what it was asked stays with the whole"
    for organisation in (part, whole):
        page = client.get(organisation.get_absolute_url()).text
        assert "Sund" in page
        assert "Øygarden" in page
    people = {office.role for office in Office.objects.filter(organisation=part)}
    assert people == {"chief_executive", "contact"}
    for changes, field in (({"origin": part}, "origin"), ({"source": " "}, "source"), ({"is_party": True}, "is_party")):
        with pytest.raises(InvalidInput) as refused:
            split(**changes)
        assert field in refused.value.errors


def split(**changes: Any) -> Organisation:
    """Split a municipality that is no party on that day."""
    arguments = {
        **PART, "number": "974760673", "municipality_number": "4697", "name": "Fjell", "inhabitants": None,
        "inhabitants_left": None, "agreement": Agreement.objects.get(), "origin": municipality("Solund"),
        "is_party": False, "on": date(2023, 6, 1), "source": "Eksempel", "by": actor("adviser"), "at": clock.now(),
    }  # fmt: skip
    made: Organisation = acts.register_split(**{**arguments, **changes})
    return made


@pytest.mark.clause("BG-1")
@pytest.mark.clause("VA-1")
def test_one_is_merged_into_another_that_is_there(founded: None) -> None:
    project = candidate(owner="Sunnfjord", participants=["Fedje"])
    alver, fedje = municipality("Alver"), municipality("Fedje")
    asked = f"party:{place(project, 'Fedje').organisation_id}"
    into = {"into": alver, "name": "", "number": "", "municipality_number": "", "inhabitants": 30_150}
    groups = parties.members_on(clock.today())[alver.pk]
    for wrong, field in (
        ({"predecessors": [alver]}, "predecessors"),
        ({"predecessors": []}, "predecessors"),
        ({"is_party": False}, "is_party"),
    ):
        with pytest.raises(InvalidInput) as refused:
            merge(**{"predecessors": [fedje], **into, **wrong})
        assert list(refused.value.errors) == [field]
    on = date(2022, 12, 1)
    assert merge(predecessors=[fedje], on=on, **into) == alver
    before = on - timedelta(days=1)
    assert {"Alver", "Fedje"} <= names_on(before), "the one that is there does not wait for the day"
    assert "Fedje" not in names_on(on)
    assert [queries.is_party(fedje, day) for day in (before, on)] == [True, False]
    assert Accession.objects.filter(organisation=alver).count() == 1, "it is a party already"
    assert parties.members_on(on)[alver.pk] == groups, "it lies where it lay"
    assert SeatHolding.objects.on(on).get(seat__key="alver").organisation == alver
    by = {"by": INSTALLATION, "at": clock.now()}
    person = register_person(name="Kontaktperson, Alver", organisation=alver, email="a@example.no", **by)
    office = Office.objects.get(role="contact", organisation=alver)
    appoint(office=office, person=person, from_date=before, source="Brev", **by)
    answers = "portfolio.answer_acceptance"
    assert [actors.person(person.pk, day).may(answers, asked) for day in (before, on)] == [False, True]
    assert Succession.objects.get().is_new is False
    with pytest.raises(InvalidInput) as gone:
        merge(predecessors=[municipality("Austrheim")], **{**into, "into": fedje})
    assert "into" in gone.value.errors
