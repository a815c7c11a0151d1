"""Leaving with everything: what is written is counted against the database, and can be read without the system."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from samstyring.charter.models import Edition
from samstyring.governance.models import Case, Decision
from samstyring.kernel import clock, journal
from samstyring.kernel.models import JournalEntry
from samstyring.records.acts import attach_file, take_over
from samstyring.records.models import Document, StoredFile, TakenOverDecision
from samstyring.records.rules import path_of
from samstyring.records.uploads import Upload
from samstyring.web.export import Export, export
from samstyring.web.export.tables import columns, name_of, tables
from samstyring.web.export.target import FolderNotEmpty, Target, safe
from tests.founding import actor
from tests.governance import steps
from tests.records.workbooks import history, read
from tests.support.databases import Databases, rolled_back


@dataclass(frozen=True)
class Kept:
    """A database with a bit of everything, and what was written of it."""

    database: str
    folder: Path
    made: Export


@pytest.fixture(scope="module")
def kept(databases: Databases, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """An export of a co-operation with a bit of everything, made once for all tests here."""
    folder = tmp_path_factory.mktemp("export") / "ut"
    with django_db_blocker.unblock():
        name = databases.copy(databases.founded())
        with databases.use(name), translation.override("nn"):
            _a_bit_of_everything()
            return Kept(name, folder, export(folder))


@pytest.fixture
def everything(kept: Kept, databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database that was exported, rolled back afterwards."""
    with django_db_blocker.unblock(), databases.use(kept.database, again=True), rolled_back():
        yield


@pytest.fixture
def folder(kept: Kept, everything: None) -> Path:
    """What was written, for reading only."""
    return kept.folder


@pytest.fixture
def made(kept: Kept) -> Export:
    """What the export told of itself."""
    return kept.made


def _a_bit_of_everything() -> None:
    take_over(workbook=read(history()), source="=Møtebøker", by=actor("adviser"), at=clock.now())
    case = steps.free_text_case("Felles arkiv: «ja» / nei?", "=SUM(A1) blir vedteke.")
    for _twice in range(2):
        upload = Upload("plan.txt", f"Plan {_twice}".encode())
        attach_file(about=case, upload=upload, by=actor("adviser"), at=clock.now())
    meeting = steps.open_meeting([case])
    steps.decide(meeting, "Felles arkiv")
    steps.close(meeting)


def test_every_row_of_every_table_is_there_and_reads_again(folder: Path, made: Export) -> None:
    assert set(made.rows) == {name_of(model) for model in tables()}
    for model in tables():
        table = json.loads((folder / "data" / "json" / f"{name_of(model)}.json").read_text(encoding="utf-8"))
        keys = {str(key) for key in model._default_manager.values_list("pk", flat=True)}
        pk = model._meta.pk
        assert pk is not None
        assert {str(row[pk.column]) for row in table["rows"]} == keys
        assert len(table["rows"]) == made.rows[name_of(model)] == len(keys)
        sheet = load_workbook(folder / "data" / "xlsx" / f"{name_of(model)}.xlsx", read_only=True).worksheets[0]
        sheet.reset_dimensions()
        assert sum(1 for _row in sheet.iter_rows()) == len(keys) + 1
    assert made.rows["governance.decision"] == Decision.objects.count() > 0


def test_what_opens_something_stays_behind(folder: Path) -> None:
    named = {f"{name_of(model)}.{field.column}" for model in tables() for field in columns(model)}
    assert "accounts.user.email" in named
    assert not {"accounts.user.password", "accounts.onequestionlink.token_hash"} & named
    assert "password" not in (folder / "data" / "json" / "accounts.user.json").read_text(encoding="utf-8")
    assert not list((folder / "data").rglob("*session*"))


