"""Tolerances: inside them the project decides and logs it, outside them it reports to the portfolio board (OR-3)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samstyring.charter.registry import Finding, Question, checks
from samstyring.governance import acts as governance
from samstyring.governance.models import Case
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.portfolio import acts
from samstyring.portfolio.errors import AlreadyBrought, InsideTolerance, NotStarted, OutsideTolerance
from samstyring.portfolio.models import Forecast, Mandate, Project
from samstyring.portfolio.queries import steering
from samstyring.portfolio.rules.tolerances import covers, frames, outside
from samstyring.ui.worklist import waiting_for
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

ENDS = date(2023, 12, 31)
OPTIONS = [
    {"name": "Halde fram", "consequence": "Fire månader seinare."},
    {"name": "Kutte opplæringa", "consequence": "Ingen gevinst i to kommunar."},
]
REPORT = {
    "cause": "Leverandøren er forseinka.",
    "consequences": "Innføringa kjem etter sommaren.",
    "options": OPTIONS,
    "recommendation": "Prosjektet får fire månader til.",
}


def running(**mandate_says: object) -> Project:
    says = {"ends_on": ENDS, "tolerance_weeks": 4, "tolerance_days": 2, "tolerance_cost_percent": 10, **mandate_says}
    return steps.started(**says)


def board() -> Finding:
    return checks["portfolio.deviations_reported"](Question(on=clock.today(), today=clock.today()))


def told(who: str, project: Project) -> list[str]:
    rows = waiting_for(actor(who), clock.today())
    return [str(row.heading) for row in rows if row.key == f"portfolio.exception:{project.pk}"]


@pytest.mark.clause("OR-3")
def test_inside_the_tolerances_the_project_decides_and_logs_it(founded: None) -> None:
    project = running()
    change = {"project": project, "what": "Ny leverandør", "why": "Rimelegare", "decided_by": "Prosjektleiaren"}
    do(acts.log_change, **change, days=20, cost=-1_000_00)
    with pytest.raises(OutsideTolerance) as refused:
        do(acts.log_change, **change, days=11)
    assert refused.value.clause == "OR-3"
    do(acts.log_change, **change, days=10)
    with pytest.raises(OutsideTolerance):
        do(acts.log_change, **change, cost=13_900_000_00)
    with pytest.raises(InvalidInput):
        do(acts.log_change, **(change | {"why": " "}))
    with pytest.raises(NotAuthorised):
        do(acts.log_change, "alver", **change)
    with pytest.raises(NotStarted):
        do(acts.log_change, **(change | {"project": steps.candidate("Anna")}))
    assert [row.days for row in steering.changes_of(project)] == [20, 10]


@pytest.mark.clause("OR-3")
def test_a_forecast_outside_is_reported_and_comes_before_the_board(founded: None, client: Client) -> None:
    project = running()
    assert board().state == "not_measured"
    do(acts.give_forecast, project=project, ends_on=ENDS + timedelta(days=30), cost=138_000_000)
    assert (steering.steering_of(project, clock.today()).state, board().state) == ("inside", "fulfilled")
    with pytest.raises(InsideTolerance):
        do(acts.write_exception_report, project=project, **REPORT)
    do(acts.give_forecast, project=project, ends_on=ENDS + timedelta(days=31), cost=138_000_000)

    assert board().state == "broken"
    assert told("adviser", project)
    with pytest.raises(InvalidInput):
        do(acts.write_exception_report, project=project, **(REPORT | {"options": OPTIONS[:1]}))
    report = do(acts.write_exception_report, project=project, **REPORT)
    assert report.outside == ["time"]
    with pytest.raises(InsideTolerance):
        do(acts.write_exception_report, project=project, **REPORT)
    client.force_login(user("adviser"))
    assert "bring/" in client.get(report.get_absolute_url()).text
    assert client.post(f"{report.get_absolute_url()}bring/").status_code == 302
    report.refresh_from_db()
    case = report.case
    assert (case.state, case.about_id, case.proposals.get().wording) == ("draft", project.pk, REPORT["recommendation"])
    with pytest.raises(AlreadyBrought):
        do(acts.bring_exception_report, report=report)
    assert not told("adviser", project)
    do(governance.withdraw_case, case=case, why="Feil tal.")
    again = do(acts.bring_exception_report, report=report)
    steps.decided(Case.objects.get(pk=again.pk))
    assert steering.steering_of(project, clock.today()).state == "decided"
    assert board().state == "fulfilled"
    do(acts.give_forecast, project=project, ends_on=ENDS + timedelta(days=60), scope_holds=False, words="Mindre.")
    assert steering.steering_of(project, clock.today()).state == "outside"


def test_the_pages(founded: None, client: Client) -> None:
    project = running(board="Kommunedirektørane i dei tre kommunane", tolerance_benefit="10 prosent")
    client.force_login(user("adviser"))
    address = project.get_absolute_url()
    refused = client.post(f"{address}changes/new/", {"what": "Lenger", "why": "x", "decided_by": "Eigar", "days": "99", "decided_on": "2022-11-22"})  # fmt: skip
    assert refused.status_code == 422
    assert "Lenger" in refused.text
    forecast = {"ends_on": "2024-06-30", "cost": "2 000 000", "words": "Seint ute"}
    assert client.post(f"{address}forecast/", forecast).status_code == 302
    assert client.get(f"{address}exceptions/new/").status_code == 200
    assert client.get(f"{address}exceptions/7/").status_code == 404
    page = client.get(address).text
    assert f"{address}exceptions/new/" in page
    mandate = project.mandates.get()
    assert "Kommunedirektørane i dei tre" in client.get(mandate.get_absolute_url()).text
    assert client.get(f"{mandate.get_absolute_url()}pdf/").content.startswith(b"%PDF")


MONEY = st.integers(min_value=0, max_value=10**12)
DAYS = st.integers(min_value=0, max_value=400)


@given(MONEY, st.integers(0, 100), st.none() | MONEY, DAYS, MONEY, DAYS)
def test_nothing_within_the_frame_is_outside_and_the_lesser_tolerance_counts(
    frame: int, percent: int, amount: int | None, days: int, over: int, later: int
) -> None:
    mandate = Mandate(
        frame=frame, tolerance_cost_percent=percent, tolerance_cost=amount, tolerance_days=days, ends_on=ENDS
    )
    allowed = min(frame * percent // 100, frame * percent // 100 if amount is None else amount)
    forecast = Forecast(ends_on=ENDS + timedelta(days=later), cost=frame + over)

    found = outside(frames(mandate), forecast)
    assert ("cost" in found) == (over > allowed)
    assert ("time" in found) == (later > days)
    assert covers(forecast, forecast)
    assert outside(frames(None), forecast) == []
