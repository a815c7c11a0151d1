"""Groups: members by role and period, set up, renewed, changed and closed by decision (RG-1, RG-3, RG-4)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.errors import BodyClosed, NotAGroup, RequirementsMissing
from samstyring.governance.models import Body, Case, Decision, GroupMandate, SeatHolding
from samstyring.governance.queries.bodies import page as body_page
from samstyring.governance.queries.organisation import chart
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from tests.founding import actor, person, user
from tests.governance.steps import body, close, decide, do, open_meeting

pytestmark = pytest.mark.usefixtures("founded")


def decided(title: str, matter: str, payload: dict[str, object]) -> Decision:
    """Let the steering group decide one proposal, in a meeting of its own."""
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title=title)
    do(acts.add_proposal, case=case, matter=f"governance.{matter}", payload=payload, wording=title)
    meeting = open_meeting([case], starts_at=clock.now() + timedelta(minutes=5))
    decision = decide(meeting, title)
    close(meeting)
    return decision


def set_up(**more: object) -> Body:
    payload = {"name": "Faggruppe arkiv", "key": "FÆ", "mandate": "Greie ut felles arkivløysing.", **more}
    decided("Faggruppe arkiv", "set_up_group", payload)
    return body("FÆ")


@pytest.mark.clause("RG-1")
def test_the_resource_group_has_members_by_role_and_period_and_widening_says_who_decided_it(client: Client) -> None:
    client.force_login(user("adviser"))
    address = reverse("governance:appoint_member", args=["RG"])
    form = {
        "person": str(person("contact").pk),
        "role": "Digitaliseringssjef",
        "from_date": "2022-11-22",
        "source": "Styringsgruppa, e-post 21. november 2022",
    }
    assert client.post(address, form).status_code == 302
    twice = client.post(address, form)
    assert (twice.status_code, twice.context["form"].errors.keys()) == (422, {"person"})
    holding = SeatHolding.objects.get(seat__body__key="RG")
    assert "Styringsgruppa, e-post" in holding.begun_by.label
    assert actor("contact").has_role("member", scope=f"body:{body('RG').pk}")
    do(acts.seat_holder, seat=holding.seat, person=None, from_date=date(2023, 1, 1), source="E-post")
    shown = [
        [row.seat.name for row in body_page("RG", actor("alver"), day).voting if row.person]
        for day in (date(2022, 11, 21), date(2022, 12, 31), date(2023, 1, 1))
    ]
    assert shown == [[], ["Digitaliseringssjef"], []]
    page = client.get(reverse("governance:body", args=["RG"]), {"on": "2022-12-31"}).content.decode()
    assert "Digitaliseringssjef" in page
    with pytest.raises(NotAuthorised):
        do(acts.appoint_member, "contact", body=body("RG"), person=person("ks"), role="Arkiv",
           from_date=clock.today(), source="Brev")  # fmt: skip
    with pytest.raises(NotAGroup):
        do(acts.appoint_member, body=body(), person=person("ks"), role="Arkiv", from_date=clock.today(), source="Brev")


@pytest.mark.clause("RG-3")
@pytest.mark.clause("RG-4")
def test_a_group_is_proposed_with_mandate_time_and_members_and_has_them_from_the_decision_on(client: Client) -> None:
    group = set_up(kind="project_board", until="2023-06-30", members=[str(person("contact").pk)], secretary="SEK")
    page = body_page(group.key, actor("adviser"), clock.today())
    assert group.kind == "project_board"
    assert [row.person for row in page.voting] == [person("contact")]
    assert page.mandates.in_force is not None
    assert page.mandates.in_force.until == date(2023, 7, 1)
    assert page.mandates.in_force.basis == group.established_by
    assert body_page(group.key, actor("adviser"), date(2023, 7, 1)).mandates.run_out
    assert group.secretary == body("SEK")
    client.force_login(user("contact"))
    shown = client.get(group.get_absolute_url()).content.decode()
    assert "Greie ut" in shown
    assert body("SEK").get_absolute_url() in shown


@pytest.mark.clause("RG-4", "OR-1")
def test_a_group_gets_another_secretariat_by_decision_and_its_history_stays(client: Client) -> None:
    group, other = set_up(secretary="SEK"), "Prosjektsekretariat"
    decided(other, "set_up_group", {"name": other, "key": "PS", "mandate": "Tene gruppene.", "kind": "secretariat"})
    client.force_login(user("adviser"))
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Nytt sekretariat")
    address = f"{reverse('governance:add_proposal', args=[case.pk])}?matter=governance.change_group_secretariat"
    day = clock.today() + timedelta(days=10)
    given = {"group": "FÆ", "secretary": "PS", "from_day": day.isoformat()}
    assert client.post(address, {**given, "wording": "Gruppa får nytt sekretariat."}).status_code == 302
    decision = decide(meeting := open_meeting([case], starts_at=clock.now() + timedelta(minutes=5)), case.title)
    close(meeting)
    for on, name in ((clock.today(), "Sekretariat for DigiVestland"), (day, other)):
        served = body_page("FÆ", actor("adviser"), on).secretariats
        assert served.serves is not None
        assert served.serves.name == next(u for u in chart(on).units if u.body == group).body.secretary.name == name
    assert [row.basis for row in served.every] == [decision.basis]
    for on in (clock.today(), day):
        shown = client.get(group.get_absolute_url(), {"on": on.isoformat()}).content.decode()
        assert decision.label in shown
        assert "Før det:" in shown
    # The same again changes nothing, and what is decided cannot be overtaken from behind.
    for payload in (given, {"group": "FÆ", "secretary": "", "from_day": None}):
        with pytest.raises(RequirementsMissing):
            decided("Ein gong til", "change_group_secretariat", payload)
    decided("Utan sekretariat", "change_group_secretariat", {**given, "secretary": ""})
    assert body_page("FÆ", actor("adviser"), day).secretariats.serves is None


@pytest.mark.clause("RG-4", "SE-1")
def test_a_project_office_is_set_up_as_a_secretariat_and_is_not_closed_while_it_serves(client: Client) -> None:
    client.force_login(user("adviser"))
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Prosjektkontor i Stad")
    address = f"{reverse('governance:add_proposal', args=[case.pk])}?matter=governance.set_up_group"
    given = {
        "name": "Prosjektkontoret i Stad",
        "key": "PK",
        "kind": "secretariat",
        "mandate": "Stad kommune tener faggruppene i nord.",
        "members": [str(person("contact").pk)],
        "wording": "Prosjektkontoret blir sett opp.",
    }
    assert 'value="secretariat"' in client.get(address).text
    refused = client.post(address, {**given, "secretary": "SEK"})
    assert (refused.status_code, refused.context["payload_form"].errors.keys()) == (422, {"secretary"})
    assert client.post(address, {**given, "secretary": ""}).status_code == 302
    assert "sekretariat" in client.get(case.get_absolute_url()).text
    decide(meeting := open_meeting([case], starts_at=clock.now() + timedelta(minutes=5)), case.title)
    close(meeting)
    office = body("PK")
    assert (office.kind, office.prepares_for, office.secretary) == ("secretariat", None, None)
    # It has people as any group, and they have no more power than before.
    form = {"person": person("ks").pk, "role": "Rådgivar", "from_date": clock.today().isoformat(), "source": "Brev"}
    assert client.post(reverse("governance:appoint_member", args=["PK"]), form).status_code == 302
    assert not actor("ks").has_role("secretariat", "secretariat_leader")
    assert "Stad kommune tener" in client.get(office.get_absolute_url()).text
    assert "Prosjektkontoret i Stad" in client.get(reverse("governance:organisation")).text
    group = set_up(secretary="PK")
    assert office.get_absolute_url() in client.get(group.get_absolute_url()).text
    with pytest.raises(RequirementsMissing) as missing:
        decided("Lagt ned", "close_group", {"group": "PK", "why": "Over."})
    assert group.name in str(missing.value)
    decided("Nytt", "change_group_secretariat", {"group": group.key, "secretary": "SEK", "from_day": None})
    decided("Lagt ned no", "close_group", {"group": "PK", "why": "Over."})
    assert "PK" not in [key for key, _name in _secretariats_offered(client)]


def _secretariats_offered(client: Client) -> list[tuple[str, str]]:
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Enda ei")
    address = f"{reverse('governance:add_proposal', args=[case.pk])}?matter=governance.set_up_group"
    return list(client.get(address).context["payload_form"].fields["secretary"].choices)


@pytest.mark.clause("RG-4")
def test_a_group_is_renewed_changed_and_closed_the_same_way_and_a_closed_one_takes_nothing_new(client: Client) -> None:
    group = set_up(members=[str(person("contact").pk)])
    decided("Nytt mandat", "change_group", {"group": "FÆ", "mandate": "Innføre løysinga.", "until": "2023-12-31"})
    page = body_page("FÆ", actor("adviser"), clock.today())
    assert [mandate.text for mandate in page.mandates.every] == ["Greie ut felles arkivløysing.", "Innføre løysinga."]
    assert page.mandates.in_force == page.mandates.every[1]
    assert next(unit for unit in chart(clock.today()).units if unit.body == group).body.purpose == "Innføre løysinga."
    unfinished = do(acts.open_case, body=group, kind=Case.Kind.FREE_TEXT, title="Sak i gruppa")
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Avslutte faggruppa")
    closing = {"group": "FÆ", "why": "Oppdraget er gjort."}
    client.force_login(user("adviser"))
    address = f"{reverse('governance:add_proposal', args=[case.pk])}?matter=governance.close_group"
    assert client.post(address, {**closing, "wording": "Gruppa blir avslutta."}).status_code == 302
    told = client.get(reverse("governance:case", args=[case.pk])).content.decode()
    assert "ingen uferdige saker" in told
    do(acts.withdraw_case, case=unfinished, why="Gruppa blir avslutta")
    meeting = open_meeting([case], starts_at=clock.now() + timedelta(minutes=5))
    decision = decide(meeting, "Avslutte faggruppa")
    last = GroupMandate.objects.get(body=group, closes=True)
    assert last.basis == decision.basis
    holding = SeatHolding.objects.get(seat__body=group)
    assert holding.ended_by == decision.basis
    assert group not in [unit.body for unit in chart(clock.today()).units]
    later = clock.today() + timedelta(days=30)
    starts_at = clock.now() + timedelta(days=30)
    ends_at = starts_at + timedelta(hours=1)
    refused = (
        (acts.open_case, {"body": group, "kind": Case.Kind.FREE_TEXT, "title": "Ei sak til"}),
        (acts.plan_meeting, {"body": group, "starts_at": starts_at, "ends_at": ends_at}),
        (acts.add_plan_entry, {"body": group, "kind": "theme", "title": "Tema", "day": later}),
        (acts.seat_holder, {"seat": holding.seat, "person": person("ks"), "from_date": later, "source": "Brev"}),
        (acts.appoint_member, {"body": group, "person": person("ks"), "role": "Arkiv", "from_date": later, "source": "B"}),
    )  # fmt: skip
    for act, arguments in refused:
        with pytest.raises(BodyClosed):
            do(act, **arguments)
    assert "Oppdraget er gjort." in client.get(group.get_absolute_url()).content.decode()
    with pytest.raises(RequirementsMissing):
        decided("Avslutte ein gong til", "close_group", closing)
