"""Every page that a role can reach, found by following the links: it answers, axe finds nothing, nothing overflows.

The links are followed without a browser, which adds nothing there: pages are documents. Each kind of page (by the name
of its address) is then opened in one, in the first role of the list that reaches it; the richest comes first. One load,
at 1280 px and then narrowed to 320 px, where axe looks; the contrast of texts that look the same is measured once. Two
browsers look, while the next role's links are followed: one after another this would be the last test to end by minutes.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html
from playwright.sync_api import Browser, Page

from samstyring.accounts.models import User
from tests.support import accessibility
from tests.support import site as sites
from tests.support.databases import Databases

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Who looks, in this order; each looks only at kinds of pages that those before did not reach.
ROLES = ("Leiar, sekretariatet", "Leiar, styringsgruppa", "Kommunedirektør, Alver", "Kontaktperson, Fedje", "")
BROWSERS = 2
OF_A_KIND = 2  # what a thing offers depends on its state: so many of a kind are loaded, and their links followed


@pytest.fixture(scope="module")
def demo_site(browser: Browser, databases: Databases, django_db_blocker: object) -> Iterator[sites.Site]:
    """The demo, seeded once for all of these tests, and served. The browser first: it changes what a thread is."""
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
    page.goto("/sign-in/")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_url("**/")


def kind_of(url: str) -> str | None:
    """Return the name of the address, or None for one that is not ours or is a file."""
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return None
    return found.view_name


def is_file(url: str) -> bool:
    """Tell whether an address gives a file to keep, by how it ends or what it asks for."""
    parts = urlsplit(url)
    return parts.path.endswith((".pdf", ".ics", ".csv", ".xlsx", ".json", ".atom", ".xml")) or "format=" in parts.query


def links_of(address: str, answer: HttpResponse) -> list[str]:
    """Return the addresses within the site that a page links to, without fragments."""
    hrefs = [str(href) for href in html.fromstring(answer.content).xpath("//a/@href")]
    within = [urljoin(address, href.partition("#")[0]) for href in hrefs if not urlsplit(href).netloc]
    return [href for href in within if not urlsplit(href).scheme]


def client_of(name: str) -> Client:
    """Return a client signed in as one of the roles, or as nobody."""
    client = Client()
    if name:
        client.force_login(User.objects.get(person__name=name))
    return client


def walk(client: Client, seen: set[str]) -> tuple[dict[str, str], list[str]]:
    """Follow the links breadth first. Return the first page of each kind not seen before, and all that is wrong."""
    first: dict[str, str] = {}
    wrong: list[str] = []
    waiting, met = deque(["/"]), {"/"}
    loads = Counter[str]()
    while waiting:
        url = waiting.popleft()
        kind = kind_of(url)
        if kind is None or is_file(url) or loads[kind] >= (1 if kind in seen else OF_A_KIND):
            continue
        loads[kind] += 1
        answer = client.get(url, follow=True)
        address = answer.redirect_chain[-1][0] if answer.redirect_chain else url
        if answer.status_code >= 400:
            wrong.append(f"{url}: {answer.status_code}")
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        if kind not in seen:
            first.setdefault(kind, url)
        for link in links_of(address, answer):
            if link not in met:
                met.add(link)
                waiting.append(link)
    return first, wrong


def look(page: Page, url: str, looks: set[int]) -> list[str]:
    """Open a page, and return what is wrong with it."""
    response = page.goto(url)
    if response is None or response.status >= 400:
        return [f"{url}: {response.status if response else 'nothing'}"]
    wrong = []
    headings = page.evaluate("document.querySelectorAll('h1').length")
    if headings != 1:
        wrong.append(f"{url}: {headings} headings of level 1")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{url}: {wide} px wide at {width}")
    try:
        accessibility.check_accessibility(page, looks)
    except AssertionError as error:
        wrong.append(f"{url}:\n{error}")
    return wrong


def look_at(site: sites.Site, name: str, urls: Sequence[str], looks: set[int]) -> list[str]:
    """Open pages as one of the roles, in a browser of one's own, and return what is wrong with them."""
    with sites.chromium() as browser, sites.visit(browser, site) as page:
        if name:
            sign_in(page, name)
        accessibility.prepare(page)
        wrong = [line for url in urls for line in look(page, url, looks)]
    return [f"{name or 'nobody'}: {line}" for line in wrong]


def test_every_page_that_can_be_reached(demo_site: sites.Site) -> None:
    seen: set[str] = set()
    looks: set[int] = set()
    wrong: list[str] = []
    with ThreadPoolExecutor(BROWSERS) as pool:
        parts = []
        for name in ROLES:
            first, failing = walk(client_of(name), seen)
            seen |= first.keys()
            wrong += [f"{name or 'nobody'}: {line}" for line in failing]
            urls = list(first.values())
            shares = [urls[share::BROWSERS] for share in range(BROWSERS)]
            parts += [pool.submit(look_at, demo_site, name, share, looks) for share in shares if share]
        wrong += [line for each in parts for line in each.result()]
    assert not wrong, f"{len(wrong)} things are wrong:\n" + "\n".join(wrong)
    assert len(seen) > 100, f"only {len(seen)} kinds of pages were reached: {sorted(seen)}"


def test_the_main_pages_work_without_javascript(browser: Browser, demo_site: sites.Site) -> None:
    with sites.visit(browser, demo_site, javascript=False) as page:
        sign_in(page, ROLES[0])
        for path in ("/", "/agreement/", "/conformance/", "/meetings/", "/cases/", "/decisions/", "/projects/"):
            response = page.goto(path)
            assert response is not None, path
            assert response.status == 200, path
            assert page.locator("h1").inner_text(), path
