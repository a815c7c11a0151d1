"""Comments between those who prepare a case: internal, beside the paper and never part of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person

from .cases import Case


class CaseComment(HouseModel):
    """A remark on a case paper, or that its thread was resolved or opened again. Append-only.

    `thread` is the first remark of the thread, null for that one; `quote` is the passage that a first remark is about.
    Whether a thread is open is told by the last entry that resolved or reopened it.
    """

    class Kind(models.TextChoices):
        REMARK = "remark", _("comment")
        RESOLVED = "resolved", _("resolved")
        REOPENED = "reopened", _("opened again")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="comments")
    thread = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REMARK)
    quote = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="case_remark_says_something",
                condition=~models.Q(kind="remark") | ~models.Q(text=""),
            ),
            models.CheckConstraint(
                name="case_comment_settles_a_thread",
                condition=models.Q(kind="remark") | models.Q(thread__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_kind_display()}"
