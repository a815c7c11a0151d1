"""Rounds on one exact text, and the positions taken in them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.models import Document

from .bodies import Seat
from .meetings import AgendaItem


class Round(HouseModel):
    """A round on one exact text: wording and payloads of all proposals as canonical text, with its digest.

    An item that is treated in writing takes no further round or position once it has ended, decided or not.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    changed_why = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "governance_decision" d WHERE d."item_id" = {new}."item_id" UNION ALL '
            'SELECT 1 FROM "governance_agendaitem" i WHERE i."id" = {new}."item_id" AND i."written_id" IS NOT NULL'
            " AND i.\"state\" <> 'open'"
        ),
    ]

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="round_number_once")]

    def __str__(self) -> str:
        return f"{self.item.label} r{self.number}"


class RoundSeat(HouseModel):
    """A seat that was entitled to a position in the round, as it stood when the round was opened."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seats")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    holder_name = models.CharField(max_length=200, blank=True)
    represents = models.CharField(max_length=300, blank=True)
    weight = models.PositiveIntegerField(default=1)
    # At the meeting; in a written procedure: held by someone, and so asked.
    present = models.BooleanField()
    is_leader = models.BooleanField(default=False)
    # Whoever is named stepped in on this item for a holder who is disqualified.
    stands_in = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new('SELECT 1 FROM "governance_decision" d WHERE d."round_id" = {new}."round_id"'),
    ]

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["round", "seat"], name="seat_once_a_round")]

    def __str__(self) -> str:
        return self.name


class Position(HouseModel):
    """Where a seat stands in a round. Append-only: the one with the highest sequence counts (SG-7).

    A position that was withdrawn is a row of its own: the seat then stands as one that has not answered.
    """

    class Kind(models.TextChoices):
        NO_OBJECTION = "no_objection", _("no objection")
        SUPPORT = "support", _("supports")
        REMARK = "remark", _("accepts, with a remark")
        OBJECT = "object", _("objects")
        NOT_TAKING_PART = "not_taking_part", _("does not take part")
        # Only in a written procedure: the case is to be treated in a meeting.
        DEMANDS_MEETING = "demands_meeting", _("demands a meeting")
        WITHDRAWN = "withdrawn", _("has not answered")

    seat = models.ForeignKey(RoundSeat, on_delete=models.PROTECT, related_name="positions")
    kind = models.CharField(max_length=16, choices=Kind)
    text = models.CharField(max_length=1000, blank=True)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by_secretary = models.BooleanField(default=False)
    # What came by one-question link; what was received in writing, and the day that it came.
    by_link = models.BooleanField(default=False)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField(null=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "governance_decision" d JOIN "governance_roundseat" s ON s."round_id" = d."round_id"'
            ' WHERE s."id" = {new}."seat_id" UNION ALL SELECT 1 FROM "governance_agendaitem" i'
            ' JOIN "governance_round" r ON r."item_id" = i."id" JOIN "governance_roundseat" t ON t."round_id" = r."id"'
            ' WHERE t."id" = {new}."seat_id" AND i."written_id" IS NOT NULL AND i."state" <> \'open\''
        ),
    ]

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "sequence"], name="position_sequence_once"),
            models.CheckConstraint(
                name="position_with_words",
                condition=~models.Q(kind__in=["object", "remark", "not_taking_part"]) | ~models.Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.kind}"
