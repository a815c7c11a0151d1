"""What import-linter cannot see: relations between models, templates that use templates, and the strict page policy."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

SOURCE = Path(settings.SOURCE)
FLOORS = [name.removeprefix("samstyring.") for name in settings.INSTALLED_APPS if name.startswith("samstyring.")]
TEMPLATES = sorted(path for path in SOURCE.glob("*/templates/**/*") if path.suffix in {".html", ".txt", ".xml"})
USES = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
FORBIDDEN_IN_PAGES = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "a script written in the page": r"<script\b(?![^>]*\b(?:src\s*=|type\s*=\s*[\"']application/json))",
    "a handler written in the page": r"<[^>]*\son[a-z]+\s*=\s*[\"']",
    "a javascript: address": r"javascript:",
    "an address elsewhere on the web that a page loads": r"(?:src|srcset|@import)\s*=?\s*[\"'(]*https?://",
}


def floor_of(template: str) -> int | None:
    """The floor of the app that has this template; None when it is a library's."""
    owners = [name for name in FLOORS if (SOURCE / name / "templates" / template).exists()]
    return FLOORS.index(owners[0]) if owners else None


def relations_upstairs() -> Iterator[str]:
    for model in apps.get_models():
        if model._meta.app_label not in FLOORS:
            continue
        for field in model._meta.get_fields():
            other = field.related_model if field.concrete and field.is_relation else None
            if other is None or isinstance(other, str) or other._meta.app_label not in FLOORS:
                continue
            if FLOORS.index(other._meta.app_label) > FLOORS.index(model._meta.app_label):
                yield f"{model._meta.label}.{field.name} points up to {other._meta.label}"


def test_no_relation_points_upstairs() -> None:
    assert list(relations_upstairs()) == []


def test_no_template_uses_one_from_upstairs() -> None:
    upstairs = []
    for path in TEMPLATES:
        own = FLOORS.index(path.relative_to(SOURCE).parts[0])
        for used in USES.findall(path.read_text()):
            floor = floor_of(used)
            if floor is not None and floor > own:
                upstairs.append(f"{path.relative_to(SOURCE)} uses {used}")
    assert upstairs == []


@pytest.mark.parametrize("what", FORBIDDEN_IN_PAGES)
def test_no_template_breaks_the_page_policy(what: str) -> None:
    pattern = re.compile(FORBIDDEN_IN_PAGES[what], re.IGNORECASE)
    found = [str(path.relative_to(SOURCE)) for path in TEMPLATES if pattern.search(path.read_text())]
    assert found == []


def test_no_letter_has_what_writes_markup() -> None:
    """A day, a mark or a clause is an element on a page; a letter is text, and would show its markup."""
    markup = re.compile(r"\|(?:day|short_day|moment|money)\b|{%\s*(?:mark|clause|basis)\b")
    letters = [path for path in TEMPLATES if path.suffix == ".txt"]
    assert letters
    assert [str(path.relative_to(SOURCE)) for path in letters if markup.search(path.read_text())] == []


def test_no_module_has_outgrown_its_room() -> None:
    paths = [*SOURCE.rglob("*.py"), *Path(settings.BASE_DIR, "tests").rglob("*.py")]
    long = {str(path.relative_to(settings.BASE_DIR)): lines for path in paths if (lines := _lines(path)) > 500}
    assert {name: lines for name, lines in long.items() if "/migrations/" not in name} == {}


def _lines(path: Path) -> int:
    return path.read_text().count("\n")
