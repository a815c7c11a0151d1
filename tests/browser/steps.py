"""What a person does with the pages: signs in, follows a link, fills in a form, presses a button.

Links are found by where they lead and fields by their names, so that a story reads the same in every language; that a
link or a button stands there at all is part of what is proved. A step that fails tells what the page itself says.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Browser, Locator, Page, Response, expect

from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.models import Installation
from samstyring.web import acts as web_acts
from tests.founding import user
from tests.support.mail import SmtpServer
from tests.support.site import Site
from tests.support.site import visit as new_profile

WRONG = ".ds-error-summary, .ds-validation-message, .ds-alert[data-color=danger]"
OWN_BUTTON = "form.form .actions button[type=submit]"


class People:
    """Everyone before a browser of their own, each signed in once: `people("adviser")`. "stranger" is not signed in."""

    def __init__(self, browser: Browser, site: Site, *, javascript: bool = True) -> None:
        self._open = lambda: new_profile(browser, site, javascript=javascript)
        self._stack = ExitStack()
        self._pages: dict[str, Page] = {}

    def __call__(self, who: str) -> Page:
        if who not in self._pages:
            self._pages[who] = self._stack.enter_context(self._open())
            if who != "stranger":
                sign_in(self._pages[who], who)
        return self._pages[who]

    def __enter__(self) -> "People":
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.__exit__(*error)  # type: ignore[arg-type]


def sign_in(page: Page, who: str) -> None:
    """Sign in as one of the cast by picking the account."""
    page.goto("/sign-in/")
    with loading(page):
        page.locator(f'button[name="account"][value="{user(who).pk}"]').click()


def is_page(answer: Response, page: Page) -> bool:
    """Tell whether an answer is the page that one comes to, and not a redirect to it."""
    return answer.request.is_navigation_request() and answer.frame == page.main_frame and not 300 <= answer.status < 400


@contextmanager
def loading(page: Page, status: int = 200) -> Iterator[None]:
    """Do what loads another page, and see that it answers as expected. Otherwise tell what the page says."""
    with page.expect_event("load"), page.expect_response(lambda answer: is_page(answer, page)) as answered:
        yield
    response: Response = answered.value
    if response.status != status:
        wrong = " | ".join(text.strip() for text in page.locator(WRONG).all_inner_texts())
        raise AssertionError(f"{response.status} at {page.url}: {wrong or page.locator('main').inner_text()[:800]}")


def visit(page: Page, address: str, status: int = 200) -> Page:
    """Go to an address that a person knows, or has in a mail, and return the page."""
    response = page.goto(address)
    assert response is not None
    assert response.status == status, f"{response.status} at {address}"
    return page


def link(place: Page | Locator, address: str) -> Locator:
    """Return a link by the end of its address; by any part of it if that has ? or #. One in view is preferred."""
    how = "*=" if "?" in address or "#" in address else "$="
    found = main(place).locator(f'a[href{how}"{address}"]')
    return found.filter(visible=True).first if found.filter(visible=True).count() else found.first


def follow(place: Page | Locator, address: str, words: str = "") -> None:
    """Follow a link of the page, or the one with these words. What it is folded away in is unfolded first."""
    found = main(place).locator("a", has_text=words).first if words else link(place, address)
    unfold(found)
    with loading(page_of(place)):
        found.click()


def unfold(found: Locator) -> None:
    """Open what something is folded away in, as a person would."""
    expect(found).to_be_attached()
    folded = found.locator("xpath=ancestor::details[not(@open)]")
    for place in range(folded.count()):
        folded.nth(place).locator("summary").first.click()


def fill(place: Page | Locator, /, **fields: Any) -> None:
    """Fill in fields by name: text, True or False for a tick, a date, the value of a choice, or a file (`letter()`)."""
    form = main(place)
    for name, value in fields.items():
        field = form.locator(f':is(input, select, textarea)[name="{name}"]')
        kind = field.first.evaluate("field => field.type || field.localName")
        if kind in ("radio", "checkbox") and not isinstance(value, bool):
            form.locator(f'input[name="{name}"][value="{value}"]').check()
            continue
        unfold(field)
        if kind == "checkbox":
            field.set_checked(value)
        elif kind == "file":
            field.set_input_files(value)
        elif kind.startswith("select"):
            field.select_option(value)
        else:
            field.fill(f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else str(value))


