"""What is half written: kept as it is typed, and no part of the record before an act takes it in."""

from django.db import models

from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person

from .cases import Case
from .meetings import AgendaItem


class AccountDraft(HouseModel):
    """The account of an item as it was last typed. Gone when an act has recorded it as the item's account."""

    outside_acts = "half a sentence is no act: the account is recorded when its item ends or its writer leaves it"

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="draft")
    text = models.TextField(blank=True)
    # Counts on from the item's own account_revision, so that a form shows one number for both.
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.item}: {self.revision}"


class PaperDraft(HouseModel):
    """A part of a case paper as its writer last typed it. Gone when the paper is saved, or the writer throws it away."""

    outside_acts = "half a sentence is no act: the paper is edited when its writer saves it"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="paper_drafts")
    part = models.CharField(max_length=16)
    # Rich text as canonical JSON of its tree, as the case keeps it; any other field as it was typed. "" is none.
    text = models.TextField(blank=True)
    # The revision of the case that the writer saw: saved on a later one, it is stale as any other form.
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "part", "by"], name="paper_draft_once")]

    def __str__(self) -> str:
        return f"{self.case}: {self.part}"
