"""What exists: the notice by which a municipality leaves the agreement, and that it was taken back."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.records.models import Document

from .agreement import Accession


class Withdrawal(HouseModel):
    """A party has given notice. Its last day as a party is settled then; until that day the notice can be taken back.

    `rule_source` says where the period of notice comes from on the day of the notice: a clause, or "not_regulated",
    and then nothing was checked.
    """

    accession = models.OneToOneField(Accession, on_delete=models.PROTECT, related_name="withdrawal")
    notice_on = models.DateField()
    last_day = models.DateField()
    source = models.CharField(max_length=200)
    letter = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    basis = models.OneToOneField(Basis, on_delete=models.PROTECT, related_name="withdrawal")
    rule_source = models.CharField(max_length=80)
    registered_on = models.DateField()
    registered_as = models.CharField(max_length=200, blank=True)
    on_behalf = models.BooleanField()
    taken_back_on = models.DateField(null=True)
    taken_back_by = models.OneToOneField(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_source = models.CharField(max_length=200, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["accession_id", "notice_on", "last_day", "source", "letter_id", "basis_id", "rule_source"]),
        *guards.frozen(["taken_back_on", "taken_back_by_id"], '{old}."taken_back_on" IS NOT NULL', "taken_back_once"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="withdrawal_last_day_after_notice", condition=models.Q(last_day__gte=models.F("notice_on"))
            ),
            models.CheckConstraint(
                name="withdrawal_taken_back_with_basis",
                condition=models.Q(taken_back_on__isnull=True, taken_back_by__isnull=True)
                | models.Q(taken_back_on__isnull=False, taken_back_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.accession.organisation)
