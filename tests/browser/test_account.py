"""The account of an item in a real browser: kept while it is typed, recorded once when its writer leaves the item."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from samstyring.governance.models import AccountDraft, AgendaItem
from samstyring.kernel.models import JournalEntry
from tests.browser.steps import People, fill, says, visit
from tests.governance import steps
from tests.support.site import Site

pytestmark = pytest.mark.browser


def test_leaving_an_item_that_has_ended_records_what_was_typed_once(browser: Browser, site: Site) -> None:
    meeting = steps.open_meeting()
    steps.decide(meeting, "Sak 1")
    item = steps.item_of(meeting, "Sak 1")
    with People(browser, site) as people:
        page = visit(people("adviser"), f"/meetings/{meeting.pk}/room/{item.pk}/")
        for text in ("Alver spurde.", "Alver spurde. Leiaren svara."):
            fill(page.locator("#account"), text=text)
            says(page.locator("#account .saved"), "kl.")
            waited(lambda text=text: AccountDraft.objects.filter(item=item, text=text).exists())
        assert not AgendaItem.objects.get(pk=item.pk).account
        visit(page, f"/meetings/{meeting.pk}/room/")
        waited(lambda: AgendaItem.objects.get(pk=item.pk).account == "Alver spurde. Leiaren svara.")
    assert JournalEntry.objects.filter(act="governance.write_account").count() == 1
    assert not AccountDraft.objects.exists()


def waited(holds: Callable[[], bool]) -> None:
    """Wait until something holds that the browser does behind the page."""
    until = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)
