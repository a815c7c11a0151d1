"""Bodies, their seats, and who leads them."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.kernel.periods import Period, ends_after_start, period_guards
from samstyring.parties.models import Group, Office, Organisation, Person
from samstyring.records.models import Document


class Body(HouseModel):
    """A body of the co-operation (OR-1). `key` is its short name in numbers: SG 21/22."""

    class Kind(models.TextChoices):
        STEERING_GROUP = "steering_group", _("steering group")
        COMMITTEE = "committee", _("committee")
        SECRETARIAT = "secretariat", _("secretariat")
        RESOURCE_GROUP = "resource_group", _("resource group")
        EXPERT_GROUP = "expert_group", _("expert group")
        PROJECT_BOARD = "project_board", _("project board")
        COUNCIL = "council", _("councils")
        OTHER = "other", _("body")

    key = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    purpose = models.TextField(blank=True)
    clause = models.CharField(max_length=16, blank=True)
    # LE-1: the office that leads the body. Null where the charter names none (the body picks a chair each time).
    leader_office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="bodies_led")
    # OR-1: the secretariat that serves it, and the body that it prepares cases for. Null where the agreement is silent.
    secretary = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="serves")
    prepares_for = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="prepared_by")
    position = models.PositiveSmallIntegerField(default=0)
    established_by = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["key", "established_by_id"]),
    ]

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the body's page."""
        return reverse("governance:body", args=[self.key])


class Seat(HouseModel):
    """A seat in a body: voting or observer, and whom it represents (SG-1, SR-1)."""

    class Kind(models.TextChoices):
        VOTING = "voting", _("member")
        OBSERVER = "observer", _("observer")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    # Null where the agreement does not say which municipality holds it.
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="seats")
    held_by = models.CharField(max_length=60)
    weight = models.PositiveIntegerField(default=1)
    represents = models.ManyToManyField(Group, related_name="seats")
    note = models.CharField(max_length=500, blank=True)
    clause = models.CharField(max_length=16, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    # VA-1: the first day without it, where the agreement that took over has no such seat.
    closed_from = models.DateField(null=True)
    closed_by = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["body_id", "key", "kind"]),
        *guards.frozen(["closed_from", "closed_by_id"], '{old}."closed_by_id" IS NOT NULL', "closed_once"),
    ]

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["body", "key"], name="seat_key_once_a_body"),
            models.CheckConstraint(
                name="seat_closed_has_basis",
                condition=models.Q(closed_from__isnull=True) | models.Q(closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SeatHolding(Period):
    """A person holds a seat for a time; `organisation` is the municipality that the person comes from.

    The end that a notice of leaving gave it is brought forward where another takes the seat before that (ADR 037).
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats_held")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = period_guards(
        "seat_id", own=("person_id", "organisation_id"), may_be_brought_forward=True
    )

    class Meta:
        constraints = [ends_after_start("seat_holding")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.person}"


class Designation(Period):
    """The holder of the leader's office designates, in writing, another as full leader until revoked (LE-1)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="designations")
    designated = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="designations")
    designated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = period_guards("body_id", own=("designated_id", "designated_by_id"))

    class Meta:
        constraints = [ends_after_start("designation")]

    def __str__(self) -> str:
        return f"{self.body}: {self.designated}"


class StandingInstruction(Period):
    """The leader's written instruction that the secretariat sends summonses on their behalf (LE-2)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="standing_instructions")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = period_guards("body_id", own=("given_by_id", "text", "evidence_id"))

    class Meta:
        constraints = [ends_after_start("standing_instruction")]

    def __str__(self) -> str:
        return str(self.body)
