"""Making the basis of what is registered by appointment, designation or instruction."""

from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis


@effect
def make_basis(*, kind: Basis.Kind, label: str, dated: date, basis: Basis | None = None) -> Basis:
    """Make a basis of one kind, with the label that it reads by and its legal date. `basis` is one it rests on, if any."""
    del basis
    return Basis.objects.create(kind=kind, label=label[:300], dated=dated)
