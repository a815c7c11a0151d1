"""What exists of a project's plan: milestones and deliverables, and the baselines that the plan is measured against."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel

from .decision_points import Passing
from .projects import Project


def _passings() -> models.QuerySet[Passing]:
    """Return the passings of the decision point that a milestone is tied to, the first one first."""
    return Passing.objects.filter(project=OuterRef("project"), point=OuterRef("point")).order_by("sequence")


class MilestoneQuerySet(models.QuerySet[Any]):
    """Milestones, which are reached as it is said of them or as the decision point that they are tied to is passed."""

    def told(self) -> "MilestoneQuerySet":
        """Return them with `passed_on`, which `reached_on` reads of those that are tied to a decision point."""
        rows: MilestoneQuerySet = self.annotate(passed_on=Subquery(_passings().values("passed_on")[:1]))
        return rows

    def to_come(self) -> "MilestoneQuerySet":
        """Return those that are not reached."""
        return self.filter(~Exists(_passings()), done_on=None)


PASSED = """
{old}."point" <> '' AND EXISTS (SELECT 1 FROM "portfolio_passing" p
WHERE p."project_id" = {old}."project_id" AND p."point" = {old}."point")
"""


class Milestone(HouseModel):
    """A milestone, or a deliverable with what it takes to be accepted and by whom. `due_on` is today's forecast.

    A decision point stands here with the day that it is planned for; that it is passed is said by a Passing alone. Which
    point of the project model it is, `point` says by its key: then it is reached on the day that the point is passed,
    which is worked out and never written here.
    """

    class Kind(models.TextChoices):
        MILESTONE = "milestone", _("milestone")
        DELIVERABLE = "deliverable", _("deliverable")
        DECISION = "decision", _("planned decision point")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="milestones")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    criteria = models.TextField(blank=True)
    accepted_by = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    point = models.SlugField(max_length=40, blank=True, default="", db_index=False)
    done_on = models.DateField(null=True)
    remark = models.CharField(max_length=1000, blank=True)
    removed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    passed_on: date | None
    objects = MilestoneQuerySet.as_manager()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["project_id", "sequence"]),
        *guards.frozen(["done_on", "due_on", "name", "criteria", "point"], '{old}."done_on" IS NOT NULL', "done_once"),
        *guards.frozen(["done_on", "due_on", "name", "point"], PASSED, "passed_once"),
    ]

    class Meta:
        ordering = ["due_on", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["project", "sequence"], name="milestone_once"),
            models.CheckConstraint(
                name="milestone_point_is_planned", condition=models.Q(point="") | models.Q(kind="decision")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reached_on(self) -> date | None:
        """Return when it was reached: as was said, or when its decision point was passed. Asked of what is `told`."""
        return self.done_on or (self.passed_on if self.point else None)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:milestone", args=[self.project.code, self.sequence])


class Baseline(HouseModel):
    """The plan that is measured against: as it stood at a decision point, or as a body decided. Append-only; the last counts.

    `basis` is the decision that replaced the one before by this one.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="baselines")
    number = models.PositiveIntegerField()
    passing = models.ForeignKey(Passing, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    basis = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="baseline_once"),
            models.CheckConstraint(
                name="baseline_has_passing_or_reason",
                condition=models.Q(passing__isnull=False) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.number}"


class BaselineDate(HouseModel):
    """When a milestone was to be reached, by a baseline."""

    baseline = models.ForeignKey(Baseline, on_delete=models.PROTECT, related_name="dates")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="baseline_dates")
    due_on = models.DateField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["baseline", "milestone"], name="baseline_date_once")]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.due_on}"
