"""The commands that the agreement is founded and looked into by."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from samstyring.charter import queries
from samstyring.kernel import actors, clock
from samstyring.kernel.models import Installation, JournalEntry
from samstyring.parties.models import Person
from tests.founding import EXAMPLE, PACKAGED


def run(command: str, *arguments: str, **options: Any) -> str:
    """Run a command and return what it prints."""
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


def test_a_dry_run_tells_what_would_be_made_and_makes_nothing(db: None) -> None:
    told = run("found", str(PACKAGED), "--dry-run")
    assert "80" in told
    assert "Samnanger, Vaksdal" in told
    assert "renewed_attempt" not in told
    assert "nytt forsøk på konsensus" in told, "the rules are named in words"
    assert not Installation.objects.exists()


def test_what_is_told_of_a_charter_is_told_in_its_language(db: None, tmp_path: Path) -> None:
    path = tmp_path / "bokmaal.toml"
    text = EXAMPLE.read_text(encoding="utf-8").replace('language = "nn"', 'language = "nb"', 1)
    path.write_text(text, encoding="utf-8")
    told = run("found", str(path), "--dry-run")
    assert "Avtalen regulerer ikke: varamedlemmer, " in told
    keys = set(re.findall(r'key = "([a-z]+_[a-z_]+)"', text))
    assert not keys & set(re.findall(r"\w+", told))


@pytest.mark.clause("OR-4")
def test_the_first_account_leads_the_secretariat_of_the_host(db: None, client: Client) -> None:
    told = run("found", str(PACKAGED), "--account", "ny.leiar@bergen.kommune.no")
    person = Person.objects.get()
    assert person.name == "Ny Leiar"
    actor = actors.person(person.pk, clock.today())
    assert actor.has_role("secretariat_leader")
    assert actor.may("governance.open_case")
    assert person.organisation is not None
    assert person.organisation.name == "Bergen"
    link = next(word for word in told.split() if word.startswith("http"))
    assert client.get(link, follow=True).status_code == 200


def test_a_demo_can_open_on_another_day_and_a_real_one_cannot(db: None) -> None:
    with pytest.raises(CommandError):
        run("found", str(PACKAGED), "--today", "2022-11-22")
    run("found", str(EXAMPLE), "--demo", "--today", "2022-11-22")
    assert clock.today().isoformat() == "2022-11-22"
    assert queries.installation_mode() == "demo"


def test_errors_come_as_plain_lines(db: None, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8").replace('procedure = "fleirtal"', 'procedure = "lodd"', 1))
    told = StringIO()
    with pytest.raises(CommandError) as refused:
        run("found", str(path), stderr=told)
    assert len(told.getvalue().splitlines()) == 1
    assert "lodd" in told.getvalue()
    assert "1" in str(refused.value)
    with pytest.raises(CommandError):
        run("found", str(tmp_path / "none.toml"))


def test_the_schema_is_json(db: None) -> None:
    assert json.loads(run("charter_schema"))["title"] == "Charter"


def test_clauses_counts_the_scenarios() -> None:
    told = json.loads(run("clauses", "--json"))
    assert told["total"] == 80
    assert "OR-4" in told["covered"]
    assert set(told["covered"]).isdisjoint(told["missing"])
    assert told["unknown"] == {}


def test_conformance_as_words_and_as_json(founded: None) -> None:
    told = json.loads(run("conformance", "--json", "--as-of", "2025-02-01"))
    states = {row["id"]: row["state"] for row in told["obligations"]}
    assert states["term"] == "broken"
    assert "PA-7" in run("conformance")


def test_the_journal_is_whole_until_a_digest_is_missing(founded: None) -> None:
    digest = JournalEntry.objects.order_by("-position").values_list("digest", flat=True)[3]
    assert JournalEntry.objects.latest("position").digest in run("journal_verify", digest=digest)
    with pytest.raises(CommandError):
        run("journal_verify", digest="0" * 63 + "1")
