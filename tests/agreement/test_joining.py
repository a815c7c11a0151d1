"""How a municipality joins: invited, decided by its council, signed, party from that day."""

import hashlib
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.charter import acts, queries
from samstyring.charter.errors import (
    AlreadyInvited,
    AlreadyParty,
    CouncilDeclined,
    CouncilFirst,
    NotInvited,
    NotInvitedNow,
)
from samstyring.charter.models import Accession, Agreement, Joining
from samstyring.charter.queries import joining as way
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.parties.acts import appoint, register_person
from samstyring.parties.models import Office, Organisation, Person
from samstyring.records.uploads import Upload
from samstyring.ui.worklist import waiting_for
from tests.founding import EXAMPLE, actor, found_charter, user

INVITED_ON = date(2022, 9, 1)
ANSWER_BY = date(2022, 11, 1)
DECIDED_ON = date(2022, 10, 20)
LETTER = Upload("saksutskrift.txt", b"decided")


def solund() -> Organisation:
    """Return a municipality that has not signed."""
    return Organisation.objects.get(name="Solund")


def invite(party: Organisation | None = None, **changes: Any) -> Joining:
    """Invite Solund, or another."""
    arguments = {
        "agreement": Agreement.objects.get(),
        "organisation": party or solund(),
        "invited_on": INVITED_ON,
        "answer_by": ANSWER_BY,
        "by": actor("adviser"),
        "at": clock.now(),
    }
    return acts.invite_to_join(**{**arguments, **changes})


def decide(joining: Joining, who: Any = "adviser", **changes: Any) -> Any:
    """Register that the council joins."""
    arguments = {
        "joining": joining,
        "joins": True,
        "case_number": "Sak 41/22",
        "decided_on": DECIDED_ON,
        "evidence": LETTER,
        "by": actor(who) if isinstance(who, str) else who,
        "at": clock.now(),
    }
    return acts.register_council_decision(**{**arguments, **changes})


def sign(party: Organisation | None = None, on: date = date(2022, 11, 1), **changes: Any) -> Accession:
    """Register the signature."""
    arguments = {
        "agreement": Agreement.objects.get(),
        "organisation": party or solund(),
        "signed_on": on,
        "signatory": "Ordføraren",
        "place": "Hardbakke",
        "at": clock.now(),
    }
    return acts.register_signature(**{"by": changes.get("by") or actor("adviser"), **arguments, **changes})


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    """A browser in which the secretariat's adviser is signed in."""
    client.force_login(user("adviser"))
    return client


@pytest.mark.clause("BG-1")
@pytest.mark.clause("SI-1")
def test_a_municipality_joins_step_by_step_on_the_pages(adviser: Client) -> None:
    page = reverse("charter:party", args=[solund().address_key])
    address = reverse("charter:invite_to_join", args=[solund().address_key])
    assert address in adviser.get(page).content.decode()
    assert adviser.get(address).status_code == 200
    letter = SimpleUploadedFile("invitasjon.txt", b"welcome")
    sent = adviser.post(address, {"invited_on": "2022-09-01", "answer_by": "2022-11-01", "letter": letter})
    assert sent.status_code == 302
    joining = Joining.objects.get()
    asked = reverse("charter:register_council_decision", args=[joining.pk])
    assert asked in adviser.get(page).content.decode()
    typed = {"joins": "yes", "case_number": "Sak 41/22", "decided_on": "2022-10-20"}
    without = adviser.post(asked, typed)
    assert (without.status_code, list(without.context["form"].errors)) == (422, ["evidence"])
    assert "Sak 41/22" in without.content.decode()
    done = adviser.post(asked, typed | {"evidence": SimpleUploadedFile("utskrift.txt", b"decided")})
    assert done.status_code == 302
    signing = reverse("charter:register_signature", args=[solund().address_key])
    form = adviser.get(signing)
    assert "council_decision" not in form.context["form"].fields
    signed = adviser.post(
        signing,
        {
            "signed_on": "2022-11-01",
            "signatory": "Ordføraren i Solund",
            "place": "Hardbakke",
            "signed_file": SimpleUploadedFile("avtale.txt", b"signed"),
        },
    )
    assert signed.status_code == 302
    shown = adviser.get(page).content.decode()
    text = b"".join(adviser.get(reverse("charter:edition_text", args=["digi-vestland-2020", 1])).streaming_content)
    assert hashlib.sha256(text).hexdigest() in shown
    assert hashlib.sha256(b"signed").hexdigest() in shown
    for words in ("Sak 41/22", "Hardbakke", "Ordføraren i Solund", "invitasjon.txt", "utskrift.txt", "Rådgivar"):
        assert words in shown
    assert not queries.is_party(solund(), date(2022, 10, 31))
    assert queries.is_party(solund(), date(2022, 11, 1))
    entry = JournalEntry.objects.get(act="charter.register_council_decision")
    assert entry.on_behalf_of == "Solund"


