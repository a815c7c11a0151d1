"""A reader can choose among the languages that the charter names, and no others."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from samstyring.parties.forms import PersonForm
from tests.founding import EXAMPLE, found_charter


def page(language: str = "") -> str:
    """Return a page as a browser gets it in which a language was chosen."""
    client = Client()
    if language:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.get("/about/").content.decode()


def offered(text: str) -> list[str]:
    return [code for code in ("nn", "nb", "en") if f'name="language" value="{code}"' in text]


def test_only_the_languages_of_the_charter_are_offered(db: None) -> None:
    found_charter(EXAMPLE)
    assert offered(page()) == ["nn", "nb"]
    assert '<html lang="nn"' in page("en"), "what was chosen elsewhere does not hold here"
    assert '<html lang="nb"' in page("nb")
    client = Client()
    answer = client.post(reverse("accounts:language"), {"language": "en", "next": "/about/"})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies
    assert [code for code, _name in PersonForm().fields["language"].choices] == ["nn", "nb"]


def test_the_first_one_is_spoken_until_another_is_chosen(db: None, tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "charter.toml"
    path.write_text(text.replace('languages = ["nn", "nb"]', 'languages = ["nb", "nn"]', 1), encoding="utf-8")
    found_charter(path)
    assert '<html lang="nb"' in page()


@pytest.mark.usefixtures("founded")
def test_all_are_offered_where_the_charter_has_all() -> None:
    assert offered(page()) == ["nn", "nb", "en"]


def test_all_are_offered_before_anything_is_founded(db: None) -> None:
    assert offered(page()) == ["nn", "nb", "en"]
