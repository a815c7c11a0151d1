"""The finance app."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    """Finansiering: budgets, funding plans, financing schemes."""

    name = "samstyring.finance"
    label = "finance"
