"""The portfolio as a workbook, out and in again: only one's own, whole or not at all, and nobody's change is lost (SE-3, SG-4)."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.portfolio import acts, errors
from samstyring.portfolio.effects import stop_project
from samstyring.portfolio.models import Forecast, Milestone, PortfolioWorkbook, Project, Risk, StatusReport
from samstyring.portfolio.rules.reports import says_outside
from samstyring.portfolio.sheets import round_trip
from samstyring.records.takeover.checking import WorkbookRefused
from tests.agreement.test_risks import registered
from tests.agreement.test_status_reports import opened, started, the_ask
from tests.founding import actor, person, user
from tests.portfolio import steps
from tests.portfolio.steps import do, lights_kept

DAY = date(2023, 6, 1)
LIGHTS = ("Samla", "Tid", "Kostnad", "Kvalitet", "Risiko", "Gevinst")


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a workbook as somebody saves it in a spreadsheet after changing it."""
    book = load_workbook(BytesIO(content))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def cell(book: Any, sheet: str, heading: str, row: int) -> Any:
    """Return the cell of a row under a heading."""
    found = [each.value for each in book[sheet][1]]
    column = next(n for n, words in enumerate(found, 1) if str(words).removesuffix(" *") == heading)
    return book[sheet].cell(row=row, column=column)


def row_of(book: Any, sheet: str, words: str) -> int:
    """Return the row that holds some words."""
    return next(row[0].row for row in book[sheet].iter_rows() if words in [each.value for each in row])


def written(content: bytes, values: dict[tuple[str, str, str], Any]) -> bytes:
    """Write values into cells, each by sheet, what the row holds, and heading."""

    def change(book: Any) -> None:
        for (sheet, words, heading), value in values.items():
            cell(book, sheet, heading, row_of(book, sheet, words)).value = value

    return changed(content, change)


def fetched(who: str = "adviser") -> bytes:
    return round_trip.as_workbook(actor(who))


def read(content: bytes) -> Any:
    return round_trip.read_workbook(content, "portefolje.xlsx")


def compared(content: bytes, who: str = "adviser") -> Any:
    return round_trip.compare(read(content), actor(who), clock.today())


def planned(project: Project, name: str, **more: Any) -> Milestone:
    made: Milestone = do(acts.add_milestone, project=project, values={"name": name, "kind": "milestone", "due_on": DAY, **more})  # fmt: skip
    return made


