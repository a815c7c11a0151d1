"""What becomes of a decision afterwards: when it is looked at anew, and that it was confirmed or repealed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.parties.models import Person
from samstyring.records.models import TakenOverDecision

from .decisions import Decision


class Review(HouseModel):
    """One thing that was said of a standing decision. Append-only: the newest date for review holds.

    `set` gives the day by which the body looks at it anew (none takes the day away): by the decision itself, or by the
    secretariat. `confirmed` and `repealed` rest on a later decision. A decision is repealed once, from `from_date`.
    """

    class Kind(models.TextChoices):
        SET = "set", _("review set")
        CONFIRMED = "confirmed", _("confirmed")
        REPEALED = "repealed", _("repealed")

    kind = models.CharField(max_length=10, choices=Kind)
    from_date = models.DateField()
    review_on = models.DateField(null=True)
    basis = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    said_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        abstract = True
        ordering = ["said_at", "pk"]


class DecisionReview(Review):
    """What was said of a decision made here."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reviews")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta(Review.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="review_changed_by_decision",
                condition=models.Q(kind="set") | models.Q(basis__isnull=False),
            ),
            models.CheckConstraint(
                name="review_none_once_repealed",
                condition=~models.Q(kind="repealed") | models.Q(review_on__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=models.Q(kind="repealed"), name="decision_repealed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.get_kind_display()}"


class EarlierReview(Review):
    """What was said here of a decision that was taken over from before (BG-5); the decision itself stays as it was."""

    decision = models.ForeignKey(TakenOverDecision, on_delete=models.PROTECT, related_name="reviews")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta(Review.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="earlier_review_changed_by_decision",
                condition=models.Q(kind="set") | models.Q(basis__isnull=False),
            ),
            models.CheckConstraint(
                name="earlier_review_none_once_repealed",
                condition=~models.Q(kind="repealed") | models.Q(review_on__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=models.Q(kind="repealed"), name="earlier_decision_repealed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.get_kind_display()}"
