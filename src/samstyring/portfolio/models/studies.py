"""What exists: a need or a candidate that is studied, and its concept note in versions."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Named, Organisation, Person

from .needs import Need
from .projects import Project
from .radar import RadarEntry


class Study(Named):
    """A study of a need, or of a project candidate (FO-7). A need that becomes a candidate takes its study along.

    `organisation` is the municipality that studies it, none for the secretariat; `author` is who writes, by role. The
    state follows the last concept note. `name` is what the need or the candidate was called when it began.
    """

    class State(models.TextChoices):
        WRITING = "writing", _("being written")
        READY = "ready", _("ready")

    code = models.CharField(max_length=20, unique=True)
    need = models.OneToOneField(Need, null=True, on_delete=models.PROTECT, related_name="study")
    project = models.OneToOneField(Project, null=True, on_delete=models.PROTECT, related_name="study")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="studies")
    author = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.WRITING)
    begun_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["code", "name", "need_id", "project_id", "begun_by_id", "begun_at"]),
    ]

    class Meta:
        ordering = ["-begun_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="study_of_one_thing",
                condition=models.Q(need__isnull=False, project=None) | models.Q(need=None, project__isnull=False),
            )
        ]

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:study", args=[self.code])


class ConceptNote(HouseModel):
    """A version of a study's concept note: the last one counts. Append-only. Money in øre.

    `parts` are rows of key, labels and text, as the template asked when it was written. One that is `ready` tells all
    that the template must have; a solution on another platform than Fiks then has its reason (FO-8).
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="notes")
    number = models.PositiveIntegerField()
    template = models.CharField(max_length=80)
    parts = models.JSONField()
    cost = models.BigIntegerField(null=True)
    platform = models.CharField(max_length=8, choices=RadarEntry.Platform, blank=True)
    platform_reason = models.CharField(max_length=500, blank=True)
    ready = models.BooleanField(default=False)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["study", "number"], name="concept_note_once"),
            models.CheckConstraint(
                name="concept_note_ready_says_platform",
                condition=models.Q(ready=False)
                | (~models.Q(platform="") & (~models.Q(platform="other") | ~models.Q(platform_reason=""))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study}, {self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of the study."""
        return self.study.get_absolute_url()
