"""Write down what a benefit was measured to be."""

from datetime import date, datetime
from decimal import Decimal
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.records.effects import HowItCame, Upload

from ..effects.benefits import keep_file, measure, say_who_measured
from ..models import Benefit, BenefitMeasurement
from ..rules.benefits import figure, require_followed, require_measured


@acts.act(
    says=_("%(who)s wrote that the benefit %(benefit)s of %(project)s is measured: %(value)s"),
    scope=lambda **a: [f"project:{a['benefit'].project_id}", f"party:{a['benefit'].standing.owner_id}"],
)
def measure_benefit(
    *,
    benefit: Benefit,
    measured_on: date,
    value: Decimal,
    source: str,
    note: str = "",
    file: Upload | None = None,
    by: Actor,
    at: datetime,
    **came: Unpack[HowItCame],
) -> BenefitMeasurement:
    """Add a measurement, with where the figure is from (VE-4). A later one corrects it; nothing is taken away.

    The own people of the benefit's owner do it, signed in or by link, those who lead the project while it lasts, and the
    secretariat: in its own name, or for the owner with what it sent (`evidence`, `answered_by`, `answered_on`). `file` is
    what the figure can be read from. Raises BenefitEnded, NotYourMunicipality, EvidenceNeeded, FileRefused, InvalidInput.
    """
    related = ("project", "standing__owner", "last")
    benefit = Benefit.objects.select_for_update(of=("self",)).select_related(*related).get(pk=benefit.pk)
    require_followed(benefit)
    promised = benefit.standing
    assert promised is not None
    source = source.strip()[:300]
    require_measured(promised, measured_on, source, clock.local_date(at))
    made = BenefitMeasurement(
        benefit=benefit, measured_on=measured_on, value=value, source=source, note=note.strip()[:1000]
    )
    say_who_measured(
        measurement=made,
        owner=promised.owner,
        at=at,
        **came,
    )
    keep_file(measurement=made, file=file)
    measure(measurement=made)
    facts = {"project": str(benefit.project), "benefit": str(benefit), "value": figure(value, promised.unit)}
    acts.record(benefit.project, benefit, promised.owner, **facts)
    return made
