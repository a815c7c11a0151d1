"""The charter app."""

from django.apps import AppConfig


class CharterConfig(AppConfig):
    """Avtalen: the agreement, its clauses, parties, powers, obligations and conformance."""

    name = "samstyring.charter"
    label = "charter"
