"""Changes written into the agreement's file: the file says just that, and every other line stays as it was."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstyring.charter.founding.amending import TermChange, TextChange, amended
from samstyring.charter.founding.rewriting import Rewriting
from tests.founding import EXAMPLE, PACKAGED

SOURCE = PACKAGED.read_text(encoding="utf-8")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@given(TEXT, TEXT, st.dates())
def test_any_words_come_back_as_they_were_written(heading: str, text: str, until: date) -> None:
    small = 'a = 1 # "not this"\n[agreement]\ntitle = "x"\n\n[[clause]] # one\nid = "A-1"\nchapter = "c"\nheading = "h"\ntext = """\nold\n"""\n'
    written = amended(
        small,
        [TextChange("changed", "A-1", heading=heading, text=text), TextChange("new", "A-2", "c", heading, text)],
        TermChange(until),
    )
    assert tomllib.loads(written) == {
        "a": 1,
        "agreement": {"title": "x", "until": until},
        "clause": [
            {"id": "A-1", "chapter": "c", "heading": heading, "text": text},
            {"id": "A-2", "chapter": "c", "heading": heading, "text": text},
        ],
    }
    assert written.startswith('a = 1 # "not this"\n[agreement]\ntitle = "x"\n')


def test_only_what_is_changed_is_touched() -> None:
    written = amended(
        SOURCE,
        [
            TextChange("changed", "VA-1", heading="Kor lenge", text="Til 2029."),
            TextChange("repealed", "BG-4"),
            TextChange("annex", "organisering", heading="Organisering", text="Slik er det."),
        ],
        TermChange(date(2029, 1, 1)),
    )
    before, after = tomllib.loads(SOURCE), tomllib.loads(written)
    clauses = {row["id"]: row for row in after["clause"]}
    assert clauses["VA-1"]["text"] == "Til 2029."
    assert set(clauses) == {row["id"] for row in before["clause"]} - {"BG-4"}
    assert after["agreement"] == before["agreement"] | {"until": date(2029, 1, 1)}
    assert after["annex"][0]["state"] == "present"
    assert [row["until"] for row in after["obligation"] if row["check"] == "charter.term"] == [date(2029, 1, 1)]
    same = set(before) - {"clause", "agreement", "annex", "obligation"}
    assert {key: before[key] for key in same} == {key: after[key] for key in same}
    gone = set(SOURCE.splitlines()) - set(written.splitlines())
    assert len(gone) <= 12


def test_a_term_can_be_set_where_there_was_none_and_taken_away() -> None:
    example = EXAMPLE.read_text(encoding="utf-8")
    until = amended(example, [], TermChange(date(2027, 1, 1)))
    assert tomllib.loads(until)["agreement"]["until"] == date(2027, 1, 1)
    open_ended = tomllib.loads(amended(SOURCE, [], TermChange(None)))
    assert "until" not in open_ended["agreement"]
    assert [row["kind"] for row in open_ended["obligation"] if row["check"] == "charter.term"] == ["standing"]


def test_what_is_not_there_cannot_be_changed() -> None:
    for kind, ref in (("changed", "XX-1"), ("repealed", "XX-1"), ("annex", "none"), ("new", "VA-1")):
        with pytest.raises(LookupError, match=ref):
            amended(SOURCE, [TextChange(kind, ref, "varigheit", "h", "t")])  # type: ignore[arg-type]
    assert Rewriting(SOURCE).done() == SOURCE
