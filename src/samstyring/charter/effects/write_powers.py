"""Who may do and decide what is written into an edition."""

from typing import Any

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Authority, Edition, Power, Procedure


@effect
def write_powers(*, charter: Any, edition: Edition, basis: Basis) -> None:
    """Write powers, procedures and authority as the file has them."""
    del basis
    Power.objects.bulk_create(
        Power(edition=edition, role=row.role, act=act, source=row.clause or row.source, why=row.why)
        for row in charter.power
        for act in row.acts
    )
    procedures = {
        row.key: Procedure(edition=edition, key=row.key, kind=row.kind, clause=row.clause, parameters=row.parameters)
        for row in charter.procedure
    }
    Procedure.objects.bulk_create(procedures.values())
    Authority.objects.bulk_create(
        Authority(
            edition=edition,
            matter=row.matter,
            body_key=row.body,
            procedure=procedures[row.procedure],
            clause=row.clause,
        )
        for row in charter.authority
    )
