"""Another agreement takes over at a date: what goes on and what is closed is chosen, one by one, and recorded."""

from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.charter import acts, errors, queries
from samstyring.charter.models import Accession, Agreement, Edition, Successor
from samstyring.charter.queries import crossings, successors
from samstyring.finance.models import Budget
from samstyring.governance import acts as governance
from samstyring.governance import errors as refusals
from samstyring.governance.models import Action, Body, Case, Decision, Seat, SeatHolding
from samstyring.governance.queries.bodies import page as body_page
from samstyring.governance.queries.groups import closed_bodies
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, NotThere, Stale
from samstyring.kernel.journal import verify
from samstyring.kernel.models import JournalEntry
from samstyring.parties.models import Organisation
from tests.agreement.test_groups import set_up
from tests.founding import PACKAGED, actor, user
from tests.governance import steps
from tests.governance.steps import do
from tests.portfolio import steps as projects

OLD = PACKAGED.read_text(encoding="utf-8")
DAY = date(2025, 1, 1)
AFTER = datetime(2025, 1, 3, 9, tzinfo=clock.OSLO)
KONSENSUS = 'key = "konsensus"\nkind = "consensus_then_leader"\nclause = "SG-7"\nleader_office = "leiar"\n'


def tables_of(text: str) -> list[str]:
    """Split a charter file at its tables."""
    return text.split("\n[[")


def without(text: str, table: str, *lines: str) -> str:
    """Return the file without the table that has these lines."""
    parts = tables_of(text)
    kept = [
        part for part in parts if not (part.startswith(f"{table}]]") and all(f"\n{line}" in part for line in lines))
    ]
    assert len(kept) < len(parts), (table, lines)
    return "\n[[".join(kept)


def new_agreement() -> str:
    """The agreement of 2025: majority, no seat for Nordfjord, Fedje not named, one more body."""
    text = OLD.replace('key = "digi-vestland-2020"', 'key = "digi-vestland-2025"').replace(
        "dated = 2020-06-01\nterm_from = 2020-06-01", "dated = 2024-11-20\nterm_from = 2025-01-01"
    )
    text = text.replace("until = 2025-01-01\nsummary", "until = 2029-01-01\nsummary")
    text = text.replace(KONSENSUS, 'key = "konsensus"\nkind = "majority_of_seats"\nclause = "SG-7"\nquorum = 3\n')
    text = without(text, "seat", 'body = "SG"', 'key = "nordfjord"')
    text = without(text, "party", 'name = "Fedje"')
    return (
        text
        + '\n[[power]]\nrole = "secretariat"\nacts = ["governance.find_majority"]\nclause = "SG-7"\n'
        + '\n[[body]]\nkey = "FU"\nname = "Felles utval"\nkind = "other"\nclause = "OR-1"\n'
        + '\n[[seat]]\nbody = "FU"\nkey = "bergen"\nname = "Bergen"\nkind = "voting"\norganisation = "964338531"\n'
        + 'held_by = "appointed"\nrepresents = []\nclause = "OR-1"\n'
    )


def prepare(text: str = "") -> Successor:
    agreement = queries.agreement_on(clock.today())
    found: Successor = do(acts.prepare_successor, predecessor=agreement, source_text=text or new_agreement())
    return found


def sign(found: Successor, *names: str) -> None:
    for name in names:
        do(
            acts.register_successor_signature,
            successor=found,
            number=Organisation.objects.get(name=name).number,
            signed_on=clock.today(),
            signatory="Ordføraren",
            place=name,
            council_decision="Kommunestyret, sak 71/24",
        )


def page(found: Successor) -> successors.SuccessorPage:
    return successors.successor_page(found.pk, actor("adviser"))


def things(found: Successor, kind: str) -> dict[str, crossings.Chosen]:
    kinds = {each.kind.name: each for each in page(found).kinds}
    return {str(row.thing.label): row for row in kinds[kind].shown} if kind in kinds else {}


def ready(text: str = "") -> Successor:
    """Prepare it and sign it: what is missing is the day."""
    found = prepare(text)
    do(acts.choose_crossings, successor=found, choices={}, rests_on="Styringsgruppa, sak SG 9/24")
    sign(found, "Bergen", "Voss")
    return found


