"""What exists: the criteria that candidates are scored on, in versions, and who scored which candidate how."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.governance.models import Body
from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.kernel.versions import GovernedVersion, adopted_needs_basis, version_guards
from samstyring.parties.models import Person

from .projects import Project
from .studies import Study

CRITERIA_CONTENT = ("criteria", "note")


class ScoringCriteria(GovernedVersion):
    """What a body scores candidates on, as a version: it comes into force only by decision (SG-4).

    `criteria` are rows of key, name, explanation, weight (whole points) and levels: a word for each step of the scale,
    the lowest first. All of a version have as many steps. A key stays the same from version to version.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="scoring_criteria")
    criteria = models.JSONField()
    note = models.TextField(blank=True)
    withdrawn_why = models.CharField(max_length=1000, blank=True)
    subject_field = "body"
    content_columns: ClassVar[tuple[str, ...]] = CRITERIA_CONTENT
    payload_name: ClassVar[str] = "criteria"
    matter: ClassVar[str] = "portfolio.adopt_criteria"
    database_guards: ClassVar[list[guards.Guard]] = version_guards("body_id", CRITERIA_CONTENT)

    class Meta:
        verbose_name_plural = "scoring criteria"
        constraints: ClassVar[list[Any]] = [
            adopted_needs_basis("scoring_criteria"),
            models.UniqueConstraint(fields=["body", "number"], name="scoring_criteria_number_once"),
        ]

    def __str__(self) -> str:
        words = _("scoring criteria")
        return f"{words} {self.number or ''}".strip()

    def get_absolute_url(self) -> str:
        """Return the address of this version."""
        return reverse("portfolio:criteria", args=[self.pk])


class CandidateScore(HouseModel):
    """How someone scored a candidate, or a concept note, on the criteria then in force. Append-only.

    The last one of each scorer on each version of the criteria counts. `levels` are rows of key, level (1 is the
    lowest, None where it is not judged: never nothing) and why. `scored_as` is the capacity, as it was called then.
    """

    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="scores")
    study = models.ForeignKey(Study, null=True, on_delete=models.PROTECT, related_name="scores")
    criteria = models.ForeignKey(ScoringCriteria, on_delete=models.PROTECT, related_name="scores")
    number = models.PositiveIntegerField()
    levels = models.JSONField()
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    scored_by = models.CharField(max_length=200)
    scored_as = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="score_of_one_thing",
                condition=models.Q(study=None, project__isnull=False) | models.Q(study__isnull=False, project=None),
            ),
            models.UniqueConstraint(fields=["project", "number"], name="score_of_project_once"),
            models.UniqueConstraint(fields=["study", "number"], name="score_of_study_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project or self.study}, {self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of what was scored."""
        if self.project is not None:
            return reverse("portfolio:project_scores", args=[self.project.code])
        assert self.study is not None
        return reverse("portfolio:study_scores", args=[self.study.code])
