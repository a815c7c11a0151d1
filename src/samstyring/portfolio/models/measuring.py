"""What exists of asking for measurements: the letter to a person, and each benefit that it asks for."""

from typing import Any, ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.asking import PostedLetter

from .benefits import Benefit


class MeasurementLetter(PostedLetter):
    """One letter to one person with all that is to be measured soon where they answer. Asking again is another letter."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display()}"


class MeasurementAsk(HouseModel):
    """That a letter asks for one benefit, which `organisation` answers for, by `due_on`: with a link of its own."""

    letter = models.ForeignKey(MeasurementLetter, on_delete=models.PROTECT, related_name="asks")
    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="asks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    link_id = models.UUIDField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-letter__made_at", "due_on"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["letter", "benefit"], name="measurement_asked_once_a_letter")
        ]

    def __str__(self) -> str:
        return f"{self.benefit}: {self.organisation}"
