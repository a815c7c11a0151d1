"""Reminders of duties, sent ahead of time to those whose duty it is (SG-6, SE-4a)."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.asking import PostedLetter

from .agreement import Agreement


class ReminderLetter(PostedLetter):
    """One letter to one person, with every duty that the person is reminded of that day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display()}"


class Reminder(HouseModel):
    """A person was reminded of a duty before its date, once for each date. Append-only.

    `clause`, `heading` and `duty_of` are the obligation's as it read that day: a later edition may word it otherwise.
    `letter` is null for one who has no e-mail address, and reads it in the product alone.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reminders")
    obligation = models.SlugField(max_length=60)
    clause = models.CharField(max_length=16)
    heading = models.CharField(max_length=200)
    duty_of = models.CharField(max_length=60)
    due = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reminders")
    reminded_on = models.DateField()
    letter = models.ForeignKey(ReminderLetter, null=True, on_delete=models.PROTECT, related_name="reminders")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["due", "clause"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "obligation", "due", "person"], name="reminded_once_of_a_duty_and_date"
            )
        ]

    def __str__(self) -> str:
        return f"{self.clause} {self.due}: {self.person}"

    def get_absolute_url(self) -> str:
        """Return the duty's place on the board."""
        return f"{reverse('charter:conformance')}#{self.obligation}"
