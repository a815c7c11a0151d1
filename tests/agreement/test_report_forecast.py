"""A status report gives the forecast that the tolerances are held against, and keeps the plan as it stood (OR-3, SG-4)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.portfolio import acts
from samstyring.portfolio.models import Forecast
from samstyring.portfolio.queries import portfolio_reports, steering
from samstyring.portfolio.queries import reports as queries
from samstyring.ui import formats
from tests.agreement.test_status_reports import GREEN, opened, started, the_ask
from tests.founding import actor, person, user
from tests.portfolio.steps import do

ENDS = date(2023, 12, 31)
LATE = ENDS + timedelta(days=60)


@pytest.mark.clause("OR-3")
@pytest.mark.clause("SG-4")
def test_what_a_report_expects_is_the_forecast_and_outside_it_leads_to_the_board(founded: None, client: Client) -> None:
    project = started(manager=person("project_manager"))
    for name, day in (("Pilot i drift", date(2023, 3, 1)), ("Innført i alle", LATE)):
        do(acts.add_milestone, project=project, values={"name": name, "kind": "milestone", "due_on": day})
    do(
        acts.give_forecast,
        project=project,
        ends_on=ENDS,
        cost=140_000_000,
        benefit_holds=False,
        words="Mindre gevinst.",
    )
    window = opened(project)
    ask = the_ask(window, project)
    # The plan ends later than the last forecast: the report begins with the plan's day, and the cost of the forecast.
    begins = queries.begin_with(ask)
    assert (begins["ends_on"], begins["cost"]) == (LATE, 140_000_000)

    client.force_login(user("project_manager"))
    where = [window.code, project.code]
    form = client.get(reverse("portfolio:write_report", args=where)).text
    assert formats.day(date(2024, 2, 11)) in form  # as far as the tolerance goes, beside the field
    assert "mark-broken" in form
    assert "Innført i alle" in form
    sent = client.post(
        reverse("portfolio:write_report", args=where), {**GREEN, "ends_on": "2024-02-29", "revision": "0"}
    )
    assert sent.status_code == 302
    assert "exceptions/new/" not in client.get(sent.headers["Location"]).text

    report = do(acts.publish_report, "project_manager", ask=ask)
    forecast = Forecast.objects.latest("sequence")
    assert (forecast.status_report, forecast.ends_on, forecast.cost) == (report, LATE, 140_000_000)
    assert not forecast.benefit_holds  # what a report does not ask about stands as it was
    assert steering.steering_of(project, clock.today()).outside == ["time", "benefit"]
    page = client.get(report.get_absolute_url()).text
    assert f"{project.get_absolute_url()}exceptions/new/" in page
    assert "Pilot i drift" in page

    # A correction of the words alone gives no new forecast; one of the figures does, and it can end the exception.
    do(
        acts.publish_report,
        "project_manager",
        ask=ask,
        content=GREEN | {"ends_on": LATE, "progress": "Meir."},
        reason="Manglar.",
    )
    assert Forecast.objects.count() == 2
    do(acts.publish_report, "project_manager", ask=ask, content=GREEN | {"ends_on": ENDS}, reason="Feil dag.")
    assert steering.steering_of(project, clock.today()).outside == ["benefit"]
    # What is said of an older window when a later one has spoken changes nothing.
    later = opened(project, name="Status november 2022")
    do(acts.publish_report, "project_manager", ask=the_ask(later, project), content=GREEN | {"ends_on": ENDS})
    do(acts.publish_report, "project_manager", ask=ask, content=GREEN | {"ends_on": LATE}, reason="Likevel.")
    assert Forecast.objects.latest("sequence").ends_on == ENDS

    made = do(acts.make_portfolio_report, window=later, name="Vinteren")
    found = portfolio_reports.portfolio_report_page(made.code, actor("leader"))
    [(_line, plan)] = found.with_plan
    assert (plan.done, plan.next.name, plan.last.reached, plan.last.slip) == (0, "Pilot i drift", LATE, None)
    assert "Innført i alle" in client.get(made.get_absolute_url()).text
    for kind, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        assert b"".join(client.get(made.get_absolute_url(), {"format": kind})).startswith(start)  # type: ignore[arg-type]


@pytest.mark.clause("OR-3")
def test_red_inside_the_tolerance_is_asked_why(founded: None, client: Client) -> None:
    project = started(manager=person("project_manager"))
    ask = the_ask(opened(project), project)
    red = GREEN | {"time_light": "red", "time_words": "Mange er sjuke.", "ends_on": ENDS}
    with pytest.raises(InvalidInput) as refused:
        do(acts.publish_report, "project_manager", ask=ask, content=red)
    assert set(refused.value.errors) == {"red_reason"}
    client.force_login(user("project_manager"))
    write = reverse("portfolio:write_report", args=[ask.window.code, project.code])
    assert "red_reason" not in client.get(write).text
    said = {**red, "ends_on": "2023-12-31", "revision": "0"}
    assert client.post(write, said).status_code == 302
    assert "red_reason" in client.get(write).text
    assert not Forecast.objects.exists()
    # A cost that no tolerance is set for is not asked about, and a red light with a forecast outside says why itself.
    do(acts.publish_report, "project_manager", ask=ask, content=red | {"red_reason": "Vi kan framleis hente det inn.", "cost_light": "red", "cost_words": "Dyrt."})  # fmt: skip
    do(acts.publish_report, "project_manager", ask=ask, content=red | {"ends_on": LATE}, reason="Ny dag.")
    assert [row.ends_on for row in Forecast.objects.order_by("sequence")] == [ENDS, LATE]
