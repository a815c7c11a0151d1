"""The list of municipalities: what it finds, how it sorts, and what it costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.parties.queries import people
from samstyring.parties.tables import MunicipalityTable, PeopleTable
from tests.founding import NOT_SIGNED, user


def names(client: Client, **asked: str) -> list[str]:
    """Return the names that the list gives to the secretariat."""
    client.force_login(user("adviser"))
    table = client.get(reverse("parties:organisations"), asked).context["table"]
    return [line["row"].organisation.name for line in table.lines]


def test_the_list_follows_the_norwegian_alphabet(founded: None, client: Client) -> None:
    everyone = names(client)
    assert everyone[:3] == ["Alver", "Askvoll", "Askøy"]
    assert everyone[-2:] == ["Øygarden", "Årdal"]
    assert names(client, sort="-name")[0] == "Årdal"
    assert names(client, sort="-inhabitants")[0] == "Bergen"
    assert names(client, sort="inhabitants")[0] == "Modalen"


@pytest.mark.parametrize(("text", "found"), [("aard", []), ("ARDAL", ["Årdal"]), ("4633", ["Fedje"])])
def test_the_list_is_searched_without_accents(founded: None, client: Client, text: str, found: list[str]) -> None:
    assert names(client, q=text) == found


def test_the_list_keeps_to_a_group_or_to_what_a_floor_above_knows(founded: None, client: Client) -> None:
    assert "Kinn" in names(client, group="nordfjord")
    assert "Kinn" in names(client, group="sogn_sunnfjord")
    assert "Bergen" not in names(client, group="nordfjord")
    assert names(client, show="not_represented") == ["Samnanger", "Vaksdal"]
    assert names(client, show="not_signed") == list(NOT_SIGNED)


def test_the_list_comes_as_a_file(founded: None, client: Client) -> None:
    client.force_login(user("adviser"))
    answer = client.get(reverse("parties:organisations"), {"format": "csv", "show": "not_signed"})
    lines = b"".join(answer).decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 1 + len(NOT_SIGNED)
    assert "4636" in lines[-1]


def test_the_pages_ask_the_database_a_fixed_number_of_times(
    founded: None, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(user("adviser"))
    for address in (reverse("parties:organisations"), "/municipalities/4633/", reverse("parties:people")):
        with django_assert_max_num_queries(30):  # more than half of them find out who is reading
            assert client.get(address).status_code == 200


def test_the_list_goes_on_page_by_page_and_comes_whole_as_a_file(
    founded: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone = names(client, sort="-name")
    assert len(everyone) == 43
    monkeypatch.setattr(MunicipalityTable, "page_size", 20)
    assert _walked(client, "?sort=-name", "organisations", lambda row: row.organisation.name) == everyone
    first = client.get(reverse("parties:organisations"), {"sort": "-name"}).context["table"]
    answer = client.get(reverse("parties:organisations") + first.file_urls["csv"])
    assert len(b"".join(answer).decode("utf-8-sig").strip().splitlines()) == 1 + len(everyone)


def test_the_register_of_people_goes_on_page_by_page(
    founded: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(user("adviser"))
    everyone = [person.name for person in people()]
    monkeypatch.setattr(PeopleTable, "page_size", 5)
    assert _walked(client, "", "people", lambda person: person.name) == everyone
    first = client.get(reverse("parties:people"), {"q": everyone[-1].upper()}).context["table"]
    assert [line["row"].name for line in first.lines] == [everyone[-1]]
    assert first.file_urls == {}


def _walked(client: Client, query: str, address: str, name: Callable[[Any], str]) -> list[str]:
    found: list[str] = []
    while True:
        table = client.get(reverse(f"parties:{address}") + query).context["table"]
        found += [name(line["row"]) for line in table.lines]
        if not (query := table.next_url):
            return found
