"""A bad charter: every error with its line, field and reason, and nothing written."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation

from samstyring.charter import acts, queries
from samstyring.charter.errors import AlreadyFounded, CharterHasErrors
from samstyring.charter.founding import read
from samstyring.charter.models import Cooperation
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.models import Installation, JournalEntry
from tests.founding import EXAMPLE, PACKAGED

GOOD = EXAMPLE.read_text(encoding="utf-8")

# What is changed in a good file, from and to; the field that is then named; a word of the reason.
BAD = [
    ('body = "FN"\nkey = "sogndal"', 'body = "XX"\nkey = "sogndal"', "body", "no body called XX"),
    ('body = "FN"\nkey = "sogndal"', 'key = "sogndal"', "body", "missing"),
    ('procedure = "fleirtal"', 'procedure = "lodd"', "procedure", "no procedure called lodd"),
    ('id = "12"', 'id = "11"', "id", "used twice"),
    ('number = "922121893"', 'number = "922121894"', "number", "check digit"),
    ('number = "922121893"', "number = 922121893", "number", "quotation marks"),
    ('organisation = "964968241"', 'organisation = "964338531"', "organisation", "no party or organisation"),
    ('chapter = "avtalen"', 'chapter = "innleiing"', "chapter", "no chapter called innleiing"),
    ('acts = ["governance.find_majority"', 'acts = ["governance.find_minority"', "acts.0", "no act called"),
    ('role = "leader"\nacts', 'role = "king"\nacts', "role", "no role called king"),
    ('check = "governance.each_seat_filled"', 'check = "governance.each_seat_empty"', "check", "no check called"),
    ('duty_of = "parties"', 'duty_of = "somebody"', "duty_of", "whose duty"),
    ('params = { body = "FN" }', 'params = { body = "XX" }', "params.body", "no body called XX"),
    ('chair_office = "nemndleiar"', 'chair_office = "kongen"', "chair_office", "no office called kongen"),
    ("term_from = 2022-01-01", "term_from = 2022-01-01\nuntil = 2021-01-01", "until", "ends before it begins"),
    ("term_from = 2022-01-01", 'term_from = "2022-01-01"', "term_from", "must be a date"),
    ("dated = 2021-12-01", "dated = 2021-12-01\ncolour = 3", "colour", "no such key"),
    ('legal_form = "host_municipality"', 'legal_form = "club"', "legal_form", "must be one of"),
    ('number_format = "{body} {number:03d}/{yy}"', 'number_format = "{body} {no}"', "number_format", "in braces"),
    ('number_format = "{body} {number:03d}/{yy}"', 'number_format = "{body} {number}"', "number_format", "each year"),
    (
        'name = "Fjordkart (eksempel)"',
        'name = "F"\nsecretariat_mailbox = "post"',
        "secretariat_mailbox",
        "not an e-mail",
    ),
    ('matter = "governance.free_text"', 'matter = "governance.free_beer"', "matter", "no matter called"),
    ('source = "agreement:4"', 'source = "agreement:99"', "source", "no clause 99"),
    ('source = "agreement:4"', 'source = "not_regulated"', "source", "value"),
    ('name = "Fjordkart (eksempel)"', 'name = "  "', "name", "may not be empty"),
    ('name = "Fjordkart (eksempel)"', 'name = "F\\u0000"', "name", "control character"),
    ("value = 10", "value = 99999999999", "value", "too large"),
    ('to = "utforing"', 'to = "heime"', "to", "no phase called heime"),
]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def changed(old: str, new: str) -> tuple[str, int]:
    """Return the good file with the first `old` changed, and the line on which the change begins."""
    assert old in GOOD, old
    place = GOOD.index(old)
    return GOOD[:place] + new + GOOD[place + len(old) :], GOOD[:place].count("\n") + 1


@pytest.mark.parametrize(("old", "new", "field", "why"), BAD)
def test_an_error_is_told_with_line_field_and_reason(old: str, new: str, field: str, why: str) -> None:
    text, line = changed(old, new)
    problems = read(text).problems
    hits = [problem for problem in problems if problem.field == field and why in problem.why]
    assert hits, [str(problem) for problem in problems]
    assert line - 1 <= hits[0].line <= line + old.count("\n") + 1


def test_the_packaged_charters_have_no_errors() -> None:
    for path in (PACKAGED, EXAMPLE):
        assert read(path.read_text(encoding="utf-8")).problems == []


def test_all_errors_come_at_once_and_nothing_is_written(db: None) -> None:
    text = GOOD
    for old, new in (
        ('body = "FN"\nkey = "sogndal"', 'body = "XX"\nkey = "sogndal"'),
        ('procedure = "fleirtal"', 'procedure = "lodd"'),
        ('id = "12"', 'id = "11"'),
        ('number = "964968241"', 'number = "964968242"'),
    ):
        text = text.replace(old, new, 1)
    with pytest.raises(CharterHasErrors) as refused:
        acts.found(source_text=text, mode="real", clock_offset=timedelta(0), by=INSTALLATION, at=timezone.now())
    told = [str(problem) for problem in refused.value.problems]
    for words in ("no body called XX", "no procedure called lodd", "11 is used twice", "check digit"):
        assert any(words in line for line in told), told
    assert not Cooperation.objects.exists()
    assert not Installation.objects.exists()
    assert not JournalEntry.objects.exists()


def test_what_is_not_toml_is_told_with_its_line() -> None:
    (problem,) = read("[cooperation]\nname = \n").problems
    assert problem.line == 2
    assert "not TOML" in problem.why


def test_a_file_that_a_windows_editor_saved_reads_as_any_other(tmp_path: Path) -> None:
    file = tmp_path / "charter.toml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read(queries.charter_file(file)).problems == []


def test_an_unknown_section_is_told() -> None:
    problems = read(GOOD + '\n[[bodyy]]\nkey = "X"\n').problems
    assert [problem.where for problem in problems] == ["bodyy"]
    assert problems[0].line == GOOD.count("\n") + 2


def test_a_line_within_a_list_of_several_lines_is_found() -> None:
    text = GOOD.replace('acts = ["governance.find_majority"', 'acts = [\n  "governance.find_majority",\n  "x.y"', 1)
    (problem,) = [problem for problem in read(text).problems if "x.y" in problem.why]
    assert text.split("\n")[problem.line - 1].strip().startswith('"x.y"')


def test_founding_happens_once(founded: None) -> None:
    with pytest.raises(AlreadyFounded):
        acts.found(source_text=GOOD, mode="real", clock_offset=timedelta(0), by=INSTALLATION, at=timezone.now())
    assert queries.cooperation().name == "Digi Vestland"


def test_the_schema_names_every_section() -> None:
    schema = queries.json_schema()
    assert {"cooperation", "agreement", "clause", "party", "body", "power", "project_model"} <= set(
        schema["properties"]
    )
    assert "chapter" in schema["$defs"]["Clause"]["required"]
