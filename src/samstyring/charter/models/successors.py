"""What exists of an agreement that is to take over: its file, who has signed it, and what goes on or is closed (VA-1)."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.models import Document

from .agreement import Agreement

OVER = "{old}.\"state\" <> 'draft'"
OF_ONE_THAT_IS_OVER = (
    'SELECT 1 FROM "charter_successor" s WHERE s."id" = {new}."successor_id" AND s."state" <> \'draft\''
)
TAKEN_BACK_OF_ONE_THAT_IS_OVER = (
    'SELECT 1 FROM "charter_successor" s WHERE s."state" <> \'draft\' AND s."id" IN ('
    'SELECT "successor_id" FROM "charter_successorsignature" WHERE "id" = {new}."signature_id" UNION '
    'SELECT "successor_id" FROM "charter_successordecline" WHERE "id" = {new}."decline_id")'
)


SIGNED_ALREADY = (
    'EXISTS (SELECT 1 FROM "charter_successorsignature" a WHERE a."successor_id" = {new}."successor_id" '
    'AND a."number" = {new}."number" AND a."id" NOT IN '
    '(SELECT "signature_id" FROM "charter_successortakenback" WHERE "signature_id" IS NOT NULL))'
)
DECLINED_ALREADY = (
    'EXISTS (SELECT 1 FROM "charter_successordecline" a WHERE a."successor_id" = {new}."successor_id" '
    'AND a."number" = {new}."number" AND a."sha256" = {new}."sha256" AND a."id" NOT IN '
    '(SELECT "decline_id" FROM "charter_successortakenback" WHERE "decline_id" IS NOT NULL))'
)


class Successor(HouseModel):
    """A charter file that is prepared to take over from an agreement, on the file's own first day.

    `rests_on` says what lets the old be wound up as chosen. `agreement` is what came of it, once it has taken over.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        TAKEN_OVER = "taken_over", _("has taken over")
        WITHDRAWN = "withdrawn", _("withdrawn")

    predecessor = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="successors")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=300)
    begins_on = models.DateField()
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    prepared_at = models.DateTimeField()
    rests_on = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    agreement = models.OneToOneField(Agreement, null=True, on_delete=models.PROTECT, related_name="succeeded_as")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["predecessor_id", "prepared_at"]),
        *guards.frozen_rows(OVER, "over"),
    ]

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor"], condition=models.Q(state="draft"), name="one_successor_prepared_at_a_time"
            ),
            models.CheckConstraint(
                name="successor_that_took_over_has_agreement",
                condition=~models.Q(state="taken_over") | models.Q(agreement__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("charter:successor", args=[self.pk])


class SuccessorSignature(HouseModel):
    """One that the new file is open to has signed just that file (SI-1). Append-only; what was wrong is taken back.

    The organisation is named by its number: one that is new to the co-operation is not registered before the take-over.
    """

    successor = models.ForeignKey(Successor, on_delete=models.PROTECT, related_name="signatures")
    number = models.CharField(max_length=9)
    name = models.CharField(max_length=200)
    signed_on = models.DateField()
    signatory = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    council_decision = models.CharField(max_length=200, blank=True)
    signed_file = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    registered_at = models.DateTimeField()
    # One that was no party of the old agreement joins: its council decided so, and it is told by what right who signed.
    joins = models.BooleanField(default=False)
    signed_as = models.CharField(max_length=200, blank=True)
    council_case = models.CharField(max_length=60, blank=True)
    council_decided_on = models.DateField(null=True)
    council_file = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(OF_ONE_THAT_IS_OVER),
        guards.Guard("answers_once", "INSERT", SIGNED_ALREADY, "its signature stands already"),
    ]

    class Meta:
        ordering = ["name", "registered_at"]
        constraints = [
            models.CheckConstraint(
                name="successor_joined_by_its_council",
                condition=models.Q(joins=False)
                | (
                    models.Q(
                        council_decided_on__lte=models.F("signed_on"),
                        council_file__isnull=False,
                        signed_file__isnull=False,
                    )
                    & ~models.Q(council_case="")
                    & ~models.Q(signed_as="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_decline(self) -> bool:
        """Tell that it is none."""
        return False

    @property
    def stands(self) -> bool:
        """Tell whether it counts: it was not taken back."""
        return not hasattr(self, "taken_back")


class SuccessorDecline(HouseModel):
    """The council of one that the new file is open to has decided not to join it (SI-1). Append-only.

    It is an answer to just that file: `sha256` tells which. Silence has no row.
    """

    successor = models.ForeignKey(Successor, on_delete=models.PROTECT, related_name="declines")
    number = models.CharField(max_length=9)
    name = models.CharField(max_length=200)
    case_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    words = models.TextField()
    council_file = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    registered_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(OF_ONE_THAT_IS_OVER),
        guards.Guard("answers_once", "INSERT", DECLINED_ALREADY, "it has declined already"),
    ]

    class Meta:
        ordering = ["name", "registered_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_decline(self) -> bool:
        """Tell that it is one."""
        return True

    @property
    def stands(self) -> bool:
        """Tell whether it counts: it was not taken back."""
        return not hasattr(self, "taken_back")


class SuccessorTakenBack(HouseModel):
    """A signature or a decline was registered wrongly, and no longer counts: who took it back, when and why.

    Append-only, and only before the new agreement has taken over. What was taken back stays to be read.
    """

    signature = models.OneToOneField(SuccessorSignature, null=True, on_delete=models.PROTECT, related_name="taken_back")
    decline = models.OneToOneField(SuccessorDecline, null=True, on_delete=models.PROTECT, related_name="taken_back")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    why = models.TextField()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(TAKEN_BACK_OF_ONE_THAT_IS_OVER),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="successor_taken_back_is_of_one",
                condition=models.Q(signature__isnull=False, decline__isnull=True)
                | models.Q(signature__isnull=True, decline__isnull=False),
            ),
            models.CheckConstraint(name="successor_taken_back_with_reason", condition=~models.Q(why="")),
        ]

    def __str__(self) -> str:
        return str(self.signature or self.decline)


class Crossing(HouseModel):
    """What is to become of one thing of today: it goes on under the new agreement, or is closed with the old one.

    While the successor is prepared there is a row for what someone has chosen; once it has taken over, one for each
    thing there was, with its name as it was: the record. `chosen_by` is empty where it was as proposed.
    """

    class Choice(models.TextChoices):
        CARRIED = "carried", _("goes on")
        CLOSED = "closed", _("is closed")

    successor = models.ForeignKey(Successor, on_delete=models.PROTECT, related_name="crossings")
    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=80)
    label = models.CharField(max_length=300)
    choice = models.CharField(max_length=8, choices=Choice)
    why = models.CharField(max_length=500, blank=True)
    chosen_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.frozen_with_parent("successor_id", "charter_successor", ["taken_over", "withdrawn"]),
    ]

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["successor", "kind", "thing"], name="crossing_once")]

    def __str__(self) -> str:
        return self.label
