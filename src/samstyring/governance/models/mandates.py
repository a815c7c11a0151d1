"""The mandates of groups, and the secretariats that serve them: each decided, each a row of its own (RG-4)."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel

from .bodies import Body


class GroupMandate(HouseModel):
    """What a group is to do from a day on, as decided. Append-only: the newest that has begun is the one in force.

    `until` is the first day after the time that it was given for, None where none was set; the group does not end by
    itself when it runs out. One that `closes` is the decision that the group is closed.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mandates")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    from_date = models.DateField()
    until = models.DateField(null=True)
    closes = models.BooleanField(default=False)
    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="group_mandate_number_once"),
            models.CheckConstraint(
                name="group_mandate_ends_after_start",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("from_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.number}"


class GroupSecretariat(HouseModel):
    """Which secretariat serves a group from a day on, as decided; None: none any more.

    Append-only: the newest that has begun is the one that holds. The first one, if any, is named where the group is set
    up (`Body.secretary`, on what the group rests on).
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="secretariats")
    number = models.PositiveSmallIntegerField()
    secretary = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="group_secretariat_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.number}"
