"""The pages of the agreement: who sees what, on which day, at which cost."""

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from lxml import html

from samstyring.charter import queries, tables
from samstyring.charter.models import Clause
from samstyring.charter.registry import Done, Under, doings
from samstyring.charter.rules import STATES
from samstyring.ui.worklist import waiting_for
from tests.founding import EXAMPLE, actor, found_charter, user
from tests.records.reading import bookmarks, text_of


def content_of(answer: Any) -> bytes:
    """Return the bytes of a file that a page hands out."""
    return b"".join(answer.streaming_content)


def unbroken(text: str) -> str:
    """Return a text as one long word, so that a line broken inside a word reads as it is written."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    """A browser in which the secretariat's adviser is signed in."""
    client.force_login(user("adviser"))
    return client


def test_anyone_reads_the_text_and_nobody_else_its_state(founded: None, client: Client) -> None:
    page = client.get(reverse("charter:agreement"))
    assert page.status_code == 200
    assert "SG-7" in page.content.decode()
    assert page.context["found"].board is None
    assert client.get(reverse("charter:conformance")).status_code == 302
    assert client.get(reverse("charter:clause", args=["SG-7"])).status_code == 200
    assert client.get(reverse("charter:clause", args=["XX-1"])).status_code == 404


@pytest.mark.parametrize(("name", "args"), [("agreement", []), ("clause", ["SG-7"]), ("conformance", [])])
def test_the_agreements_own_words_are_told_to_be_in_its_language(adviser: Client, name: str, args: list[str]) -> None:
    """WCAG 2.1, 3.1.2: a screen reader reads Nynorsk as Nynorsk on a page in English."""
    address = reverse(f"charter:{name}", args=args)
    assert ' lang="nn"' not in adviser.get(address).text.split("<main")[1].split("</main")[0]
    adviser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    told = html.fromstring(adviser.get(address).text)
    assert told.get("lang") == "en"
    own = {words for row in Clause.objects.values_list("heading", "text") for words in row}
    shown = [
        element
        for element in told.find(".//main").iter("h1", "h2", "h3", "p", "a", "b", "span")
        if (element.text or "").strip() in own
    ]
    assert shown
    for element in shown:
        near = next(each for each in (element, *element.iterancestors()) if each.get("lang"))
        assert near.get("lang") == "nn", html.tostring(element)


def test_the_board_shows_every_obligation_and_its_filters(adviser: Client) -> None:
    page = adviser.get(reverse("charter:conformance"))
    board = page.context["board"]
    assert len(board.duties) == 67
    assert sum(board.counts.values()) == 67
    broken = adviser.get(reverse("charter:conformance"), {"state": "broken", "by": "duty"})
    shown = [duty for _name, rows in broken.context["groups"] for duty, _mark, _word in rows]
    assert {duty.state for duty in shown} == {"broken"}
    assert all(name for name, _rows in broken.context["groups"])


def test_the_board_looks_at_another_day(adviser: Client) -> None:
    then = adviser.get(reverse("charter:conformance"), {"on": "2025-01-01"})
    assert then.context["board"].on == date(2025, 1, 1)
    typed = adviser.get(reverse("charter:conformance"), {"on": "1.1.2025"})
    assert typed.context["board"].on == date(2025, 1, 1)
    wrong = adviser.get(reverse("charter:conformance"), {"on": "31. februar"})
    assert wrong.context["board"].on == wrong.context["board"].today
    assert wrong.context["day_form"].errors


def test_the_board_comes_as_csv_and_as_json(adviser: Client) -> None:
    answer = adviser.get(reverse("charter:conformance_file", args=["csv"]), {"state": "broken"})
    rows = list(csv.reader(io.StringIO(content_of(answer).decode("utf-8-sig")), delimiter=";"))
    broken = [duty for duty in queries.conformance().duties if duty.state == "broken"]
    assert len(rows) == 1 + len(broken)
    data = adviser.get(reverse("charter:conformance_file", args=["json"]), {"on": "2024-06-01"}).json()
    assert data["on"] == "2024-06-01"
    assert {row["state"] for row in data["obligations"]} <= set(STATES)
    assert adviser.get("/conformance.xml").status_code == 404


