"""How a journal entry reads: names as they were, dates and keys in words, in the reader's language."""

import json
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from samstyring.kernel import telling
from samstyring.kernel.ids import uuid7
from samstyring.kernel.models import JournalEntry
from samstyring.kernel.telling import sentence, told, who


def entry(act: str = "governance.plan_meeting", kind: str = "person", label: str = "", **facts: object) -> JournalEntry:
    body = {
        "facts": facts,
        "evidence": [],
        "objects": [{"kind": "governance.meeting", "id": str(uuid7()), "label": label}],
    }
    return JournalEntry(
        position=7,
        at=datetime(2022, 11, 22, tzinfo=UTC),
        act=act,
        actor_kind=kind,
        actor_id=uuid7(),
        actor_name="Rådgivar, sekretariatet",
        body=json.dumps(body),
    )


@pytest.mark.parametrize(
    ("language", "says", "day"),
    [
        ("nn", "Rådgivar, sekretariatet planla møte i Styringsgruppa 9. desember 2022", "9. desember 2022"),
        ("en", "Rådgivar, sekretariatet planned a meeting of Styringsgruppa on 9 December 2022", "9 December 2022"),
    ],
)
def test_a_date_reads_as_people_write_it(language: str, says: str, day: str) -> None:
    made = entry(label="Styringsgruppa 2022-12-09", body="Styringsgruppa", day="2022-12-09")
    with override(language):
        read = told(made)
    assert read.sentence == says
    assert read.concerned[0].label == f"Styringsgruppa {day}"


def test_what_only_looks_like_a_date_stays() -> None:
    assert told(entry(label="Brev 2022-13-45", body="A", day="2022-02-30")).concerned[0].label == "Brev 2022-13-45"
    assert sentence(entry(), {"body": "SG 2022-12-09", "day": "no"}).endswith("SG 2022-12-09 no")


def test_several_things_read_as_a_list() -> None:
    with override("nn"):
        read = sentence(
            entry("portfolio.ask_for_acceptance"), {"parties": ["Alver", "Fedje", "Stad"], "project": "DigiHelse"}
        )
    assert "Alver, Fedje og Stad" in read


def test_a_key_reads_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(telling._fact_words, "matter", {"portfolio.adopt_mandate": "vedta mandatet"}.__getitem__)
    read = sentence(entry("governance.add_proposal"), {"reference": "U-22-001", "matter": "portfolio.adopt_mandate"})
    assert read.endswith("vedta mandatet")


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("person", "Rådgivar, sekretariatet"),
        ("system", "systemet"),
        ("installation", "den som driv installasjonen"),
        ("anonymous", "nokon som ikkje var logga inn"),
    ],
)
def test_who_acted_is_always_said(kind: str, says: str) -> None:
    with override("nn"):
        assert who(entry(kind=kind)) == says
    assert (told(entry(kind=kind)).who_id is None) == (kind != "person")


def test_an_act_that_is_no_longer_known_is_named_as_it_is() -> None:
    assert sentence(entry("governance.gone"), {}) == "governance.gone"
    assert sentence(entry("governance.plan_meeting"), {}) == "governance.plan_meeting"
