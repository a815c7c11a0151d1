"""The portfolio app."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    """Gjennomføringsprosjekt: projects, owners, participants, mandates."""

    name = "samstyring.portfolio"
    label = "portfolio"
