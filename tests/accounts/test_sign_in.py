"""Signing in: picked in a demo on this machine only; otherwise by password; accounts are opened, never taken."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from samstyring.accounts import acts
from samstyring.accounts.errors import AddressTaken
from samstyring.accounts.models import User
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.parties.acts import register_person
from samstyring.parties.models import Person
from tests.founding import actor, person

pytestmark = pytest.mark.usefixtures("founded")


def account_of(key: str) -> User:
    return User.objects.get(person=person(key))


def newcomer() -> Person:
    return register_person(
        name="Kontakt, Austevoll", email="austevoll@example.no", organisation=None, by=INSTALLATION, at=clock.now()
    )


def test_a_demo_lets_one_pick_an_account(client: Client) -> None:
    account = account_of("alver")
    page = client.get(reverse("accounts:sign_in"), headers={"host": "127.0.0.1"})
    assert person("alver").name in page.content.decode()
    answer = client.post(
        reverse("accounts:sign_in"), {"account": account.pk, "next": "/about/"}, headers={"host": "127.0.0.1"}
    )
    assert answer.headers["location"] == "/about/"
    shown = client.get("/about/").content.decode()
    assert person("alver").name in shown
    assert actor("alver").capacity_label in shown


def test_the_way_on_stays_on_this_site(client: Client) -> None:
    account = account_of("alver")
    answer = client.post(
        reverse("accounts:sign_in"),
        {"account": account.pk, "next": "https://elsewhere.example/"},
        headers={"host": "127.0.0.1"},
    )
    assert answer.headers["location"] == "/"


def test_picking_is_closed_off_this_machine(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    account = account_of("alver")
    monkeypatch.setattr(settings, "ON_LOOPBACK", False)
    page = client.get(reverse("accounts:sign_in"))
    assert page.headers["location"].startswith(reverse("account_login"))
    client.post(reverse("accounts:sign_in"), {"account": account.pk})
    assert "_auth_user_id" not in client.session


def test_a_password_is_set_by_mail_and_signs_in(client: Client) -> None:
    account = account_of("adviser")
    client.post(reverse("account_reset_password"), {"email": account.email})
    (message,) = mail.outbox
    link = next(word for word in message.body.split() if "/account/password/reset/" in word)
    path = link[link.index("/account/") :]
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "ein lang setning her", "password2": "ein lang setning her"})
    answer = client.post(reverse("account_login"), {"login": account.email.upper(), "password": "ein lang setning her"})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


def test_nobody_signs_up(client: Client) -> None:
    assert client.get(reverse("account_signup")).status_code == 404


def test_a_closed_account_cannot_sign_in(client: Client) -> None:
    account = account_of("alver")
    acts.close_account(user=account, by=actor("secretariat_leader"), at=clock.now())
    client.post(reverse("accounts:sign_in"), {"account": account.pk}, headers={"host": "127.0.0.1"})
    assert "_auth_user_id" not in client.session


def test_one_account_for_one_person_and_address() -> None:
    person_ = newcomer()
    account = acts.open_account(person=person_, by=actor("secretariat_leader"), at=clock.now())
    assert not account.has_usable_password()
    assert JournalEntry.objects.order_by("-position")[0].act == "accounts.open_account"
    with pytest.raises(AddressTaken):
        acts.open_account(person=person_, by=actor("secretariat_leader"), at=clock.now())


def test_who_may_open_an_account() -> None:
    with pytest.raises(NotAuthorised):
        acts.open_account(person=newcomer(), by=actor("contact"), at=clock.now())


def test_the_language_is_chosen_and_kept(client: Client) -> None:
    account = account_of("contact")
    client.force_login(account)
    answer = client.post(reverse("accounts:language"), {"language": "en", "next": "/about/"})
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert "About these pages" in client.get("/about/").content.decode()
    account.person.refresh_from_db()
    assert account.person.language == "en"


def test_a_language_that_is_not_here_is_refused() -> None:
    with pytest.raises(InvalidInput):
        acts.choose_language(language="sv", by=actor("contact"), at=clock.now())


def test_the_capacity_is_chosen_for_the_session(client: Client) -> None:
    account = account_of("leader")
    client.force_login(account)
    capacities = actor("leader").capacities
    assert len(capacities) > 1
    client.post(reverse("accounts:capacity"), {"capacity": capacities[-1].key})
    assert capacities[-1].label in client.get("/about/").content.decode()
    client.post(reverse("accounts:capacity"), {"capacity": "leader:body:other"})
    assert capacities[-1].label in client.get("/about/").content.decode()


def test_a_journal_entry_holds_no_address() -> None:
    account = account_of("alver")
    assert not JournalEntry.objects.filter(body__contains=account.email).exists()
