"""Rules of procedure and obligations are written into an edition, and the financing schemes of the first."""

from typing import Any

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Edition, Obligation, Rule, Scheme


@effect
def write_duties(*, charter: Any, edition: Edition, basis: Basis) -> None:
    """Write them as the file has them."""
    del basis
    Rule.objects.bulk_create(
        Rule(edition=edition, key=row.key, value=row.value, source=row.source, text=row.text, bodies=row.bodies)
        for row in charter.rule
    )
    Obligation.objects.bulk_create(
        Obligation(
            edition=edition,
            key=row.id,
            clause=row.clause,
            heading=row.heading,
            kind=row.kind,
            check_name=row.check,
            parameters=row.params,
            duty_of=row.duty_of,
            window_from=row.from_,
            window_until=row.until,
            position=place,
        )
        for place, row in enumerate(charter.obligation)
    )


@effect
def write_schemes(*, charter: Any, basis: Basis) -> None:
    """Write the financing schemes that the file names."""
    del basis
    Scheme.objects.bulk_create(Scheme(key=row.key, name=row.name, clause=row.clause) for row in charter.scheme)