def take_over(text: str = "") -> Successor:
    """Prepare it, sign it, and let it take over."""
    found = ready(text)
    with clock.standing_at(AFTER):
        taken: Successor = do(acts.succeed, successor=found)
    return taken


@pytest.fixture
def lived(founded: None) -> dict[str, Any]:
    """A co-operation with a decided project and budget, a case in preparation, and follow-up that is not done."""
    project = projects.ready()
    case = projects.case_about(project, "portfolio.adopt_mandate", "finance.adopt_budget")
    steps.follow_up(case, "Melde inn behov", "Voss")
    other = steps.free_text_case("Sak som ikkje er ferdig")
    decision = steps.decide(steps.open_meeting([case]), case.title)
    return {"project": project, "case": other, "decision": decision}


@pytest.mark.clause("VA-1", "BG-1", "SI-1", "EN-1")
def test_another_agreement_takes_over_and_the_past_stays_under_the_old(lived: dict[str, Any], client: Client) -> None:
    old, before = queries.agreement_on(clock.today()), lived["decision"]
    found = prepare()
    assert page(found).successor.begins_on == DAY
    assert queries.agreement_on(clock.today()) == old, "nothing changes by preparing"

    seats = things(found, "seat")
    assert (seats["SG: Nordfjord"].choice, seats["SG: Nordfjord"].thing.fixed) == ("closed", True)
    assert seats["SG: Alver"].choice == "carried"
    project = next(iter(things(found, "project").values()))
    action = next(iter(things(found, "action").values()))
    case = next(iter(things(found, "case").values()))
    assert {project.choice, action.choice, case.choice} == {"carried"}

    with pytest.raises(InvalidInput):
        do(acts.choose_crossings, successor=found, choices={("action", action.thing.key): ("closed", "")})
    do(
        acts.choose_crossings,
        successor=found,
        choices={
            ("action", action.thing.key): ("closed", "Behovet er meldt på anna vis"),
            ("case", case.thing.key): ("closed", "Saka er ikkje lenger aktuell"),
            ("seat", seats["SG: Nordfjord"].thing.key): ("carried", "Går ikkje: plassen finst ikkje"),
        },
        rests_on="Styringsgruppa, sak SG 9/24",
    )
    found.refresh_from_db()
    assert things(found, "seat")["SG: Nordfjord"].choice == "closed"
    sign(found, "Bergen", "Alver", "Voss")
    with pytest.raises(errors.SuccessorSigned):
        do(acts.edit_successor, successor=found, source_text=OLD)
    with pytest.raises(errors.TooEarlyToTakeOver):
        do(acts.succeed, successor=found)

    with clock.standing_at(AFTER):
        assert page(found).problems == []
        assert "Fedje" in [row.name for row in page(found).left_out]
        with pytest.raises(Stale):
            do(acts.succeed, successor=found, revision=1)
        do(acts.succeed, successor=found, revision=found.revision)
        found.refresh_from_db()
        new = queries.agreement_on(clock.today())
        assert (new.key, found.agreement) == ("digi-vestland-2025", new)

        # Before the day the old agreement holds, from the day the new one: powers, procedure, parties.
        assert queries.edition_on(date(2024, 12, 31)).agreement == old
        assert queries.edition_on(DAY).agreement == new
        assert queries.authority("governance.free_text", "SG", date(2024, 12, 31)).procedure_kind != "majority_of_seats"
        assert queries.authority("governance.free_text", "SG", DAY).procedure_kind == "majority_of_seats"
        assert queries.term_on(clock.today()).in_force
        parties = Accession.objects.on(DAY).values_list("organisation__name", flat=True)
        assert set(parties) == {"Bergen", "Alver", "Voss"}
        assert Accession.objects.on(date(2024, 12, 31)).filter(agreement=old).count() == 40
        assert {duty.state for duty in queries.conformance(DAY).duties}
        assert {duty.state for duty in queries.conformance(date(2024, 12, 31)).duties}

        # What goes on, goes on; what is closed, is closed.
        assert Body.objects.get(key="FU").seats.get().organisation == Organisation.objects.get(name="Bergen")
        nordfjord = Seat.objects.get(body__key="SG", key="nordfjord")
        assert nordfjord.closed_from == DAY
        assert not SeatHolding.objects.on(DAY).filter(seat=nordfjord).exists()
        assert SeatHolding.objects.on(date(2024, 12, 31)).filter(seat=nordfjord).exists()
        assert SeatHolding.objects.on(DAY).filter(seat__key="alver").exists()
        shown = [row.seat.key for row in body_page("SG", actor("adviser"), clock.today()).seats]
        assert "alver" in shown
        assert "nordfjord" not in shown
        lived["case"].refresh_from_db()
        assert lived["case"].state == Case.State.WITHDRAWN
        assert Action.objects.get().state == Action.State.DROPPED
        lived["project"].refresh_from_db()
        assert lived["project"].ended_on is None
        assert not Budget.objects.filter(repeals=True).exists()

        # The record stays, and the past is told by the clauses of its day.
        record = {(row.kind, row.label): row.choice for row in found.crossings.all()}
        assert record["seat", "SG: Nordfjord"] == "closed"
        with pytest.raises(errors.SuccessorOver):
            do(acts.withdraw_successor, successor=found, why="For seint")
        client.force_login(user("alver"))
        text = client.get(found.get_absolute_url()).text
        assert "Saka er ikkje lenger aktuell" in text
        assert "Rådgivar, sekretariatet" in text
        assert (
            client.get(reverse("governance:decision", args=[before.body_key, before.year, before.number])).status_code
            == 200
        )
        assert Decision.objects.get(pk=before.pk).edition.agreement == old
        assert client.get(reverse("charter:clause", args=["SG-7"])).status_code == 200
        for name in ("charter:agreement", "charter:conformance", "charter:editions", "governance:between"):
            assert client.get(reverse(name)).status_code == 200

        # What comes after is decided under the new agreement.
        later = steps.free_text_case("Første sak")
        meeting = steps.open_meeting([later], present=("alver", "bergen_leiar"))
        round_ = steps.round_of(steps.take_up(meeting, "Første sak"))
        with pytest.raises(refusals.OtherProcedure):
            do(governance.find_consensus, round_=round_, silent_agree=True)
        with pytest.raises(refusals.TooFewPresent):
            do(governance.find_majority, round_=round_, silent_agree=True)
        assert verify() is None
    assert Agreement.objects.count() == 2
    assert Edition.objects.filter(agreement__key="digi-vestland-2025").count() == 1


