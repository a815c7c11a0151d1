"""Choosing what goes on where there are hundreds of things: a page at a time, and what is chosen elsewhere stands."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.charter import acts
from samstyring.charter.models import Crossing, Successor
from samstyring.charter.queries import crossings as queries
from samstyring.charter.registry import CrossingKind, Thing, crossings
from tests.agreement.test_successor import page, prepare
from tests.founding import user
from tests.governance.steps import do

MANY = 300
SIDES = ("Sør", "Nord", "Aust")
WHY = "Høyrer den gamle avtalen til"


@pytest.fixture
def many() -> Iterator[None]:
    """A kind with 300 things, as an app with many would tell: every third is proposed to be closed, one has no choice."""
    things = [
        Thing(f"t{n}", f"Ting {n:03}", "closed" if n % 3 == 0 else "carried", now=SIDES[n // 100], fixed=n == 1)
        for n in range(MANY)
    ]
    name = "many-things"
    caches["kept"].clear()
    crossings.register(name, CrossingKind(name, "Mange ting", lambda there, on: things, lambda **_: None, order=99))
    yield
    del crossings._things[name]


def choices(found: Successor) -> dict[str, str]:
    return dict(Crossing.objects.filter(successor=found, kind="many-things").values_list("thing", "choice"))


@pytest.mark.clause("VA-1")
def test_what_is_chosen_on_one_page_leaves_the_others_and_all_that_are_found_are_chosen_at_once(
    founded: None, many: None, client: Client
) -> None:
    found = prepare()
    client.force_login(user("adviser"))
    address = reverse("charter:choose_crossings", args=[found.pk]) + "?kind=many-things"

    def send(at: str, **given: Any) -> Any:
        found.refresh_from_db()
        return client.post(at, {"revision": found.revision, "rests_on": found.rests_on} | given)

    shown = client.get(address)
    asked = shown.context["asked"]
    assert (asked.found, asked.pages, len(asked.rows)) == (MANY, 12, queries.PAGE)
    assert len(shown.context["form"].fields) < 100, "a form that a browser can send"
    everywhere, here = asked.open, next(each for each in asked.kinds if each.kind.name == "many-things")
    assert here.open == MANY - 1
    assert f"{everywhere} val er ikkje gjorde" in shown.text
    with CaptureQueriesContext(connection) as statements:
        client.get(address)
    assert len(statements) <= 25

    # Page by page: what was chosen elsewhere and is not shown stands.
    first = {"choice:many-things:t2": "carried", "choice:many-things:t4": "closed"}
    assert "Skriv kvifor" in send(address, **first, rests_on="Sak SG 9/24").text
    sent = send(address, **first, **{"why:many-things:t4": WHY}, rests_on="Sak SG 9/24", onwards="1")
    assert sent["Location"].endswith("?kind=many-things&page=2")
    assert send(address + "&page=3", **{"choice:many-things:t60": "carried"}).status_code == 302
    assert choices(found) == {"t2": "carried", "t4": "closed", "t60": "carried"}
    found.refresh_from_db()
    assert found.rests_on == "Sak SG 9/24"

    # The same for all that a filter finds, on whichever page; what the filter does not find stands.
    some = address + "&q=nord+ting&show=open"
    assert client.get(some).context["asked"].found == 100
    assert "Skriv kvifor" in send(some, every="closed").text
    assert send(some, every="closed", every_why=WHY).status_code == 302
    assert len(choices(found)) == 103
    assert {choice for key, choice in choices(found).items() if len(key) == 4} == {"closed"}
    assert choices(found)["t2"] == "carried"
    rest = client.get(address + "&show=open").context["asked"]
    assert (rest.found, rest.open) == (MANY - 104, everywhere - 103)

    # And back to what was proposed: one, or all.
    assert send(address, **{"choice:many-things:t4": "", "choice:many-things:t2": "carried"}).status_code == 302
    assert "t4" not in choices(found)
    assert send(address + "&show=chosen", every="proposed").status_code == 302
    assert choices(found) == {}
    assert client.get(address + "&show=chosen").context["asked"].rows == []
    assert client.get(address + "&page=99999").context["asked"].page == 12

    overview = next(each for each in page(found).kinds if each.kind.name == "many-things")
    assert (overview.count, overview.more, overview.open) == (MANY, MANY - queries.FEW, MANY - 1)
    text = client.get(found.get_absolute_url()).text
    assert f"{everywhere} val er ikkje gjorde" in text
    assert "Ting 299" not in text
    assert "Ting 299" in client.get(found.get_absolute_url() + "?whole=many-things").text


def test_the_act_keeps_what_it_is_not_told_of(founded: None, many: None) -> None:
    found = prepare()
    every = {("many-things", f"t{n}"): ("closed", WHY) for n in range(MANY)}
    do(acts.choose_crossings, successor=found, choices=every, rests_on="Sak SG 9/24")
    assert len(choices(found)) == MANY - 1, "there is no choice of one"
    do(acts.choose_crossings, successor=found, choices={("many-things", "t5"): ("", "")})
    assert (len(choices(found)), found.rests_on) == (MANY - 2, "Sak SG 9/24")
