"""Projects of another tool: its export is read as it is, and never passes for a decision or a report here."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from samstyring.kernel.errors import NotAuthorised
from samstyring.portfolio import acts
from samstyring.portfolio.models import ExportedProject, Participation, Project, ProjectExport
from samstyring.portfolio.sheets.exported import as_workbook
from samstyring.records.takeover.reading import read_list
from tests.founding import user
from tests.governance.steps import do
from tests.portfolio import steps

pytestmark = pytest.mark.usefixtures("founded")

HEADINGS = ["Tittel", "Prosjektnummer", "Fase", "Prosjekteier", "Startdato", "Totalbudsjett for prosjektet", "Kommune", "Sist endret"]  # fmt: skip
SENSORS = ["Sensorar på vassverk", "17", "Planlegge", "Leiar, Alver", date(2022, 9, 1), 450000, "Alver", "i går"]
NEW = {"origin": "regional", "purposes": ["mottak"]}


def export(*rows: list[Any], headings: list[str] = HEADINGS) -> SimpleUploadedFile:
    """Return an export as Prosjektportalen writes it: one sheet, with its own headings."""
    book = Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("Prosjekter.xlsx", buffer.getvalue())


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(user("adviser"))
    return client


def upload(client: Client, file: SimpleUploadedFile) -> str:
    """Upload an export; return the address of its preview."""
    told = {"file": file, "source": "Prosjektportalen, Alver"}
    answer = client.post(reverse("portfolio:import_projects"), told)
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"])


@pytest.mark.clause("SE-3")
@pytest.mark.clause("BG-5")
def test_what_runs_in_another_tool_becomes_a_candidate_and_is_told_of_beside_what_stands_here(client: Client) -> None:
    here = steps.candidate("Felles arkiv")
    archive = ["Felles arkiv", "12", "Gjennomføre", "", None, None, "", ""]
    preview = upload(client, export(SENSORS, archive))
    page = client.get(preview).content.decode()
    assert "Sensorar på vassverk" in page
    assert here.code in page

    asked_why = client.post(preview, {"origin": "regional"})
    assert asked_why.status_code == 422  # new ones serve a purpose (GP-1)
    assert not ProjectExport.objects.exists()
    assert client.post(preview, NEW).status_code == 302

    sensors = Project.objects.get(name="Sensorar på vassverk")
    assert (sensors.state, sensors.phase, sensors.owner, sensors.started_by) == ("candidate", "", None, None)
    asked = sensors.participations.get()
    assert (asked.organisation.name, asked.role, asked.asked_at) == ("Alver", Participation.Role.OWNER, None)
    elsewhere = reverse("portfolio:told_elsewhere", args=[sensors.code])
    assert elsewhere in client.get(sensors.get_absolute_url()).content.decode()
    shown = client.get(elsewhere).content.decode()
    assert all(told in shown for told in ("Prosjektportalen, Alver", "Planlegge", "450\xa0000"))
    here.refresh_from_db()
    assert (here.name, here.state, here.phase) == ("Felles arkiv", "candidate", "")
    assert here.exported.get().said == {"number": "12", "name": "Felles arkiv", "phase": "Gjennomføre"}


def test_the_same_file_says_nothing_new_and_the_next_one_only_what_changed(client: Client) -> None:
    client.post(upload(client, export(SENSORS)), NEW)
    again = upload(client, export(SENSORS))
    assert client.post(again, {}).status_code == 422
    assert ExportedProject.objects.count() == 1

    # Renamed there and on to the next phase: the number tells that it is the same one.
    renamed = ["Sensorar i vatn", "17", "Gjennomføre", *SENSORS[3:]]
    preview = upload(client, export(renamed))
    assert client.post(preview, {}).status_code == 302
    project = Project.objects.get(name="Sensorar på vassverk")
    first, last = project.exported.order_by("at", "id")
    assert (first.said["phase"], last.said["phase"], last.said["name"]) == (
        "Planlegge",
        "Gjennomføre",
        "Sensorar i vatn",
    )
    assert ProjectExport.objects.first().changed == 1

    told = client.get(reverse("portfolio:told_elsewhere", args=[project.code])).context["page"].told
    assert [[new for _label, _old, new in row.changed] for row in told] == [["Sensorar i vatn", "Gjennomføre"], []]

    # A column that is not in the next file says what it said.
    short = upload(client, export(["Sensorar i vatn", "17"], headings=["Tittel", "Prosjektnummer"]))
    assert client.post(short, {}).status_code == 422
    assert project.exported.count() == 2


def test_how_the_columns_are_read_is_chosen_and_remembered(client: Client) -> None:
    headings = ["Namn på tiltaket", "Steg"]
    file = (["Digital post", "I gang"],)
    preview = upload(client, export(*file, headings=headings))
    problems = client.get(preview).context["compared"].problems
    assert [problem.why for problem in problems] == ["Ingen kolonne blir lesen som dette."]

    chosen = f"{preview}?c0=name&c1=phase"
    assert client.post(chosen, NEW).status_code == 302
    assert Project.objects.get(name="Digital post").exported.get().said["phase"] == "I gang"
    assert ProjectExport.objects.get().columns == {"Namn på tiltaket": "name", "Steg": "phase"}

    next_one = client.get(upload(client, export(["Digital post", "Ferdig"], headings=headings)))
    assert [row.changes for row in next_one.context["compared"].changed] == [["phase"]]
    twice = client.get(f"{preview}?c0=name&c1=name")
    assert twice.status_code == 404  # it was taken in: nothing waits any longer


def test_what_the_words_of_owners_and_phases_mean_is_chosen_and_remembered(client: Client) -> None:
    headings = ["Tittel", "Prosjekteier/programeier", "Fase", "Kommune"]
    rows = (
        ["Digital post", "Kari", "I gang", "IKT Vest"],
        ["Arkiv", "Per", "Planlegge", "Alver"],
        ["Post", "", "", "Anna"],
    )
    preview = upload(client, export(*rows, headings=headings))
    page = client.get(preview)
    assert len(page.context["compared"].problems) == 2
    words = {word.text: word for word in page.context["words"]}
    assert set(words) == {"IKT Vest", "Anna", "I gang", "Planlegge"}  # Alver is known, and a person is no municipality
    assert (words["I gang"].means, words["Planlegge"].means != "") == ("", True)

    alver = next(key for key, name in words["IKT Vest"].choices if name == "Alver")
    meant = {words["IKT Vest"].name: alver, words["Anna"].name: "-", words["I gang"].name: words["Planlegge"].means}
    chosen = "&".join(f"{name}={value}" for name, value in meant.items())
    assert client.post(f"{preview}?{chosen}&w9.9=x&w=", NEW).status_code == 302
    post = Project.objects.get(name="Digital post")
    assert post.participations.get().organisation.name == "Alver"
    assert (post.phase, post.exported.get().said["phase"]) == (
        "",
        dict(words["I gang"].choices)[words["Planlegge"].means],
    )
    assert not Project.objects.get(name="Post").participations.exists()

    again = client.get(upload(client, export(*rows, headings=headings))).context["compared"]
    assert (again.problems, again.same) == ([], 3)


def test_every_error_is_told_with_what_is_right_and_nothing_is_written(client: Client) -> None:
    rows = (
        ["", "1", "", "", None, None, "", ""],
        ["Ein", "2", "", "", "snart", "mykje", "Alvær", ""],
        ["To", "3", "", "", None, None, "Alver", ""],
        ["Tre", "3", "", "", None, None, "", ""],
    )
    preview = upload(client, export(*rows))
    problems = client.get(preview).context["compared"].problems
    assert sorted({problem.row for problem in problems}) == [2, 3, 5]
    assert len([problem for problem in problems if problem.row == 3]) == 3
    assert any("Alver" in problem.right for problem in problems)
    assert {problem.column for problem in problems} <= set(HEADINGS), "each is told under the heading in the file"
    assert {problem.sheet for problem in problems} == {"Sheet"}
    assert client.post(preview, NEW).status_code == 422
    assert not Project.objects.exists()
    told = client.get(f"{preview}?format=csv")
    assert told.headers["Content-Type"].startswith("text/csv")
    assert told.content.decode().count("\r\n") == len(problems) + 1


def test_what_is_no_workbook_is_said_beside_the_field_and_others_are_refused(client: Client) -> None:
    wrong = {"file": SimpleUploadedFile("liste.xlsx", b"Tittel;Fase"), "source": "Liste"}
    answer = client.post(reverse("portfolio:import_projects"), wrong)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    listed = read_list(export(SENSORS).read())
    workbook = as_workbook(listed, ["name"], b"x", "x.xlsx")
    with pytest.raises(NotAuthorised):
        do(acts.import_projects, "alver", workbook=workbook, columns={}, source="Liste", **NEW)
    told_of = reverse("portfolio:told_elsewhere", args=[steps.candidate("Ukjend der").code])
    assert client.get(told_of).status_code == 404
    client.force_login(user("alver"))
    assert client.get(reverse("portfolio:import_projects")).status_code == 403


def test_a_name_that_several_projects_here_have_ties_to_none_of_them(client: Client) -> None:
    codes = [steps.candidate("Felles arkiv").code for _turn in range(2)]
    preview = upload(client, export(["Felles arkiv", "12"], headings=["Tittel", "Prosjektnummer"]))
    (problem,) = client.get(preview).context["compared"].problems
    assert (problem.row, problem.column) == (2, "Tittel"), "as the column is called in the file"
    assert all(code in problem.why for code in codes)
    assert client.post(preview, {}).status_code == 422
    assert not ExportedProject.objects.exists()
