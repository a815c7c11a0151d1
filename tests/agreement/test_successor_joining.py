"""One that was no party of the old agreement comes into the new one as it would have been joined: by its council (SI-1)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samstyring.charter import acts, errors, queries
from samstyring.charter.models import Accession, Successor, SuccessorSignature
from samstyring.charter.queries import successors
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload
from tests.agreement.test_successor import AFTER, DAY, new_agreement, page, prepare, sign
from tests.founding import actor, user
from tests.governance.steps import do

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("SI-1", "BG-1", "VA-1")]
FILES = {
    "council_file": Upload("saksutskrift.txt", b"Kommunestyret sluttar seg til avtalen."),
    "signed_file": Upload("avtale.txt", b"Underskriven."),
}


def solund() -> Organisation:
    """Solund is named in both agreements, and has not signed the one of today."""
    return Organisation.objects.get(name="Solund")


def joins(found: Successor, **changes: Any) -> SuccessorSignature:
    """Register that Solund joins the new agreement."""
    arguments = {
        "successor": found,
        "number": solund().number,
        "signed_on": clock.today(),
        "signatory": "Ordføraren",
        "place": "Hardbakke",
        "signed_as": "Ordførar, etter sak 71/24",
        "council_case": "Sak 71/24",
        "council_decided_on": clock.today() - timedelta(days=2),
        **FILES,
    }
    signed: SuccessorSignature = do(acts.register_successor_signature, **{**arguments, **changes})
    return signed


def take_over(found: Successor) -> None:
    """Let it take over with Bergen and Voss."""
    do(acts.choose_crossings, successor=found, choices={}, rests_on="Styringsgruppa, sak SG 9/24")
    sign(found, "Bergen", "Voss")
    with clock.standing_at(AFTER):
        do(acts.succeed, successor=found)


def test_one_that_is_new_is_party_from_the_first_day_by_its_council_and_its_signature() -> None:
    found = prepare()
    lacking = {
        "signed_as": " ",
        "council_case": "",
        "council_decided_on": None,
        "council_file": None,
        "signed_file": None,
    }
    with pytest.raises(InvalidInput) as refused:
        joins(found, **lacking)
    assert set(refused.value.errors) == set(lacking)
    with pytest.raises(InvalidInput) as refused:
        joins(found, council_decided_on=clock.today() + timedelta(days=1))
    assert set(refused.value.errors) == {"signed_on"}
    signed = joins(found)
    assert signed.joins
    with pytest.raises(errors.SignedSuccessorAlready):
        joins(found)
    assert not Accession.objects.filter(organisation=solund()).exists(), "it is bound by nothing before the first day"
    take_over(found)
    held = Accession.objects.get(organisation=solund())
    assert (held.from_date, held.signed_file) == (DAY, signed.signed_file)
    assert held.council_decision == signed.council_decision
    assert "Sak 71/24" in held.council_decision
    bergen = SuccessorSignature.objects.get(name="Bergen")
    assert (bergen.joins, bergen.council_file) == (False, None), "a party of the old one signs as before"


def test_the_database_keeps_no_new_party_without_its_council() -> None:
    facts = {
        "name": "Solund",
        "signed_on": clock.today(),
        "joins": True,
        "signed_as": "Ordførar",
        "council_case": "1/24",
    }
    row = SuccessorSignature(**facts)
    check = next(
        each for each in SuccessorSignature._meta.constraints if each.name == "successor_joined_by_its_council"
    )
    with pytest.raises(ValidationError):
        check.validate(SuccessorSignature, row)
    row.joins = False
    check.validate(SuccessorSignature, row)


def test_a_signature_typed_into_the_file_makes_nobody_a_party_who_was_not_one(client: Client) -> None:
    said = 'name = "Solund"\nsigned_on = 2024-11-20\nsignatory = "Ordføraren"\nplace = "Hardbakke"'
    found = prepare(new_agreement().replace('name = "Solund"', said, 1))
    row = next(row for row in page(found).parties if row.name == "Solund")
    assert (row.is_new, row.in_file, row.signature) == (True, True, None)
    assert any("Solund" in problem for problem in page(found).problems)
    with pytest.raises(errors.SuccessorRefused, match="Solund"):
        take_over(found)
    client.force_login(user("adviser"))
    assert "registrer vedtaket i kommunestyret" in client.get(found.get_absolute_url()).content.decode()
    with clock.standing_at(datetime(2024, 12, 1, 9, tzinfo=clock.OSLO)):
        joins(found)
    with clock.standing_at(AFTER):
        do(acts.succeed, successor=found)
    assert Accession.objects.get(organisation=solund()).from_date == DAY


def test_one_that_is_new_and_comes_later_is_invited_and_joins_in_the_ordinary_steps() -> None:
    take_over(prepare())
    with clock.standing_at(AFTER + timedelta(days=30)):
        agreement, today = queries.agreement_on(clock.today()), clock.today()
        signature = {
            "agreement": agreement,
            "organisation": solund(),
            "signed_on": today,
            "signatory": "Ordføraren",
            "place": "Hardbakke",
        }
        with pytest.raises(errors.CouncilFirst):
            do(acts.register_signature, **signature, council_decision="Sak 71/24")
        invited = {"agreement": agreement, "organisation": solund(), "invited_on": today - timedelta(days=9)}
        joining = do(acts.invite_to_join, **invited, answer_by=today + timedelta(days=60))
        decided = {"joins": True, "case_number": "Sak 5/25", "decided_on": today, "evidence": FILES["council_file"]}
        do(acts.register_council_decision, joining=joining, **decided)
        assert do(acts.register_signature, **signature).from_date == today
        alver = {**signature, "organisation": Organisation.objects.get(name="Alver"), "place": "Knarvik"}
        assert do(acts.register_signature, **alver).from_date == today, "a party of the old one signs late as it is"


def test_the_page_asks_one_that_is_new_for_its_council_and_keeps_what_was_typed(client: Client) -> None:
    found = prepare()
    client.force_login(user("adviser"))
    bergen = Organisation.objects.get(name="Bergen").number
    plain = client.get(reverse("charter:sign_successor", args=[found.pk, bergen])).content.decode()
    assert 'name="council_case"' not in plain
    address = reverse("charter:sign_successor", args=[found.pk, solund().number])
    assert 'name="council_case"' in client.get(address).content.decode()
    today = clock.today()
    typed = {"signatory": "Ordføraren <b>", "place": "Hardbakke", "council_case": "Sak 71/24"}
    again = client.post(address, typed)
    assert again.status_code == 422
    assert "Ordføraren &lt;b&gt;" in again.content.decode()
    files = {name: SimpleUploadedFile(each.name, each.content) for name, each in FILES.items()}
    days = {"signed_on": f"{today:%d.%m.%Y}", "council_decided_on": f"{today:%d.%m.%Y}"}
    done = client.post(address, {**typed, **days, "signed_as": "Ordførar", **files})
    assert done.status_code == 302, done.content.decode()
    row = next(row for row in page(found).parties if row.name == "Solund")
    assert row.signature.council_decided_on == today
    shown = client.get(found.get_absolute_url()).content.decode()
    assert reverse("records:document", args=[row.signature.council_file.pk]) in shown
    assert len(successors.parties_of(found, successors.data_of(found))) == len(page(found).parties)
    assert actor("adviser").may("charter.register_successor_signature")
