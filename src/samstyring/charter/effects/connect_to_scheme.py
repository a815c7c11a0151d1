"""Municipalities become connected to a financing scheme (PA-7)."""

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
