"""The governance app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Organisering: bodies, seats, meetings, cases, positions, decisions, actions."""

    name = "samstyring.governance"
    label = "governance"
