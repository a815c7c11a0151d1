"""Who the agreement is between: signatures, and the connection to DigiFin."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samstyring.charter import acts, queries
from samstyring.charter.errors import AlreadyParty, NotInvited
from samstyring.charter.models import Accession, Agreement, SchemeConnection
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.parties.models import Organisation
from samstyring.records.models import Document
from samstyring.ui import formats
from samstyring.ui.worklist import waiting_for
from tests.founding import NOT_CONNECTED, NOT_SIGNED, actor, user

SIGNED = {"signed_on": "2022-11-01", "signatory": "Ordførar Ola", "place": "Hardbakke"}


def solund() -> Organisation:
    """Return a municipality that has not signed."""
    return Organisation.objects.get(name="Solund")


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    """A browser in which the secretariat's adviser is signed in."""
    client.force_login(user("adviser"))
    return client


@pytest.mark.clause("BG-1")
def test_the_agreement_is_open_to_43_and_binds_those_who_sign(adviser: Client) -> None:
    table = adviser.get(reverse("parties:organisations")).context["table"]
    assert len(table.rows) == 43
    not_signed = adviser.get(reverse("parties:organisations"), {"show": "not_signed"}).context["table"]
    assert tuple(row.organisation.name for row in not_signed.rows) == NOT_SIGNED
    assert not queries.is_party(solund(), clock.today())


@pytest.mark.clause("BG-1")
def test_one_that_the_agreement_does_not_name_cannot_sign(founded: None) -> None:
    with pytest.raises(NotInvited) as refused:
        acts.register_signature(
            agreement=Agreement.objects.get(),
            organisation=Organisation.objects.get(name="KS"),
            signed_on=clock.today(),
            signatory="Nokon",
            place="Oslo",
            by=actor("adviser"),
            at=clock.now(),
        )
    assert refused.value.clause == "SI-1"


@pytest.mark.clause("SI-1")
def test_a_municipality_is_a_party_from_the_day_of_its_signature(adviser: Client) -> None:
    address = reverse("charter:register_signature", args=[solund().address_key])
    assert adviser.get(address).status_code == 200
    file = SimpleUploadedFile("avtale.txt", b"signed")
    done = adviser.post(address, SIGNED | {"council_decision": "Sak 12/22", "signed_file": file})
    assert done.status_code == 302
    accession = Accession.objects.get(organisation=solund())
    assert accession.begun_by.kind == "signature"
    assert accession.signed_file is not None
    assert len(accession.signed_file.file.sha256) == 64
    assert not queries.is_party(solund(), date(2022, 10, 31))
    assert queries.is_party(solund(), date(2022, 11, 1))
    page = adviser.get(solund().get_absolute_url()).content.decode()
    for words in ("Ordførar Ola", "Hardbakke", "Sak 12/22", "avtale.txt"):
        assert words in page


@pytest.mark.clause("SI-1")
def test_a_signature_names_who_and_where_on_a_day_that_has_come(adviser: Client) -> None:
    address = reverse("charter:register_signature", args=[solund().address_key])
    without = adviser.post(address, {"signed_on": "2022-11-01"})
    assert without.status_code == 422
    assert {"signatory", "place"} <= set(without.context["form"].errors)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    early = adviser.post(address, SIGNED | {"signed_on": tomorrow})
    assert list(early.context["form"].errors) == ["signed_on"]
    assert not Accession.objects.filter(organisation=solund()).exists()


@pytest.mark.clause("SI-1")
def test_a_municipality_signs_once_and_only_the_secretariat_registers_it(founded: None, client: Client) -> None:
    def sign(who: str, organisation: Organisation) -> Accession:
        return acts.register_signature(
            agreement=Agreement.objects.get(),
            organisation=organisation,
            signed_on=clock.today(),
            signatory="Ordføraren",
            place="Fedje",
            by=actor(who),
            at=clock.now(),
        )

    with pytest.raises(AlreadyParty):
        sign("adviser", Organisation.objects.get(name="Fedje"))
    with pytest.raises(NotAuthorised):
        sign("contact", solund())
    client.force_login(user("contact"))
    assert client.get(reverse("charter:register_signature", args=[solund().address_key])).status_code == 403


@pytest.mark.clause("SI-1")
def test_the_board_names_those_who_have_not_signed(founded: None) -> None:
    duty = next(duty for duty in queries.conformance().duties if duty.check == "charter.signatures")
    assert duty.state == "coming"
    assert tuple(item.text for item in duty.missing) == NOT_SIGNED
    before = queries.conformance(date(2020, 6, 14))
    assert next(duty for duty in before.duties if duty.check == "charter.signatures").state == "broken"


