"""What observers say to an item: apart from the positions, which they have none of."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person

from .bodies import Seat
from .meetings import AgendaItem


class ObserverStatement(HouseModel):
    """What an observer said to an item (fråsegn), as it stands in the minutes. Append-only: the seat's last one counts.

    An empty text takes it back.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="statements")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by_secretary = models.BooleanField(default=False)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "governance_minutes" m JOIN "governance_agendaitem" i ON i."meeting_id" = m."meeting_id"'
            ' WHERE i."id" = {new}."item_id" AND m."state" = \'approved\''
        ),
    ]

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["item", "seat", "sequence"], name="statement_sequence_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.item}"
