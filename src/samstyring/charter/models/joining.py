"""What exists: how a municipality comes into the agreement: invited to it, and what its council decided."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation
from samstyring.records.models import Document

from .agreement import Agreement, Edition


class Joining(HouseModel):
    """A municipality was invited to join, on the text of one edition (BG-1). The invitation can be withdrawn, once."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="joinings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="joinings")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="joinings")
    invited_on = models.DateField()
    answer_by = models.DateField()
    letter = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_why = models.CharField(max_length=400, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["agreement_id", "organisation_id", "edition_id", "invited_on", "answer_by", "letter_id"]),
        *guards.frozen(["withdrawn_on", "withdrawn_why"], '{old}."withdrawn_on" IS NOT NULL', "withdrawn_once"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="joining_answer_after_invitation", condition=models.Q(answer_by__gt=models.F("invited_on"))
            ),
            models.CheckConstraint(
                name="joining_withdrawn_with_reason",
                condition=models.Q(withdrawn_on__isnull=True, withdrawn_why="")
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(withdrawn_why="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        """Return the page of the municipality's way into the agreement."""
        return reverse("charter:party", args=[self.organisation.address_key])


class CouncilDecision(HouseModel):
    """What the council of an invited municipality decided: to join, or not, and then why (SI-1)."""

    joining = models.OneToOneField(Joining, on_delete=models.PROTECT, related_name="decision")
    joins = models.BooleanField()
    case_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    words = models.TextField(blank=True)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    registered_on = models.DateField()
    registered_as = models.CharField(max_length=200, blank=True)
    on_behalf = models.BooleanField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        constraints = [
            models.CheckConstraint(name="council_says_why_not", condition=models.Q(joins=True) | ~models.Q(words=""))
        ]

    def __str__(self) -> str:
        return self.case_number
