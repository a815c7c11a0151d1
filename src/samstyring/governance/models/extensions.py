"""More time for a follow-up action: asked for and answered, beside the deadline that was decided."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.models import Document

from .decisions import Action


class ExtensionRequest(HouseModel):
    """The one responsible asks for more time: until when, and why (SG-8). Append-only."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="extension_requests")
    until = models.DateField()
    reason = models.CharField(max_length=1000)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return str(self.action)


class ExtensionAnswer(HouseModel):
    """The answer to such a request: a new deadline, or a refusal with its reason. Append-only, one to a request.

    The deadline in force is the newest one granted; `Action.deadline` stays the one that was decided.
    """

    request = models.OneToOneField(ExtensionRequest, on_delete=models.PROTECT, related_name="answer")
    # None where it is refused.
    until = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="extension_refused_has_reason",
                condition=models.Q(until__isnull=False) | ~models.Q(note=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.request)
