"""Every word of signing in is said in the reader's language: the library's pages, errors, messages and mail too."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from samstyring.accounts import acts
from samstyring.accounts.models import User
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from tests.founding import actor, user
from tests.support.words import left_in_english

pytestmark = pytest.mark.usefixtures("founded")

LANGUAGES = ("en", "nn", "nb")
NAMES = ("Digi Vestland", "@example.no")
GOOD = "ein lang setning her"


@pytest.fixture(autouse=True)
def _as_often_as_one_likes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the walk try again and again: how often one may is not what these tests are about."""
    monkeypatch.setattr("allauth.core.ratelimit.consume_or_429", lambda *args, **kwargs: None)
    monkeypatch.setattr("allauth.core.internal.ratelimit.consume_or_429", lambda *args, **kwargs: None)
    yield
    cache.clear()


def reader(language: str) -> Client:
    client = Client(headers={"host": "localhost"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def shown(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def sign_in_page(client: Client) -> Iterator[str]:
    page = reverse("account_login")
    yield shown(client.get(page))
    yield shown(client.post(page, {}))
    yield shown(client.post(page, {"login": "nokon", "password": "feil"}))
    yield shown(client.post(page, {"login": user("alver").email, "password": "feil"}))


def forgotten(client: Client) -> Iterator[str]:
    page = reverse("account_reset_password")
    yield shown(client.get(page))
    yield shown(client.post(page, {}))
    yield shown(client.post(page, {"email": "ikkje ei adresse"}))
    yield shown(client.post(page, {"email": user("adviser").email}, follow=True))


def new_password(client: Client) -> Iterator[str]:
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": user("adviser").email})
    link = next(word for word in mail.outbox[-1].body.split() if "/account/password/reset/" in word)
    first = client.get(link[link.index("/account/") :], follow=True)
    page = first.redirect_chain[-1][0]
    yield shown(first)
    yield shown(client.post(page, {}))
    yield shown(client.post(page, {"password1": GOOD, "password2": "noko anna enn det"}))
    yield shown(client.post(page, {"password1": "kort", "password2": "kort"}))
    yield shown(client.post(page, {"password1": "password12345", "password2": "password12345"}))
    yield shown(client.post(page, {"password1": "adviser@example", "password2": "adviser@example"}))
    yield shown(client.post(page, {"password1": GOOD, "password2": GOOD}, follow=True))
    yield shown(client.get(link[link.index("/account/") :], follow=True))


def changed_password(client: Client) -> Iterator[str]:
    account = user("adviser")
    client.force_login(account)
    yield shown(client.get(reverse("account_change_password"), follow=True))
    account.set_password("det gamle passordet")
    account.save()
    client.force_login(account)
    page = reverse("account_change_password")
    yield shown(client.get(page))
    yield shown(client.post(page, {"oldpassword": "feil", "password1": GOOD, "password2": GOOD}))
    message = client.post(page, {"oldpassword": "det gamle passordet", "password1": GOOD, "password2": GOOD})
    assert message.headers["location"] == "/"
    # The message stands on whatever page is shown next; this one has little else on it.
    yield shown(client.get(reverse("account_logout")))
    yield shown(client.post(reverse("account_logout"), follow=True))


def closed_account(client: Client) -> Iterator[str]:
    account = user("contact")
    account.set_password(GOOD)
    account.save()
    if account.is_active:
        acts.close_account(user=account, by=actor("secretariat_leader"), at=clock.now())
    page = reverse("account_login")
    yield shown(client.post(page, {"login": account.email, "password": GOOD}, follow=True))
    yield shown(client.get(reverse("account_inactive")))


def picking(client: Client) -> Iterator[str]:
    yield shown(client.get(reverse("accounts:sign_in")))


def spent_link(client: Client) -> Iterator[str]:
    yield shown(client.get(reverse("accounts:question", args=["0" * 48])))


@pytest.mark.parametrize(
    "walk", [sign_in_page, forgotten, new_password, changed_password, closed_account, picking, spent_link]
)
def test_no_word_is_left_in_english(walk: Callable[[Client], Iterator[str]]) -> None:
    names = [account.person.name for account in User.objects.select_related("person")]
    offices = [capacity.label for key in ("leader", "alver", "ks", "adviser") for capacity in actor(key).capacities]
    pages = {language: list(walk(reader(language))) for language in LANGUAGES}
    for language in ("nn", "nb"):
        for step, (english, other) in enumerate(zip(pages["en"], pages[language], strict=True)):
            left = left_in_english(english, other, *NAMES, *names, *offices, "Kontaktperson")
            assert not left, f"step {step + 1} of {walk.__name__} in {language}"


@pytest.mark.parametrize(
    ("language", "says"),
    [("nn", "Vel det her"), ("nb", "Velg det her"), ("en", "Choose it here")],
)
def test_the_letter_is_in_the_language_of_whoever_gets_it(language: str, says: str) -> None:
    account = user("adviser")
    acts.choose_language(language=language, by=actor("adviser"), at=clock.now())
    reader("en").post(reverse("account_reset_password"), {"email": account.email})
    (message,) = mail.outbox
    assert says in message.body
    assert account.email in message.to[0]
    assert message.extra_headers["Content-Language"] == language


def test_who_signs_in_is_spoken_to_in_the_own_language() -> None:
    account = user("adviser")
    acts.choose_language(language="nb", by=actor("adviser"), at=clock.now())
    account.set_password(GOOD)
    account.save()
    client = Client(headers={"host": "localhost"})
    client.post(reverse("account_login"), {"login": account.email, "password": GOOD})
    assert 'lang="nb"' in shown(client.get("/about/"))


def test_nobody_without_an_account_gets_mail(client: Client) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": "nokon@example.no"}, follow=True)
    assert answer.status_code == 200
    assert not mail.outbox


def test_trying_too_often_is_said_in_words(client: Client) -> None:
    from allauth.core.internal.ratelimit import respond_429
    from django.test import RequestFactory

    request = RequestFactory().get("/", headers={"host": "localhost"})
    request.actor = INSTALLATION  # type: ignore[attr-defined]
    answer = respond_429(request)
    assert answer.status_code == 429
    assert "For mange forsøk" in shown(answer)
