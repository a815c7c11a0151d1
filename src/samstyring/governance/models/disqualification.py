"""Questions of disqualification (habilitet) on an item, and how the body ruled on them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person

from .bodies import Seat
from .meetings import AgendaItem


class DisqualificationQuestion(HouseModel):
    """A question whether whoever meets for a seat is disqualified on an item: declared by themselves, or raised."""

    class Tie(models.TextChoices):
        PERSONAL = "personal", _("a personal tie")
        SUPPLIER = "supplier", _("a tie to a supplier")
        OTHER = "other", _("another ground")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="disqualification_questions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    # Disqualification is of a person. Null for one who meets for a holder and is known by name alone.
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    tie = models.CharField(max_length=10, choices=Tie)
    ground = models.CharField(max_length=1000)
    declared = models.BooleanField()
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new('SELECT 1 FROM "governance_decision" d WHERE d."item_id" = {new}."item_id"'),
    ]

    class Meta:
        ordering = ["raised_at"]
        constraints = [
            models.UniqueConstraint(fields=["item", "seat", "name"], name="disqualification_asked_once"),
            models.CheckConstraint(name="disqualification_has_ground", condition=~models.Q(ground="")),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.name}"


class DisqualificationRuling(HouseModel):
    """How the body ruled on a question, with its reason. Append-only: the one with the highest sequence counts."""

    question = models.ForeignKey(DisqualificationQuestion, on_delete=models.PROTECT, related_name="rulings")
    disqualified = models.BooleanField()
    reason = models.CharField(max_length=1000)
    # Who stepped in for the seat on this item, where the rules know substitutes.
    substitute = models.CharField(max_length=200, blank=True)
    sequence = models.PositiveSmallIntegerField()
    ruled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "governance_decision" d JOIN "governance_disqualificationquestion" q'
            ' ON q."item_id" = d."item_id" WHERE q."id" = {new}."question_id"'
        ),
    ]

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["question", "sequence"], name="disqualification_ruling_sequence_once"),
            models.CheckConstraint(name="disqualification_ruling_has_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="disqualification_substitute_for_disqualified",
                condition=models.Q(substitute="") | models.Q(disqualified=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.disqualified}"
