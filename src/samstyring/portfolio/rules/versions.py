"""What holds of governed versions: which is in force, and which can be changed or withdrawn."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from samstyring.kernel.versions import GovernedVersion

from ..errors import VersionInCase, VersionLocked

V = TypeVar("V", bound=GovernedVersion)


def _last_begun(versions: Iterable[V], on: date) -> V | None:
    begun = [
        version
        for version in versions
        if version.state == GovernedVersion.State.ADOPTED
        and version.in_force_from is not None
        and version.in_force_from <= on
    ]
    return max(begun, key=lambda version: (version.in_force_from, version.number), default=None)


def in_force(versions: Iterable[V], on: date) -> V | None:
    """Return the version in force on a day: adopted, the latest `in_force_from` on or before it, then the number."""
    found = _last_begun(versions, on)
    return None if found is None or found.repeals else found


def repealed_by(versions: Iterable[V], on: date) -> V | None:
    """Return the version that repealed those before it, where none is in force since: it has nothing of its own."""
    found = _last_begun(versions, on)
    return found if found is not None and found.repeals else None


def by_subject(versions: Iterable[V], on: date) -> dict[UUID, V]:
    """Return the version in force of each subject (a project, a body, a list) on a day."""
    grouped: dict[UUID, list[V]] = {}
    for version in versions:
        grouped.setdefault(version.subject_key, []).append(version)
    return {key: found for key, rows in grouped.items() if (found := in_force(rows, on)) is not None}


def require_draft(version: GovernedVersion) -> None:
    """Refuse to change what is proposed or settled. Raises VersionLocked (SG-5)."""
    if not version.is_draft:
        raise VersionLocked


def require_withdrawable(version: GovernedVersion, cases: Sequence[str]) -> None:
    """Refuse to withdraw what is settled, or what open cases (their references) ask for.

    Raises VersionLocked, VersionInCase.
    """
    if version.state not in (GovernedVersion.State.DRAFT, GovernedVersion.State.PROPOSED):
        raise VersionLocked
    if cases:
        raise VersionInCase(VersionInCase.message % {"case": ", ".join(cases)})


def content_of(version: GovernedVersion) -> dict[str, Any]:
    """Return what a version says, by its own columns: what a new draft is copied from."""
    return {column: getattr(version, column) for column in version.content_columns}