@pytest.mark.clause("VA-1", "SG-3")
def test_what_belongs_to_what_is_closed_is_closed_with_it(lived: dict[str, Any]) -> None:
    text = without(new_agreement(), "authority", 'matter = "governance.set_up_group"')
    group = set_up()
    found = prepare(text)
    bodies = things(found, "body")
    assert bodies[f"{group.key} {group.name}"].choice == "closed", "the new agreement sets up no groups"
    project = next(iter(things(found, "project").values()))
    choices = {("project", project.thing.key): ("closed", "Blir ikkje med vidare")}
    do(acts.choose_crossings, successor=found, choices=choices, rests_on="Styringsgruppa, sak SG 9/24")
    assert {row.choice for row in things(found, "budget").values()} == {"closed"}
    sign(found, "Bergen", "Voss")
    with clock.standing_at(AFTER):
        do(acts.succeed, successor=found)
        lived["project"].refresh_from_db()
        assert (lived["project"].state, lived["project"].ended_on) == ("stopped", DAY)
        newest = Budget.objects.filter(project=lived["project"]).in_force(DAY)[0]
        assert newest.repeals
        assert newest.basis == lived["project"].ended_by
        assert group.pk in closed_bodies(DAY)
        assert group.pk not in closed_bodies(date(2024, 12, 31))


