"""What exists: budgets and funding plans of projects, as versions. All amounts in øre."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.kernel.versions import (
    GovernedVersion,
    adopted_needs_basis,
    version_guards,
)
from samstyring.parties.models import Organisation
from samstyring.portfolio.models import Project

SETTLED = ("proposed", "adopted", "rejected", "withdrawn")


class Budget(GovernedVersion):
    """A project's budget as a version: it comes into force only by decision (SG-3)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="budgets")
    note = models.TextField(blank=True)
    subject_field = "project"
    content_columns: ClassVar[tuple[str, ...]] = ("note",)
    database_guards: ClassVar[list[guards.Guard]] = version_guards("project_id", ("note",))

    class Meta:
        constraints = [
            adopted_needs_basis("budget"),
            models.UniqueConstraint(fields=["project", "number"], name="budget_number_once"),
        ]

    def __str__(self) -> str:
        return f"{_('budget')} {self.number or ''} {self.project}".replace("  ", " ")

    def get_absolute_url(self) -> str:
        """Return the address of this version."""
        return reverse("finance:budget", args=[self.project.code, self.pk])


class BudgetLine(HouseModel):
    """A line of a budget: what, which year, how much (øre)."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    database_guards: ClassVar[list[guards.Guard]] = guards.frozen_with_parent("budget_id", "finance_budget", SETTLED)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text


class FundingPlan(GovernedVersion):
    """A project's funding plan as a version: put before the steering group for decision (FI-5)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="funding_plans")
    note = models.TextField(blank=True)
    subject_field = "project"
    content_columns: ClassVar[tuple[str, ...]] = ("note",)
    database_guards: ClassVar[list[guards.Guard]] = version_guards("project_id", ("note",))

    class Meta:
        constraints = [
            adopted_needs_basis("funding_plan"),
            models.UniqueConstraint(fields=["project", "number"], name="funding_plan_number_once"),
        ]

    def __str__(self) -> str:
        return f"{_('funding plan')} {self.number or ''} {self.project}".replace("  ", " ")

    def get_absolute_url(self) -> str:
        """Return the address of this version."""
        return reverse("finance:funding_plan", args=[self.project.code, self.pk])


class FundingSource(HouseModel):
    """A source in a funding plan: from whom, which year, how much (øre), and how certain it is."""

    class Certainty(models.TextChoices):
        APPLIED = "applied", _("applied for")
        PROMISED = "promised", _("promised")
        SECURED = "secured", _("secured")

    plan = models.ForeignKey(FundingPlan, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    certainty = models.CharField(max_length=10, choices=Certainty)
    database_guards: ClassVar[list[guards.Guard]] = guards.frozen_with_parent("plan_id", "finance_fundingplan", SETTLED)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
