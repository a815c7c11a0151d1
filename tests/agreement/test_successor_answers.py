"""The answers to an agreement that is to take over: a council's no is no silence, and what is wrong is taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.charter import acts, errors
from samstyring.charter.models import Accession, Successor, SuccessorDecline, SuccessorSignature
from samstyring.charter.queries import agreement_on
from samstyring.charter.queries.joining import place_of
from samstyring.charter.queries.successors import successor_page
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload
from tests.agreement.test_successor import AFTER, OLD, new_agreement, page, prepare, ready, sign
from tests.agreement.test_successor_joining import joins, solund
from tests.founding import actor, user
from tests.governance.steps import do

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("SI-1", "VA-1", "BG-1")]
CASE = Upload("saksutskrift.txt", b"Kommunestyret seier nei.")


def decline(found: Successor, name: str, **changes: Any) -> SuccessorDecline:
    """Register that a council has declined."""
    told = {
        "number": Organisation.objects.get(name=name).number,
        "case_number": "Sak 80/22",
        "decided_on": clock.today(),
        "words": "Kommunestyret sluttar seg ikkje til avtalen.",
        "council_file": CASE,
    }
    declined: SuccessorDecline = do(acts.register_successor_decline, successor=found, **{**told, **changes})
    return declined


def row_of(found: Successor, name: str) -> Any:
    return next(row for row in page(found).parties if row.name == name)


def statements_of_who_is_where(who: str) -> int:
    """Count what the page asks with nothing kept: where a council has declined, that is asked for too."""
    client = Client()
    client.force_login(user(who))
    caches["kept"].clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("charter:who_is_where")).status_code == 200
    return len(asked)


def take_back(answer: Any, who: str = "adviser", why: str = "Førd på feil kommune") -> Any:
    return do(acts.take_back_successor_answer, who, answer=answer, why=why)


def test_a_wrong_signature_is_taken_back_and_the_file_is_open_again() -> None:
    found = prepare()
    sign(found, "Bergen")
    wrong = found.signatures.get()
    with pytest.raises(NotAuthorised):
        take_back(wrong, "leader")
    with pytest.raises(InvalidInput):
        take_back(wrong, why=" ")
    taken = take_back(wrong)
    assert (taken.by, taken.why) == ("Rådgivar, sekretariatet", "Førd på feil kommune")
    assert "feil kommune" not in JournalEntry.objects.order_by("-position")[0].body
    with pytest.raises(errors.TakenBackAlready):
        take_back(wrong)
    row = row_of(found, "Bergen")
    assert (row.signature, list(row.earlier)) == (None, [wrong])
    do(acts.edit_successor, successor=found, source_text=new_agreement() + "\n# ny tekst\n")
    found.refresh_from_db()
    sign(found, "Bergen")
    assert row_of(found, "Bergen").signature.sha256 == found.sha256
    with pytest.raises(errors.SignedSuccessorAlready):
        sign(found, "Bergen")
    with pytest.raises(errors.SuccessorSigned):
        do(acts.edit_successor, successor=found, source_text=OLD)


def test_what_was_taken_back_makes_nobody_a_party_and_cannot_be_taken_back_later() -> None:
    found = ready()
    sign(found, "Alver", "Stad")
    take_back(found.signatures.get(name="Alver"))
    with clock.standing_at(AFTER):
        do(acts.succeed, successor=found)
        held = set(Accession.objects.on(clock.today()).values_list("organisation__name", flat=True))
        assert held == {"Bergen", "Voss", "Stad"}
        found.refresh_from_db()
        with pytest.raises(errors.SuccessorOver):
            take_back(SuccessorSignature.objects.get(name="Stad"))


def test_a_council_that_declines_is_no_silence_and_can_decide_otherwise() -> None:
    found = ready()
    with pytest.raises(InvalidInput) as refused:
        decline(
            found, "Alver", case_number=" ", words="", council_file=None, decided_on=clock.today() + timedelta(days=1)
        )
    assert set(refused.value.errors) == {"case_number", "words", "council_file", "decided_on"}
    with pytest.raises(errors.NotInSuccessor):
        decline(found, "Fedje")
    with pytest.raises(errors.SignedSuccessorAlready):
        decline(found, "Bergen")
    for name in ("Alver", "Stad", "Solund", "Kinn"):
        decline(found, name)
    with pytest.raises(errors.DeclinedSuccessorAlready):
        decline(found, "Alver")
    shown = page(found)
    assert [row.name for row in shown.declined] == ["Alver", "Kinn", "Solund", "Stad"]
    assert "Gulen" in [row.name for row in shown.silent]
    assert not {"Alver", "Fedje"} & {row.name for row in shown.silent}
    for who in ("adviser", "leader", "alver"):  # the paper is linked to for whoever may open it, and nobody else
        seen, client = successor_page(found.pk, actor(who)), Client()
        client.force_login(user(who))
        files = [row.decline.council_file.pk for row in seen.declined]
        opened = {key for key in files if client.get(reverse("records:document", args=[key])).status_code == 200}
        assert opened == set(seen.readable) & set(files)
        html = client.get(found.get_absolute_url()).content.decode()
        assert opened == {key for key in files if reverse("records:document", args=[key]) in html}

    take_back(row_of(found, "Kinn").decline, why="Det var Gulen")
    assert row_of(found, "Kinn").decline is None

    # Only the council undoes its no: what comes before it, or rests on nothing, is refused beside its field.
    stad = {"successor": found, "number": Organisation.objects.get(name="Stad").number, "signatory": "Ordføraren"}
    for typed, field in (
        ({"signed_on": clock.today() - timedelta(days=1), "council_decision": "Sak 9/22"}, "signed_on"),
        ({"signed_on": clock.today()}, "council_decision"),
    ):
        with pytest.raises(InvalidInput) as refused:
            do(acts.register_successor_signature, place="Nordfjordeid", **stad, **typed)
        assert set(refused.value.errors) == {field}
    with pytest.raises(InvalidInput) as refused:
        joins(found)
    assert set(refused.value.errors) == {"council_decided_on"}
    with clock.standing_at(clock.now() + timedelta(days=3)):
        joins(found, council_decided_on=clock.today())
        sign(found, "Stad")
    assert row_of(found, "Solund").signature
    assert [row.is_decline for row in row_of(found, "Solund").earlier] == [True]

    with clock.standing_at(AFTER):
        do(acts.succeed, successor=found)
        alver = place_of(Organisation.objects.get(name="Alver"), clock.today())
        assert (alver.state, alver.council.case_number) == ("declined", "Sak 80/22")
        assert place_of(solund(), clock.today()).state == "party"
        assert place_of(Organisation.objects.get(name="Gulen"), clock.today()).state == "not_invited"
        assert max(statements_of_who_is_where(who) for who in ("adviser", "leader", "alver")) < 25
        signed = {"signed_on": clock.today(), "signatory": "Ordføraren", "place": "Knarvik"}
        with pytest.raises(errors.CouncilDeclined):
            do(
                acts.register_signature,
                agreement=agreement_on(clock.today()),
                organisation=alver.organisation,
                **signed,
            )


def test_another_file_is_another_question() -> None:
    found = prepare()
    first = decline(found, "Alver")
    do(acts.edit_successor, successor=found, source_text=new_agreement() + "\n# ny tekst\n")
    found.refresh_from_db()
    row = row_of(found, "Alver")
    assert (row.decline, list(row.earlier)) == (None, [first])
    assert decline(found, "Alver").sha256 == found.sha256


def test_the_pages_register_a_no_take_it_back_and_strike_it_through(client: Client) -> None:
    found = prepare()
    client.force_login(user("adviser"))
    number = Organisation.objects.get(name="Alver").number
    address = reverse("charter:decline_successor", args=[found.pk, number])
    again = client.post(address, {"words": "Nei <b>takk</b>"})
    assert again.status_code == 422
    assert "Nei &lt;b&gt;takk&lt;/b&gt;" in again.text
    typed = {"words": "Nei", "case_number": "Sak 80/22", "decided_on": f"{clock.today():%d.%m.%Y}"}
    sent = client.post(address, {**typed, "council_file": SimpleUploadedFile(CASE.name, CASE.content)})
    assert sent["Location"] == found.get_absolute_url()
    declined = SuccessorDecline.objects.get()
    back = reverse("charter:take_back_successor_answer", args=[declined.pk])
    assert back in client.get(found.get_absolute_url()).text
    assert client.post(back, {"why": "Feil kommune"}).status_code == 302
    shown = client.get(found.get_absolute_url()).text
    assert "<s>" in shown
    assert "Feil kommune" in shown
    assert client.post(back, {"why": "Ein gong til"}).status_code == 422
    client.force_login(user("contact"))
    assert client.get(back).status_code == 403
