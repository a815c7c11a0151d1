"""What exists above and between projects: programmes, and what a project waits for from another or from the radar."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Named, Organisation, Person

from .plan import Milestone
from .projects import Project
from .radar import RadarEntry


class Programme(Named):
    """Projects that serve one purpose together, and who answers for the whole (SE-3). Which they are, each project says.

    One that is ended takes no more projects, and says why; what was in it stays.
    """

    code = models.CharField(max_length=20, unique=True)
    purpose = models.TextField()
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["code", "registered_at"]),
        *guards.frozen(
            ["name", "purpose", "owner_id", "ended_on", "ended_reason"], '{old}."ended_on" IS NOT NULL', "ended_once"
        ),
    ]

    class Meta:
        ordering = ["sort_key"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="programme_ended_has_reason",
                condition=models.Q(ended_on=None, ended_reason="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ended_reason="")),
            )
        ]

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:programme", args=[self.code])


class Dependency(HouseModel):
    """What a project needs from another project, or from something on the national radar, and by when.

    From another project it is `milestone`, or its end where that is empty. How it stands is computed, never stored.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="needs")
    on_project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="needed_by")
    milestone = models.ForeignKey(Milestone, null=True, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(RadarEntry, null=True, on_delete=models.PROTECT, related_name="needed_by")
    what = models.CharField(max_length=300)
    needed_on = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["project_id", "on_project_id", "entry_id", "by_id", "registered_at"]),
        *guards.frozen_rows('{old}."ended_at" IS NOT NULL', "ended"),
    ]

    class Meta:
        ordering = ["needed_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="dependency_is_on_one",
                condition=models.Q(on_project__isnull=False, entry=None)
                | models.Q(on_project=None, entry__isnull=False, milestone=None),
            ),
            models.CheckConstraint(
                name="dependency_not_on_itself", condition=~models.Q(project=models.F("on_project"))
            ),
            models.CheckConstraint(
                name="dependency_ended_has_reason",
                condition=models.Q(ended_at=None, ended_reason="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        """Return where the project's page tells of it."""
        return f"{self.project.get_absolute_url()}#dependencies"

    @property
    def other(self) -> Project | RadarEntry:
        """Return what it waits for."""
        found = self.on_project or self.entry
        assert found is not None
        return found
