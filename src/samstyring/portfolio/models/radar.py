"""The national radar: initiatives, common solutions, standards, KS's portfolio, and how each changed."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Named, Person
from samstyring.parties.names import search_key
from samstyring.records.models import StoredFile

from .needs import Need
from .projects import Project

RADAR_CONTENT = (
    "name",
    "kind",
    "provider",
    "contact",
    "link",
    "summary",
    "asks",
    "asks_by",
    "platform",
    "platform_reason",
    "state",
    "network_role",
)
"""What is said of an entry, and compared when it changes."""


class RadarEntry(Named):
    """Something national that concerns the municipalities: what it asks of each, and by when (BG-4, FO-1).

    What is said of it may change at any time, since others decide it; each change is kept (`RadarChange`).
    """

    class Kind(models.TextChoices):
        INITIATIVE = "initiative", _("national initiative")
        SOLUTION = "solution", _("common solution")
        STANDARD = "standard", _("standard")
        KS = "ks", _("KS's own portfolio")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        DEVELOPED = "developed", _("being developed")
        AVAILABLE = "available", _("can be taken into use")
        REQUIRED = "required", _("required")
        ENDED = "ended", _("ended")

    class Platform(models.TextChoices):
        UNKNOWN = "", _("not stated")
        FIKS = "fiks", _("the Fiks platform")
        OTHER = "other", _("another platform")
        NONE = "none", _("no platform: not a solution")

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    provider = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    summary = models.TextField(blank=True)
    asks = models.TextField(blank=True)
    asks_by = models.DateField(null=True)
    platform = models.CharField(max_length=8, choices=Platform, blank=True)
    platform_reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State)
    network_role = models.CharField(max_length=300, blank=True)
    words = models.TextField(editable=False)
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [*guards.no_delete(), *guards.frozen(["code"])]

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="radar_other_platform_has_reason",
                condition=~models.Q(platform="other") | ~models.Q(platform_reason=""),
            )
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        """Store what is searched in beside the text."""
        self.words = search_key(f"{self.name} {self.provider} {self.summary} {self.asks}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:radar_entry", args=[self.code])


class RadarImport(HouseModel):
    """One workbook that the radar was brought up to date from. Append-only."""

    source = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.source


class RadarChange(HouseModel):
    """What changed in an entry, field by field, when, and from which import. Append-only; the first has no `before`."""

    entry = models.ForeignKey(RadarEntry, on_delete=models.PROTECT, related_name="changes")
    imported = models.ForeignKey(RadarImport, null=True, on_delete=models.PROTECT, related_name="changes")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.entry}: {', '.join(self.after)}"


class RadarTie(HouseModel):
    """A regional project, or a need, that serves an entry, so that a municipality is asked once."""

    entry = models.ForeignKey(RadarEntry, on_delete=models.PROTECT, related_name="ties")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="radar_ties")
    need = models.ForeignKey(Need, null=True, on_delete=models.PROTECT, related_name="radar_ties")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["entry_id", "project_id", "need_id", "at"]),
        *guards.frozen(["ended_at"], '{old}."ended_at" IS NOT NULL', "ended_once"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="radar_tie_is_to_one",
                condition=models.Q(project__isnull=False, need=None) | models.Q(project=None, need__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["entry", "project"], condition=models.Q(ended_at__isnull=True), name="radar_tie_project_once"
            ),
            models.UniqueConstraint(
                fields=["entry", "need"], condition=models.Q(ended_at__isnull=True), name="radar_tie_need_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.project or self.need}"
