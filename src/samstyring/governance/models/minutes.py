"""Minutes (referat) of a meeting."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.parties.models import Person
from samstyring.records.models import Document

from .bodies import Seat
from .meetings import Meeting


class Minutes(HouseModel):
    """The minutes of a meeting, made from the record: draft, sent for comment, approved."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent for comment")
        APPROVED = "approved", _("approved")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    sent_at = models.DateTimeField(null=True)
    comment_until = models.DateField(null=True)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True)
    approved_how = models.CharField(max_length=200, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(
            [
                "meeting_id",
                "state",
                "sent_at",
                "comment_until",
                "document_id",
                "approved_on",
                "approved_how",
            ],
            "{old}.\"state\" = 'approved'",
        ),
        # What silence approved, the next meeting can confirm, once.
        *guards.frozen(["approved_by_id"], '{old}."approved_by_id" IS NOT NULL', "confirmed_once"),
    ]

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return str(self.meeting)


class MinutesRemark(HouseModel):
    """A remark on the minutes from a seat, before they are approved."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="remarks")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:80]


class MinutesCorrection(HouseModel):
    """A numbered note that corrects approved minutes; the minutes themselves stay as they are."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="correction_number_once")]

    def __str__(self) -> str:
        return self.text[:80]


class MinutesSignature(HouseModel):
    """Whoever chaired the meeting vouches for the approved minutes, on the exact document. Append-only, once."""

    minutes = models.OneToOneField(Minutes, on_delete=models.PROTECT, related_name="signature")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    # The letter or scan by which the secretariat recorded it for the chair.
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return str(self.minutes)
