"""What exists on the ground floor: the installation, the basis of every governed fact, the journal, the numbers."""

from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from . import guards
from .ids import uuid7


class HouseModel(models.Model):
    """Every model of the house: a UUIDv7 as key, and the guards that the database keeps."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    database_guards: ClassVar[list[guards.Guard]] = []

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> Any:  # noqa: N802  # Django's name
        """Return the words for the value of a field with choices, for `get_…_display`.

        As Django does it, which makes a dictionary of all choices for each value that a list shows.
        """
        value = getattr(self, field.attname)
        return force_str(_words(field).get(value, value), strings_only=True)


@cache
def _words(field: "models.Field[Any, Any]") -> dict[Any, Any]:
    """Return what the choices of a field are called, in words that are translated when they are written."""
    return dict(field.flatchoices)


class Installation(models.Model):
    """Marks this database as a demo or a real one, once, when it is founded."""

    class Mode(models.TextChoices):
        DEMO = "demo", _("demo")
        REAL = "real", _("real")

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    mode = models.CharField(max_length=8, choices=Mode)
    founded_at = models.DateTimeField()
    clock_offset_seconds = models.BigIntegerField(default=0)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["mode", "founded_at"]),
        # Only a demo's clock can be moved.
        *guards.frozen(["clock_offset_seconds"], "{old}.\"mode\" <> 'demo'", "real_clock"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="installation_only_one"),
        ]

    def __str__(self) -> str:
        return self.mode


class Basis(HouseModel):
    """What a governed fact rests on: one append-only row per decision, edition, appointment, signature and so on.

    The thing itself has a one-to-one to its basis. `label` reads on its own ("vedtak SG 21/22"), `dated` is the legal
    date.
    """

    class Kind(models.TextChoices):
        DECISION = "decision", _("decision")
        EDITION = "edition", _("agreement")
        APPOINTMENT = "appointment", _("appointment")
        DESIGNATION = "designation", _("designation")
        SIGNATURE = "signature", _("signature")
        ACCEPTANCE = "acceptance", _("acceptance")
        INSTRUCTION = "instruction", _("instruction")
        CONFIRMATION = "confirmation", _("confirmation")
        TAKEN_OVER = "taken_over", _("taken over")

    kind = models.CharField(max_length=16, choices=Kind)
    label = models.CharField(max_length=300)
    dated = models.DateField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        verbose_name = _("basis")

    def __str__(self) -> str:
        return self.label


class JournalEntry(HouseModel):
    """One act that was done. `body` is the canonical JSON text that the chain of digests is made over."""

    position = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    act = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=120, blank=True)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    intent = models.UUIDField(null=True, unique=True)
    body = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.Guard(
            "at_the_end",
            "INSERT",
            '{new}."position" <> 1 + COALESCE((SELECT MAX(e."position") FROM "kernel_journalentry" e), 0)',
            "an entry stands after the last one",
        ),
    ]

    class Meta:
        ordering = ["position"]
        indexes = [models.Index(fields=["act", "position"], name="journal_act")]

    def __str__(self) -> str:
        return f"{self.position} {self.act}"


class JournalObject(HouseModel):
    """A thing that an entry concerns, with its label as it was."""

    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="objects_concerned")
    kind = models.CharField(max_length=60)
    public_id = models.UUIDField()
    label = models.CharField(max_length=300)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "kernel_journalentry" e WHERE e."id" = {new}."entry_id"'
            ' AND e."position" < (SELECT MAX(l."position") FROM "kernel_journalentry" l)'
        ),
    ]

    class Meta:
        indexes = [models.Index(fields=["public_id", "entry"], name="journal_object")]

    def __str__(self) -> str:
        return self.label


class NumberSeries(HouseModel):
    """The last number given in a gapless series, such as "SG/2022"."""

    key = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        guards.Guard(
            "one_up",
            "UPDATE",
            '{new}."last" <> {old}."last" + 1',
            "a series goes one up at a time",
        ),
        *guards.frozen(["key"]),
    ]

    class Meta:
        verbose_name_plural = "number series"

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"


class TableMark(models.Model):
    """The mark that a table bears until it is written again (`marks`)."""

    table = models.CharField(primary_key=True, max_length=80)
    mark = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.table
