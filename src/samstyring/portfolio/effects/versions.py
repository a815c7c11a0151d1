"""What happens to a governed version on its way: it is locked, adopted, or not adopted (SG-3, SG-5).

The same for everything that is a version, here and upstairs, whatever it is a version of: a mandate, a budget or a
funding plan of a project, a body's criteria, a list for a call.
"""

from datetime import date
from typing import Any

from django.db.models import Model

from samstyring.kernel import acts
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.kernel.versions import GovernedVersion, next_version_number

from ..errors import VersionLocked

State = GovernedVersion.State


def _anew(version: Any) -> Any:
    """Read the version anew under the lock: what the caller holds may be older than the last effect."""
    return type(version).objects.select_for_update().get(pk=version.pk)


def _concerned(version: Any) -> list[Model]:
    """Return what the journal is told that an adopted version concerns: its subject, where that is a row of its own."""
    return [version.subject] if isinstance(version.subject, Model) else []


@effect
def lock_version(*, version: Any, basis: Basis | None = None) -> Any:
    """Lock a draft, since a round is opened on it. One that is already proposed stays so.

    Raises VersionLocked for one that is settled.
    """
    del basis
    version = _anew(version)
    if version.state == State.PROPOSED:
        return version
    if version.state != State.DRAFT:
        raise VersionLocked
    version.state = State.PROPOSED
    version.save(update_fields=["state"])
    acts.record(version)
    return version


@effect
def adopt_version(*, version: Any, basis: Basis, on: date) -> Any:
    """Bring a version into force from a day, on a basis: it gets the next number of its subject.

    Raises VersionLocked for one that is already settled.
    """
    version = _anew(version)
    if version.state not in (State.DRAFT, State.PROPOSED):
        raise VersionLocked
    version.number = next_version_number(version.siblings())
    version.state, version.in_force_from, version.basis = State.ADOPTED, on, basis
    version.save(update_fields=["number", "state", "in_force_from", "basis"])
    acts.record(version, *_concerned(version))
    return version


@effect
def reject_version(*, version: Any, basis: Basis | None = None) -> Any:
    """Mark a version as not adopted, on the decision that said so (or none: the case was closed without one)."""
    version = _anew(version)
    if version.state not in (State.DRAFT, State.PROPOSED):
        return version
    version.state, version.basis = State.REJECTED, basis
    version.save(update_fields=["state", "basis"])
    acts.record(version)
    return version
