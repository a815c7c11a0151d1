"""What a municipality promises of people and hours when it accepts its place on a project."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person

from .projects import Answer, Participation


class PromisedEffort(HouseModel):
    """People in one role and their hours, for a time, as an answer promises them. Append-only: a new answer says all anew.

    `hours` are those of all the people together: in all, or for each month begun (`each_month`). `total` is what that
    makes from `starts_on` until and with `ends_on`. Whole hours.
    """

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="promised")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField()
    hours = models.PositiveIntegerField()
    each_month = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    total = models.PositiveIntegerField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "position"], name="promised_effort_once"),
            models.CheckConstraint(
                name="promised_effort_is_some",
                condition=models.Q(
                    people__gte=1, hours__gte=1, total__gte=models.F("hours"), ends_on__gte=models.F("starts_on")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.role


class DeliveredHours(HouseModel):
    """Hours that those in a role have worked on a project for a municipality, from a day until and with another (PA-5).

    Append-only and whole hours: less than zero takes back what was too much, with why in `note`. `role` is what the
    promise calls it; a new answer may promise anew, and what is delivered stands.
    """

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="delivered")
    sequence = models.PositiveIntegerField()
    role = models.CharField(max_length=120)
    hours = models.IntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    registered_by = models.CharField(max_length=200)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "sequence"], name="delivered_hours_once"),
            models.CheckConstraint(
                name="delivered_hours_are_some",
                condition=models.Q(ends_on__gte=models.F("starts_on"))
                & (models.Q(hours__gt=0) | (models.Q(hours__lt=0) & ~models.Q(note=""))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.hours}"