@pytest.mark.clause("SI-1")
def test_no_step_is_skipped_and_no_day_is_wrong(founded: None) -> None:
    with pytest.raises(AlreadyParty):
        invite(Organisation.objects.get(name="Fedje"))
    with pytest.raises(NotInvited):
        invite(Organisation.objects.get(name="KS"))
    tomorrow = clock.today() + timedelta(days=1)
    for days, field in (
        ({"invited_on": tomorrow, "answer_by": tomorrow + timedelta(days=9)}, "invited_on"),
        ({"answer_by": INVITED_ON}, "answer_by"),
        ({"invited_on": date(2025, 1, 1)}, "invited_on"),
    ):
        with pytest.raises(InvalidInput) as refused:
            invite(**days)
        assert field in refused.value.errors
    joining = invite()
    with pytest.raises(AlreadyInvited):
        invite()
    with pytest.raises(CouncilFirst) as skipped:
        sign()
    assert skipped.value.clause == "SI-1"
    for wrong, field in (
        ({"decided_on": INVITED_ON - timedelta(days=1)}, "decided_on"),
        ({"decided_on": tomorrow}, "decided_on"),
        ({"case_number": " "}, "case_number"),
        ({"joins": False}, "words"),
        ({"evidence": None}, "evidence"),
    ):
        with pytest.raises(InvalidInput) as refused:
            decide(joining, **wrong)
        assert list(refused.value.errors) == [field]
    decide(joining)
    with pytest.raises(NotInvitedNow):
        decide(joining)
    with pytest.raises(InvalidInput) as early:
        sign(on=DECIDED_ON - timedelta(days=1))
    assert list(early.value.errors) == ["signed_on"]
    assert sign().council_decision.startswith("Sak 41/22")


@pytest.mark.clause("SI-1")
def test_a_council_that_declines_ends_the_invitation_in_its_own_words(adviser: Client) -> None:
    joining = invite()
    decide(joining, joins=False, words="Kommunen står utanfor inntil vidare.")
    place = way.place_of(solund(), clock.today())
    assert (place.state, place.day) == (way.DECLINED, DECIDED_ON)
    assert way.place_of(solund(), DECIDED_ON - timedelta(days=1)).state == way.INVITED
    with pytest.raises(CouncilDeclined):
        sign()
    page = adviser.get(reverse("charter:party", args=[solund().address_key])).content.decode()
    assert "Kommunen står utanfor inntil vidare." in page
    again = invite(invited_on=date(2022, 11, 2), answer_by=date(2023, 2, 1))
    assert way.place_of(solund(), clock.today()).joining == again
    acts.withdraw_invitation(joining=again, why="Sendt ved ein feil", by=actor("adviser"), at=clock.now())
    with pytest.raises(NotInvitedNow):
        decide(again)
    assert "Sendt ved ein feil" in adviser.get(again.get_absolute_url()).content.decode()


@pytest.mark.clause("BG-1")
def test_silence_is_shown_as_silence_and_waits_for_those_who_must_act(adviser: Client) -> None:
    invite()
    place = way.place_of(solund(), clock.today())
    assert (place.state, place.overdue) == (way.INVITED, True)
    assert not way.place_of(solund(), ANSWER_BY).overdue
    waiting = {item.key: item for item in waiting_for(actor("adviser"), clock.today())}
    item = waiting[f"charter.joining.{solund().pk}"]
    assert (item.deadline, item.clause) == (ANSWER_BY, "SI-1")
    assert adviser.get(item.url).status_code == 200
    assert item.key not in {one.key for one in waiting_for(actor("contact"), clock.today())}


@pytest.mark.clause("SI-1")
def test_the_municipality_answers_for_itself_and_for_nobody_else(founded: None, client: Client) -> None:
    joining = invite()
    with pytest.raises(NotAuthorised):
        decide(joining, "contact")
    client.force_login(user("contact"))
    assert client.get(reverse("charter:register_council_decision", args=[joining.pk])).status_code == 403
    office = Office.objects.get(role="contact", organisation=solund())
    by = {"by": actor("adviser"), "at": clock.now()}
    person: Person = register_person(name="Kontaktperson, Solund", organisation=solund(), email="s@example.no", **by)
    appoint(office=office, person=person, from_date=INVITED_ON, source="Brev", **by)
    own = actors.person(person.pk, clock.today())
    assert f"charter.joining.{solund().pk}" in {one.key for one in waiting_for(own, clock.today())}
    decision = decide(joining, own, evidence=None)
    assert (decision.on_behalf, decision.registered_as) == (False, office.title)


@pytest.mark.clause("SI-1")
def test_where_the_agreement_wants_the_council_first_nobody_signs_without(db: None) -> None:
    found_charter(EXAMPLE)
    agreement = Agreement.objects.get()
    unsigned = [row for row in queries.invited_to(agreement) if not row.accessions.exists()]
    party = unsigned[0] if unsigned else None
    assert party is not None
    with pytest.raises(CouncilFirst) as refused:
        sign(party, on=agreement.term_from, by=INSTALLATION)
    assert refused.value.field == "council_decision"
    sign(party, on=agreement.term_from, by=INSTALLATION, council_decision="Sak 3/22")


