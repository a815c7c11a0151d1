"""The journal as a page: who may read it, how it reads, and how one finds one's way in it."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.kernel.models import JournalEntry
from samstyring.web import queries
from samstyring.web.queries.journal import PAGE, kinds, words_of
from tests.founding import actor, person, user
from tests.governance.steps import called_meeting, free_text_case, open_meeting

pytestmark = pytest.mark.usefixtures("founded")

JOURNAL = "/journal/"


def reading(key: str, client: Client, address: str = JOURNAL) -> str:
    client.force_login(user(key))
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("key", ["secretariat_leader", "adviser", "leader"])
def test_these_read_the_journal(client: Client, key: str) -> None:
    assert "Logg" in reading(key, client)


@pytest.mark.parametrize("key", ["alver", "nordfjord", "ks", "project_manager", "contact"])
def test_to_others_there_is_none(client: Client, key: str) -> None:
    client.force_login(user(key))
    assert client.get(JOURNAL).status_code == 404
    assert JOURNAL not in client.get("/").content.decode()


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(JOURNAL).headers["location"].startswith(reverse("accounts:sign_in"))


def test_entries_read_as_sentences_in_the_language_of_the_reader(client: Client) -> None:
    called_meeting()
    page = reading("adviser", client)
    assert "Rådgivar, sekretariatet planla møte i Styringsgruppa 9. desember 2022" in page
    assert "la til eit framlegg i sak U-22-001: Vedtak i fri tekst" in page
    client.cookies["language"] = "en"
    assert "Rådgivar, sekretariatet planned a meeting of Styringsgruppa on 9 December 2022" in reading(
        "adviser", client
    )


@pytest.mark.parametrize("language", ["nn", "nb", "en"])
def test_no_entry_falls_back_to_the_name_of_its_act(client: Client, language: str) -> None:
    open_meeting(2)
    client.cookies["language"] = language
    client.force_login(user("adviser"))
    page = client.get(JOURNAL).context["journal"]
    for _day, entries in page.days:
        for entry in entries:
            assert entry.sentence != entry.act
            assert "[" not in entry.sentence
            assert "%(" not in entry.sentence


def test_it_pages_by_position_and_shows_every_entry_once(client: Client) -> None:
    for number in range(30):
        free_text_case(f"Sak {number}")
    seen: list[int] = []
    before: int | None = None
    while True:
        page = queries.journal(by=actor("adviser"), before=before)
        seen += [entry.position for _day, entries in page.days for entry in entries]
        before = page.before
        if before is None:
            break
        assert len(seen) % PAGE == 0
    assert seen == list(range(JournalEntry.objects.count(), 0, -1))
    assert f"?before={seen[PAGE - 1]}" in reading("adviser", client)


def test_of_one_thing_and_of_one_person(client: Client) -> None:
    case = free_text_case("Felles arkivløysing")
    free_text_case("Noko heilt anna")
    page = reading("adviser", client, f"{JOURNAL}?about={case.pk}")
    assert "Felles arkivløysing" in page
    assert "Noko heilt anna" not in page
    mine = queries.journal(by=actor("adviser"), person=person("adviser").pk)
    entries = [entry for _day, entries in mine.days for entry in entries]
    assert entries
    assert {entry.who for entry in entries} == {"Rådgivar, sekretariatet"}
    assert "Gjort av Rådgivar, sekretariatet" in reading("adviser", client, f"{JOURNAL}?person={person('adviser').pk}")


def test_of_one_kind_of_act(client: Client) -> None:
    called_meeting()
    names = dict(kinds())
    assert names["governance.call_meeting"].startswith("Kalla inn til møte i …")
    assert set(names) == set(JournalEntry.objects.values_list("act", flat=True))
    page = queries.journal(by=actor("adviser"), act="governance.call_meeting")
    assert [entry.act for _day, entries in page.days for entry in entries] == ["governance.call_meeting"]
    assert "Kalla inn til møte i …" in reading("adviser", client, f"{JOURNAL}?act=governance.call_meeting")


def test_an_act_of_an_earlier_release_is_named_as_it_is() -> None:
    assert words_of("governance.no_longer") == "governance.no_longer"


def test_what_fits_nothing_says_so(client: Client) -> None:
    assert "Ingenting passar" in reading("adviser", client, f"{JOURNAL}?act=governance.cancel_meeting")


@pytest.mark.parametrize("address", ["?about=x", "?before=x", "?person=1", "?before=0"])
def test_an_address_that_makes_no_sense_is_not_there(client: Client, address: str) -> None:
    client.force_login(user("adviser"))
    assert client.get(f"{JOURNAL}{address}").status_code == 404


def test_few_statements_however_many_entries(client: Client, django_assert_max_num_queries: object) -> None:
    client.force_login(user("adviser"))
    client.get(JOURNAL)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(JOURNAL)


def test_facts_hold_no_free_text_that_a_page_could_run(client: Client) -> None:
    do_case = free_text_case("<script>alert(1)</script>")
    assert json.loads(JournalEntry.objects.get(act="governance.open_case").body)["facts"]["title"] == do_case.title
    assert "<script>alert" not in reading("adviser", client)
