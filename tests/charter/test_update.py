"""An installation founded by an older file gets what a later one adds, and nothing else of its agreement changes."""

import re
import tomllib
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from samstyring.charter import acts, queries
from samstyring.charter.acts.found import found
from samstyring.charter.errors import CharterHasErrors, NothingToAdd
from samstyring.charter.founding import update_of
from samstyring.charter.models import Clause, Edition, Obligation, Power, Purpose, Rule, Scheme
from samstyring.governance.models import Body, Seat
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.journal import verify
from samstyring.kernel.models import JournalEntry
from samstyring.parties.models import Organisation
from tests.agreement.test_amendment import VA_1, register, sent
from tests.founding import EXAMPLE, OPENING, PACKAGED, actor, found_for_tests

NEW = EXAMPLE.read_text(encoding="utf-8")


def older(text: str = NEW) -> str:
    """Return the example as it was before acts on the mailbox, one rule, one obligation and one authority came."""
    text = text.replace('  "charter.set_secretariat_mailbox",\n', "")
    for table, key in (
        ("rule", 'key = "notice_days"'),
        ("obligation", 'id = "seats"'),
        ("case_kind", 'key = "note"'),
        ("authority", 'matter = "governance.free_text"'),
    ):
        text = re.sub(rf"(?ms)^\[\[{table}\]\]\n(?:(?!^\[).)*?^{re.escape(key)}$.*?(?=^\[|\Z)", "", text, count=1)
    return text


@pytest.fixture
def old(db: None) -> Edition:
    """A co-operation founded by the older file."""
    found(source_text=older(), mode="real", clock_offset=timedelta(0), by=INSTALLATION, at=clock.now())
    return Edition.objects.get()


def update(text: str) -> Edition:
    """Bring the agreement up to date with a file."""
    agreement = queries.agreement_on(clock.today())
    return acts.update_charter(agreement=agreement, source_text=text, by=INSTALLATION, at=clock.now())


