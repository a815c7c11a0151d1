"""Periods [from_date, until): half-open dates in Norway, begun by one basis and ended, once, by another.

`until=2025-01-01` means that the last day is 31 December 2024. Overlap is refused by the database.
"""

from datetime import date
from typing import Any

from django.db import models

from . import guards
from .models import Basis, HouseModel


class PeriodQuerySet(models.QuerySet[Any]):
    """Rows that hold for a time."""

    def on(self, day: date) -> "PeriodQuerySet":
        """Return the rows that hold on a day."""
        return self.filter(from_date__lte=day).filter(models.Q(until__isnull=True) | models.Q(until__gt=day))

    def overlapping(self, start: date, until: date | None) -> "PeriodQuerySet":
        """Return the rows that hold on some day of [start, until)."""
        rows = self.filter(models.Q(until__isnull=True) | models.Q(until__gt=start))
        return rows if until is None else rows.filter(from_date__lt=until)


class Period(HouseModel):
    """Something that holds from a day until another."""

    from_date = models.DateField()
    until = models.DateField(null=True)
    begun_by = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.from_date <= day and (self.until is None or day < self.until)


def ends_after_start(table: str) -> models.CheckConstraint:
    """Return the CHECK that a period ends after it starts."""
    return models.CheckConstraint(
        name=f"{table}_ends_after_start",
        condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("from_date")),
    )


BROUGHT_FORWARD = '{new}."until" < {old}."until" AND {new}."ended_by_id" <> {old}."ended_by_id"'


def period_guards(*columns: str, own: tuple[str, ...] = (), may_be_brought_forward: bool = False) -> list[guards.Guard]:
    """Return the guards of a period: no overlap for the same `columns`, never moved, ended once, never removed.

    `own` are further columns that may not change. Where an end to come may be brought forward, it is so by a basis of
    its own, and never put off or taken away.
    """
    ended = '{old}."ended_by_id" IS NOT NULL'
    if may_be_brought_forward:
        ended += f" AND NOT COALESCE({BROUGHT_FORWARD}, FALSE)"
    return [
        *guards.no_overlap(*columns),
        *guards.frozen([*columns, *own, "from_date", "begun_by_id"]),
        *guards.frozen(["until", "ended_by_id"], ended, "ended_once"),
        *guards.no_delete(),
    ]
