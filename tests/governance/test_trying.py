"""Another charter file is tried on what is recorded: what it changes, and how past decisions would have gone."""

import json
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.charter.founding import compare
from samstyring.governance import acts
from samstyring.governance.rules.room import Stand, Tally
from samstyring.governance.rules.trying import OtherRules, tried
from samstyring.kernel.ids import uuid7
from samstyring.kernel.models import JournalEntry
from tests.founding import EXAMPLE, PACKAGED, user
from tests.governance import steps
from tests.governance.steps import do

TEXT = PACKAGED.read_text(encoding="utf-8")
KONSENSUS = 'key = "konsensus"\nkind = "consensus_then_leader"\nclause = "SG-7"\nleader_office = "leiar"\n'


def by_majority(more: str = "") -> str:
    """The agreement with majority where it has consensus, and one more seat present than the meeting had."""
    assert KONSENSUS in TEXT
    return TEXT.replace(KONSENSUS, f'key = "konsensus"\nkind = "majority_of_seats"\nclause = "SG-7"\n{more}')


def try_file(path: Path, text: str, *options: str) -> str:
    path.write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("charter_try", str(path), *options, stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.clause("VA-1")
def test_past_decisions_are_tried_under_other_rules_and_nothing_is_written(founded: None, tmp_path: Path) -> None:
    meeting = steps.open_meeting(2)
    agreed = steps.decide(meeting, "Sak 1")
    round_ = steps.round_of(steps.take_up(meeting, "Sak 2"))
    do(acts.record_position, "nordfjord", round_=round_, seat=steps.seat("nordfjord"), kind="object", text="For dyrt")
    do(acts.record_no_objection, round_=round_)
    settled = do(acts.decide_as_leader, "leader", round_=round_, reasons="Fristen er i morgon.")
    entries, path = JournalEntry.objects.count(), tmp_path / "ny.toml"

    def outcomes(text: str) -> dict[str, str]:
        data: dict[str, Any] = json.loads(try_file(path, text, "--json"))
        return {row["number"]: row["outcome"] for row in data["decisions"]}

    assert outcomes(TEXT) == {agreed.label: "same", settled.label: "same"}
    assert outcomes(by_majority()) == {agreed.label: "procedure", settled.label: "procedure"}
    assert outcomes(by_majority("quorum = 5\n")) == {agreed.label: "otherwise", settled.label: "otherwise"}
    assert outcomes(by_majority('of = "all"\n')) == {agreed.label: "otherwise", settled.label: "otherwise"}
    assert outcomes(EXAMPLE.read_text(encoding="utf-8"))[agreed.label] == "otherwise"

    assert "Fila seier det same" in try_file(path, TEXT)
    told = try_file(path, by_majority().replace('title = "Leiar for styringsgruppa"', 'title = "Møteleiar"'))
    assert "konsensus, elles leiaren → fleirtal av plassane" in told
    assert "ikkje leiaren: 2 for, 1 mot" in told
    silent = 'key = "publicity"\nsource = "not_regulated"'
    told = try_file(path, TEXT.replace(silent, 'key = "publicity"\nvalue = "decisions"\nsource = "rules_of_procedure"'))
    assert "Ikkje regulert → Vedtak og godkjende referat" in told
    with pytest.raises(CommandError, match="Ingenting er prøvd"):
        try_file(path, TEXT.replace('procedure = "konsensus"', 'procedure = "lodd"', 1))
    assert JournalEntry.objects.count() == entries


@pytest.mark.clause("VA-1")
def test_the_secretariat_tries_a_file_on_a_page_and_nothing_is_written(founded: None, client: Client) -> None:
    steps.decide(steps.open_meeting(2), "Sak 1")
    entries, address = JournalEntry.objects.count(), reverse("governance:try_charter")
    client.force_login(user("contact"))
    assert client.get(address).status_code == 403
    client.force_login(user("adviser"))
    assert client.post(address, {"which": "file"}).status_code == 422

    def tried_on_page(text: str) -> str:
        sent = client.post(address, {"which": "file", "file": SimpleUploadedFile("ny.toml", text.encode())})
        return str(sent["Location"])

    wrong = client.get(tried_on_page(TEXT.replace('procedure = "konsensus"', 'procedure = "lodd"', 1))).context
    line = TEXT[: TEXT.index('procedure = "konsensus"')].count("\n") + 1
    assert [(each.line, each.field) for each in wrong["problems"]] == [(line, "procedure")]
    broken = client.get(tried_on_page("ikkje = [TOML"))
    assert broken.context["problems"][0].line == 1

    found = tried_on_page(by_majority("quorum = 5\n"))
    with CaptureQueriesContext(connection) as few:
        shown = client.get(found)
    assert "Sak 1" in shown.text
    assert "konsensus, elles leiaren" in shown.text
    assert "Sak 1" in client.get(found, {"outcome": "otherwise"}).text
    assert "Sak 1" not in client.get(found, {"outcome": "same"}).text
    assert "Sak 1" in client.get(found, {"format": "csv"}).getvalue().decode("utf-8-sig")
    assert client.get(found.rstrip("/") + ".json").json()["decisions"][0]["outcome"] == "otherwise"
    assert JournalEntry.objects.count() == entries
    packaged = client.post(address, {"which": EXAMPLE.name})["Location"]
    assert (
        client.get(packaged).context["trial"].title == tomllib.loads(EXAMPLE.read_text("utf-8"))["agreement"]["title"]
    )

    steps.decide(steps.open_meeting(3), "Sak 2")
    with CaptureQueriesContext(connection) as many:
        client.get(found)
    assert len(many) <= len(few)
    client.force_login(user("secretariat_leader"))
    assert client.get(found).status_code == 404, "a file that waits is its owner's"


@given(st.lists(st.sampled_from(["support", "object", "remark", None]), min_size=1, max_size=9))
def test_the_same_rules_give_the_same_and_a_majority_is_more_than_half(kinds: list[str | None]) -> None:
    tally = Tally([Stand(uuid7(), uuid7(), "Plass", "", "", present=True, kind=kind) for kind in kinds])
    consensus = {"kind": "consensus_then_leader", "clause": "1", "authority_clause": "1"}
    majority = {**consensus, "kind": "majority_of_seats"}
    way = "leader" if tally.objecting else "consensus"

    def outcome(procedure: dict[str, str]) -> str:
        rules = OtherRules({"a.b": {"SG": procedure}}, {}, {})
        return tried(way, "SG", ["a.b"], tally, rules).outcome

    assert outcome(consensus) == "same"
    carried = len(tally.in_favour) > len(tally.objecting)
    assert outcome(majority) == ("procedure" if carried else "otherwise")


def test_a_file_differs_from_itself_in_nothing_and_both_ways_alike() -> None:
    here, there = tomllib.loads(TEXT), tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert compare(here, here) == []
    forth, back = compare(here, there), compare(there, here)
    mirrored = {"new": "gone", "gone": "new", "changed": "changed"}
    assert {(each.section, each.name, mirrored[each.kind]) for each in forth} == {
        (each.section, each.name, each.kind) for each in back
    }