def run(*arguments: str) -> str:
    """Run the command and return what it prints."""
    out = StringIO()
    call_command("charter_update", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_new_acts_get_their_roles_and_the_text_stays(old: Edition) -> None:
    today = clock.today()
    assert "charter.set_secretariat_mailbox" not in queries.powers_on(today)
    assert [row.body_key for row in queries.who_decides("governance.free_text", today)] == ["KST"]
    before = list(Clause.objects.filter(edition=old).values_list("ref", "heading", "text", "position"))

    edition = update(NEW.replace("minst ti dagar", "minst to dagar"))
    assert (edition.number, edition.in_force_from) == (2, today)
    assert queries.powers_on(today)["charter.set_secretariat_mailbox"] == {
        "secretariat_leader": "8",
        "secretariat": "8",
    }
    assert {row.body_key for row in queries.who_decides("governance.free_text", today)} == {"KST", "FN"}
    assert queries.rule_on("notice_days", today).value == 10
    assert Obligation.objects.filter(edition=edition, key="seats").exists()
    assert list(Clause.objects.filter(edition=edition).values_list("ref", "heading", "text", "position")) == before
    assert edition.source.startswith(old.source.rstrip("\n"))
    old_powers = set(Power.objects.filter(edition=old).values_list("role", "act", "source"))
    assert old_powers < set(Power.objects.filter(edition=edition).values_list("role", "act", "source"))
    assert Rule.objects.filter(edition=edition).count() == Rule.objects.filter(edition=old).count() + 1
    assert verify() is None
    with pytest.raises(NothingToAdd):
        update(NEW)


def test_a_dry_run_tells_and_writes_nothing_and_the_product_names_its_files(old: Edition, tmp_path: Path) -> None:
    entries = JournalEntry.objects.count()
    told = run("eksempel-vertskommune", "--dry-run")
    assert "secretariat: charter.set_secretariat_mailbox (8)" in told
    assert "notice_days" in told
    assert "1 slag saker" in told
    assert "governance.decide_as_leader" in told.splitlines()[-2]  # no leader there decides alone: given to nobody
    assert "charter.set_secretariat_mailbox" not in told.splitlines()[-2]
    assert (JournalEntry.objects.count(), Edition.objects.count()) == (entries, 1)
    assert "2" in run("eksempel-vertskommune.toml")
    again = run("eksempel-vertskommune.toml")
    assert Edition.objects.count() == 2
    assert again.strip()
    with pytest.raises(CommandError, match="eksempel-vertskommune"):
        run(str(tmp_path / "borte.toml"))


BAD = [
    ('role = "leader"\nacts', 'role = "king"\nacts', "role"),
    ('key = "eksempel-fjordkart-2022"', 'key = "noko-anna"', "key"),
    ("[agreement]", "[agreement", ""),
]


@pytest.mark.parametrize(("right", "wrong", "field"), BAD)
def test_a_bad_file_is_refused_with_its_lines(old: Edition, right: str, wrong: str, field: str, tmp_path: Path) -> None:
    assert right in NEW
    bad = NEW.replace(right, wrong, 1)
    with pytest.raises(CharterHasErrors) as refused:
        update(bad)
    line = NEW[: NEW.index(right)].count("\n") + 1
    assert any(
        abs(problem.line - line) <= 1 and problem.field.startswith(field) for problem in refused.value.problems
    ), refused.value.problems
    path = tmp_path / "feil.toml"
    path.write_text(bad, encoding="utf-8")
    with pytest.raises(CommandError):
        run(str(path))
    assert Edition.objects.count() == 1


def test_what_rests_on_a_clause_that_is_not_here_is_told_by_its_line_in_the_file(old: Edition) -> None:
    chapter = '[[clause]]\nid = "99"\nchapter = "nemnda"\nheading = "Ny"\ntext = "Ny."\n\n'
    text = NEW.replace("[[clause]]", chapter + "[[clause]]", 1)
    text = text.replace('  "charter.set_secretariat_mailbox",\n', "")
    text += '\n[[power]]\nrole = "secretariat"\nacts = ["charter.set_secretariat_mailbox"]\nclause = "99"\n'
    problems = update_of(old.source, text, {}).problems
    assert [problem.field for problem in problems] == ["clause"]
    assert text.split("\n")[problems[0].line - 1] == "[[power]]"
    assert "clause 99" in update_of(old.source, text, {}).only_there


@pytest.mark.clause("OR-4")
def test_those_who_act_get_the_new_power_at_once(founded: None) -> None:
    lacking = PACKAGED.read_text(encoding="utf-8")
    given = Edition.objects.get().source
    assert update_of(given, lacking, {}).added["power"] == []
    more = lacking + (
        '\n[[power]]\nrole = "contact"\nacts = ["charter.set_secretariat_mailbox"]\n'
        'source = "not_regulated"\nwhy = "Ein prøve."\n'
    )
    assert not actor("contact").may("charter.set_secretariat_mailbox", "party:1")
    update(more)
    assert "contact" in actor("contact").powers["charter.set_secretariat_mailbox"]
    assert actors.person(actor("leader").person_id, clock.today()).has_role("leader")
    assert OPENING.date() == clock.today()


def test_it_is_not_for_people(founded: None) -> None:
    arguments: dict[str, Any] = {"agreement": queries.agreement_on(clock.today()), "source_text": NEW}
    with pytest.raises(NotAuthorised):
        acts.update_charter(**arguments, by=actor("secretariat_leader"), at=clock.now())


@pytest.mark.clause("OR-1")
def test_bodies_offices_schemes_purposes_and_places_on_the_map_are_added_under_the_clauses_that_are_here(
    founded: None, tmp_path: Path
) -> None:
    here = Edition.objects.get().source
    added = (
        here
        + """
[[office]]
key = "area-leader"
role = "secretariat"
title = "Områdeleiar"
organisation = "BERGEN"
clause = "SE-1"

[[body]]
key = "FH"
name = "Faggruppe helse"
kind = "expert_group"
clause = "OR-4"
prepares_for = "SG"
chair_office = "area-leader"

[[seat]]
body = "FH"
key = "bergen"
name = "Bergen"
kind = "voting"
organisation = "BERGEN"
held_by = "appointed"
clause = "OR-4"

[[seat]]
body = "SG"
key = "ein-til"
name = "Ein til"
kind = "voting"
held_by = "appointed"
clause = "OR-4"

[[scheme]]
key = "nytt-fond"
name = "Nytt fond"
clause = "PA-7"

[[purpose]]
key = "helse"
name = "Helse"
clause = "BG-1"
""".replace("BERGEN", Organisation.objects.get(name="Bergen").number)
    )
    path = tmp_path / "meir.toml"
    path.write_text(added, encoding="utf-8")
    told = run(str(path), "--dry-run")
    assert all(name in told for name in ("Faggruppe helse", "Områdeleiar", "nytt-fond", "FH bergen", "seat SG ein-til"))
    assert not Body.objects.filter(key="FH").exists()
    bodies, seats = Body.objects.count(), Seat.objects.count()

    edition = update(added)
    body = Body.objects.get(key="FH")
    assert (body.prepares_for.key, body.leader_office.title) == ("SG", "Områdeleiar")
    assert [seat.organisation.name for seat in body.seats.all()] == ["Bergen"]
    assert (Body.objects.count(), Seat.objects.count()) == (bodies + 1, seats + 1), (
        "a seat of a body that is here is not added"
    )
    assert Scheme.objects.filter(key="nytt-fond").exists()
    assert Purpose.objects.filter(edition=edition, key="helse").exists()
    assert verify() is None
    with pytest.raises(NothingToAdd):
        update(added)
    with pytest.raises(CharterHasErrors):
        update(
            added.replace('key = "nytt-fond"', 'key = "anna-fond"').replace(
                'clause = "PA-7"\n\n[[purpose]]', 'clause = "XX-1"\n\n[[purpose]]'
            )
        )


def test_a_place_on_the_map_is_given_and_never_moved(founded: None) -> None:
    source = Edition.objects.get().source
    first, second = list(re.finditer(r"(?m)^tile = \[(\d+), (\d+)\]\n", source))[:2]
    without = source[: first.start()] + source[first.end() :]
    assert update_of(without, source, {}).added["tile"]
    moved = source[: second.start()] + "tile = [19, 19]\n" + source[second.end() :]
    told = update_of(without, moved, {})
    assert len(told.added["tile"]) == 1
    assert len([each for each in told.differs if each.startswith("party ")]) == 1
    assert tomllib.loads(told.source)["party"] == tomllib.loads(source)["party"]


def test_a_name_that_something_here_has_got_since_is_refused(founded: None) -> None:
    source = Edition.objects.get().source
    scheme = '\n[[scheme]]\nkey = "nytt"\nname = "Nytt"\nclause = "PA-7"\n'
    problems = update_of(source, source + scheme, {"scheme": {"nytt"}}).problems
    assert [(problem.where, problem.field) for problem in problems] == [("scheme", "key")]


SETTINGS = "warn_days = 365, remind_days = 180", "params = { remind_days = 60 }\n"


def lacking() -> str:
    """Return the packaged charter before two duties said when to remind, and before an act of the secretariat came."""
    text = PACKAGED.read_text(encoding="utf-8")
    for now, before in zip(SETTINGS, ("warn_days = 365", ""), strict=True):
        assert now in text
        text = text.replace(now, before)
    return text.replace('  "charter.set_secretariat_mailbox",\n', "")


def settings_of(key: str) -> dict[str, Any]:
    edition = queries.edition_on(clock.today())
    found: dict[str, Any] = Obligation.objects.get(edition=edition, key=key).parameters
    return found


def test_a_duty_gets_the_settings_that_it_lacks_line_by_line_and_keeps_those_it_has(db: None) -> None:
    old = lacking().replace("warn_days = 365", "warn_days = 90")
    told = update_of(old, PACKAGED.read_text(encoding="utf-8"), {})
    assert told.added["setting"] == ["term: remind_days = 180", "evaluation: remind_days = 60"]
    assert told.differs == ["obligation term"]
    duties = {row["id"]: row.get("params") for row in tomllib.loads(told.source)["obligation"]}
    assert duties["term"] == {"warn_days": 90, "remind_days": 180}
    assert duties["evaluation"] == {"remind_days": 60}


@pytest.mark.clause("EN-1")
def test_what_an_amendment_in_round_does_not_touch_is_taken_in_and_follows_after_it(
    db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    everyone = queries.parties_to
    monkeypatch.setattr(queries, "parties_to", lambda agreement, on: everyone(agreement, on)[:1])
    older_file = tmp_path / "eldre.toml"
    older_file.write_text(lacking(), encoding="utf-8")
    found_for_tests(path=older_file)
    amendment = sent()
    packaged = "digi-vestland-2020"
    told = run(packaged, "--dry-run")
    waiting = told.split("ventar")[1]
    assert "evaluation: remind_days = 60" in told.split("ventar")[0]
    assert "term: remind_days = 180" in waiting
    run(packaged)
    assert queries.edition_on(clock.today()).number == 2
    assert "secretariat" in queries.powers_on(clock.today())["charter.set_secretariat_mailbox"]
    assert (settings_of("term"), settings_of("evaluation")) == ({"warn_days": 365}, {"remind_days": 60})

    register(amendment.asked.get())
    amendment.refresh_from_db()
    consented, after = Edition.objects.order_by("number")[2:]
    assert amendment.edition == consented
    assert consented.sha256 in amendment.exact_text, "to the letter the file that they were shown"
    assert queries.edition_on(clock.today()) == after
    assert (after.number, after.until, settings_of("evaluation")) == (4, consented.until, {"remind_days": 60})
    assert "secretariat" in queries.powers_on(clock.today())["charter.set_secretariat_mailbox"]
    assert Clause.objects.get(edition=after, ref="VA-1").text == VA_1
    run(packaged)
    assert settings_of("term") == {"warn_days": 365, "remind_days": 180}
    assert verify() is None


@pytest.mark.clause("SE-4a")
def test_a_duty_that_nothing_could_answer_gets_its_check_and_newer_words(old: Edition) -> None:
    text = NEW.replace("Deltakarbetaling og rekneskap blir ikkje ført her enno.", "Rekneskap blir ikkje ført her.", 1)
    archive = re.search(r'(?s)id = "archive".*?params = [^\n]*', text)
    assert archive is not None
    answered = re.sub(r"(?s)check = .*", 'check = "portfolio.radar_kept"\nparams = { months = 6 }', archive[0])
    text = text.replace(archive[0], answered, 1)
    told = update_of(old.source, text, {})
    assert told.added["setting"] == [
        'payment: because = "Rekneskap blir ikkje ført her."',
        'archive: check = "portfolio.radar_kept"',
        "archive: months = 6",
    ]
    assert not [name for name in told.differs if name.startswith("obligation")]
    edition = update(text)
    rows = Obligation.objects.filter(edition=edition)
    assert rows.get(key="payment").parameters == {"because": "Rekneskap blir ikkje ført her."}
    assert (rows.get(key="archive").check_name, rows.get(key="archive").parameters) == (
        "portfolio.radar_kept",
        {"months": 6},
    )
    with pytest.raises(NothingToAdd):
        update(text)
    back = update_of(edition.source, NEW, {})
    assert "obligation archive" in back.differs, "what is checked stays as it is here"
