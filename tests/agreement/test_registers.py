"""The registers of a project: issues, lessons, stakeholders and the communication plan, by one pattern (SG-4)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.kernel.models import JournalEntry
from samstyring.portfolio import acts, models
from samstyring.portfolio.addresses import RegisterConverter
from samstyring.portfolio.errors import EntryClosed
from samstyring.portfolio.queries import registers as queries
from samstyring.portfolio.rules.registers import REGISTERS
from samstyring.portfolio.worklist import registers as worklist
from tests.agreement.test_risks import registered
from tests.agreement.test_status_reports import started
from tests.founding import actor, person, user
from tests.kernel.history_of_projects import ENTRIES
from tests.portfolio.steps import do


def test_every_register_has_an_address_and_columns_for_what_it_asks() -> None:
    assert set(RegisterConverter.regex.split("|")) == set(REGISTERS) == set(ENTRIES)
    for register in REGISTERS.values():
        stored = {each.name for each in register.model._meta.fields}
        assert {each.name for each in register.fields} <= stored


@pytest.mark.clause("SG-4")
@pytest.mark.parametrize("key", list(ENTRIES))
def test_an_entry_is_written_changed_and_closed_and_nothing_it_said_is_lost(
    founded: None, client: Client, key: str
) -> None:
    project = started(manager=person("project_manager"))
    address = reverse("portfolio:entries", args=[project.code, key])
    client.force_login(user("project_manager"))
    assert f"{address}new/" in client.get(address).text
    refused = client.post(f"{address}new/", {"title": "Pålogginga <feilar>"})
    assert (refused.status_code, "title" in refused.context["form"].errors) == (422, False)
    assert "Pålogginga &lt;feilar&gt;" in refused.text
    posted = {"title": "Pålogginga <feilar>", **ENTRIES[key]}
    assert client.post(f"{address}new/", posted).status_code == 302
    entry = queries.entry_of(project.code, key, 1)
    edit = {**posted, "title": "=Pålogging", "revision": 1}
    assert client.post(f"{address}1/edit/", edit).status_code == 302
    assert client.post(f"{address}1/edit/", edit | {"title": "Eldre"}).status_code == 409
    shown = client.get(f"{address}1/").text
    assert "Pålogginga &lt;feilar&gt;" in shown
    assert "=Pålogging" in shown
    assert [bool(row.rows) for row in queries.entry_page(project.code, key, 1, actor("adviser")).changes] == [
        True,
        False,
    ]
    book = load_workbook(BytesIO(b"".join(client.get(address, {"format": "xlsx"}))))
    assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)

    late = clock.today() + timedelta(days=1)
    with pytest.raises(InvalidInput) as wrong:
        do(acts.close_entry, entry=queries.entry_of(project.code, key, 1), closed_on=late, closed_words=" ")
    assert set(wrong.value.errors) >= {"closed_on"}
    closed = {"closed_on": clock.today().isoformat(), "closed_words": "Ordna av IT"}
    assert client.post(f"{address}1/close/", closed).status_code == 302
    entry = queries.entry_of(project.code, key, 1)
    for act, arguments in (
        (acts.edit_entry, {"values": ENTRIES[key]}),
        (acts.close_entry, {"closed_on": clock.today()}),
    ):
        with pytest.raises(EntryClosed):
            do(act, entry=entry, **arguments)
    closed_page = client.get(f"{address}1/").text
    assert ("/edit/" in closed_page, closed_page.count("Ordna av IT")) == (False, 2)
    assert "Pålogging" in client.get(address, {"state": "closed"}).text
    assert "Pålogging" not in client.get(address, {"state": "open"}).text
    assert JournalEntry.objects.filter(act="portfolio.add_entry").count() == 1


@pytest.mark.clause("SG-4")
def test_what_is_due_waits_for_those_who_lead_and_who_only_sees_writes_nothing(founded: None, client: Client) -> None:
    project, today = started(manager=person("project_manager")), clock.today()
    for key, values in ENTRIES.items():
        due = {"due_on": today + timedelta(days=5)} if "due_on" in values else {}
        made = do(
            acts.add_entry, "project_manager", project=project, register=key, values=values | {"title": key} | due
        )
        with pytest.raises(NotAuthorised):
            do(acts.edit_entry, "contact", entry=made, values=values)
        with pytest.raises(Stale):
            do(acts.edit_entry, entry=made, values=values | {"title": key} | due, revision=7)
    waits = worklist.entries_due(actor("project_manager"), today)
    assert [row.url.split("/")[-3] for row in waits] == ["issues", "communication"]
    assert worklist.entries_due(actor("adviser"), today) == []
    assert [row.who for row in worklist.all_entries_due(actor("adviser"), today)] == ["IT-leiaren", "Leiaren"]
    client.force_login(user("contact"))
    for key in ENTRIES:
        address = reverse("portfolio:entries", args=[project.code, key])
        assert f"{address}1/" in client.get(address).text
        assert client.get(f"{address}new/").status_code == 403
    client.force_login(user("project_manager"))
    risk = registered(project)
    happened = client.get(f"{project.get_absolute_url()}issues/new/?risk={risk.sequence}").text
    assert risk.title in happened
    assert client.get(f"{project.get_absolute_url()}issues/new/?risk=77").status_code == 404
    page = client.get(project.get_absolute_url()).text
    assert all(reverse("portfolio:entries", args=[project.code, key]) in page for key in ENTRIES)
    assert client.get(f"{project.get_absolute_url()}issues/2/").status_code == 404


@pytest.mark.clause("SG-4")
def test_lessons_of_all_projects_are_searched_together_and_begin_the_closing_report(
    founded: None, client: Client
) -> None:
    first, second = started(manager=person("project_manager")), started("Felles arkivkjerne")
    told = ENTRIES["lessons"]
    for project, title, advice in (
        (first, "Prøv pålogginga", "Be IT tidleg"),
        (second, "Rydd før flytting", "Kast først"),
    ):
        do(acts.add_entry, project=project, register="lessons", values=told | {"title": title, "advice": advice})
    client.force_login(user("contact"))
    address = reverse("portfolio:lessons")
    assert all(title in client.get(address).text for title in ("Prøv pålogginga", "Rydd før flytting"))
    found = client.get(address, {"q": "kast flytting"}).text
    assert ("Rydd før flytting" in found, "Prøv pålogginga" in found) == (True, False)
    assert "Prøv pålogginga" in b"".join(client.get(address, {"q": "PÅLOGG", "format": "csv"})).decode()
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(5):
        do(acts.add_entry, project=second, register="lessons", values=told | {"title": f"Lærdom {number}"})
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few) <= 25
    client.force_login(user("project_manager"))
    form = client.get(reverse("portfolio:write_closing_report", args=[first.code])).text
    assert "Prøv pålogginga: Be IT tidleg" in form
    assert models.Lesson.objects.count() == 7
