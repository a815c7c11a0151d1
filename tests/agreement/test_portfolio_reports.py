"""The portfolio report: what was published, pinned, compared, and brought to the portfolio board (SG-4)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance.models import Case
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised, Stale
from samstyring.portfolio import acts, errors
from samstyring.portfolio.queries import portfolio_reports as queries
from samstyring.records.models import Document
from tests.agreement.test_status_reports import GREEN, YELLOW, opened, signed_in, started, the_ask
from tests.founding import actor, person
from tests.portfolio.steps import decided, do


@pytest.mark.clause("SG-4")
@pytest.mark.clause("SE-3")
def test_a_portfolio_report_holds_what_was_published_and_goes_to_the_board(founded: None, client: Client) -> None:
    managed, silent = started(manager=person("project_manager")), started("Felles arkivkjerne")
    window = opened(managed, silent)
    ask = the_ask(window, managed)
    do(
        acts.publish_report,
        "project_manager",
        ask=ask,
        content=YELLOW | {"cost": 140_000_000, "to_decide": "Meir tid."},
    )
    with pytest.raises(NotAuthorised):
        do(acts.make_portfolio_report, "project_manager", window=window, name="Vår")
    secretariat = signed_in(client, "adviser")
    made = secretariat.post(reverse("portfolio:make_portfolio_report", args=[window.code]), {"name": "Hausten"})
    [report] = queries.portfolio_reports(actor("leader"))
    assert made.headers["Location"] == report.get_absolute_url()

    # A correction made later is not in it, but in the next one, which says what changed.
    do(acts.publish_report, "project_manager", ask=ask, content=GREEN, reason="Feil.")
    page = queries.portfolio_report_page(report.code, actor("leader"))
    assert [(light, now) for light, now, _then in page.counts] == [("green", 0), ("yellow", 1), ("red", 0), ("", 1)]
    assert (page.planned, page.expected) == (138_000_000, 140_000_000)
    # Another of the same window, which the board has not seen, is held against nothing.
    assert do(acts.make_portfolio_report, window=window, name="Hausten, ny").before is None
    winter = opened(managed, silent, name="Status november 2022")
    do(acts.publish_report, "project_manager", ask=the_ask(winter, managed), content=GREEN)
    do(acts.make_portfolio_report, window=winter, name="Vinteren, utkast")
    later = do(acts.make_portfolio_report, window=winter, name="Vinteren")
    assert later.before.name == "Hausten, ny"

    words = {"report": report, "introduction": "Hausten har gått bra.", "assessment": "Eitt prosjekt er seint."}
    do(acts.write_portfolio_report, **words, revision=0)
    with pytest.raises(Stale):
        do(acts.write_portfolio_report, **words, revision=0)
    read = signed_in(client, "leader").get(report.get_absolute_url()).content.decode()
    assert "Hausten har gått bra." in read
    assert silent.name in read
    for kind, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        answer = client.get(report.get_absolute_url(), {"format": kind})
        assert b"".join(answer).startswith(start)  # type: ignore[arg-type]

    bring = reverse("portfolio:bring_portfolio_report", args=[report.code])
    assert client.get(bring).status_code == 403
    secretariat = signed_in(client, "adviser")
    assert secretariat.get(bring).status_code == 200
    assert secretariat.post(bring, {}).status_code == 302
    case = Case.objects.get(title="Hausten")
    assert [row.matter for row in case.proposals.all()] == ["governance.take_note"]
    attached = Document.objects.filter(about_id=case.pk)
    assert sorted(row.file_name.rpartition(".")[2] for row in attached) == ["pdf", "xlsx"]
    with pytest.raises(errors.ReportBrought):
        do(acts.write_portfolio_report, **words)
    assert secretariat.get(bring).status_code == 404


@pytest.mark.clause("SG-4")
def test_a_portfolio_report_is_held_against_what_the_board_saw_last(founded: None, client: Client) -> None:
    project = started(manager=person("project_manager"))
    autumn = opened(project, name="Status september 2022")
    do(acts.publish_report, "project_manager", ask=the_ask(autumn, project), content=GREEN)
    first = do(acts.make_portfolio_report, window=autumn, name="Hausten")
    window = opened(project)
    ask = the_ask(window, project)
    do(acts.publish_report, "project_manager", ask=ask, content=YELLOW)
    for name in ("Vinteren, utkast", "Vinteren"):
        made = do(acts.make_portfolio_report, window=window, name=name)
        assert made.before == first, name
        shown = queries.portfolio_report_page(made.code, actor("leader"))
        assert [(row.before, row.after) for row in shown.changes] == [("green", "yellow")]
        assert [line.lamps[0].moved for line in shown.lines] == [-1]
    bring = reverse("portfolio:bring_portfolio_report", args=[made.code])
    assert signed_in(client, "adviser").post(bring, {}).status_code == 302
    do(acts.publish_report, "project_manager", ask=ask, content=GREEN, reason="Feil.")
    assert do(acts.make_portfolio_report, window=window, name="Før møtet").before == first
    decided(Case.objects.get(title=made.name))
    after = do(acts.make_portfolio_report, window=window, name="Etter møtet")
    assert after.before == made
    assert [(row.before, row.after) for row in queries.portfolio_report_page(after.code, actor("leader")).changes] == [("yellow", "green")]  # fmt: skip


@pytest.mark.clause("SG-4")
def test_a_paused_project_is_said_to_be_paused_for_good(founded: None, client: Client) -> None:
    stands, silent = started("Felles journal"), started("Felles arkivkjerne")
    window = opened(stands, silent)
    word = {"reference": "Referat", "decided_by": "board"}
    expected = clock.today() + timedelta(days=40)
    do(acts.pause_project, project=stands, reason="Ventar på staten.", expected_on=expected, **word)
    report = do(acts.make_portfolio_report, window=window, name="Hausten")
    with clock.standing_at(clock.now() + timedelta(days=2)):
        do(acts.resume_project, project=stands, **word)
        later = do(
            acts.make_portfolio_report, window=opened(stands, silent, name="Status november 2022"), name="Vinteren"
        )

    page = queries.portfolio_report_page(report.code, actor("leader"))
    assert [line.ask.project.name for line, _pause in page.paused] == [stands.name]
    assert [line.ask.project.name for line in page.silent] == [silent.name]
    assert page.counts[-2:] == [("", 1, None), ("paused", 1, None)]
    read = signed_in(client, "leader").get(report.get_absolute_url()).content.decode()
    assert "Ventar på staten." in read
    shown = queries.portfolio_report_page(later.code, actor("leader"))
    assert [(row.before, row.after) for row in shown.changes] == [("paused", "")]
    for kind in ("pdf", "xlsx"):
        assert client.get(report.get_absolute_url(), {"format": kind}).status_code == 200