def test_nothing_in_a_file_is_taken_for_a_formula() -> None:
    """What a municipality wrote in an answer by link is opened in a spreadsheet by the secretariat."""
    written = tables._semicolons(["Grunngiving"], [["=HYPERLINK(1)"], ["+47 55"], ["-"], ["@x"], ["Ja; nei"]])
    rows = list(csv.reader(io.StringIO(written.lstrip("\ufeff")), delimiter=";"))
    assert rows == [["Grunngiving"], ["'=HYPERLINK(1)"], ["'+47 55"], ["'-"], ["'@x"], ["Ja; nei"]]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31.12.2199", "1.1.1900"])
def test_the_board_stands_on_any_day_that_can_be_typed(adviser: Client, day: str) -> None:
    assert adviser.get(reverse("charter:conformance"), {"on": day}).status_code == 200
    assert adviser.get(reverse("charter:agreement"), {"on": day}).status_code == 200


def test_the_board_comes_as_a_tagged_pdf_in_the_order_asked_for(adviser: Client) -> None:
    address = reverse("charter:conformance_file", args=["pdf"])
    whole = content_of(adviser.get(address))
    heads = {
        clause.chapter.heading for clause in queries.edition_on(date(2022, 11, 22)).clauses.select_related("chapter")
    }
    assert set(bookmarks(whole)) & heads
    printed = unbroken(text_of(whole))
    assert all(unbroken(duty.heading) in printed for duty in queries.conformance().duties)
    broken = content_of(adviser.get(address, {"state": "broken", "by": "duty"}))
    duties = [duty for duty in queries.conformance().duties if duty.state == "broken"]
    assert {duty.responsible for duty in duties} <= set(bookmarks(broken))
    assert Client().get(address).status_code == 302


def test_what_was_done_under_a_clause_is_shown_to_those_who_may_see_it(adviser: Client) -> None:
    def decided(actor: Any, on: date, ref: str | None, most: int | None) -> dict[str, Under]:
        if actor.is_anonymous:
            return {}
        all_ = [Done(f"SG {number}/22", f"/decisions/SG/2022/{number}/", on) for number in range(1, 61)]
        return {"SG-3": Under(all_[:most], len(all_))}

    doings.register("test", decided)
    try:
        page = adviser.get(reverse("charter:agreement"))
        reads = {read.clause.ref: read for _chapter, reads in page.context["found"].chapters for read in reads}
        assert (len(reads["SG-3"].newest), reads["SG-3"].more) == (3, 57)
        assert "SG 5/22" in adviser.get(reverse("charter:clause", args=["SG-3"])).content.decode()
        assert "SG 60/22" not in adviser.get(reverse("charter:clause", args=["SG-3"])).content.decode()
        assert "SG 60/22" in adviser.get(reverse("charter:clause", args=["SG-3"]), {"all": "1"}).content.decode()
        assert "SG 5/22" not in Client().get(reverse("charter:clause", args=["SG-3"])).content.decode()
    finally:
        doings._things.pop("test")


def test_pages_ask_the_database_a_fixed_number_of_times(adviser: Client, django_assert_max_num_queries: Any) -> None:
    addresses = [
        reverse("charter:agreement"),
        reverse("charter:conformance"),
        reverse("charter:clause", args=["SG-3"]),
        reverse("charter:editions"),
    ]
    for address in addresses:
        adviser.get(address)  # the board is worked out once for each journal entry
        with django_assert_max_num_queries(25):
            adviser.get(address)


def test_a_duty_that_falls_due_waits_for_the_secretariat_alone(founded: None) -> None:
    day = date(2024, 6, 1)
    waiting = {item.key: item for item in waiting_for(actor("adviser"), day)}
    assert waiting["charter.term"].deadline == date(2024, 12, 31)
    assert "charter.term" not in {item.key for item in waiting_for(actor("alver"), day)}
    assert "charter.term" not in {item.key for item in waiting_for(actor("adviser"), date(2023, 6, 1))}
    assert "charter.evaluation" in {item.key for item in waiting_for(actor("adviser"), date(2023, 6, 1))}


def test_the_pages_know_no_particular_agreement(db: None, client: Client) -> None:
    found_charter(EXAMPLE)
    page = client.get(reverse("charter:agreement"))
    assert "Fjordkart" in page.content.decode()
    assert page.context["found"].term.clause == ""
    for _chapter, reads in page.context["found"].chapters:
        for read in reads:
            assert client.get(reverse("charter:clause", args=[read.clause.ref])).status_code == 200
