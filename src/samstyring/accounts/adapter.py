"""How allauth fits in: accounts are opened by the secretariat, never by whoever comes."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an account is opened by the act `open_account`."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Do nothing: accounts have no user name."""
