"""What of the record is public: a decision, after a named person's check for exempt text."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.models import Document

from .decisions import Decision


class DecisionRelease(HouseModel):
    """A named person let a decision become public. A decision without one is not in the public register.

    `left_out` names the passages that the public copy leaves out, with `legal_basis` for doing so: "reasons",
    "account", "paper", "position:<round seat id>".
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="release")
    # The public minutes that it was released with; none where it was released by itself.
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    left_out = models.JSONField(default=list)
    legal_basis = models.CharField(max_length=200, blank=True)
    # Why it was released although the rules of the body do not make it public; empty where they do, or are silent.
    reason = models.CharField(max_length=500, blank=True)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-released_at"]

    def __str__(self) -> str:
        return str(self.decision)
