"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in, sessions and one-question links."""

    name = "samstyring.accounts"
    label = "accounts"
