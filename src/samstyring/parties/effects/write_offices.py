"""Offices come to be: those that the agreement names, and two in every party."""

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Office, Organisation


@effect
def write_office(
    *,
    role: str,
    title: str,
    organisation: Organisation | None,
    basis: Basis,
    key: str | None = None,
    appointed_by: str = "",
    how: str = "",
    may_designate: bool = False,
    clause: str = "",
) -> Office:
    """Write an office. One without a key is the only one of its role in its organisation."""
    del basis
    return Office.objects.create(
        key=key,
        role=role,
        title=title,
        organisation=organisation,
        appointed_by=appointed_by,
        how=how,
        may_designate=may_designate,
        clause=clause,
    )
