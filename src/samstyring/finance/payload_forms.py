"""The forms by which a proposal points to a budget or a funding plan."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.portfolio.models import Project
from samstyring.portfolio.payload_forms import VersionForm
from samstyring.ui import formats

from . import queries
from .rules import total


class BudgetForm(VersionForm):
    """Picks a draft of the budget."""

    name = "budget"
    label = _("Which budget?")
    word = _("budget")
    none_words = _("The project has no draft of a budget. Write one on the project's page first.")

    def versions(self, project: Project) -> list[Any]:
        """Return the open versions."""
        return list(queries.open_budgets(project))

    def words(self, version: Any) -> str:
        """Return how a version is told from the others: by its sum too."""
        return f"{super().words(version)}: {formats.money(total(version.lines.all()))}"


class FundingPlanForm(VersionForm):
    """Picks a draft of the funding plan."""

    name = "funding_plan"
    label = _("Which funding plan?")
    word = _("funding plan")
    none_words = _("The project has no draft of a funding plan. Write one on the project's page first.")

    def versions(self, project: Project) -> list[Any]:
        """Return the open versions."""
        return list(queries.open_plans(project))

    def words(self, version: Any) -> str:
        """Return how a version is told from the others: by its sum too."""
        return f"{super().words(version)}: {formats.money(total(version.sources.all()))}"
