"""Status reports: a window opened, answered, corrected and closed, and who is silent (SG-4, SE-3)."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.charter.registry import Question, checks
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, NotThere, Stale
from samstyring.kernel.models import JournalEntry
from samstyring.parties.expected import expected_of
from samstyring.portfolio import acts, errors, mornings
from samstyring.portfolio.models import AREAS, Light, Project, ReportAsk, ReportDraft, ReportingWindow, StatusReport
from samstyring.portfolio.queries import reports as queries
from samstyring.portfolio.queries import windows, writing
from samstyring.portfolio.queries.forecasting import forecasting_of
from samstyring.portfolio.reporting import letters, reading
from samstyring.portfolio.rules.reports import lacking, moved, tidied
from samstyring.records import rounds
from samstyring.records.errors import EvidenceNeeded
from samstyring.ui import formats
from samstyring.ui import questions as links
from samstyring.ui.worklist import all_that_waits, waiting_for
from tests.founding import actor, person, user
from tests.portfolio import steps
from tests.portfolio.steps import do

GREEN = {f"{area}_light": "green" for area in AREAS} | {"overall_words": "Alt er i rute."}
YELLOW = GREEN | {"overall_light": "yellow", "time_light": "yellow", "time_words": "Leverandøren er sein."}


def signed_in(client: Client, key: str) -> Client:
    client.force_login(user(key))
    return client


def started(name: str = "DigiHelse i Vestland", **more: Any) -> Project:
    """Return a project in execution, with a mandate and a budget in force."""
    steps.sign("Sunnfjord")
    project = steps.candidate(name, **more)
    steps.answered(project, "Sunnfjord")
    steps.adopted(steps.mandate(project, ends_on=date(2023, 12, 31)), clock.today())
    steps.adopted(steps.budget(project), clock.today())
    steps.begun(project)
    return Project.objects.get(pk=project.pk)


def opened(*projects: Project, name: str = "Status oktober 2022", days: int = 10) -> Any:
    """Open a window about October that asks these projects."""
    return do(
        acts.open_window,
        name=name,
        from_date=date(2022, 10, 1),
        until=date(2022, 11, 1),
        due_on=clock.today() + timedelta(days=days),
        projects=projects,
        note="Skriv kort.",
    )


def the_ask(window: Any, project: Project) -> ReportAsk:
    return ReportAsk.objects.get(window=window, project=project)


@pytest.mark.clause("SG-4")
@pytest.mark.clause("SE-3")
def test_a_project_reports_by_link_and_what_is_published_stays(founded: None, client: Client) -> None:
    managed = started(manager=person("project_manager"))
    other = started("Felles arkivkjerne")
    window = opened(managed, other)
    assert letters.send_report_question.func(str(the_ask(window, managed).pk)) == "sent"
    [message] = mail.outbox
    assert message.to == ['"Prosjektleiar, Sunnfjord" <project_manager@example.no>']
    assert "Skriv kort." in message.body
    link = urlsplit(links.address_of(the_ask(window, managed).letter.link_id)).path
    assert link in message.body
    assert "desember 2023" in client.get(link).content.decode()
    told = {**YELLOW, "ends_on": "29.02.2024", "cost": "1 400 000", "to_decide": "Meir tid."}
    refused = client.post(link, {**told, "time_words": "", "answered_by": "P", "answered_as": "leiar"})
    assert refused.status_code == 422
    assert "29.02.2024" in refused.content.decode()
    both = client.post(link, {**told, "time_words": "", "cost_light": ""}).content.decode()
    wrong = [f'href="#id_{name}"' for name in ("time_words", "cost_light_0", "answered_by")]
    assert all(each in both for each in wrong), "all that is lacking is said at once"
    done = client.post(link, {**told, "answered_by": "Vikar", "answered_as": "prosjektleiar"})
    assert done.status_code == 200

    report = StatusReport.objects.get()
    assert (report.way, report.answered_by, report.version) == ("link", "Vikar", 1)
    assert (report.planned_end, report.planned_cost, report.cost) == (date(2023, 12, 31), 138_000_000, 140_000_000)
    [line] = [line for line in windows.lines_for(window, list(windows.asks_in(window))) if line.report]
    assert (line.days_late, line.over) == (60, 2_000_000)
    assert steps.lights_kept() == {managed.name: "yellow"}

    # A correction is a new version with its reason; the snapshot before it stays.
    again = {"ask": the_ask(window, managed), "content": GREEN | {"ends_on": date(2023, 12, 31)}}
    with pytest.raises(errors.ReasonNeeded):
        do(acts.publish_report, "project_manager", **again)
    do(acts.publish_report, "project_manager", **again, reason="Leverandøren har svart.")
    found = queries.report_page(window.code, managed.code, actor("leader"), clock.today())
    assert [row.version for row in found.versions] == [1, 2]
    assert [row.overall_light for row in found.versions] == ["yellow", "green"]
    assert steps.lights_kept() == {managed.name: "green"}
    shown = signed_in(client, "leader").get(found.ask.get_absolute_url())
    assert "Leverandøren har svart." in shown.content.decode()
    assert other.name in signed_in(client, "leader").get(window.get_absolute_url()).content.decode()


@pytest.mark.clause("SG-4")
def test_a_draft_is_its_writers_own_and_is_looked_over_before_it_is_published(founded: None, client: Client) -> None:
    project = started(manager=person("project_manager"))
    window = opened(project)
    ask = the_ask(window, project)
    do(acts.save_report, "project_manager", ask=ask, content={"time_light": "red"}, revision=0)
    with pytest.raises(Stale):  # two forms shown before either was saved
        do(acts.save_report, "project_manager", ask=ask, content=GREEN, revision=0)
    write = reverse("portfolio:write_report", args=[window.code, project.code])
    publish = reverse("portfolio:publish_report", args=[window.code, project.code])
    assert signed_in(client, "leader").get(write).status_code == 403
    assert queries.report_page(window.code, project.code, actor("leader"), clock.today()).draft is None
    with pytest.raises(InvalidInput) as refused:
        do(acts.publish_report, "project_manager", ask=ask)
    assert "time_words" in refused.value.errors

    writer = signed_in(client, "project_manager")
    assert 'value="red"' in writer.get(write).content.decode()
    saved = writer.post(write, {**YELLOW, "revision": "1"})
    assert saved.headers["Location"] == publish
    looked = writer.get(publish)
    assert "Leverandøren er sein." in looked.content.decode()
    assert writer.post(publish, {"revision": "1"}).status_code == 409  # what was read is not what is written now
    assert writer.post(publish, {"revision": "2"}).status_code == 302
    assert not ReportDraft.objects.exists()

    # Next time it begins with what was said last, and shows what differs.
    later = opened(project, name="Status november 2022")
    begins = writing.begin_with(the_ask(later, project), forecasting_of(project, clock.today()))
    assert (begins["time_light"], begins["progress"]) == ("yellow", "")
    do(acts.save_report, "project_manager", ask=the_ask(later, project), content={"overall_light": "red"}, revision=0)
    begins = writing.begin_with(the_ask(later, project), forecasting_of(project, clock.today()))
    assert (begins["overall_light"], begins["overall_words"]) == ("red", ""), "what the draft says is the draft's"
    assert (begins["time_light"], begins["time_words"]) == ("yellow", "Leverandøren er sein."), "the rest is as it was"
    do(acts.publish_report, "project_manager", ask=the_ask(later, project), content=GREEN)
    points = queries.trend_of(project)
    assert [point.report.overall_light for point in points if point.report] == ["green", "yellow"]
    assert points[0].lamps[1].moved == 1
    # What is corrected in an earlier window does not become what the project said last.
    do(acts.publish_report, "project_manager", ask=ask, content=YELLOW, reason="Skrivefeil.")
    assert steps.lights_kept() == {project.name: "green"}
    assert later.name in signed_in(client, "leader").get(project.get_absolute_url()).content.decode()


@pytest.mark.clause("SG-4")
@pytest.mark.clause("SE-4c")
def test_silence_shows_as_silence_until_the_secretariat_registers_what_came(founded: None, client: Client) -> None:
    silent, wordy = started("DigiHelse i Vestland"), started("Felles arkivkjerne")
    steps.officer("Sunnfjord", "contact")
    window = opened(silent, days=1)
    do(acts.ask_for_reports, window=window, projects=[silent, wordy])  # one again, one that was forgotten
    ask = the_ask(window, silent)
    assert ask.times == 2
    assert ask.asked_to is not None
    assert f"portfolio.report:{ask.pk}" in {item.key for item in all_that_waits(actor("adviser"), clock.today())}
    with pytest.raises(EvidenceNeeded):
        do(acts.publish_report, ask=the_ask(window, wordy), content=GREEN, answered_by="Kontakten")
    sent = {"answered_by": "Kontakten", "answered_as": "kontakt", "answered_on": clock.today()}
    do(acts.publish_report, ask=the_ask(window, wordy), content=GREEN, evidence=steps.EMAIL, **sent)

    with clock.standing_at(clock.now() + timedelta(days=3)):
        assert window.is_open  # no clock closes it
        asked = Question(on=clock.today(), today=clock.today())
        found = checks["portfolio.progress_reported"](asked)
        assert found.state == "broken"
        assert silent.name in str(found.evidence)
        told = {item.key for item in waiting_for(actor("adviser"), clock.today())}
        assert f"portfolio.window:{window.pk}" in told
        owner = {silent.owner_id: silent.owner}
        expected = [row for row in expected_of(owner, actor("adviser"), clock.today()) if row.kind == "status_report"]
        assert {row.state for row in expected} == {"open", "answered"}
        assert expected[0].late(clock.today())
        close = reverse("portfolio:close_window", args=[window.code])
        assert silent.name in signed_in(client, "adviser").get(close).content.decode()
        do(acts.close_window, window=window)
        with pytest.raises(errors.WindowClosed):
            do(acts.publish_report, ask=ask, content=GREEN, evidence=steps.EMAIL, **sent)
        do(
            acts.publish_report,
            ask=the_ask(window, wordy),
            content=YELLOW,
            reason="Ny e-post.",
            evidence=steps.EMAIL,
            **sent,
        )
        assert steps.lights_kept() == {wordy.name: "yellow"}
        for asked in ("sort=light", "sort=-light", "group=light"):  # silence comes last, whichever way it is sorted
            lights = signed_in(client, "leader").get(f"{reverse('portfolio:projects')}?{asked}").content.decode()
            assert lights.index(f"{wordy.name}</a>") < lights.index(f"{silent.name}</a>")
        page = signed_in(client, "leader").get(window.get_absolute_url())
        assert "har ikkje svart" in page.content.decode()
    assert client.get(window.get_absolute_url()).status_code == 200


def test_who_may_do_what_with_reports(founded: None, client: Client) -> None:
    project = started(manager=person("project_manager"))
    with pytest.raises(NotAuthorised):
        do(
            acts.open_window,
            "project_manager",
            name="x",
            from_date=date(2022, 10, 1),
            until=date(2022, 11, 1),
            due_on=clock.today(),
            projects=[project],
        )
    window = opened(project)
    with pytest.raises(NotAuthorised):
        do(acts.publish_report, "contact", ask=the_ask(window, project), content=GREEN)
    with pytest.raises(NotThere):
        windows.window_page(window.code, actor("stranger"))
    bad = {"name": "", "from_date": date(2023, 1, 1), "until": date(2022, 1, 1), "due_on": date(2022, 1, 1)}
    with pytest.raises(InvalidInput) as refused:
        do(acts.open_window, projects=[], **bad)
    assert set(refused.value.errors) == {"name", "from_date", "until", "due_on", "projects"}
    assert signed_in(client, "adviser").get(reverse("portfolio:open_window")).status_code == 200


@pytest.mark.clause("SG-4")
@pytest.mark.clause("SE-3")
def test_a_window_closes_by_itself_on_the_day_that_was_named_when_it_was_opened(founded: None, client: Client) -> None:
    told, silent = started(manager=person("project_manager")), started("Felles arkivkjerne")
    today = clock.today()
    due, closes = today + timedelta(days=10), today + timedelta(days=14)
    secretariat = signed_in(client, "adviser")
    form = {
        "name": "Status oktober 2022",
        "from_date": "2022-10-01",
        "until": "2022-10-31",
        "due_on": due.isoformat(),
        "projects": [str(told.pk), str(silent.pk)],
    }
    refused = secretariat.post(reverse("portfolio:open_window"), {**form, "closes_on": due.isoformat()})
    assert refused.status_code == 422
    assert 'href="#id_closes_on"' in refused.text
    assert (
        secretariat.post(reverse("portfolio:open_window"), {**form, "closes_on": closes.isoformat()}).status_code == 302
    )
    window = ReportingWindow.objects.get()
    by_hand = opened(told, name="Status november 2022")
    assert formats.day(closes) in secretariat.get(window.get_absolute_url()).text
    do(acts.publish_report, "project_manager", ask=the_ask(window, told), content=GREEN)

    with clock.standing_at(clock.now() + timedelta(days=13)):
        assert mornings.close_windows(clock.today()) == "closed: 0"
    # A worker that stood still that day closes it the next time it runs.
    with clock.standing_at(clock.now() + timedelta(days=15)):
        assert rounds.rounds["portfolio.windows"](clock.today()) == "closed: 1"
        assert mornings.close_windows(clock.today()) == "closed: 0"
        window.refresh_from_db()
        by_hand.refresh_from_db()
        assert (window.is_open, by_hand.is_open) == (False, True)
        entry = JournalEntry.objects.filter(act="portfolio.close_window").get()
        assert (entry.actor_kind, entry.authority) == ("system", "SE-3")
        with pytest.raises(errors.WindowClosed):
            do(acts.publish_report, ask=the_ask(window, silent), content=GREEN, answered_by="K", evidence=steps.EMAIL)
        page = secretariat.get(window.get_absolute_url()).text
        assert silent.name in page


@given(
    st.dictionaries(st.sampled_from([f"{area}_light" for area in AREAS]), st.sampled_from(Light.values)),
    st.text(max_size=40),
)
def test_a_report_is_whole_when_each_light_has_what_it_needs(lights: dict[str, str], words: str) -> None:
    content = tidied(lights | {f"{area}_words": words for area in AREAS})
    wrong = lacking(content)
    for area in AREAS:
        lamp = content[f"{area}_light"]
        assert (f"{area}_light" in wrong) is (not lamp)
        needs_words = bool(lamp) and not words.strip() and (area == "overall" or lamp != "green")
        assert (f"{area}_words" in wrong) is needs_words
    assert reading.missing(wrong) == reading.missing(lacking(tidied(content)))


@given(st.sampled_from(Light.values), st.sampled_from(Light.values))
def test_a_light_moves_one_way_and_back_the_other(before: str, after: str) -> None:
    assert moved(before, after) == -moved(after, before)
    assert (moved(before, after) == 0) is (before == after)