@pytest.mark.clause("SE-3")
@pytest.mark.clause("SG-4")
def test_the_secretariat_takes_in_what_others_wrote_in_the_workbook(founded: None, client: Client) -> None:
    project, quiet = started(summary="=1+1\r\nEi linje til "), started("Felles arkivkjerne")
    pilot = planned(project, "Pilot")
    planned(quiet, "@Flytting", kind="deliverable", criteria="Alt er flytta", accepted_by="Prosjektstyret")
    opened(project, quiet)
    content = fetched()
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["Rettleiing", "Prosjekt", "Milepålar", "Risikoar", "Status"]
    assert book["Prosjekt"].protection.sheet
    assert cell(book, "Prosjekt", "Kode", 2).protection.locked
    assert not cell(book, "Prosjekt", "Prosjekt", 2).protection.locked
    assert cell(book, "Prosjekt", "Kort om prosjektet", row_of(book, "Prosjekt", project.code)).data_type == "s"
    assert [str(each.sqref) for each in book["Status"].data_validations.dataValidation][:1] == ["E2:E5000"]
    # What is fetched and not changed says nothing new, whatever texts it holds.
    untouched = compared(changed(content, lambda book: None))
    assert (untouched.changes, untouched.conflicts, untouched.problems) == ([], [], [])

    lights = {("Status", project.code, heading): "gul" for heading in LIGHTS}
    told = {("Status", project.code, f"{heading}, i éi setning"): "Ventar på leverandøren." for heading in LIGHTS}
    sent = written(
        content,
        {
            ("Prosjekt", project.code, "Prosjekt"): "DigiHelse på Vestlandet",
            ("Milepålar", "Pilot", "Prognose"): "15.08.2023",
            **lights,
            **told,
            ("Status", project.code, "Ventar å slutte"): date(2023, 12, 1),
            ("Status", project.code, "Rapportert av"): "Prosjektleiaren",
        },
    )

    def with_new(book: Any) -> None:
        sheet, row = book["Milepålar"], 4
        for heading, value in (
            ("Prosjektkode", quiet.code),
            ("Kva", "Opplæring"),
            ("Slag", "milepåle"),
            ("Prognose", DAY),
        ):
            cell(book, sheet.title, heading, row).value = value

    sent = changed(sent, with_new)
    client.force_login(user("adviser"))
    posted = client.post(reverse("portfolio:workbook"), {"file": SimpleUploadedFile("p.xlsx", sent)})
    assert posted.status_code == 302
    preview = client.get(posted.headers["Location"])
    assert "<del>DigiHelse i Vestland</del>" in preview.text
    assert "15. august 2023" in preview.text.replace("\u00a0", " ")
    entries = JournalEntry.objects.count()
    taken = client.post(posted.headers["Location"], {"shown": preview.context["form"].initial["shown"]})
    assert taken.status_code == 302, taken.context["form"].errors
    assert JournalEntry.objects.count() == entries + 1

    kept = PortfolioWorkbook.objects.get()
    assert (kept.projects, kept.milestones, kept.reports, kept.left_out) == (1, 2, 1, 0)
    assert "DigiHelse på Vestlandet" in client.get(kept.get_absolute_url()).text
    project.refresh_from_db()
    assert (project.name, project.summary) == ("DigiHelse på Vestlandet", "=1+1\r\nEi linje til")
    assert list(Milestone.objects.filter(project=quiet).values_list("name", "sequence")) == [("@Flytting", 1), ("Opplæring", 2)]  # fmt: skip
    pilot.refresh_from_db()
    assert (pilot.due_on, pilot.revision) == (date(2023, 8, 15), 2)
    report = StatusReport.objects.get()
    assert (report.way, report.answered_by, report.overall_light) == ("registered", "Prosjektleiaren", "yellow")
    assert report.evidence is not None
    assert Forecast.objects.get().status_report == report
    assert lights_kept() == {project.name: "yellow"}

    # The same file once more: everything it changed is here now, and its revisions are old.
    again = compared(sent)
    assert [change.kind for change in again.conflicts] == ["report"]
    with pytest.raises(WorkbookRefused):
        do(acts.take_workbook, workbook=read(content))


@pytest.mark.clause("SE-3")
def test_every_bad_row_is_told_and_what_others_changed_meanwhile_is_left_out(founded: None) -> None:
    project, other = started(), started("Felles arkivkjerne")
    planned(project, "Pilot")
    opened(project, other)
    content = fetched()
    bad = written(
        content,
        {
            ("Prosjekt", project.code, "Prosjekt"): "",
            ("Prosjekt", other.code, "Kode"): "P-99-999",
            ("Milepålar", "Pilot", "Prognose"): "i haust",
            ("Milepålar", "Pilot", "Slag"): "leveranse",
            ("Status", project.code, "Samla"): "lilla",
            ("Status", other.code, "Samla"): "raud",
        },
    )
    problems = compared(bad).problems
    told = {(problem.sheet, problem.row, problem.column) for problem in problems}
    assert ("Prosjekt", row_of(load_workbook(BytesIO(content)), "Prosjekt", project.code), "Prosjekt") in told
    assert {column for sheet, _row, column in told if sheet == "Status"} >= {"Samla", "Tid", "Rapportert av"}
    assert all(problem.why and problem.right for problem in problems)
    with pytest.raises(WorkbookRefused) as refused:
        do(acts.take_workbook, workbook=read(bad))
    assert len(refused.value.problems) == len(problems)

    sent = written(
        content,
        {
            ("Prosjekt", project.code, "Prosjekt"): "Nytt namn",
            ("Prosjekt", other.code, "Prosjekt"): "Felles arkiv",
            ("Milepålar", "Pilot", "Prognose"): date(2023, 9, 1),
        },
    )
    shown = compared(sent)
    do(acts.edit_milestone, milestone=Milestone.objects.get(), values={"name": "Pilot", "kind": "milestone", "due_on": date(2023, 7, 1)})  # fmt: skip
    with pytest.raises(errors.ChangedMeanwhile):
        do(acts.take_workbook, workbook=read(sent), shown=shown.digest)
    now = compared(sent)
    assert [change.name for change in now.conflicts] == ["Pilot"]
    do(acts.take_workbook, workbook=read(sent), shown=now.digest)
    assert Milestone.objects.get().due_on == date(2023, 7, 1)
    assert {row.name for row in Project.objects.all()} == {"Nytt namn", "Felles arkiv"}
    assert PortfolioWorkbook.objects.get().left_out == 1


