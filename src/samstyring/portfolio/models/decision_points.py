"""What exists: the project model that a project follows, the decision points it has passed, and its documents."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.records.models import Document

from .projects import Project


class ModelEdition(HouseModel):
    """A project model as it read when a project began to follow it, whole: what is changed later does not reach back."""

    key = models.SlugField(max_length=40, blank=True)
    edition = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=120)
    content = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    kept_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return f"{self.name} {self.edition}".strip()


class Passing(HouseModel):
    """A decision point that a project has passed (GP-2): by whom, on what basis, and how what it asks for stood.

    `conditions` are rows of key, text, must, holds, source and the reason of what was passed over. Append-only.
    """

    class DecidedBy(models.TextChoices):
        BODY = "body", _("the body that decides")
        OWNER = "owner", _("the project owner")
        BOARD = "board", _("the project board")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="passings")
    sequence = models.PositiveIntegerField()
    point = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    from_phase = models.SlugField(max_length=40, blank=True)
    to_phase = models.SlugField(max_length=40)
    passed_on = models.DateField()
    decided_by = models.CharField(max_length=8, choices=DecidedBy)
    reference = models.CharField(max_length=200, blank=True)
    conditions = models.JSONField(default=list)
    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["project", "sequence"], name="passing_once")]
        indexes = [models.Index(fields=["at"], name="passing_at")]

    def __str__(self) -> str:
        return f"{self.point} {self.project}"

    def get_absolute_url(self) -> str:
        """Return where the project's page shows it."""
        return f"{self.project.get_absolute_url()}#phases"


class ProjectDocument(HouseModel):
    """A document of a project, under the name that its project model asks for it by ("Styringsdokument")."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="documents")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="of_project")
    name = models.CharField(max_length=120)
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return f"{self.name}: {self.project}"

    def get_absolute_url(self) -> str:
        """Return where the project's page lists its documents."""
        return f"{self.project.get_absolute_url()}#phases"
