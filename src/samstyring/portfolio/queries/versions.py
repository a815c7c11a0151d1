"""The versions of what projects have in force (mandate, budget, funding plan), of several projects at once."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from samstyring.kernel.versions import GovernedVersion

OPEN = (GovernedVersion.State.DRAFT, GovernedVersion.State.PROPOSED)
"""The states of a version that can be decided on."""


def ordered(rows: Iterable[Any]) -> list[Any]:
    """Return versions in the order of a page: what is open first, then the newest."""
    return sorted(rows, key=lambda row: (row.state not in OPEN, -(row.number or 0), -row.created_at.timestamp()))


def versions_beside(rows: QuerySet[Any], keys: Collection[UUID]) -> Mapping[UUID, list[Any]]:
    """Return all versions of some projects, by the key of the project and by that of each version.

    The keys may be of projects, and of versions: those stand for their project. One SQL statement.
    """
    of_version = rows.model.objects.filter(pk__in=keys).values("project_id")
    found: dict[UUID, list[Any]] = {key: [] for key in keys}
    for row in ordered(rows.filter(Q(project_id__in=keys) | Q(project_id__in=of_version))):
        found.setdefault(row.project_id, []).append(row)
        found[row.pk] = found[row.project_id]
    return found
