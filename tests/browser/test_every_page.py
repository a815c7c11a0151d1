"""Every page that a role can reach, found by following the links: it answers, axe finds nothing, nothing overflows.

Each kind of page (by the name of its address) is looked at once, in the first role of the list that reaches it; the
richest comes first. One load, at 1280 px and then narrowed to 320 px, where axe looks.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Error, Page, Response

from samstyring.accounts.models import User
from tests.support import site as sites
from tests.support.databases import Databases

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Who looks, in this order; each looks only at kinds of pages that those before did not reach.
ROLES = ("Leiar, sekretariatet", "Leiar, styringsgruppa", "Kommunedirektør, Alver", "Kontaktperson, Fedje", "")
OF_A_KIND = 2  # what a thing offers depends on its state: so many of a kind are loaded, and their links followed


@pytest.fixture(scope="module")
def demo_site(databases: Databases, django_db_blocker: object) -> Iterator[sites.Site]:
    """The demo, seeded once for all of these tests, and served."""
    from django.core.management import call_command

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        name = databases.copy(databases.empty)
        with databases.use(name):
            call_command("demo", stdout=StringIO(), stderr=StringIO())
            with sites.served() as served:
                yield served
        databases.drop(name)


def sign_in(page: Page, name: str) -> None:
    """Sign in by picking an account of the demo."""
    account = User.objects.get(person__name=name)
    page.goto("/sign-in/")
    page.locator(f'button[value="{account.pk}"]').click()
    page.wait_for_url("**/")


def kind_of(url: str) -> str | None:
    """Return the name of the address, or None for one that is not ours or is a file."""
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return None
    return found.view_name


def links_of(page: Page) -> list[str]:
    """Return the addresses within the site that the page links to, without fragments."""
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    here = urlsplit(page.url).netloc
    return [href.split("#")[0] for href in hrefs if urlsplit(href).netloc == here]


def is_page(response: Response | None) -> bool:
    """Tell whether an answer is a page, and not a file."""
    return response is not None and "text/html" in response.headers.get("content-type", "")


def look(page: Page, url: str, axe: Callable[[Page], None]) -> list[str]:
    """Check the page that is open, and return what is wrong with it."""
    wrong = []
    if page.locator("h1").count() != 1:
        wrong.append(f"{url}: {page.locator('h1').count()} headings of level 1")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{url}: {wide} px wide at {width}")
    try:
        axe(page)
    except AssertionError as error:
        wrong.append(f"{url}:\n{error}")
    page.set_viewport_size({"width": 1280, "height": 900})
    return wrong


def is_file(url: str) -> bool:
    """Tell whether an address gives a file to keep, by how it ends or what it asks for."""
    parts = urlsplit(url)
    return parts.path.endswith((".pdf", ".ics", ".csv", ".xlsx", ".json", ".atom", ".xml")) or "format=" in parts.query


def walk(page: Page, seen: set[str], axe: Callable[[Page], None]) -> list[str]:
    """Follow the links breadth first, load one of each kind of page, and return all that is wrong."""
    wrong: list[str] = []
    waiting, met = deque([page.url]), {page.url}
    loads = Counter[str]()
    while waiting:
        url = waiting.popleft()
        kind = kind_of(url)
        if kind is None or is_file(url) or loads[kind] >= (1 if kind in seen else OF_A_KIND):
            continue
        loads[kind] += 1
        try:
            response = page.goto(url)
        except Error as error:
            if "Download is starting" in str(error):
                continue
            raise
        if response is not None and response.status >= 400:
            wrong.append(f"{url}: {response.status}")
            continue
        if not is_page(response):
            continue
        if kind not in seen:
            seen.add(kind)
            wrong += look(page, url, axe)
        for link in links_of(page):
            if link not in met:
                met.add(link)
                waiting.append(link)
    return wrong


def test_every_page_that_can_be_reached(browser: Browser, demo_site: sites.Site, axe: Callable[[Page], None]) -> None:
    seen: set[str] = set()
    wrong: list[str] = []
    for name in ROLES:
        with sites.visit(browser, demo_site) as page:
            page.goto("/")
            if name:
                sign_in(page, name)
            wrong += [f"{name or 'nobody'}: {line}" for line in walk(page, seen, axe)]
    assert not wrong, f"{len(wrong)} things are wrong:\n" + "\n".join(wrong)
    assert len(seen) > 40, f"only {len(seen)} kinds of pages were reached: {sorted(seen)}"


def test_the_main_pages_work_without_javascript(browser: Browser, demo_site: sites.Site) -> None:
    with sites.visit(browser, demo_site, javascript=False) as page:
        sign_in(page, ROLES[0])
        for path in ("/", "/agreement/", "/conformance/", "/meetings/", "/cases/", "/decisions/", "/projects/"):
            response = page.goto(path)
            assert response is not None, path
            assert response.status == 200, path
            assert page.locator("h1").inner_text(), path
