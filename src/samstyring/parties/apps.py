"""The parties app."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Organisations, people, and who holds which office where and when."""

    name = "samstyring.parties"
    label = "parties"
