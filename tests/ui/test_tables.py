"""Tables: what is shown follows from the address alone, page by page without a count, and the same rows as files."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import lxml.html
import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.functions import Length
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.models import Basis
from samstyring.ui.tables import ChoiceFilter, Column, DayFilter, Empty, FlagFilter, SearchFilter, Table
from tests.kernel.steps import write_basis

AT = datetime(2022, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nynorsk(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2022, 11, 22))
    with translation.override("nn"):
        yield


@dataclass
class Case:
    pk: int
    title: str
    amount: int | None = None
    due: date | None = None
    body: str = "SG"
    state: tuple[str, str] = ("ok", "Klar")


CASES = [
    Case(1, "Budsjett", 125_000_050, date(2022, 11, 22)),
    Case(2, "=SUM(A1)", None, None, "RG", ("due", "Manglar")),
    Case(3, "Arkiv", 0, date(2022, 12, 9), "RG"),
    Case(4, "<b>Mandat</b>", -100, date(2022, 10, 7)),
]


class Cases(Table):
    caption = "Saker"
    sort = "title"
    page_size = 2
    file_name = "saker"
    columns = [
        Column("title", "Sak", header=True, sort="title", link=lambda case: f"/sak/{case.pk}/"),
        Column("amount", "Beløp, kr", kind="money", sort="amount"),
        Column("due", "Frist", kind="day", sort="due"),
        Column("state", "Tilstand", kind="mark"),
    ]
    filters = [
        SearchFilter("q", "Søk", lambda rows, text: [row for row in rows if text.lower() in row.title.lower()]),
        ChoiceFilter("body", "Organ", lambda rows, body: [row for row in rows if row.body == body],
                     choices=[("SG", "Styringsgruppa"), ("RG", "Ressursgruppa")]),
        FlagFilter("money", "Med beløp", lambda rows, on: [row for row in rows if row.amount]),
        DayFilter("before", "Før", lambda rows, day: [row for row in rows if row.due and row.due < day]),
    ]  # fmt: skip


def table(address="/saker", rows=CASES, kind=Cases, **more):
    return kind(RequestFactory().get(address), rows, **more)


def titles(shown):
    return [row.title for row in shown.page[0]]


def drawn(shown):
    return lxml.html.fromstring(render_to_string("ui/table.html", {"table": shown, "request": shown.request}))


def test_the_page_is_a_real_table_with_caption_scopes_and_escaped_text():
    page = drawn(table("/saker?sort=title"))
    assert page.xpath("string(.//table/caption)").strip() == "Saker"
    assert len(page.xpath(".//thead//th[@scope='col']")) == 4
    assert page.xpath(".//tbody/tr[1]/th[@scope='row']/a/@href") == ["/sak/4/"]
    assert page.xpath(".//tbody/tr[1]/th")[0].text_content() == "<b>Mandat</b>"
    assert page.xpath(".//thead//th[@aria-sort]")[0].get("aria-sort") == "ascending"


def test_sorting_puts_rows_without_a_value_last_both_ways():
    assert titles(table("/saker?sort=due")) == ["<b>Mandat</b>", "Budsjett"]
    Cases.page_size = 50
    try:
        assert titles(table("/saker?sort=due"))[-1] == "=SUM(A1)"
        assert titles(table("/saker?sort=-due"))[-1] == "=SUM(A1)"
    finally:
        Cases.page_size = 2


def test_an_unknown_sorting_is_the_usual_one():
    assert titles(table("/saker?sort=password")) == titles(table())


def test_next_leads_through_all_rows_once():
    shown, seen = table(), []
    for _page in range(9):
        seen += titles(shown)
        if not shown.next_url:
            break
        shown = table(f"/saker{shown.next_url}")
    assert seen == sorted(case.title for case in CASES)


def test_filters_stand_in_the_address_and_as_chips_that_take_them_away():
    shown = table("/saker?body=RG&q=arkiv&sort=-due&after=bad")
    assert titles(shown) == ["Arkiv"]
    assert [chip["words"] for chip in shown.chips] == ["«arkiv»", "Organ: Ressursgruppa"]
    assert shown.chips[0]["url"] == "?body=RG&sort=-due"
    assert shown.cleared == "?sort=-due"


def test_the_search_field_stands_in_sight_and_the_other_filters_fold_and_say_how_many_are_on():
    page = drawn(table("/saker?body=RG"))
    [folded] = page.xpath("//form/details")
    assert "open" not in folded.attrib
    assert folded.find("summary").text_content() == "Filter, 1 på"
    assert folded.xpath(".//select[@name='body']")
    assert not folded.xpath(".//*[@name='q']")
    assert page.xpath("//form//*[@name='q']")


def test_a_filter_that_cannot_be_read_is_off():
    assert len(table("/saker?body=XX&before=i+morgon").rows) == 4
    assert [case.pk for case in table("/saker?before=1.12.2022&money=on").rows] == [1, 4]


def test_two_tables_on_a_page_keep_apart():
    first, second = table("/x?a-body=RG&b-body=SG", prefix="a"), table("/x?a-body=RG&b-body=SG", prefix="b")
    assert {case.body for case in first.rows} == {"RG"}
    assert first.chips[0]["url"] == "?b-body=SG"
    assert {case.body for case in second.rows} == {"SG"}


def test_an_empty_table_teaches_and_a_filtered_one_offers_the_way_back():
    teaching = drawn(table(rows=[], empty=Empty("Ingen saker enno", "Ei sak byrjar slik.", "/ny", "Skriv ei sak")))
    assert "Ei sak byrjar slik." in teaching.text_content()
    filtered = drawn(table("/saker?q=finst+ikkje"))
    assert filtered.xpath(".//a[contains(., 'Vis alle')]/@href") == ["/saker"]


def test_csv_holds_every_row_in_plain_values_and_no_formula():
    response = table("/saker?format=csv&sort=title").file()
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Sak", "Beløp, kr", "Frist", "Tilstand"]
    assert ["Budsjett", "1250000.5", "2022-11-22", "Klar"] in rows
    assert ["'=SUM(A1)", "", "", "Manglar"] in rows
    assert len(rows) == 5


def test_the_workbook_holds_numbers_and_dates_and_no_formula():
    response = table("/saker?format=xlsx").file()
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert rows["Budsjett"][1].value == pytest.approx(1_250_000.5)
    assert rows["Budsjett"][2].value.date() == date(2022, 11, 22)
    assert rows["=SUM(A1)"][0].data_type == "s"
    assert rows["=SUM(A1)"][0].quotePrefix
    assert "saker.xlsx" in response.headers["Content-Disposition"]


def test_no_other_format_is_answered():
    assert table("/saker?format=exe").file() is None


def test_totals_stand_under_their_columns():
    foot = drawn(table(totals={"amount": 124_999_950})).xpath(".//tfoot//td[contains(@class, 'num')]")[0]
    assert foot.text_content().replace("\u00a0", " ") == "1 249 999,50"


class Types(Table):
    caption = "Types"
    columns = [Column("app_label", "App", sort="app_label"), Column("model", "Model", sort="model")]
    page_size = 3


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["app_label", "-app_label", "model", "-model"])
def test_a_queryset_is_paged_by_key_and_loses_nothing(sort, django_assert_num_queries):
    everything = ContentType.objects.all()
    seen, address = [], f"/types?sort={sort}"
    while address:
        shown = table(address, everything, Types)
        with django_assert_num_queries(1):
            seen += [row.pk for row in shown.page[0]]
        address = f"/types{shown.next_url}" if shown.next_url else ""
    assert len(seen) == len(set(seen)) == everything.count()


@pytest.mark.django_db
def test_only_the_keys_of_rows_with_something_worked_out_are_put_in_order():
    """Which they are is kept of the first page, unless someone searches; of the others they are sorted in one statement."""

    for number in range(8):
        write_basis(label="ab" * number, by=INSTALLATION, at=AT)
    everything = Basis.objects.annotate(length=Length("label"))
    seen, address, statements = [], "/bases?sort=-length", []
    assert read(address, everything)[1] == ["keys", "rows"]
    while address:
        shown, said = read(address, everything)
        seen += [row.length for row in shown.page[0]]
        statements += said
        address = f"/bases{shown.next_url}" if shown.next_url else ""
    assert seen == sorted((len(row.label) for row in everything), reverse=True)
    assert statements == ["rows", "both", "both"]
    assert read("/bases?sort=-length&q=a", everything)[1] == ["both"]
    write_basis(label="c" * 99, by=INSTALLATION, at=AT)
    shown, said = read("/bases?sort=-length", everything)
    assert (shown.page[0][0].length, said) == (99, ["keys", "rows"])


@pytest.mark.django_db
def test_what_is_written_outside_acts_is_not_kept_of_a_list():
    groups = Group.objects.annotate(length=Length("name"))
    for name in ("one", "another"):
        Group.objects.create(name=name)
        assert name in [row.name for row in read("/groups?sort=-length", groups)[0].page[0]]


class Lengths(Table):
    caption = "Lengths"
    columns = [Column("length", "Length", sort="length")]
    filters = [SearchFilter("q", "Words", lambda rows, words: rows.filter(label__contains=words))]
    page_size = 3


def read(address, rows):
    """Return a table of lengths whose page is read, and what each statement about its rows asked for."""
    shown, name = table(address, rows, Lengths), rows.model._meta.db_table
    with CaptureQueriesContext(connection) as asked:
        assert shown.page[0]
    said = [one["sql"] for one in asked if f'FROM "{name}"' in one["sql"]]
    return shown, ["both" if "IN (SELECT" in sql else "rows" if "IN (" in sql else "keys" for sql in said]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "after",
    [
        "x",
        "AAAA",
        "W10",
        "W1sic3RyIiwiYSJdXQ",
        "W1sic3RyIiwiYSJdLFsic3RyIiwieCJdXQ",
        pytest.param("W1tb" * 400, id="nested deep"),
        pytest.param("W1tb" * 2000, id="too long"),
        pytest.param("W1siZGF0ZSIsIjIwMjItMDEtMDEiXV0", id="a day"),
    ],
)
def test_a_key_from_elsewhere_gives_the_first_page(after):
    address, rows = f"/types?sort=model&after={after}", list(ContentType.objects.all())
    assert table(address, ContentType.objects.all(), Types).page[0]
    assert table(address, rows, Types).page[0][0] in rows


def test_a_column_reads_dots_keys_and_functions():
    row = {"body": CASES[0]}
    assert Column("body.title", "Sak").read(row) == "Budsjett"
    assert Column("x", "X", value=lambda row: row["body"].amount).plain(row) == 125_000_050
    assert Column("body.amount", "X", kind="money").plain(row) == Decimal("1250000.5")
