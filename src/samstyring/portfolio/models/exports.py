"""What another project tool says of the projects, as exports of it told."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.models import StoredFile

from .projects import Project


class ProjectExport(HouseModel):
    """An export of projects that was taken in: the file as it was, how its columns were read. Append-only.

    `columns` are its headings, each with the field that it was read as ("" for one that was not read): the next export
    is read the same way.
    """

    source = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=dict)
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.source


class ExportedProject(HouseModel):
    """What an export said of one project, where it said something new. Append-only; the last one counts.

    It is what another tool says, never a decision or a report here (BG-5). `key` finds the project in the next export:
    its number there, else its name. `said` is by field, as plain values (days as ISO dates, money in øre).
    """

    export = models.ForeignKey(ProjectExport, on_delete=models.PROTECT, related_name="projects")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="exported")
    key = models.CharField(max_length=250, db_index=True)
    said = models.JSONField(default=dict)
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.project}: {self.export}"