@pytest.mark.clause("SE-3")
def test_a_formula_a_double_row_and_a_column_that_is_gone_are_each_told_where_they_are(founded: None) -> None:
    project, other = started(), started("Felles arkivkjerne")
    content = fetched()
    book = load_workbook(BytesIO(content))
    row, last = row_of(book, "Prosjekt", project.code), row_of(book, "Prosjekt", other.code)

    def spoil(book: Any) -> None:
        cell(book, "Prosjekt", "Prosjekt", row).value = '="Digi"&"Helse"'
        book["Prosjekt"].append([each.value for each in book["Prosjekt"][last]])

    formula, double = compared(changed(content, spoil)).problems
    assert (formula.row, formula.column, formula.value) == (row, "Prosjekt", '="Digi"&"Helse"')
    assert formula.why.startswith("Dette er ein formel")
    assert formula.right.startswith("Skriv sjølve verdien")
    assert (double.column, double.value) == ("Kode", other.code)
    assert double.why == f"Det står i rad {last} òg."
    assert double.right

    def without(book: Any) -> None:
        book["Prosjekt"].delete_cols(cell(book, "Prosjekt", "Kort om prosjektet", 1).column)

    (problem,) = compared(changed(content, without)).problems
    assert (problem.row, problem.column) == (1, "Kort om prosjektet"), "said once, not for every row"


@pytest.mark.clause("SG-4")
def test_risks_come_back_as_new_assessments_and_only_those_that_are_judged_anew(founded: None, client: Client) -> None:
    project = started(manager=person("project_manager"))
    late, poor = registered(project), registered(project, title="Pengane manglar", everyone=False, exposed=[str(project.owner_id)])  # fmt: skip
    content = fetched("project_manager")
    assert compared(content, "project_manager").changes == []
    told = ("Risikoar", late.title), ("Risikoar", poor.title)

    bad = written(
        content,
        {
            (*told[0], "Sannsyn no"): "7",
            (*told[1], "Utsette kommunar"): "Bergen",
        },
    )
    assert {problem.column for problem in compared(bad, "project_manager").problems} == {
        "Sannsyn no",
        "Utsette kommunar",
    }
    turned = compared(written(content, {(*told[0], "Slag"): "moglegheit"}), "project_manager")
    assert [problem.column for problem in turned.problems] == ["Slag"]

    sent = written(
        content,
        {
            (*told[0], "Sannsyn no"): 1,
            (*told[0], "Kvifor er det vurdert slik?"): "Ny avtale",
            (*told[1], "Årsak"): "Fylket kutta",
        },
    )

    def with_new(book: Any) -> None:
        values = (project.code, None, None, "moglegheit", "Fleire vil med", "gevinst", "Godt rykte", "Billegare", 2, 3, "4", "4 Stor", "Sunnfjord")  # fmt: skip
        for column, value in enumerate(values, 1):
            book["Risikoar"].cell(row=4, column=column).value = value

    sent = changed(sent, with_new)
    shown = compared(sent, "project_manager")
    assert [(change.kind, change.name) for change in shown.changes] == [
        ("risk", late.title),
        ("risk", poor.title),
        ("new_risk", "Fleire vil med"),
    ]
    made = do(acts.take_workbook, "project_manager", workbook=read(sent), shown=shown.digest)
    assert (made.risks, made.left_out) == (3, 0)
    rows = list(Risk.objects.order_by("sequence"))
    assert [(row.revision, row.assessments.count(), row.cause) for row in rows] == [
        (2, 2, late.cause),
        (2, 1, "Fylket kutta"),
        (1, 1, "Godt rykte"),
    ]
    standing = [row.standing for row in rows if row.standing]
    assert [(one.weight, one.everyone, one.remark) for one in standing] == [(5, True, "Ny avtale"), (20, False, ""), (6, False, "")]  # fmt: skip
    client.force_login(user("project_manager"))
    assert "Fleire vil med" in client.get(made.get_absolute_url()).text
    assert [change.kind for change in compared(sent, "project_manager").conflicts] == ["risk"]