@pytest.mark.clause("VA-1", "VE-2")
def test_what_cannot_take_over_is_refused_with_all_the_reasons(founded: None) -> None:
    entries = JournalEntry.objects.count()
    agreement = queries.agreement_on(clock.today())
    text = new_agreement()
    alver = 'key = "alver"\nname = "Alver"\nkind = "voting"'
    assert alver in text
    for wrong, refused in (
        (OLD, errors.SuccessorRefused),
        (text.replace('key = "digi-vestland"\n', 'key = "noko-anna"\n'), errors.AnotherCooperation),
        (text.replace(alver, alver.replace("voting", "observer")), errors.SuccessorRefused),
        (text.replace('role = "secretariat_leader"\ntitle', 'role = "secretariat"\ntitle'), errors.SuccessorRefused),
        (text.replace('procedure = "konsensus"', 'procedure = "lodd"', 1), errors.CharterHasErrors),
    ):
        assert wrong != text
        with pytest.raises(refused):
            prepare(wrong)
    assert JournalEntry.objects.count() == entries
    found = prepare()
    with pytest.raises(errors.SuccessorUnderWay):
        prepare()
    with pytest.raises(errors.NotInSuccessor):
        do(
            acts.register_successor_signature,
            successor=found,
            number=Organisation.objects.get(name="Fedje").number,
            signed_on=clock.today(),
            signatory="Ordføraren",
            place="Fedje",
        )
    for who in ("contact", "ks"):
        with pytest.raises(NotThere):
            successors.successor(found.pk, actor(who))
    with pytest.raises(NotAuthorised):
        do(acts.succeed, "leader", successor=found)
    sign(found, "Bergen", "Voss")

    with clock.standing_at(AFTER):
        with pytest.raises(errors.SuccessorRefused, match="byggjer på"):
            do(acts.succeed, successor=found)
        do(acts.choose_crossings, successor=found, choices={}, rests_on="Avtalen av 2025, punkt VA-1")
        do(acts.draft_amendment, agreement=agreement, title="T", reason="R", initiative="Brev")
        assert [row.choice for row in things(found, "amendment").values()] == ["closed"]
    with clock.standing_at(datetime(2025, 2, 4, 9, tzinfo=clock.OSLO)):
        noted = steps.information_case()
        meeting = steps.open_meeting([noted])
        do(governance.take_note, item=steps.take_up(meeting, noted.title))
        with pytest.raises(errors.SuccessorRefused, match="under dagens avtale"):
            do(acts.succeed, successor=found)
        do(acts.withdraw_successor, successor=found, why="Ny tekst")
        assert successors.being_prepared(actor("adviser")) is None
    assert Agreement.objects.count() == 1


@pytest.mark.clause("VA-1")
def test_the_secretariat_prepares_it_on_its_pages_and_the_command_only_tells(
    founded: None, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = tmp_path / "ny.toml", StringIO()
    path.write_text(new_agreement(), encoding="utf-8")
    call_command("charter_successor", str(path), "--dry-run", stdout=out)
    assert "SG: Nordfjord" in out.getvalue()
    assert not Successor.objects.exists()

    client.force_login(user("adviser"))
    address = reverse("charter:prepare_successor")
    wrong = new_agreement().replace('procedure = "konsensus"', 'procedure = "lodd"', 1)
    refused = client.post(address, {"file": SimpleUploadedFile("ny.toml", wrong.encode())})
    assert refused.status_code == 422
    assert "linje" in refused.text
    sent = client.post(address, {"file": SimpleUploadedFile("ny.toml", path.read_bytes())})
    found = Successor.objects.get()
    assert sent["Location"] == found.get_absolute_url()
    choices = reverse("charter:choose_crossings", args=[found.pk])
    choices += "?kind=seat"
    form = client.get(choices).context["form"]
    seat = next(name for name in form.fields if name.startswith("choice:seat"))
    data = {"rests_on": "Sak SG 9/24", "revision": 1, seat: "closed"}
    assert "Skriv kvifor" in client.post(choices, data).text
    why = seat.replace("choice:", "why:")
    assert client.post(choices, data | {why: "Ny representant skal veljast"}).status_code == 302
    assert client.post(choices, data | {why: "For seint"}).status_code == 409
    client.get(found.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        text = client.get(found.get_absolute_url()).text
    assert "Ny representant skal veljast" in text
    assert len(asked) <= 20
    assert "whole=" not in text
    monkeypatch.setattr(crossings, "FEW", 1)
    caches["kept"].clear()
    few = client.get(found.get_absolute_url())
    assert "?whole=all#today" in few.text
    for whole in (crossings.EVERY, "seat"):
        shown = client.get(f"{found.get_absolute_url()}?whole={whole}").context["found"].kinds
        assert all(kind.more == 0 for kind in shown if whole in (crossings.EVERY, kind.kind.name))
        assert any(kind.more for kind in shown) is (whole == "seat")
    assert found.title in client.get(reverse("governance:between")).text
    client.force_login(user("contact"))
    assert client.get(found.get_absolute_url()).status_code == 404
    assert client.get(choices).status_code == 403
