"""What a municipality has promised to pay by the funding plans in force: what it still owes when it leaves."""

from datetime import date

from django.utils.translation import gettext as _

from samstyring.charter.registry import Tie
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.ui import formats

from ..models import FundingSource
from .versions import State, plans_in_force


def ties_of(organisation: Organisation, by: Actor, on: date) -> list[Tie]:
    """Return what it pays from this year on by each funding plan in force that names it. Amounts in øre."""
    if by.is_anonymous:
        return []
    sources = FundingSource.objects.filter(organisation=organisation, plan__state=State.ADOPTED, year__gte=on.year)
    keys = set(sources.values_list("plan__project_id", flat=True))
    told = []
    for plan in plans_in_force(list(keys), on).values():
        own = [row for row in plan.sources.all() if row.organisation_id == organisation.pk and row.year >= on.year]
        if own:
            says = _("%(amount)s for the project %(project)s, by the funding plan in force (%(years)s)")
            years = formats.sentence(str(year) for year in sorted({row.year for row in own}))
            amount = formats.money(sum(row.amount for row in own))
            words = says % {"amount": amount, "project": plan.project.name, "years": years}
            told.append(Tie(words, plan.get_absolute_url()))
    return told
