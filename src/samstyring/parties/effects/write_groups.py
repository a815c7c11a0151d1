"""Groups of municipalities come to be known."""

from collections.abc import Iterable

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Group


@effect
def write_groups(*, groups: Iterable[tuple[str, str, str, str]], basis: Basis) -> dict[str, Group]:
    """Write groups given as (kind, key, name, note). Return them by key."""
    del basis
    return {key: Group.objects.create(kind=kind, key=key, name=name, note=note) for kind, key, name, note in groups}
