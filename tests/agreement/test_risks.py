"""Risks and opportunities of a project: judged before and after the actions, kept as they were judged (SG-4)."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from samstyring.governance import acts as governance
from samstyring.governance.models import Case
from samstyring.governance.queries.cases import case_page
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.portfolio import acts
from samstyring.portfolio.errors import RiskActionDone, RiskClosed, RiskRaised
from samstyring.portfolio.models import Project, Risk, RiskAssessment
from samstyring.portfolio.queries import risks
from samstyring.portfolio.risk_scale import STEPS, scale
from samstyring.portfolio.rules.kept_risks import kept_risks
from samstyring.portfolio.rules.risks import accepted, matrix
from samstyring.portfolio.worklist import risks as worklist
from tests.agreement import test_status_reports as reports
from tests.founding import actor, person, user
from tests.portfolio import steps
from tests.portfolio.steps import do, organisation

JUDGED = {"probability": 4, "impact": 5, "probability_after": 2, "impact_after": 5}
RISK = {
    "kind": "risk",
    "title": "Leverandøren blir forseinka",
    "cause": "For få utviklarar",
    "consequence": "Innføringa må utsetjast",
    "category": "supplier",
    **JUDGED,
}


def registered(project: Project, **more: Any) -> Risk:
    made: Risk = do(acts.register_risk, project=project, values=RISK | more)
    return made


@pytest.mark.clause("SG-4")
def test_a_risk_is_judged_before_and_after_and_each_assessment_stays(founded: None) -> None:
    project = steps.started()
    with pytest.raises(InvalidInput) as refused:
        registered(project, title=" ", cause="")
    assert set(refused.value.errors) == {"title", "cause"}
    with pytest.raises(InvalidInput) as refused:
        registered(project, probability=6, impact_after=None)
    assert set(refused.value.errors) == {"probability", "impact_after"}
    with pytest.raises(NotAuthorised):
        do(acts.register_risk, "contact", project=project, values=RISK)
    risk = registered(project)
    do(acts.assess_risk, risk=risk, values=JUDGED | {"probability": 1, "remark": "Ny avtale"}, revision=1)
    with pytest.raises(Stale):
        do(acts.assess_risk, risk=risk, values=JUDGED, revision=1)
    page = risks.risk_page(project.code, risk.sequence, actor("adviser"))
    assert [(row.weight, row.weight_after, row.remark) for row in page.assessments] == [
        (5, 10, "Ny avtale"),
        (20, 10, ""),
    ]
    assert all(row.by is not None for row in page.assessments)
    do(acts.edit_risk, risk=page.risk, values=RISK | {"title": "Leverandøren går konkurs"}, revision=2)
    assert Risk.objects.get().title == "Leverandøren går konkurs"


@pytest.mark.clause("SG-4")
def test_exposed_are_those_on_the_project_and_only_they(founded: None) -> None:
    project = steps.started()
    with pytest.raises(InvalidInput) as refused:
        registered(project, everyone=False, exposed=[])
    assert set(refused.value.errors) == {"exposed"}
    with pytest.raises(InvalidInput):
        registered(project, everyone=False, exposed=[str(organisation("Bergen").pk)])
    risk = registered(project, everyone=False, exposed=[str(organisation("Alver").pk)])
    assert risk.standing is not None
    assert [row.organisation.name for row in risk.standing.exposed.all()] == ["Alver"]


@pytest.mark.clause("SG-4")
def test_actions_are_done_and_a_closed_risk_is_history(founded: None) -> None:
    project = steps.started()
    risk = registered(project)
    today = clock.today()
    with pytest.raises(InvalidInput) as refused:
        do(acts.add_risk_action, risk=risk, what=" ", responsible="", due_on=today)
    assert set(refused.value.errors) == {"what", "responsible"}
    do(acts.add_risk_action, risk=risk, what="Følgje opp kvar veke", responsible="Prosjektleiaren", due_on=today)
    action = risk.actions.get()
    with pytest.raises(InvalidInput):
        do(acts.finish_risk_action, action=action, done_on=today + timedelta(days=1))
    do(acts.finish_risk_action, action=action, done_on=today, remark="Møteserie er sett opp")
    with pytest.raises(RiskActionDone):
        do(acts.finish_risk_action, action=action, done_on=today)
    with pytest.raises(InvalidInput):
        do(acts.close_risk, risk=risk, reason=" ")
    do(acts.close_risk, risk=risk, reason="Levert")
    for act, arguments in (
        (acts.assess_risk, {"values": JUDGED}),
        (acts.edit_risk, {"values": RISK}),
        (acts.add_risk_action, {"what": "A", "responsible": "B", "due_on": today}),
        (acts.close_risk, {"reason": "Igjen"}),
    ):
        with pytest.raises(RiskClosed):
            do(act, risk=risk, **arguments)
    assert risks.matrices(project) == []


@pytest.mark.clause("SG-4")
def test_a_risk_goes_to_the_board_and_what_came_of_it_stands_on_the_risk(founded: None, client: Client) -> None:
    project = steps.started()
    risk = registered(project)
    do(acts.add_risk_action, risk=risk, what="Følgje opp", responsible="Prosjektleiaren", due_on=clock.today())
    address = f"{risk.get_absolute_url()}board/"
    client.force_login(user("adviser"))
    assert address in client.get(risk.get_absolute_url()).text
    assert client.post(address, {"purpose": "accept", "assessment": " "}).status_code == 422
    with pytest.raises(NotAuthorised):
        do(acts.raise_risk, "alver", risk=risk, purpose="accept", assessment="Nei")
    assert client.post(address, {"purpose": "accept", "assessment": "Tiltaka er nok"}).status_code == 302
    case = Case.objects.get(about_id=project.pk, title__contains=risk.title)
    assert risk.title in case.proposals.get().wording
    assert "Prosjektleiaren" in str(case.background)
    assert address not in client.get(risk.get_absolute_url()).text
    with pytest.raises(RiskRaised):
        do(acts.raise_risk, risk=risk, purpose="inform", assessment="Igjen")
    do(governance.withdraw_case, case=case, why="Feil tal.")
    again = do(acts.raise_risk, risk=risk, purpose="inform", assessment="Rett")
    (decision,) = steps.decided(Case.objects.get(pk=again.pk))
    shown = client.get(risk.get_absolute_url()).text
    assert str(decision.basis) in shown
    latest = do(acts.raise_risk, risk=risk, purpose="accept", assessment="Er blitt større")
    assert latest.title in client.get(risk.get_absolute_url()).text
    # Fedje takes part in the project: it sees that the risk was raised, and no way to a paper that it may not read.
    client.force_login(user("contact"))
    shown = client.get(risk.get_absolute_url()).text
    assert str(decision.basis) in shown
    assert latest.title not in shown
    assert reverse("governance:case", args=[latest.pk]) not in shown


def test_the_pages(founded: None, client: Client) -> None:
    project = steps.started()
    address = f"{project.get_absolute_url()}risks/"
    client.force_login(user("adviser"))
    assert f"{address}new/" in client.get(address).text
    posted = {**RISK, "whom": "chosen"}
    refused = client.post(f"{address}new/", posted)
    assert refused.status_code == 422
    assert "Innføringa må utsetjast" in refused.text
    posted["exposed"] = str(organisation("Alver").pk)
    assert client.post(f"{address}new/", posted).status_code == 302
    assert client.post(f"{address}1/actions/new/", {"what": "Følgje opp", "responsible": "Prosjektleiaren", "due_on": "2023-06-01"}).status_code == 302  # fmt: skip
    assert client.post(f"{address}1/actions/1/done/", {"done_on": clock.today().isoformat()}).status_code == 302
    judged = client.get(f"{address}1/assess/").text
    assert "checked" in judged
    assert client.post(f"{address}1/assess/", {**JUDGED, "whom": "everyone", "revision": 1}).status_code == 302
    assert client.post(f"{address}1/edit/", {**RISK, "title": "=cmd()", "revision": 2}).status_code == 302
    shown = client.get(f"{address}1/").text
    assert "Følgje opp" in shown
    assert shown.count("<tr>") == 2 + 1 + 2
    listed = client.get(address).text
    assert listed.count("risk-matrix") >= 2
    assert "R1" in listed
    assert "cmd()" not in b"".join(client.get(f"{address}?level=low&format=csv")).decode()
    assert "cmd()" in b"".join(client.get(f"{address}?level=high&format=csv")).decode()
    book = load_workbook(BytesIO(b"".join(client.get(f"{address}?format=xlsx"))))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=False) for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert client.post(f"{address}1/close/", {"reason": "Over"}).status_code == 302
    assert "/assess/" not in client.get(f"{address}1/").text


def test_who_sees_the_project_reads_and_only_who_leads_it_writes(founded: None, client: Client) -> None:
    project = steps.started()
    registered(project)
    address = f"{project.get_absolute_url()}risks/"
    client.force_login(user("alver"))
    shown = client.get(address).text
    assert RISK["title"] in shown
    assert f"{address}new/" not in shown
    for each in ("new/", "1/assess/", "1/edit/", "1/close/", "1/actions/new/"):
        assert client.get(address + each).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_the_number_of_statements_does_not_grow(founded: None, client: Client) -> None:
    project = steps.started()
    client.force_login(user("adviser"))
    counts = []
    alver = str(organisation("Alver").pk)
    for _more in range(2):
        for _each in range(4):
            risk = registered(project, everyone=False, exposed=[alver])
            do(acts.add_risk_action, risk=risk, what="A", responsible="B", due_on=clock.today())
            do(acts.assess_risk, risk=risk, values=JUDGED | {"everyone": False, "exposed": [alver]})
        address = f"{project.get_absolute_url()}risks/"
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
            client.get(f"{address}1/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 40


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 4), max_size=12))
def test_every_risk_stands_once_in_each_matrix(steps_of: list[tuple[int, int, int, int]]) -> None:
    names = ("probability", "impact", "probability_after", "impact_after")
    rows = [Risk(standing=RiskAssessment(**dict(zip(names, each, strict=True)))) for each in steps_of]
    for after in (False, True):
        lines = matrix(rows, after)
        assert [line.probability for line in lines] == [5, 4, 3, 2, 1]
        placed = [(line.probability, cell.impact) for line in lines for cell in line.cells for _risk in cell.risks]
        expected = [each[2:] if after else each[:2] for each in steps_of]
        assert sorted(placed) == sorted(expected)


def test_every_product_has_one_level() -> None:
    known = scale()
    assert len(known.probability) == len(known.impact) == len(STEPS)
    for weight in (p * i for p in STEPS for i in STEPS):
        level = known.level(weight)
        assert known.begins(level.key) <= weight < known.ends(level.key)


@pytest.mark.clause("SG-4")
def test_what_is_to_be_done_waits_for_those_who_lead_the_project(founded: None) -> None:
    project, today = reports.started(manager=person("project_manager")), clock.today()
    risk = registered(project)
    for days in (10, 200):
        due_on = today + timedelta(days=days)
        do(acts.add_risk_action, risk=risk, what="Møte", responsible="Innkjøpsleiaren", due_on=due_on)
    [waiting] = worklist.actions_to_take(actor("project_manager"), today)
    assert waiting.deadline == today + timedelta(days=10)
    assert "Innkjøpsleiaren" in str(waiting.text)
    assert worklist.actions_to_take(actor("alver"), today) == worklist.actions_to_take(actor("adviser"), today) == []
    assert [row.who for row in worklist.all_actions(actor("adviser"), today)] == ["Innkjøpsleiaren"]
    do(acts.finish_risk_action, action=risk.actions.first(), done_on=today)
    assert worklist.actions_to_take(actor("project_manager"), today) == []


@pytest.mark.clause("SG-4")
def test_the_highest_risks_stand_in_the_reports_as_they_were(founded: None, client: Client) -> None:
    project = reports.started(manager=person("project_manager"))
    window = reports.opened(project)
    ask = reports.the_ask(window, project)
    small = {"probability": 1, "impact": 1, "probability_after": 1, "impact_after": 1}
    rows = [registered(project, title=f"Fare {number}", **small) for number in range(3)]
    high = registered(project, title="Leverandøren <svik>")
    do(acts.add_risk_action, risk=high, what="Møte", responsible="Leiaren", due_on=clock.today())
    registered(project, title="Fleire vil med", kind="opportunity")
    client.force_login(user("project_manager"))
    assert "Leverandøren &lt;svik&gt;" in client.get(f"{ask.get_absolute_url()}write/").text
    do(acts.publish_report, "project_manager", ask=ask, content=reports.GREEN)
    made = do(acts.make_portfolio_report, window=window, name="Hausten")
    do(acts.assess_risk, risk=high, values=JUDGED | small)
    do(acts.close_risk, risk=rows[0], reason="Over")

    kept = kept_risks(ask.reports.get().risks)
    assert [row.number for row in kept.highest] == ["R4", "R1", "R2"]
    assert (kept.more, kept.highest[0].now, kept.highest[0].left) == (1, ("broken", "høg, 4 × 5"), 1)
    shown = client.get(ask.get_absolute_url()).text
    assert "Leverandøren &lt;svik&gt;" in shown
    assert "4 × 5" in shown
    client.force_login(user("leader"))
    read = client.get(made.get_absolute_url()).text
    assert read.count("data-label") >= 4
    assert "4 × 5" in read
    assert "Fleire vil med" not in read
    book = load_workbook(BytesIO(b"".join(client.get(made.get_absolute_url(), {"format": "xlsx"}))))
    told = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "R4 Leverandøren <svik>" in told
    assert b"".join(client.get(made.get_absolute_url(), {"format": "pdf"})).startswith(b"%PDF")


@pytest.mark.clause("SG-4")
def test_an_accepted_risk_stands_so_until_its_day_or_until_it_is_judged_anew(founded: None, client: Client) -> None:
    project, today = steps.started(), clock.today()
    day, other = registered(project), registered(project, title="Pengane manglar")
    client.force_login(user("adviser"))
    address, later = f"{day.get_absolute_url()}board/", today + timedelta(days=60)
    posted = {"purpose": "accept", "assessment": "Tiltaka er nok"}
    refused = client.post(address, posted | {"last_day": (today - timedelta(days=1)).isoformat()})
    assert (refused.status_code, "last_day" in refused.context["form"].errors) == (422, True)
    assert client.post(address, posted | {"last_day": later.isoformat()}).status_code == 302
    first = Case.objects.get(title__contains=day.title)
    assert [row.matter for row in first.proposals.all()] == ["portfolio.accept_risk"]
    # A proposal can be made in a case on the project too; judged anew meanwhile, it cannot be decided as it was.
    second = do(governance.open_case, body=first.body, kind="project", title="Pengane", about_kind="portfolio.project", about_id=project.pk)  # fmt: skip
    add = f"{reverse('governance:add_proposal', args=[second.pk])}?matter=portfolio.accept_risk"
    shown = client.get(add).text
    assert day.title in shown
    assert client.post(add, {"risk": str(other.pk), "wording": "Risikoen blir akseptert."}).status_code == 302
    do(acts.assess_risk, risk=day, values=JUDGED | {"probability": 3})
    standings = case_page(first.pk, actor("adviser"), today).paper.standings
    assert [row.requirement.key for row in standings if not row.requirement.holds and row.requirement.must] == ["portfolio.risk_as_judged"]  # fmt: skip
    do(acts.assess_risk, risk=Risk.objects.get(pk=day.pk), values=JUDGED)
    do(governance.withdraw_case, case=first, why="Vurdert på nytt.")
    first = do(acts.raise_risk, risk=Risk.objects.get(pk=day.pk), last_day=later, **posted)
    [decision, _other] = steps.decided(first, second)

    def stands(risk: Risk, on: date = today) -> Any:
        page = risks.risk_page(project.code, risk.sequence, actor("adviser"))
        return accepted(page.risk, on)

    found = stands(day)
    assert (found.basis, found.last_day) == (decision.basis, later)
    assert "Akseptert til og med" in client.get(day.get_absolute_url()).text
    assert "akseptert til" in b"".join(client.get(f"{project.get_absolute_url()}risks/?format=csv")).decode()
    assert (stands(day, later) is None, stands(day, later + timedelta(days=1))) == (False, None)
    assert stands(other).last_day is None
    assert worklist.acceptances_ending(actor("adviser"), today) == []
    [ends] = worklist.acceptances_ending(actor("adviser"), later - timedelta(days=20))
    assert (ends.deadline, worklist.acceptances_ending(actor("contact"), later)) == (later, [])
    # Judged lighter, the one with a day still stands; the other is judged anew, and is not accepted any more.
    for risk in (day, other):
        do(acts.assess_risk, risk=Risk.objects.get(pk=risk.pk), values=JUDGED | {"probability": 2})
    assert (stands(day) is None, stands(other)) == (False, None)
    assert "Ikkje lenger akseptert" in client.get(other.get_absolute_url()).text
    do(acts.assess_risk, risk=Risk.objects.get(pk=day.pk), values=JUDGED | {"probability": 5})
    assert stands(day) is None
