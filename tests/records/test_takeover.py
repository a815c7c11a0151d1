"""Taking over what was decided before: everything that is wrong is told, nothing is written by half."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from samstyring.finance.models import Budget, FundingPlan
from samstyring.governance.models import SeatHolding
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.models import Basis, JournalEntry
from samstyring.portfolio.models import Answer, Mandate, Project
from samstyring.records.acts import take_over
from samstyring.records.models import TakenOverDecision, TakeOver
from samstyring.records.registry import sheets
from samstyring.records.takeover import reading, views, writing
from samstyring.records.takeover.checking import WorkbookRefused
from tests.founding import actor, user
from tests.governance import steps
from tests.records.workbooks import Rows, check, history, read

pytestmark = pytest.mark.usefixtures("founded")


def take(rows: Rows) -> TakeOver:
    made = take_over(workbook=read(rows), source="Møtebøker 2020–2022", by=actor("adviser"), at=clock.now())
    assert isinstance(made, TakeOver)
    return made


def nothing_written() -> bool:
    return not (TakeOver.objects.exists() or TakenOverDecision.objects.exists() or Project.objects.exists())


# What is taken over --------------------------------------------------------------------------------------------------


@pytest.mark.clause("BG-5")
def test_a_history_is_taken_over_in_one_act_and_rests_on_its_decisions() -> None:
    entries = JournalEntry.objects.count()
    made = take(history())
    assert JournalEntry.objects.count() == entries + 1
    decision = TakenOverDecision.objects.get(number="SG 4/21")
    assert (decision.basis.kind, decision.dated, decision.body_key) == (Basis.Kind.TAKEN_OVER, date(2021, 3, 12), "SG")
    project = Project.objects.get(code="DH-1")
    assert project.started_by == project.taken_over_by == decision.basis
    assert project.owner is not None
    assert (project.owner.name, project.phase, project.purposes) == (
        "Sunnfjord",
        "gjennomfore",
        ["gjenbruk", "ressursar"],
    )
    assert {answer.participation.organisation.name for answer in Answer.objects.all()} == {
        "Sunnfjord",
        "Alver",
        "Fedje",
    }
    assert set(Answer.objects.values_list("way", flat=True)) == {"taken_over"}
    mandate = Mandate.objects.in_force(clock.today()).get()
    assert (mandate.basis, mandate.frame) == (decision.basis, 125_000_000)
    budget = Budget.objects.get()
    assert [line.amount for line in budget.lines.all()] == [45_000_050, 80_000_000]
    assert (budget.state, budget.basis, FundingPlan.objects.get().basis) == ("adopted", decision.basis, decision.basis)
    holdings = SeatHolding.objects.filter(seat__key="askoy").order_by("from_date")
    assert [(held.from_date, held.until) for held in holdings] == [
        (date(2020, 6, 15), date(2022, 1, 1)),
        (date(2022, 1, 1), None),
    ]
    assert made.file is not None


def test_the_file_itself_is_kept_with_what_was_taken_from_it() -> None:
    made = take(history())
    entry = JournalEntry.objects.get(act="records.take_over")
    assert made.file is not None
    assert made.file.sha256 in entry.body
    assert entry.capacity


def test_labels_are_in_the_language_of_the_cooperation_whoever_reads() -> None:
    with translation.override("en"):
        take(history())
    assert "overført" in TakenOverDecision.objects.get(number="SG 1/20").basis.label


def test_what_was_taken_over_before_is_left_out_the_next_time() -> None:
    take(history())
    again = {"records.decisions": history()["records.decisions"]}
    checked = check(again)
    assert (checked.new, sum(sheet.already for sheet in checked.sheets)) == (0, 2)
    again["records.decisions"].append(
        {"number": "SG 9/21", "dated": date(2021, 9, 1), "body": "Styringsgruppa", "title": "Ny", "text": "Vedteke."}
    )
    take(again)
    assert TakenOverDecision.objects.count() == 3


def test_what_was_taken_over_cannot_be_written_anew() -> None:
    take(history())
    changed = {"records.decisions": history()["records.decisions"]}
    changed["records.decisions"][0]["text"] = "Noko anna."
    (problem,) = check(changed).problems
    assert (problem.row, problem.value) == (2, "Noko anna.")


def test_later_files_rest_on_decisions_taken_over_before() -> None:
    rows = history()
    take({"records.decisions": rows.pop("records.decisions")})
    take(rows)
    assert Project.objects.get().entered_by == Basis.objects.get(taken_over_decision__number="SG 4/21")


# What is wrong -------------------------------------------------------------------------------------------------------

WRONG: list[tuple[str, int, str, Any]] = [
    ("records.decisions", 0, "number", None),
    ("records.decisions", 0, "dated", "32.13.2020"),
    ("records.decisions", 0, "dated", date(2090, 1, 1)),
    ("records.decisions", 0, "minutes_link", "javascript:alert(1)"),
    ("records.decisions", 0, "title", "x" * 301),
    ("records.decisions", 0, "organisation", "Alvre"),
    ("portfolio.projects", 0, "code", "P-22-001"),
    ("portfolio.projects", 0, "origin", "frå månen"),
    ("portfolio.projects", 0, "owner", "Nordfjord"),
    ("portfolio.projects", 0, "participants", "Alver, Atlantis"),
    ("portfolio.projects", 0, "purposes", "moro"),
    ("portfolio.projects", 0, "phase", "hvile"),
    ("portfolio.projects", 0, "started_on", None),
    ("portfolio.projects", 0, "started_on", date(2020, 1, 1)),
    ("portfolio.projects", 0, "state", "closed"),
    ("portfolio.projects", 0, "decision", "SG 4/12"),
    ("portfolio.mandates", 0, "project", "DH-9"),
    ("portfolio.mandates", 0, "number", "éin"),
    ("portfolio.mandates", 0, "frame", "mykje"),
    ("finance.budgets", 0, "amount", 10.005),
    ("finance.budgets", 0, "decision", None),
    ("finance.budgets", 1, "decision", "SG 1/20"),
    ("finance.budgets", 0, "year", 20),
    ("finance.funding_plans", 0, "certainty", "kanskje"),
    ("finance.funding_plans", 0, "amount", -5),
    ("governance.seats", 0, "body", "Kongressen"),
    ("governance.seats", 0, "seat", "Månen"),
    ("governance.seats", 0, "seat", "Bergen (leiaren)"),
    ("governance.seats", 1, "from_date", date(2021, 6, 1)),
    ("governance.seats", 0, "last_day", date(2019, 1, 1)),
]


@pytest.mark.parametrize(("sheet", "index", "column", "value"), WRONG)
def test_each_wrong_cell_is_told_with_what_would_be_right(sheet: str, index: int, column: str, value: Any) -> None:
    rows = history()
    rows[sheet][index][column] = value
    named = next(one for one in sheets() if one.name == sheet)
    checked = check(rows)
    told = [problem for problem in checked.problems if problem.sheet == str(named.title)]
    assert told, checked.problems
    assert {problem.row for problem in told} <= {2, 3}
    assert all(problem.why for problem in told)
    with pytest.raises(WorkbookRefused) as refused:
        take(rows)
    assert len(refused.value.problems) == len(checked.problems)
    assert nothing_written()


def test_the_same_decision_twice_in_a_file_is_told_with_both_rows() -> None:
    rows = history()
    rows["records.decisions"].append(dict(rows["records.decisions"][0]))
    (problem,) = check(rows).problems
    assert (problem.row, "2" in problem.why) == (4, True)


@pytest.mark.parametrize("body", ["Styringsgruppa", "SG"])
def test_a_number_is_one_decision_of_its_body_in_the_file_and_in_what_is_here(body: str) -> None:
    other = {**history()["records.decisions"][1], "dated": date(2021, 5, 20), "body": body, "title": "Ei anna"}
    rows = history()
    rows["records.decisions"].append(other)
    (problem,) = [each for each in check(rows).problems if each.row == 4]
    assert (problem.value, "12. mars 2021" in problem.why.replace("\u00a0", " ")) == ("SG 4/21", True)
    take(history())
    (problem,) = check({"records.decisions": [other]}).problems
    assert (problem.row, problem.value) == (2, "SG 4/21")


def test_a_number_that_names_no_year_may_come_again_in_the_next() -> None:
    first, second = history()["records.decisions"]
    rows = [{**first, "number": "Sak 4", "dated": date(2020, 5, 2)}, {**second, "number": "Sak 4"}]
    assert not check({"records.decisions": rows}).problems
    rows[0]["dated"] = date(2021, 5, 2)
    assert [problem.row for problem in check({"records.decisions": rows}).problems] == [3]


def test_a_body_that_is_not_here_is_told_and_may_be_right() -> None:
    rows = history()
    rows["records.decisions"][0]["body"] = "Finst ikkje"
    checked = check(rows)
    assert not checked.problems
    assert any("Finst ikkje" in line for sheet in checked.sheets for line in sheet.summary)
    assert not any("Ingen organ" in line for sheet in check(history()).sheets for line in sheet.summary)


def test_every_bad_row_is_reported_not_only_the_first() -> None:
    rows = history()
    for number in range(50):
        rows["records.decisions"].append({"number": f"X {number}", "dated": "i fjor", "body": "SG"})
    problems = check(rows).problems
    assert len(problems) == 150  # date, title and text of each
    assert {problem.row for problem in problems} == set(range(4, 54))


def test_a_misspelt_name_is_met_with_the_nearest() -> None:
    rows = history()
    rows["portfolio.projects"][0]["owner"] = "Sunfjord"
    rows["portfolio.projects"][0]["decision"] = "SG 4/2l"
    rights = " ".join(problem.right for problem in check(rows).problems)
    assert "Sunnfjord" in rights
    assert "SG 4/21" in rights


def test_a_number_that_two_decisions_have_needs_the_date() -> None:
    rows = history()
    other = {**rows["records.decisions"][1], "dated": date(2019, 3, 12), "body": "Arbeidsgruppa"}
    rows["records.decisions"].append(other)
    problems = check(rows).problems
    assert problems
    assert all("12.03.2021" in problem.right for problem in problems)
    for name in ("portfolio.projects", "portfolio.mandates", "finance.budgets", "finance.funding_plans"):
        rows[name][0]["decision"] = "SG 4/21, 12.03.2021"
    assert not check(rows).problems


def test_a_heading_that_is_not_known_is_told(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(writing.workbook(history())))
    sheet = book[str(sheets()[0].title)]
    sheet.cell(1, 4, "Overskriftt")
    book.create_sheet("Notat").cell(1, 1, "hugs")
    buffer = io.BytesIO()
    book.save(buffer)
    from samstyring.records.takeover.checking import check as check_workbook

    problems = check_workbook(reading.read(buffer.getvalue(), "x.xlsx"), clock.today()).problems
    assert {"Overskriftt", "Notat"} <= {problem.value for problem in problems} | {problem.sheet for problem in problems}


@pytest.mark.parametrize("language", ["nn", "nb", "en"])
def test_a_template_in_one_language_is_read_in_any_other(language: str) -> None:
    with translation.override(language):
        content = writing.workbook(history())
    with translation.override("nn"):
        workbook = reading.read(content, "x.xlsx")
    assert [len(sheet.rows) for sheet in workbook.sheets] == [2, 1, 1, 2, 1, 2]
    assert not any(sheet.unknown or sheet.missing for sheet in workbook.sheets)


# Files that are no workbooks -----------------------------------------------------------------------------------------


def container(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        container(word=b"x"),
        container(**{"xl/workbook.xml": b"<workbook/>"}),
        container(**{"xl/workbook.xml": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
        container(**{"xl/workbook.xml": bytes(5_000)})[:-30],
    ],
)
def test_what_is_no_workbook_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(reading.NotReadable):
        reading.read(content, "x.xlsx")


def test_a_small_file_with_very_many_texts_is_not_read() -> None:
    texts = b"<sst>" + b"<si><t>a</t></si>" * (reading.MOST_TEXTS + 1) + b"</sst>"
    swelling = container(**{"xl/workbook.xml": b" ", "xl/sharedStrings.xml": texts})
    assert len(swelling) < 50_000
    with pytest.raises(reading.NotReadable, match=r"pakka ut|unpacked"):
        reading.read(swelling, "x.xlsx")


def test_a_file_that_swells_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_UNPACKED", 100_000)
    swelling = container(**{"xl/workbook.xml": b" " * 200_000})
    assert len(swelling) < 1_000
    with pytest.raises(reading.NotReadable):
        reading.read(swelling, "x.xlsx")


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    with pytest.raises(reading.NotReadable):
        read(history())


# Who may, and the pages ----------------------------------------------------------------------------------------------


def sign_in(client: Client, key: str) -> None:
    client.force_login(user(key))


def upload(client: Client, rows: Rows) -> str:
    file = SimpleUploadedFile("historie.xlsx", writing.workbook(rows), views.XLSX)
    answer = client.post(reverse("records:takeover"), {"file": file, "source": "Møtebøker"})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["location"])


def test_a_member_cannot_take_over(client: Client) -> None:
    with pytest.raises(NotAuthorised):
        take_over(workbook=read(history()), source="x", by=actor("alver"), at=clock.now())
    sign_in(client, "alver")
    assert client.get(reverse("records:takeover")).status_code == 403


@pytest.mark.clause("BG-5")
def test_the_secretariat_uploads_looks_and_confirms(client: Client) -> None:
    sign_in(client, "adviser")
    assert client.get(reverse("records:takeover_template")).content[:2] == b"PK"
    preview = upload(client, history())
    page = client.get(preview).content.decode()
    assert "Felles arkiv" in page
    assert nothing_written()
    answer = client.post(preview)
    assert answer.headers["location"] == reverse("records:taken_over_decisions")
    listed = client.get(reverse("records:taken_over_decisions"), {"q": "arkiv eller SG 4"}).content.decode()
    assert "SG 4/21" not in listed
    decision = TakenOverDecision.objects.get(number="SG 4/21")
    assert "SG 4/21" in client.get(reverse("records:taken_over_decisions")).content.decode()
    page = client.get(reverse("records:taken_over", args=[decision.pk])).content.decode()
    for words in ("Overført", "Møtebøker", "Felles arkiv", "BG‑5"):
        assert words in page
    assert client.get(preview).status_code == 404
    for number in ("SG 4/21", "SG 1/20"):  # from any figure one click leads here
        decision = TakenOverDecision.objects.get(number=number)
        answer = client.get(reverse("web:basis", args=[decision.basis_id]))
        assert answer.headers["location"] == reverse("records:taken_over", args=[decision.pk])


def test_errors_are_shown_and_can_be_taken_along(client: Client) -> None:
    sign_in(client, "adviser")
    rows = history()
    rows["records.decisions"][0] |= {"dated": "i fjor", "title": "=HYPERLINK(1)", "minutes_link": "=1+1"}
    preview = upload(client, rows)
    page = client.get(preview)
    assert "i fjor" in page.content.decode()
    token = preview.rstrip("/").rsplit("/", 1)[1]
    table = client.get(f"{reverse('records:takeover_preview', args=[token])}?format=csv").content.decode()
    assert "i fjor" in table
    assert ";=1" not in table
    client.post(preview)
    assert nothing_written()
    client.post(reverse("records:takeover_discard", args=[token]))
    assert client.get(preview).status_code == 404


def test_one_persons_upload_is_nothing_to_another(client: Client) -> None:
    sign_in(client, "adviser")
    preview = upload(client, history())
    client.logout()
    sign_in(client, "secretariat_leader")
    assert client.get(preview).status_code == 404


def test_a_decision_taken_over_is_not_for_strangers(client: Client) -> None:
    take(history())
    address = reverse("records:taken_over", args=[TakenOverDecision.objects.latest("dated").pk])
    assert client.get(address).status_code == 302


# The command ---------------------------------------------------------------------------------------------------------


def test_the_command_shows_then_writes_when_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "historie.xlsx"
    path.write_bytes(writing.workbook(history()))
    call_command("takeover", str(path))
    assert nothing_written()
    call_command("takeover", str(path), "--confirm", "--source", "Møtebøker")
    assert TakeOver.objects.get().source == "Møtebøker"
    told = capsys.readouterr()
    assert "Møtebøker" in told.out


def test_the_command_tells_every_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = history()
    rows["records.decisions"][0]["dated"] = "i fjor"
    rows["portfolio.projects"][0]["owner"] = "Atlantis"
    path = tmp_path / "historie.xlsx"
    path.write_bytes(writing.workbook(rows))
    with pytest.raises(CommandError):
        call_command("takeover", str(path), "--confirm")
    told = capsys.readouterr().out
    assert "i fjor" in told
    assert "Atlantis" in told
    assert nothing_written()


def test_the_command_writes_a_template_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "mal.xlsx"
    call_command("takeover", "--template", str(path))
    assert not reading.read(path.read_bytes(), path.name).row_count
    with pytest.raises(CommandError):
        call_command("takeover", "--template", str(path))
    with pytest.raises(CommandError):
        call_command("takeover", str(tmp_path / "finst-ikkje.xlsx"))


# Numbers that go on ---------------------------------------------------------------------------------------------------


def this_year(number: int) -> dict[str, Any]:
    return {
        "number": f"SG {number}/22",
        "dated": date(2022, 3, 11),
        "body": "SG",
        "title": f"Sak {number}",
        "text": "Vedteke.",
    }


def test_numbers_given_here_go_on_after_those_taken_over() -> None:
    rows: Rows = {"records.decisions": [this_year(number) for number in (1, 11, 7)]}
    take(rows)
    meeting = steps.called_meeting()
    assert min(item.number or 0 for item in meeting.items.all()) == 12
    (problem,) = check({"records.decisions": [this_year(12)]}).problems
    assert problem.value == "SG 12/22"
    take({"records.decisions": [this_year(2)]})
