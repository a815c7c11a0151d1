"""The versions of what is in force of a subject (a project's mandate, a body's criteria), of several subjects at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from samstyring.kernel.versions import GovernedVersion

OPEN = (GovernedVersion.State.DRAFT, GovernedVersion.State.PROPOSED)
"""The states of a version that can be decided on."""


def ordered(rows: Iterable[Any]) -> list[Any]:
    """Return versions in the order of a page: what is open first, then the newest."""
    return sorted(rows, key=lambda row: (row.state not in OPEN, -(row.number or 0), -row.created_at.timestamp()))


def beside(rows: QuerySet[Any], keys: Sequence[UUID]) -> QuerySet[Any]:
    """Return all versions of some subjects. The keys may be of subjects, and of versions: those stand for their subject."""
    column = rows.model.subject_column()
    of_version = rows.model.objects.filter(pk__in=keys).values(column)
    return rows.filter(Q(**{f"{column}__in": keys}) | Q(**{f"{column}__in": of_version}))


def by_subject_and_version(rows: Iterable[Any], keys: Collection[UUID]) -> Mapping[UUID, list[Any]]:
    """Return versions (`beside`), in the order of a page, by the key of their subject and by that of each version."""
    found: dict[UUID, list[Any]] = {key: [] for key in keys}
    for row in ordered(rows):
        found.setdefault(row.subject_key, []).append(row)
        found[row.pk] = found[row.subject_key]
    return found