@pytest.mark.clause("SG-4")
def test_a_project_manager_sees_and_changes_own_projects_only(founded: None, client: Client) -> None:
    managed, other = started(manager=person("project_manager")), started("Felles arkivkjerne")
    ask = the_ask(opened(managed, other), managed)
    mine = fetched("project_manager")
    assert other.code not in str([row for sheet in load_workbook(BytesIO(mine)) for row in sheet.values])
    lights = {("Status", managed.code, heading): "grøn" for heading in LIGHTS}
    sent = written(mine, {**lights, ("Status", managed.code, "Samla, i éi setning"): "Alt er i rute."})
    made = do(acts.take_workbook, "project_manager", workbook=read(sent))
    assert (made.reports, ask.reports.get().way) == (1, "signed_in")

    whole = written(fetched(), {("Prosjekt", other.code, "Prosjekt"): "Mitt no"})
    [problem] = compared(whole, "project_manager").problems
    assert problem.column == "Kode"
    with pytest.raises(NotAuthorised):
        do(acts.take_workbook, "alver", workbook=read(whole))
    client.force_login(user("project_manager"))
    assert client.get(reverse("portfolio:workbook_fetch")).content.startswith(b"PK")
    refused = client.post(reverse("portfolio:workbook"), {"file": SimpleUploadedFile("p.xlsx", b"PK" + b"0" * 90)})
    assert refused.status_code == 422
    client.force_login(user("alver"))
    assert client.get(reverse("portfolio:workbook")).status_code == 403
    assert client.get(made.get_absolute_url()).status_code == 404


def test_whoever_led_what_is_over_is_told_so_and_leads_it_no_more(founded: None, client: Client) -> None:
    project = started(manager=person("project_manager"))
    content = fetched("project_manager")
    said = {"reason": "Pengane", "money": "Ingen", "deliverables": "Ingen", "on": clock.today()}
    dated = {"dated": clock.today(), "by": INSTALLATION, "at": clock.now()}
    steps.on_a_basis(effect=lambda basis: stop_project(project=project, basis=basis, **said), **dated)
    client.force_login(user("project_manager"))
    assert client.get(reverse("portfolio:workbook")).status_code == 403
    sent = written(content, {("Prosjekt", project.code, "Prosjekt"): "Nytt namn"})
    told = compared(sent, "project_manager").problems
    assert {problem.why for problem in told} == {"Prosjektet er avslutta eller stoppa, og blir ikkje endra meir."}


