"""Substitutes of a seat in their order, and those brought in for a meeting."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.kernel.periods import Period, ends_after_start, period_guards
from samstyring.parties.models import Organisation, Person
from samstyring.records.models import Document

from .bodies import Seat
from .meetings import Regrets


class Substitute(Period):
    """A person who meets for a seat when its holder cannot: number `rank` in the seat's order, for a time."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="substitutes")
    rank = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="substitute_for")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = period_guards(
        "seat_id", "rank", own=("person_id", "organisation_id")
    )

    class Meta:
        ordering = ["rank"]
        constraints = [ends_after_start("substitute")]

    def __str__(self) -> str:
        return f"{self.seat} {self.rank}: {self.person}"


class SubstituteCall(HouseModel):
    """A substitute was brought in at regrets: asked, comes, cannot, or is not needed since the holder comes after all."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        COMES = "comes", _("comes")
        CANNOT = "cannot", _("cannot come")
        RELEASED = "released", _("not needed after all")

    regrets = models.ForeignKey(Regrets, on_delete=models.PROTECT, related_name="calls")
    substitute = models.ForeignKey(Substitute, on_delete=models.PROTECT, related_name="calls")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=16, blank=True)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["regrets_id", "substitute_id", "asked_at"]),
        *guards.frozen(
            ["state", "answered_at", "way", "evidence_id"], "{old}.\"state\" IN ('cannot', 'released')", "ended"
        ),
    ]

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["regrets", "substitute"], name="substitute_asked_once")]

    def __str__(self) -> str:
        return f"{self.substitute}: {self.state}"
