"""The product as it is served, with a browser before it."""

import os
import queue
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tools import machine

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """Where the product is served; one of its addresses can be out of reach for a while, for whatever asks."""

    url: str
    _product: WSGIHandler = field(default_factory=WSGIHandler)
    _out_of_reach: set[str] = field(default_factory=set)
    _turned_back: "queue.Queue[bytes]" = field(default_factory=queue.Queue)

    @contextmanager
    def out_of_reach(self, address: str) -> Iterator[None]:
        """Let nothing that is sent to an address arrive meanwhile: the answer is 503.

        A browser that is told to be offline is so for its open pages only: what a page sends as it is closed leaves
        from the browser itself, and comes through.
        """
        self._out_of_reach.add(address)
        try:
            yield
        finally:
            self._out_of_reach.remove(address)

    def turned_back(self, saying: bytes = b"") -> None:
        """Wait until something that says this has not arrived. Raises queue.Empty where nothing comes for ten seconds."""
        while saying not in self._turned_back.get(timeout=10):
            pass

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer as the product, or not at all (WSGI)."""
        if environ["PATH_INFO"] not in self._out_of_reach:
            return self._product(environ, start_response)
        self._turned_back.put(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
        start_response("503 Service Unavailable", [])
        return []


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@contextmanager
def served() -> Iterator[Site]:
    """Serve the product from threads of this process, on the database now in use."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, allow_reuse_address=False)
    server.daemon_threads = True
    site = Site(f"http://localhost:{server.server_port}")
    server.set_app(site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium, without a window."""
    path = os.environ.get("SAMSTYRING_CHROMIUM") or str(machine.chromium())
    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=CHROMIUM_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visit(browser: Browser, site: Site, *, javascript: bool = True) -> Iterator[Page]:
    """Give a page in a new, empty browser profile. Afterwards, fail if a script failed or the policy was broken."""
    context = browser.new_context(
        base_url=site.url,
        locale="nn-NO",
        timezone_id="Europe/Oslo",
        viewport={"width": 1280, "height": 900},
        java_script_enabled=javascript,
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("console", lambda message: _note(message, complaints))
    try:
        yield page
    finally:
        context.close()
    assert not complaints, "the browser complains:\n" + "\n".join(complaints)


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    # A page that is refused or not there is often what a test is about; the browser calls it an error all the same.
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(f"{message.type}: {message.text}")
