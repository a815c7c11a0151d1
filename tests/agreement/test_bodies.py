"""Who leads, who sits, whom a seat speaks for, and which body decides what (SE-1, LE-1, SG-1, SR-1, SG-2, OR-1)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samstyring.charter.errors import OtherBodyDecides
from samstyring.charter.models import Accession
from samstyring.charter.registry import Question, checks
from samstyring.governance import acts
from samstyring.governance.errors import EvidenceMissing, NotTheirSeat
from samstyring.governance.models import Body, Case, SeatHolding
from samstyring.governance.queries.bodies import page as body_page
from samstyring.governance.queries.holders import holders_on
from samstyring.governance.queries.leaders import leader_on
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.parties import acts as parties_acts
from samstyring.parties.models import Office, OfficeHolding, Organisation
from samstyring.records.models import Document
from tests.founding import actor, person, user
from tests.governance.preparing import LETTER
from tests.governance.steps import body, decide, do, open_meeting, seat

pytestmark = pytest.mark.usefixtures("founded")


def found(check: str, **parameters: str) -> object:
    return checks[check](Question(on=clock.today(), today=clock.today(), parameters=parameters))


# -- SE-1 --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("SE-1")
def test_the_letter_that_points_out_the_secretariats_leader_stands_with_the_appointment(
    founded: None, client: Client
) -> None:
    office = Office.objects.get(key="sekretariatsleiar")
    client.force_login(user("secretariat_leader"))
    form = {
        "person": str(person("adviser").pk),
        "from_date": "2022-11-21",
        "source": "Brev frå Bergen kommune",
        "evidence": SimpleUploadedFile("utpeiking.txt", b"Bergen peikar ut ein ny leiar."),
    }
    address = reverse("parties:appoint", args=[office.pk])
    wrong = client.post(address, form | {"evidence": SimpleUploadedFile("utpeiking.exe", b"MZ\x90\x00 ikkje eit brev")})
    assert wrong.status_code == 422
    assert "evidence" in wrong.context["form"].errors
    assert client.post(address, form).status_code == 302
    holding = OfficeHolding.objects.get(office=office, person=person("adviser"))
    basis = reverse("web:basis", args=[holding.begun_by_id])
    client.force_login(user("adviser"))
    assert "utpeiking.txt" in client.get(basis).content.decode()
    letter = Document.objects.get(file_name="utpeiking.txt")
    assert client.get(reverse("records:document", args=[letter.pk])).status_code == 200
    other = Client()
    other.force_login(user("contact"))
    told = other.get(basis).content.decode()
    assert "utpeiking.txt" not in told
    assert other.get(reverse("records:document", args=[letter.pk])).status_code == 404
    until = {"until": "2022-12-01", "source": "Brev", "evidence": SimpleUploadedFile("slutt.txt", b"Sluttar.")}
    end = reverse("parties:end_office", args=[holding.pk])
    chosen = client.post(end, until).context["form"].fields["capacity"].choices[0][0]
    until |= {"evidence": SimpleUploadedFile("slutt.txt", b"Sluttar."), "capacity": chosen}
    assert client.post(end, until).status_code == 302
    holding.refresh_from_db()
    assert "slutt.txt" in client.get(reverse("web:basis", args=[holding.ended_by_id])).content.decode()


# -- LE-1 --------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("LE-1")
def test_the_holder_of_the_office_designates_a_full_leader_in_writing_and_revokes_it() -> None:
    tomorrow = clock.today() + timedelta(days=1)
    assert leader_on(body(), clock.today()) == person("leader")
    designation = do(acts.designate_leader, "leader", body=body(), designated=person("alver"), from_date=clock.today())
    assert leader_on(body(), clock.today()) == person("alver")
    assert actor("alver").has_role("leader", scope=f"body:{body().pk}")
    assert not actor("leader").has_role("leader")
    assert holders_on(body(), clock.today())[seat("bergen_leiar").pk].person == person("alver")
    do(acts.revoke_designation, "leader", designation=designation, until=tomorrow)
    assert leader_on(body(), tomorrow) == person("leader")
    designation.refresh_from_db()
    assert designation.ended_by is not None


@pytest.mark.clause("LE-1")
def test_the_secretariat_registers_a_designation_only_with_the_letter() -> None:
    given = {"body": body(), "designated": person("nordfjord"), "from_date": clock.today()}
    with pytest.raises(EvidenceMissing):
        do(acts.designate_leader, "adviser", **given)
    designation = do(acts.designate_leader, "adviser", **given, evidence=LETTER)
    assert designation.designated_by == person("leader")
    assert designation.evidence is not None


@pytest.mark.clause("LE-1")
@pytest.mark.parametrize("who", ["alver", "ks", "contact"])
def test_nobody_else_designates(who: str) -> None:
    with pytest.raises(NotAuthorised):
        do(acts.designate_leader, who, body=body(), designated=person("alver"), from_date=clock.today())


@pytest.mark.clause("LE-1")
def test_two_are_never_designated_at_once() -> None:
    do(acts.designate_leader, "leader", body=body(), designated=person("alver"), from_date=clock.today())
    with pytest.raises(InvalidInput):
        do(acts.designate_leader, "leader", body=body(), designated=person("nordfjord"), from_date=clock.today())


@pytest.mark.clause("LE-1")
def test_the_board_tells_whether_someone_leads() -> None:
    assert found("governance.leader_in_office", body="SG", office="leiar").state == "fulfilled"  # type: ignore[attr-defined]


# -- SG-1 and SR-1 -----------------------------------------------------------------------------------------------------


@pytest.mark.clause("SG-1")
def test_ten_voting_seats_and_two_observers_as_the_agreement_says() -> None:
    page = body_page("SG", actor("adviser"), clock.today())
    assert [row.seat.key for row in page.voting] == [
        "alver",
        "askoy",
        "bjornafjorden",
        "hardanger_voss",
        "nordfjord",
        "sogn_sunnfjord",
        "sunnhordland",
        "oygarden",
        "bergen_leiar",
        "bergen",
    ]
    assert [row.seat.key for row in page.observers] == ["ks", "statsforvaltaren"]


@pytest.mark.clause("SG-1")
def test_a_seat_changes_hands_without_losing_history() -> None:
    organisation = Organisation.objects.get(name="Alver")
    office = Office.objects.get(role="chief_executive", organisation=organisation)
    after = clock.today() + timedelta(days=30)
    new = parties_acts.register_person(
        name="Ny kommunedirektør, Alver", organisation=organisation, email="", by=INSTALLATION, at=clock.now()
    )
    former = SeatHolding.objects.get(seat=seat("alver"))
    with pytest.raises(NotTheirSeat):
        do(acts.seat_holder, seat=seat("alver"), person=new, from_date=after, source="Brev")
    appointed = parties_acts.appoint(
        office=office, person=new, from_date=after, source="Brev frå Alver", by=INSTALLATION, at=clock.now()
    )
    former.refresh_from_db()
    assert (former.until, former.ended_by) == (after, appointed.begun_by)
    assert holders_on(body(), clock.today())[seat("alver").pk].person == person("alver")
    assert holders_on(body(), after)[seat("alver").pk].person == new


@pytest.mark.clause("SG-1")
def test_the_leaders_seat_follows_the_leader_and_cannot_be_given_away() -> None:
    with pytest.raises(NotTheirSeat):
        do(acts.seat_holder, seat=seat("bergen_leiar"), person=person("alver"), from_date=clock.today(), source="Brev")


@pytest.mark.clause("SG-1")
def test_vacant_seats_show_on_the_board_and_on_the_page(client: Client) -> None:
    finding = found("governance.each_seat_filled", body="SG")
    assert finding.state == "broken"  # type: ignore[attr-defined]
    assert "Sunnhordland" in str(finding.why)  # type: ignore[attr-defined]
    client.force_login(user("contact"))
    assert "Sunnhordland" in client.get(reverse("governance:body", args=["SG"])).content.decode()


@pytest.mark.clause("SG-1")
def test_a_seat_becomes_vacant_when_its_holder_leaves() -> None:
    do(acts.seat_holder, seat=seat("alver"), person=None, from_date=clock.today() + timedelta(days=1), source="Brev")
    assert seat("alver").pk not in holders_on(body(), clock.today() + timedelta(days=1))
    with pytest.raises(InvalidInput):
        do(acts.seat_holder, seat=seat("askoy"), person=None, from_date=clock.today(), source="Brev")


@pytest.mark.clause("SR-1")
@pytest.mark.clause("SG-1")
def test_each_seat_knows_whom_it_speaks_for_and_those_without_a_voice_are_listed() -> None:
    page = body_page("SG", actor("adviser"), clock.today())
    speaks = {row.seat.key: {org.name for org in row.speaks_for} for row in page.seats}
    assert speaks["askoy"] == {"Askøy"}
    assert {"Alver", "Austrheim", "Fedje", "Masfjorden", "Modalen", "Gulen"} & speaks["alver"]
    parties = set(Accession.objects.on(clock.today()).values_list("organisation__name", flat=True))
    spoken_for = set().union(*(speaks[row.seat.key] for row in page.voting))
    assert {org.name for org in page.unrepresented} == parties - spoken_for
    finding = found("governance.each_party_represented", body="SG")
    assert (finding.state == "fulfilled") == (not page.unrepresented)  # type: ignore[attr-defined]


# -- SG-2 and OR-1 -----------------------------------------------------------------------------------------------------


@pytest.mark.clause("SG-2")
def test_a_matter_of_another_body_is_refused_with_the_clause_that_says_so() -> None:
    case = do(acts.open_case, body=body("RG"), kind=Case.Kind.FREE_TEXT, title="Ei sak for feil organ")
    with pytest.raises(OtherBodyDecides) as refusal:
        do(acts.add_proposal, case=case, matter="governance.free_text", payload={}, wording="Vi vedtek dette.")
    assert refusal.value.clause == "SG-2"
    assert "SG" in str(refusal.value.message)


@pytest.mark.clause("SG-2")
def test_the_page_offers_only_what_the_body_decides_each_with_its_clause() -> None:
    from samstyring.governance.queries.cases import case_page

    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Ei overordna sak")
    offered = {matter.name: clause for matter, clause in case_page(case.pk, actor("adviser"), clock.today()).matters}
    assert offered["governance.free_text"] == "SG-2"
    assert offered["governance.follow_up"] == "SG-8"
    other = do(acts.open_case, body=body("RG"), kind=Case.Kind.FREE_TEXT, title="Ei sak for ressursgruppa")
    assert case_page(other.pk, actor("adviser"), clock.today()).matters == []


@pytest.mark.clause("OR-1")
def test_the_secretariat_coordinates_and_the_bodies_have_their_pages(client: Client) -> None:
    client.force_login(user("adviser"))
    page = client.get(reverse("governance:bodies")).content.decode()
    for found_body in Body.objects.all():
        assert found_body.name in page
    secretariat = client.get(reverse("governance:body", args=["SEK"])).content.decode()
    assert "Leiar, sekretariatet" in secretariat
    assert "OR‑1" in secretariat


@pytest.mark.clause("OR-1")
def test_only_the_secretariat_prepares_cases() -> None:
    for who in ("alver", "ks", "contact", "project_manager", "stranger"):
        with pytest.raises(NotAuthorised):
            do(acts.open_case, who, body=body(), kind=Case.Kind.FREE_TEXT, title="Ei sak")
    assert do(
        acts.open_case, "secretariat_leader", body=body(), kind=Case.Kind.FREE_TEXT, title="Ei sak"
    ).reference == ("U-22-001")


def test_days_are_half_open() -> None:
    holding = SeatHolding.objects.get(seat=seat("alver"))
    assert holding.holds_on(date(2020, 6, 15))
    assert not holding.holds_on(date(2020, 6, 14))


# -- RG-3 and RG-4 -----------------------------------------------------------------------------------------------------


@pytest.mark.clause("RG-3")
@pytest.mark.clause("RG-4")
def test_a_group_exists_from_the_decision_on_with_the_mandate_decided() -> None:
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Faggruppe for arkiv")
    payload = {"name": "Faggruppe arkiv", "key": "FA", "mandate": "Greie ut felles arkivløysing."}
    do(
        acts.add_proposal,
        case=case,
        matter="governance.set_up_group",
        payload=payload,
        wording="Faggruppa blir sett ned.",
    )
    meeting = open_meeting([case], starts_at=clock.now() + timedelta(minutes=5))
    assert not Body.objects.filter(key="FA").exists()
    decision = decide(meeting, "Faggruppe for arkiv")
    group = Body.objects.get(key="FA")
    assert (group.kind, group.clause, group.established_by) == ("expert_group", "RG-4", decision.basis)
    assert group.purpose == "Greie ut felles arkivløysing."


@pytest.mark.clause("RG-4")
def test_two_groups_never_have_the_same_short_name(client: Client) -> None:
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Faggruppe")
    client.force_login(user("adviser"))
    address = f"{reverse('governance:add_proposal', args=[case.pk])}?matter=governance.set_up_group"
    form = {"name": "Faggruppe", "key": "SG", "mandate": "Greie ut.", "wording": "Gruppa blir sett ned."}
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert refused.context["payload_form"].errors.keys() == {"key"}
    assert client.post(address, {**form, "key": "FG"}).status_code == 302