@pytest.mark.clause("SG-4")
def test_what_a_workbook_changed_is_put_back_as_any_workbook_and_what_changed_since_stays(
    founded: None, client: Client
) -> None:
    project = started(manager=person("project_manager"))
    milestone, risk = planned(project, "Avtale"), registered(project)
    before = (project.name, project.purposes, milestone.due_on, risk.standing.probability)  # type: ignore[union-attr]
    cells = {
        ("Prosjekt", project.code, "Prosjekt"): "Eit anna namn",
        ("Prosjekt", project.code, "Kort om prosjektet"): "Ein annan tekst",
        ("Milepålar", "Avtale", "Prognose"): date(2023, 9, 1),
        ("Risikoar", risk.title, "Sannsyn no"): 1,
    }
    made = do(acts.take_workbook, "project_manager", workbook=read(written(fetched("project_manager"), cells)))
    assert (made.projects, made.milestones, made.risks) == (1, 1, 1)
    project.refresh_from_db()
    do(acts.edit_project, "adviser", project=project, name="Eit tredje namn", origin=project.origin, summary=project.summary, purposes=project.purposes, manager=project.manager)  # fmt: skip

    client.force_login(user("project_manager"))
    assert "Set det tilbake" in client.get(made.get_absolute_url()).text
    assert client.get(reverse("portfolio:workbook_put_back", args=[made.pk])).status_code == 405
    shown = client.post(reverse("portfolio:workbook_put_back", args=[made.pk]), follow=True)
    assert "1 felt blir ståande" in shown.text, "the name was changed once more"
    assert Milestone.objects.get().due_on == date(2023, 9, 1), "nothing is written before it is confirmed"
    address = shown.redirect_chain[-1][0]
    assert client.post(address, {"shown": shown.context["form"].initial["shown"]}).status_code == 302

    project.refresh_from_db()
    milestone.refresh_from_db()
    risk.refresh_from_db()
    assert project.name == "Eit tredje namn"
    assert project.summary != "Ein annan tekst"
    assert (project.purposes, milestone.due_on, risk.standing.probability) == before[1:]  # type: ignore[union-attr]
    assert "portefolje.xlsx" in risk.standing.remark, "the judging between stands, and why it was judged anew"  # type: ignore[union-attr]
    assert risk.assessments.count() == 3

    again = client.post(reverse("portfolio:workbook_put_back", args=[made.pk]), follow=True)
    assert "Det er ikkje noko igjen å setje tilbake" in again.text
    stranger = Client()
    stranger.force_login(user("contact"))
    assert stranger.post(reverse("portfolio:workbook_put_back", args=[made.pk])).status_code in (403, 404)


@pytest.mark.clause("OR-3")
def test_a_green_row_whose_own_forecast_is_outside_the_tolerance_is_asked_why(founded: None) -> None:
    project = started(manager=person("project_manager"))
    opened(project)
    green = {("Status", project.code, heading): "grøn" for heading in LIGHTS}
    late = written(
        fetched("project_manager"),
        {
            **green,
            ("Status", project.code, "Samla, i éi setning"): "Ny dag er avtalt.",
            ("Status", project.code, "Ventar å slutte"): date(2024, 5, 1),
        },
    )
    [problem] = compared(late, "project_manager").problems
    assert (problem.column, problem.why) == ("Tid, i éi setning", says_outside())
    said = written(late, {("Status", project.code, "Tid, i éi setning"): "Styringsgruppa har fått avviksrapport."})
    assert compared(said, "project_manager").problems == []


@pytest.mark.clause("SG-4")
def test_a_paused_project_is_not_waited_for_in_the_workbook_either(founded: None) -> None:
    project, other = started(manager=person("project_manager")), started("Felles arkivkjerne")
    opened(project, other)
    before = written(
        fetched(),
        {
            **{("Status", project.code, heading): "grøn" for heading in LIGHTS},
            ("Status", project.code, "Samla, i éi setning"): "Alt er i rute.",
            ("Status", project.code, "Rapportert av"): "Prosjektleiaren",
        },
    )
    assert [change.kind for change in compared(before).changes] == ["report"]
    paused = do(acts.pause_project, project=project, reason="Ventar.", expected_on=date(2023, 2, 1), reference="Brev")
    asked = [row[1].value for row in load_workbook(BytesIO(fetched()))["Status"].iter_rows(min_row=2) if row[1].value]
    assert asked == [other.code]
    [problem] = compared(before).problems
    assert (problem.sheet, problem.column, problem.value) == ("Status", "Prosjektkode", project.code)
    assert problem.right
    assert paused.project == project
    with pytest.raises(WorkbookRefused):
        do(acts.take_workbook, workbook=read(before))
