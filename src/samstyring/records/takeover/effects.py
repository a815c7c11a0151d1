"""Writing decisions that were taken over: in bulk, each with its basis."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import TakenOverDecision
from ..registry.sheets import Row, Taking

BATCH = 1_000


@effect
def write_decisions(*, rows: Sequence[Row], basis: Any, taking: Taking) -> None:
    """Write taken-over decisions. Each makes its own basis (`basis` is not used), told to the rows that rest on it."""
    del basis
    bases, decisions = [], []
    for row in rows:
        label = _("decision %(number)s (taken over)") % {"number": row["number"]}
        ref = row["ref"]
        ref.basis = Basis(kind=Basis.Kind.TAKEN_OVER, label=label[:300], dated=row["dated"])
        bases.append(ref.basis)
        decisions.append(
            TakenOverDecision(
                take_over=taking.take_over,
                basis=ref.basis,
                number=row["number"],
                body_name=row["body"],
                body_key=row["body_key"],
                dated=row["dated"],
                title=row["title"],
                text=row["text"],
                minutes_link=row["minutes_link"] or "",
                row=row.number,
                organisation=row["organisation"],
            )
        )
    Basis.objects.bulk_create(bases, batch_size=BATCH)
    TakenOverDecision.objects.bulk_create(decisions, batch_size=BATCH)