@pytest.mark.clause("BG-1")
def test_who_is_where_is_shown_on_any_day_as_list_as_map_and_as_file(
    adviser: Client, django_assert_max_num_queries: Any
) -> None:
    decide(invite(), joins=False, words="Nei")
    invite(Organisation.objects.get(name="Modalen"))
    address = reverse("charter:who_is_where")
    with django_assert_max_num_queries(25):
        page = adviser.get(address)
    found = page.context["found"]
    assert [(state, count) for state, _words, count in found.counts] == [
        (way.PARTY, 40),
        (way.INVITED, 1),
        (way.DECLINED, 1),
        (way.NOT_INVITED, 1),
    ]
    assert len(found.tiles) == 43
    assert len({(tile.row, tile.column) for tile in found.tiles}) == 43
    words = {tile.name: tile.word for tile in found.tiles}
    assert len({words["Fedje"], words["Modalen"], words["Solund"], words["Hyllestad"]}) == 4
    declined = adviser.get(address, {"state": way.DECLINED}).context["table"]
    assert [row.place.organisation.name for row in declined.rows] == ["Solund"]
    before = adviser.get(address, {"on": "2020-06-14"}).context["found"]
    assert [state for state, _words, _count in before.counts] == [way.NOT_INVITED]
    file = b"".join(adviser.get(address, {"format": "csv", "q": "solund"}).streaming_content).decode("utf-8-sig")
    assert file.count("\n") == 2
    assert "Sak 41/22" in file
    assert Client().get(address).status_code == 302


days = st.dates(date(2020, 6, 1), date(2025, 12, 31))


@pytest.mark.clause("VA-1")
@given(
    signed=st.lists(st.tuples(days, st.integers(1, 400)), max_size=4),
    asked=st.lists(st.tuples(days, st.none() | st.booleans(), st.integers(1, 200)), max_size=4),
    on=days,
)
def test_a_party_on_a_day_is_one_whose_period_holds_that_day(signed: Any, asked: Any, on: date) -> None:
    """Whatever was asked and answered: party exactly in [signature, end), and each day has one state and its own day."""
    accessions, free_from = [], date.min
    for start, length in sorted(signed):
        if start >= free_from:
            free_from = start + timedelta(days=length)
            begun = SimpleNamespace(dated=start)
            accessions.append(Accession(from_date=start, until=free_from))
            accessions[-1]._state.fields_cache["begun_by"] = begun
            accessions[-1]._state.fields_cache |= {"joining": None, "continues": None, "withdrawal": None}
    joinings = []
    for start, answer, wait in sorted(asked, key=lambda row: row[0]):
        decided = SimpleNamespace(joins=answer, decided_on=start + timedelta(days=wait))
        joinings.append(
            SimpleNamespace(
                invited_on=start,
                answer_by=start + timedelta(days=30),
                withdrawn_on=None,
                **({} if answer is None else {"decision": decided}),
            )
        )
    place = way.stands(Organisation(name="Ein"), on, named=True, accessions=accessions, joinings=joinings)
    assert (place.state in (way.PARTY, way.LEAVING)) == any(row.from_date <= on < row.until for row in accessions)
    assert place.day is None or place.day <= on
    if place.state == way.NOT_INVITED:
        assert not any(row.from_date <= on for row in accessions)
        assert not any(row.invited_on <= on for row in joinings)


@pytest.mark.clause("BG-1")
def test_several_are_invited_at_once_all_or_none(adviser: Client) -> None:
    address = reverse("charter:invite_several")
    assert address in adviser.get(reverse("charter:who_is_where")).content.decode()
    offered = adviser.get(address).context["form"].fields["organisations"].queryset
    assert [row.name for row in offered] == ["Hyllestad", "Modalen", "Solund"]
    letter = SimpleUploadedFile("invitasjon.txt", b"welcome")
    typed = {"invited_on": "2022-09-01", "answer_by": "2022-12-01", "letter": letter}
    none = adviser.post(address, typed)
    assert (none.status_code, list(none.context["form"].errors)) == (422, ["organisations"])
    invite(Organisation.objects.get(name="Modalen"))
    everyone = list(offered)
    with pytest.raises(InvalidInput) as refused:
        acts.invite_several(
            agreement=Agreement.objects.get(),
            organisations=everyone,
            invited_on=INVITED_ON,
            answer_by=ANSWER_BY,
            by=actor("adviser"),
            at=clock.now(),
        )
    assert "Modalen" in str(refused.value.errors["organisations"])
    assert Joining.objects.count() == 1
    chosen = [str(row.pk) for row in everyone if row.name != "Modalen"]
    letter.seek(0)
    assert adviser.post(address, typed | {"organisations": chosen}).status_code == 302
    assert {row.organisation.name for row in Joining.objects.all()} == {"Hyllestad", "Modalen", "Solund"}
    assert len({row.letter.file.sha256 for row in Joining.objects.exclude(letter=None)}) == 1