def test_every_decision_is_a_document_of_its_own_and_stands_in_the_register(folder: Path, made: Export) -> None:
    documents = list((folder / "vedtak").rglob("*.pdf"))
    assert (made.decisions, made.taken_over) == (Decision.objects.count(), TakenOverDecision.objects.count())
    assert len(documents) == made.decisions + made.taken_over > 2
    assert all(document.read_bytes()[:5] == b"%PDF-" for document in documents)
    (register,) = (folder / "vedtak").glob("*.xlsx")
    here, before = load_workbook(register).worksheets
    rows = list(here.iter_rows(min_row=2))
    assert len(rows) == made.decisions
    assert before.max_row == made.taken_over + 1
    for cell in (rows[-1][-1], before[2][-1]):
        assert (folder / str(cell.value)).is_file()


def test_text_that_looks_like_a_formula_stays_text(folder: Path) -> None:
    sheet = load_workbook(folder / "data" / "xlsx" / "governance.proposal.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=SUM")]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_cases_and_files_lie_together_each_under_its_own_name(folder: Path, made: Export) -> None:
    assert (made.cases, made.documents) == (Case.objects.count(), Document.objects.count())
    case = Case.objects.get(title__startswith="Felles arkiv")
    home = next((folder / "saker").rglob(f"{case.reference} *"))
    names = {path.name for path in home.iterdir()}
    assert {"plan.txt", "plan (2).txt", f"{case.reference} saksframlegg.pdf"} <= names
    assert {(home / name).read_text() for name in ("plan.txt", "plan (2).txt")} == {"Plan 0", "Plan 1"}
    kept = {path_of(stored.sha256).read_bytes() for stored in StoredFile.objects.all()}
    there = {path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert kept <= there
    assert not made.missing


@pytest.mark.usefixtures("everything")
def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = StoredFile.objects.order_by("sha256").last()
    assert gone is not None
    from samstyring.web.export import files

    monkeypatch.setattr(files, "path_of", lambda sha: path_of("0" * 64) if sha == gone.sha256 else path_of(sha))
    folder = tmp_path / "ut"
    made = export(folder)
    assert made.missing == 1
    (note,) = folder.rglob("*.manglar.txt")
    assert gone.sha256 in note.read_text(encoding="utf-8")


def test_the_journal_can_be_checked_without_the_system(folder: Path, tmp_path: Path) -> None:
    home = shutil.copytree(folder / "journal", tmp_path / "journal")
    lines = [json.loads(line) for line in (home / "journal.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == JournalEntry.objects.count()
    command = [sys.executable, str(home / "verify.py"), journal.last_digest()]
    assert subprocess.run(command, check=False).returncode == 0
    changed = (home / "journal.jsonl").read_text(encoding="utf-8").replace("governance.find_consensus", "governance.x")
    (home / "journal.jsonl").write_text(changed, encoding="utf-8")
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1


def test_the_agreement_and_what_explains_the_folders_are_there(folder: Path) -> None:
    edition = Edition.objects.get()
    assert [path.read_text(encoding="utf-8") for path in (folder / "avtale").iterdir()] == [edition.source]
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert '<html lang="nn">' in page
    for name in ("vedtak", "saker", "dokument", "journal", "avtale", "data"):
        assert f'href="{name}/"' in page
        assert (folder / name).is_dir()


@pytest.mark.usefixtures("founded")
def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mitt.txt").write_text("mitt")
    with pytest.raises(FolderNotEmpty):
        export(tmp_path)
    with pytest.raises(CommandError):
        call_command("export", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mitt.txt"]


@pytest.mark.usefixtures("founded")
def test_the_command_tells_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export", str(tmp_path / "ut"))
    assert "index.html" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "held"),
    [("SG 21/22: ja?", "SG 21 22 ja"), ("..", "_"), ("con", "_con"), ("a\x00b\n", "a b"), ("x" * 300 + ".pdf", None)],
)
def test_names_are_such_that_every_system_can_hold_them(name: str, held: str | None) -> None:
    assert safe(name) == held or (held is None and safe(name).endswith("x.pdf") and len(safe(name)) == 100)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    target = Target(tmp_path)
    places = [target.write("x", b"", "A", name) for name in ("b.txt", "B.txt", "b.txt")]
    assert len({place.casefold() for place in places}) == 3
