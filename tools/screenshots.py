"""Take the two pictures of the README from a fresh demo: `./run screenshots`."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools import machine
from tools.console import ROOT, say

PICTURES = ROOT / "docs" / "images"
WHO = "Leiar, sekretariatet"


def main() -> int:
    """Seed a demo in a folder of its own, serve it, and picture the start page and a case."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    port = 8790
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SAMSTYRING_HOME": home, "SAMSTYRING_ADDRESS": address}
        server = subprocess.Popen([str(ROOT / "run"), "demo", "--port", str(port)], env=environment)
        try:
            _wait(address, server)
            _picture(address)
        finally:
            server.terminate()
            server.wait(timeout=20)
    return 0


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait for the first page: on a busy machine the example takes its time, so only its own end is an end."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the demo ended before it served a page")


def _picture(address: str) -> None:
    options = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    machine.prepare(database=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(machine.chromium()), args=options)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address, locale="nn-NO")
        page.goto("/sign-in/")
        page.get_by_role("button", name=WHO).click()
        page.wait_for_url("**/")
        _take(page, "start.png")
        page.goto("/cases/")
        page.get_by_role("link", name="DigiHelse").first.click()
        _take(page, "case.png")
        browser.close()


def _take(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / name)
    say(f"{Path('docs/images') / name}")


if __name__ == "__main__":
    sys.exit(main())
