"""Whoever founds a co-operation is led on: the start page says what must be in place before it can work."""

from django.test import Client
from django.urls import reverse

from samstyring.accounts.models import User
from samstyring.web.founding import open_first_account
from tests.founding import EXAMPLE, found_charter

ADDRESS = "ny.leiar@example.no"


def test_the_first_account_is_told_of_seats_leader_and_signatures(db: None) -> None:
    found_charter(EXAMPLE)
    assert "/account/" in open_first_account(ADDRESS)
    client = Client()
    client.force_login(User.objects.get(email=ADDRESS))
    page = client.get("/").content.decode()
    for words in ("Fyll plassane som er tomme", "Registrer kven som leier", "Registrer kven som har skrive under"):
        assert words in page
    assert reverse("governance:body", args=["FN"]) in page
    assert "Registrer kven som har vervet" not in page, "the first account holds the office"


def test_what_the_charter_has_not_is_not_shown(db: None) -> None:
    found_charter(EXAMPLE)
    open_first_account(ADDRESS)
    client = Client()
    client.force_login(User.objects.get(email=ADDRESS))
    listed = client.get(reverse("parties:organisations")).content.decode()
    assert "Område" not in listed, "no municipality there belongs to one"
    registered = client.get(reverse("portfolio:register")).content.decode()
    assert 'value="regional"' in registered
    assert 'value="ks"' not in registered
    assert "porteføljestyret" not in registered
    planned = client.get(reverse("governance:plan_meeting")).content.decode()
    assert 'value="FN"' in planned
    assert 'value="KST"' not in planned, "the councils never meet"
