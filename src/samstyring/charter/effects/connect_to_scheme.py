"""Municipalities become connected to a financing scheme, and are connected no longer (PA-7)."""

from collections.abc import Iterable
from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation

from ..models import Scheme, SchemeConnection


@effect
def connect_to_scheme(*, scheme: Scheme, organisations: Iterable[Organisation], on: date, basis: Basis) -> None:
    """Write that municipalities are connected from a day on."""
    SchemeConnection.objects.bulk_create(
        SchemeConnection(scheme=scheme, organisation=organisation, from_date=on, begun_by=basis)
        for organisation in organisations
    )


@effect
def disconnect_from_scheme(*, connection: SchemeConnection, on: date, basis: Basis) -> None:
    """Write that a municipality is connected no longer from a day on."""
    connection.until, connection.ended_by = on, basis
    connection.save(update_fields=["until", "ended_by"])
