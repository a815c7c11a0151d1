"""A status report gives the forecast that the tolerances are held against, and keeps the plan as it stood (OR-3, SG-4)."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.portfolio import acts
from samstyring.portfolio.models import AREAS, Forecast, ReportDraft, StatusReport
from samstyring.portfolio.queries import portfolio_reports, steering, writing
from samstyring.portfolio.queries.forecasting import forecasting_of
from samstyring.portfolio.reporting import letters
from samstyring.portfolio.rules.reports import says_outside
from samstyring.ui import formats
from samstyring.ui import questions as links
from tests.agreement.test_status_reports import GREEN, YELLOW, opened, started, the_ask
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
    begins = writing.begin_with(ask, forecasting_of(project, clock.today()))
    assert (begins["ends_on"], begins["cost"]) == (LATE, 140_000_000)

    client.force_login(user("project_manager"))
    where = [window.code, project.code]
    form = client.get(reverse("portfolio:write_report", args=where)).text
    assert formats.day(date(2024, 2, 11)) in form  # as far as the tolerance goes, beside the field
    assert "mark-broken" in form
    assert "Innført i alle" in form
    sent = client.post(
        reverse("portfolio:write_report", args=where), {**YELLOW, "ends_on": "2024-02-29", "revision": "0"}
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
        content=YELLOW | {"ends_on": LATE, "progress": "Meir."},
        reason="Manglar.",
    )
    assert Forecast.objects.count() == 2
    do(acts.publish_report, "project_manager", ask=ask, content=GREEN | {"ends_on": ENDS}, reason="Feil dag.")
    assert steering.steering_of(project, clock.today()).outside == ["benefit"]
    # What is said of an older window when a later one has spoken changes nothing.
    later = opened(project, name="Status november 2022")
    do(acts.publish_report, "project_manager", ask=the_ask(later, project), content=GREEN | {"ends_on": ENDS})
    do(acts.publish_report, "project_manager", ask=ask, content=YELLOW | {"ends_on": LATE}, reason="Likevel.")
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


@pytest.mark.clause("OR-3")
def test_green_outside_the_tolerance_is_asked_why_wherever_it_is_published(founded: None, client: Client) -> None:
    project = started(manager=person("project_manager"))
    first = opened(project, name="Status september 2022")
    do(acts.publish_report, "project_manager", ask=the_ask(first, project), content=GREEN | {"ends_on": ENDS, "time_words": "Etter planen."})  # fmt: skip
    do(acts.give_forecast, project=project, ends_on=LATE, cost=900_000_000, words="Leverandøren er sein.")
    ask = the_ask(opened(project), project)
    asked = {"overall_words", "time_words"}

    # What it begins with is judged anew where the figures are outside: the light and its sentence of last time are not set.
    stands = forecasting_of(project, clock.today())
    begins = writing.begin_with(ask, stands)
    assert [begins[f"{area}_light"] for area in AREAS] == ["", "", *["green"] * 4]
    assert begins["overall_words"] == begins["time_words"] == ""
    drafted = do(acts.save_report, "project_manager", ask=ask, content={"time_light": "green"})
    begins = writing.begin_with(ask, stands) | {"revision": drafted.revision}
    assert [begins[f"{area}_light"] for area in AREAS] == ["", *["green"] * 5]

    # A sentence that was said while the forecast was inside does not say why it is green outside.
    stale = GREEN | {"time_words": "Etter planen.", "ends_on": LATE}
    with pytest.raises(InvalidInput) as refused:
        do(acts.publish_report, "project_manager", ask=ask, content=stale)
    assert set(refused.value.errors) == asked
    do(acts.save_report, "project_manager", ask=ask, content=stale, revision=drafted.revision)
    client.force_login(user("project_manager"))
    where = [ask.window.code, project.code]
    says = escape(says_outside())
    form = client.get(reverse("portfolio:write_report", args=where)).text
    assert form.count(says) == 2
    look = client.get(reverse("portfolio:publish_report", args=where)).text
    assert look.count(says) == 2
    revision = str(ReportDraft.objects.get(ask=ask).revision)
    assert client.post(reverse("portfolio:publish_report", args=where), {"revision": revision}).status_code == 422

    client.logout()
    letters.send_report_question.func(str(ask.pk))
    link = urlsplit(links.address_of(ask.letter.link_id)).path
    sent = {**GREEN, "ends_on": "2024-02-29", "cost": "1 000", "answered_by": "P", "answered_as": "leiar"}
    page = client.post(link, sent)
    assert page.status_code == 422
    assert {name for name in ("overall_words", "time_words", "cost_words") if f'href="#id_{name}"' in page.text} == {"overall_words", "time_words"}  # fmt: skip
    assert page.text.count(f"<span>{says}</span>") == 2, "beside each light, also when the form comes back"
    assert formats.day(date(2024, 2, 11)) in page.text
    why = {"overall_words": "Ny dag er avtalt.", "time_words": "Styringsgruppa har fått avviksrapport."}
    assert client.post(link, sent | why).status_code == 200
    # What said why while it was outside says it the next time too.
    again = the_ask(opened(project, name="Status november 2022"), project)
    do(acts.publish_report, "project_manager", ask=again, content=GREEN | why | {"ends_on": LATE, "cost": 100_000})
    assert StatusReport.objects.count() == 3
