"""The yearly plan (årshjul) of a body, beside its meetings."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel

from .bodies import Body


class PlanEntry(HouseModel):
    """A fixed theme or a deadline in a body's year (SG-6). One that is taken out stays, marked as removed.

    `last_day` is the last day of one that runs over several; both days are in the same year.
    """

    class Kind(models.TextChoices):
        THEME = "theme", _("theme")
        PAPERS = "papers", _("papers out")
        REPORT = "report", _("report due")
        BUDGET = "budget", _("budget")
        GRANT = "grant", _("grant call")
        OTHER = "other", _("other deadline")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plan_entries")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    day = models.DateField()
    last_day = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    # The entry of the year before that this one was planned from.
    copied_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="copies")
    removed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["body_id", "copied_from_id"]),
        *guards.frozen_rows('{old}."removed_at" IS NOT NULL', "removed"),
    ]

    class Meta:
        ordering = ["day", "title"]
        verbose_name_plural = "plan entries"
        indexes = [models.Index(fields=["body", "day"], name="plan_entry_of_year")]
        constraints = [
            models.CheckConstraint(
                name="plan_entry_ends_after_start",
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gt=models.F("day")),
            ),
            models.UniqueConstraint(
                fields=["copied_from"], condition=models.Q(removed_at__isnull=True), name="plan_entry_copied_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the year that it stands in."""
        return f"{reverse('governance:plan', args=[self.body.key])}?year={self.day.year}"