def choose(place: Page | Locator, name: str, words: str) -> None:
    """Choose in a list by a part of the words that stand there, or by the value behind them."""
    field = main(place).locator(f'select[name="{name}"]')
    option = field.locator("option", has_text=words).or_(field.locator(f'option[value="{words}"]')).first
    field.select_option(option.get_attribute("value"))


def tick(page: Page, name: str, words: str) -> None:
    """Tick a choice by its words."""
    page.locator(f'main [name="{name}"]').and_(page.get_by_label(words)).first.check()


def write(page: Page, name: str, words: str) -> None:
    """Write in a rich-text field: in its editor, or as marked-up text where no script runs."""
    plain = page.locator(f'textarea[name="{name}"]')
    if plain.is_visible():
        plain.fill(words)
        return
    page.locator(".rich", has=plain).get_by_role("textbox").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(words)


def write_rows(page: Page, *rows: Mapping[str, Any]) -> None:
    """Fill in rows of a form, asking for a row more where there is none yet."""
    for number, row in enumerate(rows):
        if not page.locator(f'main [name="rows-{number}-amount"]').count():
            page.locator('main button[name="add_row"]').click()
        for name, value in row.items():
            if page.locator(f'main select[name="rows-{number}-{name}"]').count():
                choose(page, f"rows-{number}-{name}", value)
            else:
                fill(page, **{f"rows-{number}-{name}": value})


def letter(name: str, text: str = "Vi stadfestar dette.") -> dict[str, Any]:
    """Return an e-mail saved as a file, to be sent with a form."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "asta@example.no", "post@example.no", name
    message["Message-ID"] = "<1@example.no>"
    message.set_content(text)
    return {"name": f"{name}.eml", "mimeType": "message/rfc822", "buffer": bytes(message)}


def press(place: Page | Locator, button: str = OWN_BUTTON, status: int = 200) -> None:
    """Press a button that sends a form: the page's own unless another is named."""
    with loading(page_of(place), status):
        main(place).locator(button).first.click()


def press_to(place: Page | Locator, address: str, status: int = 200, **named: str) -> None:
    """Press the button of the form that is sent to an address that ends so; `name="value"` says which of several."""
    more = "".join(f'[name="{name}"][value="{value}"]' for name, value in named.items())
    press(place, f'form[action$="{address}"] button{more}', status)


def key(page: Page, name: str) -> None:
    """Press a single key that does what a button of the page does."""
    page.locator("h1").click()
    with loading(page):
        page.keyboard.press(name)


def says(place: Page | Locator, *words: str) -> None:
    """See that the page says something."""
    for each in words:
        expect(main(place)).to_contain_text(each)


def main(place: Page | Locator) -> Locator:
    """Return the part of the page that is about its matter."""
    return place if isinstance(place, Locator) else place.locator("main")


def page_of(place: Page | Locator) -> Page:
    """Return the page."""
    return place.page if isinstance(place, Locator) else place


def work() -> None:
    """Let the worker do every job that waits."""
    call_command("db_worker", batch=True, interval=0, verbosity=0, queue_name="*")


def mail_to(smtp: SmtpServer, address: str) -> list[EmailMessage]:
    """Return what came to an address, the oldest first."""
    return [message for message, to in zip(smtp.messages, smtp.recipients, strict=True) if address in to]


def words_of(message: EmailMessage) -> str:
    """Return the text of a message."""
    return str(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def question_in(message: EmailMessage) -> str:
    """Return the address, within the site, of the one question that a message asks."""
    found = re.search(r"https?://[^/\s]+(/q/\S+)", words_of(message))
    assert found, words_of(message)
    return found.group(1)


def in_days(days: int) -> date:
    """Return a day from today, as the installation counts."""
    return clock.today() + timedelta(days=days)


def days_go_by(days: int) -> None:
    """Let the installation's clock stand so many days later."""
    offset = timedelta(seconds=Installation.objects.get().clock_offset_seconds, days=days)
    web_acts.move_clock(offset=offset, by=INSTALLATION, at=clock.now())
