"""What municipalities deliver of the hours that they promised on a project."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.portfolio import acts
from samstyring.portfolio.errors import NothingPromised
from samstyring.portfolio.queries import promises
from tests.founding import user
from tests.portfolio import steps
from tests.portfolio.steps import do

pytestmark = pytest.mark.usefixtures("founded")


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(user(who))
    return client


@pytest.mark.clause("PA-5")
def test_hours_are_registered_by_those_concerned_taken_back_with_a_reason_and_never_changed() -> None:
    project, today = steps.candidate(participants=["Fedje", "Alver"]), clock.today()
    place = steps.place(project, "Fedje")
    day = {"starts_on": today - timedelta(days=7), "ends_on": today}
    with pytest.raises(NothingPromised):
        do(acts.register_delivered_hours, participation=place, role="Superbrukar", hours=1, **day)
    hours = {"role": "Superbrukar", "people": 1, "hours": 40, **day}
    do(acts.answer_acceptance, "contact", participation=place, kind="accept", promised=[hours])
    for wrong in (
        {"role": "Ein annan"},
        {"hours": 0},
        {"hours": -1, "note": "For mykje"},
        {"ends_on": today + timedelta(days=1)},
        {"ends_on": today - timedelta(days=9)},
    ):
        values = {"role": "Superbrukar", "hours": 8, **day} | wrong
        with pytest.raises(InvalidInput):
            do(acts.register_delivered_hours, "contact", participation=place, **values)
    with pytest.raises(NotAuthorised):
        do(acts.register_delivered_hours, "alver", participation=place, role="Superbrukar", hours=8, **day)

    contact, address = signed_in("contact"), f"{project.get_absolute_url()}parties/{place.pk}/hours/"
    form = {"role": "Superbrukar", "starts_on": "15.11.2022", "ends_on": today.strftime("%d.%m.%Y"), "note": ""}
    refused = contact.post(f"{address}new/", form | {"hours": "-3"})
    assert refused.status_code == 422
    assert 'value="-3"' in refused.text
    assert contact.post(f"{address}new/", form | {"hours": "30"}).status_code == 302
    do(acts.register_delivered_hours, participation=place, role="Superbrukar", hours=-5, note="Feil veke", **day)
    page = contact.get(address).text
    assert "Feil veke" in page
    assert signed_in("alver").get(f"{address}new/").status_code == 403
    # a new answer promises anew; what is delivered stands
    do(acts.answer_acceptance, "contact", participation=place, kind="accept", promised=[hours | {"role": "Leiar"}])
    assert [(row.role, row.promised, row.delivered, row.left) for row in promises.standing_of(place)] == [
        ("Leiar", 40, 0, 40),
        ("Superbrukar", 0, 25, 0),
    ]
    listed = b"".join(contact.get("/projects/promised/?format=csv&behind=on").streaming_content).decode()
    assert ",40,25,15" in listed.replace("\r", "")
    assert Client().get(address).status_code in (302, 404)


def test_the_page_takes_the_same_statements_however_often_hours_are_registered() -> None:
    project, today = steps.candidate(participants=["Fedje"]), clock.today()
    place, client, taken = steps.place(project, "Fedje"), signed_in("adviser"), []
    hours = {"role": "Superbrukar", "people": 1, "hours": 40, "starts_on": today, "ends_on": today}
    do(acts.answer_acceptance, "contact", participation=place, kind="accept", promised=[hours])
    for more in (1, 5):
        for _number in range(more):
            day = {"starts_on": today, "ends_on": today}
            do(acts.register_delivered_hours, participation=place, role="Superbrukar", hours=1, **day)
        for address in (f"{project.get_absolute_url()}parties/{place.pk}/hours/", "/projects/promised/"):
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                client.get(address)
            taken.append(len(caught))
    assert taken[:2] == taken[2:]
    assert max(taken) <= 25
