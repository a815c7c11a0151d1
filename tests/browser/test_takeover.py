"""Taking over in a real browser: upload, every error, confirm; for keyboard, screen reader and phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samstyring.records.takeover import writing
from samstyring.records.takeover.views import XLSX
from tests.browser import steps
from tests.records.workbooks import Rows, history

pytestmark = pytest.mark.browser


def upload(page: Page, rows: Rows) -> None:
    steps.visit(page, "/takeover/")
    file = {"name": "historie.xlsx", "mimeType": XLSX, "buffer": writing.workbook(rows)}
    page.set_input_files('main input[name="file"]', file)
    page.fill('main input[name="source"]', "Møtebøker 2020–2022")
    with steps.loading(page):
        page.locator('main form[enctype] button[type="submit"]').click()


def check(page: Page, axe: Callable[[Page], None]) -> None:
    axe(page)
    page.set_viewport_size({"width": 320, "height": 800})
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.clause("BG-5")
def test_what_is_wrong_is_shown_then_what_is_right_is_taken_over(page: Page, axe: Callable[[Page], None]) -> None:
    steps.sign_in(page, "adviser")
    rows = history()
    rows["records.decisions"][0]["dated"] = "i fjor"
    rows["portfolio.projects"][0]["owner"] = "Sunfjord"
    upload(page, rows)
    expect(page.locator("main table").first).to_contain_text("i fjor")
    expect(page.locator("main table").first).to_contain_text("Sunnfjord")
    check(page, axe)
    upload(page, history())
    for summary in page.locator("main details summary").all():
        summary.click()
    check(page, axe)
    with steps.loading(page):
        page.locator("main form.form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("SG 4/21")
    check(page, axe)
    with steps.loading(page):
        page.get_by_role("link", name="Start av eit prosjekt").click()
    expect(page.locator("main")).to_contain_text("Møtebøker 2020–2022")
    check(page, axe)


def test_it_works_without_javascript(plain_page: Page) -> None:
    steps.sign_in(plain_page, "adviser")
    upload(plain_page, history())
    with steps.loading(plain_page):
        plain_page.locator("main form.form button[type=submit]").click()
    expect(plain_page.locator("main")).to_contain_text("SG 1/20")
