"""Governed documents are versions: draft, proposed, adopted, rejected, withdrawn.

"In force on D" is the adopted version with the latest `in_force_from` on or before D (a repeal is itself an adopted
version), so adopting one touches no older row. The number is given on adoption; drafts have none, so two drafts can
compete.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from . import guards
from .errors import Stale
from .models import Basis, HouseModel


class VersionQuerySet(models.QuerySet[Any]):
    """Versions of governed documents."""

    def in_force(self, on: date) -> "VersionQuerySet":
        """Return adopted versions that had come into force by the date, the latest first.

        The first row of each subject is the one in force.
        """
        return self.filter(state="adopted", in_force_from__lte=on).order_by("-in_force_from", "-number")


class GovernedVersion(HouseModel):
    """A version of a governed document. It comes into force by its basis and no other way (SG-3, SG-5)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("proposed")
        ADOPTED = "adopted", _("adopted")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    number = models.PositiveIntegerField(null=True)
    in_force_from = models.DateField(null=True)
    repeals = models.BooleanField(default=False)
    basis = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()

    objects = VersionQuerySet.as_manager()
    content_columns: ClassVar[Sequence[str]] = ()
    # The field that says what it is a version of: a project, a body, a list.
    subject_field: ClassVar[str] = ""

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        """Tell whether it can still be edited."""
        return self.state == self.State.DRAFT

    @property
    def subject(self) -> Any:
        """Return what it is a version of."""
        return getattr(self, self.subject_field)

    @property
    def subject_key(self) -> Any:
        """Return the key of what it is a version of, without reading that."""
        return getattr(self, self.subject_column())

    @classmethod
    def subject_column(cls) -> str:
        """Return the attribute that holds the key of the subject."""
        return str(cls._meta.get_field(cls.subject_field).attname)  # type: ignore[union-attr]

    def siblings(self) -> "VersionQuerySet":
        """Return all versions of the same subject, this one too."""
        return type(self).objects.filter(**{self.subject_column(): self.subject_key})

    def check_revision(self, revision: int | None) -> None:
        """Refuse a change written on an older revision than the one stored. Raises Stale."""
        if revision is not None and revision != self.revision:
            raise Stale(self)


def adopted_needs_basis(table: str) -> models.CheckConstraint:
    """Return the CHECK that every governed version carries: adopted means number, date and basis."""
    return models.CheckConstraint(
        name=f"{table}_adopted_has_basis",
        condition=~models.Q(state="adopted")
        | models.Q(basis__isnull=False, number__isnull=False, in_force_from__isnull=False),
    )


def version_guards(subject: str, content: Sequence[str]) -> list[guards.Guard]:
    """Return the guards of a governed version: content frozen once proposed, everything once settled.

    `subject` is the column of what the version is of, `content` the columns of its own.
    """
    settled = "{old}.\"state\" IN ('adopted', 'rejected', 'withdrawn')"
    return [
        *guards.frozen_rows(settled, "settled"),
        *guards.frozen([subject, *content], "{old}.\"state\" <> 'draft'", "proposed"),
        *guards.no_delete("{old}.\"state\" <> 'draft'"),
        guards.Guard(
            "born_draft",
            "INSERT",
            "{new}.\"state\" <> 'draft'",
            "a version begins as a draft and is adopted by an act",
        ),
    ]


def next_version_number(versions: models.Manager[Any] | models.QuerySet[Any]) -> int:
    """Return the number that the next adopted version of a subject gets."""
    last = versions.filter(state="adopted").aggregate(last=models.Max("number"))["last"]
    return int(last or 0) + 1
