"""The list of municipalities: what it finds, how it sorts, and what it costs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.kernel import clock
from samstyring.kernel.actors import ANONYMOUS
from samstyring.parties import queries
from tests.founding import user


def names(**asked: str) -> list[str]:
    """Return the names that the list gives."""
    return [row.organisation.name for row in queries.listing(by=ANONYMOUS, on=clock.today(), **asked).rows]


def test_the_list_follows_the_norwegian_alphabet(founded: None) -> None:
    everyone = names()
    assert everyone[:3] == ["Alver", "Askvoll", "Askøy"]
    assert everyone[-2:] == ["Øygarden", "Årdal"]
    assert names(sort="-name")[0] == "Årdal"
    assert names(sort="-inhabitants")[0] == "Bergen"
    assert names(sort="inhabitants")[0] == "Modalen"


@pytest.mark.parametrize(("text", "found"), [("aard", []), ("ARDAL", ["Årdal"]), ("4633", ["Fedje"])])
def test_the_list_is_searched_without_accents(founded: None, text: str, found: list[str]) -> None:
    assert names(text=text) == found


def test_the_list_keeps_to_a_group(founded: None) -> None:
    assert "Kinn" in names(group="nordfjord")
    assert "Kinn" in names(group="sogn_sunnfjord")
    assert "Bergen" not in names(group="nordfjord")
    assert names(show="not_represented") == ["Samnanger", "Vaksdal"]


def test_the_pages_ask_the_database_a_fixed_number_of_times(
    founded: None, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(user("adviser"))
    for address in (reverse("parties:organisations"), "/municipalities/4633/", reverse("parties:people")):
        with django_assert_max_num_queries(30):  # more than half of them find out who is reading
            assert client.get(address).status_code == 200