@pytest.mark.clause("PA-7")
def test_a_party_without_digifin_breaks_the_duty_until_it_is_connected(adviser: Client) -> None:
    def duty() -> queries.Duty:
        return next(duty for duty in queries.conformance().duties if duty.clause == "PA-7")

    assert duty().state == "broken"
    assert [item.text for item in duty().missing] == [NOT_CONNECTED]
    gulen = Organisation.objects.get(name=NOT_CONNECTED)
    address = reverse("charter:connect_to_scheme", args=["digifin"])
    assert NOT_CONNECTED in adviser.get(address).content.decode()
    letter = SimpleUploadedFile("liste.txt", b"list")
    form = {"organisations": [gulen.pk], "from_date": "2022-11-01", "source": "E-post frå KS", "evidence": letter}
    assert adviser.post(address, form).status_code == 302
    assert duty().state == "fulfilled"
    assert Document.objects.get(file_name="liste.txt").received_from == "E-post frå KS"
    earlier = queries.conformance(date(2022, 10, 31))
    assert next(duty for duty in earlier.duties if duty.clause == "PA-7").state == "broken"


@pytest.mark.clause("PA-7")
def test_one_that_is_connected_is_not_connected_again(founded: None) -> None:
    fedje = Organisation.objects.get(name="Fedje")
    with pytest.raises(InvalidInput) as refused:
        acts.register_scheme_connection(
            scheme=queries.scheme("digifin"),
            organisations=[fedje],
            from_date=clock.today(),
            source="Liste",
            by=actor("adviser"),
            at=clock.now(),
        )
    assert "Fedje" in str(refused.value.errors["organisations"])


@pytest.mark.clause("PA-7")
def test_a_connection_ends_from_a_day_and_stays_in_the_history(adviser: Client) -> None:
    fedje = Organisation.objects.get(name="Fedje")
    connection = SchemeConnection.objects.get(organisation=fedje)
    address = reverse("charter:end_connection", args=[connection.pk])
    assert address in adviser.get(fedje.get_absolute_url()).content.decode()
    letter = SimpleUploadedFile("brev.txt", b"Vi melder oss ut.")
    too_early = adviser.post(address, {"until": "2021-01-01", "source": "Brev frå Fedje"})
    assert too_early.status_code == 422
    assert "until" in too_early.context["form"].errors
    form = {"until": "2022-11-01", "source": "Brev frå Fedje", "evidence": letter}
    assert adviser.post(address, form).status_code == 302

    connection.refresh_from_db()
    assert (connection.until, connection.ended_by.dated) == (date(2022, 11, 1), date(2022, 11, 1))
    then, now = (
        next(duty for duty in queries.conformance(day).duties if duty.clause == "PA-7")
        for day in (date(2022, 10, 31), date(2022, 11, 1))
    )
    assert "Fedje" not in {item.text for item in then.missing}
    assert "Fedje" in {item.text for item in now.missing}
    page = adviser.get(fedje.get_absolute_url()).content.decode()
    assert formats.period(date(2021, 1, 1), date(2022, 11, 1)) in page
    assert address not in page
    assert Document.objects.get(file_name="brev.txt").received_from == "Brev frå Fedje"
    with pytest.raises(InvalidInput):
        end_connection(connection)


def end_connection(connection: SchemeConnection, who: str = "adviser") -> None:
    """End a connection a week from now."""
    acts.end_scheme_connection(
        connection=connection,
        until=clock.today() + timedelta(days=7),
        source="Brev",
        by=actor(who),
        at=clock.now(),
    )


@pytest.mark.clause("PA-7")
def test_a_municipality_does_not_end_its_own_connection_and_one_can_come_back(founded: None, client: Client) -> None:
    fedje = Organisation.objects.get(name="Fedje")
    connection = SchemeConnection.objects.get(organisation=fedje)
    with pytest.raises(NotAuthorised):
        end_connection(connection, "contact")
    client.force_login(user("contact"))
    assert client.get(reverse("charter:end_connection", args=[connection.pk])).status_code == 403
    end_connection(connection)
    standing = queries.standing(fedje, clock.today()).schemes[0]
    assert standing.connection is not None
    again = {"scheme": connection.scheme, "organisations": [fedje], "source": "Liste", "by": actor("adviser")}
    with pytest.raises(InvalidInput):
        acts.register_scheme_connection(**again, from_date=clock.today(), at=clock.now())


@pytest.mark.clause("SE-4d")
def test_the_secretariat_sets_its_mailbox_and_is_told_while_it_is_missing(adviser: Client) -> None:
    def waiting() -> set[str]:
        return {item.key for item in waiting_for(actor("adviser"), clock.today())}

    address = reverse("charter:secretariat_mailbox")
    assert "charter.mailbox" in waiting()
    assert "charter.mailbox" not in {item.key for item in waiting_for(actor("alver"), clock.today())}
    for wrong in ("", "ikkje ei adresse", "a@b.no\nBcc: x@y.no", "x" * 250 + "@a.no"):
        assert adviser.post(address, {"mailbox": wrong}).status_code == 422
    assert adviser.post(address, {"mailbox": "post@samarbeid.example"}).status_code == 302
    assert queries.cooperation().secretariat_mailbox == "post@samarbeid.example"
    assert "charter.mailbox" not in waiting()
    entry = JournalEntry.objects.filter(act="charter.set_secretariat_mailbox").get()
    assert entry.authority == "SE-4d"
    assert "samarbeid.example" not in entry.body
    client = Client()
    client.force_login(user("alver"))
    assert client.get(address).status_code == 403
