"""Who answers for a benefit: who can be chosen to, and who does now that its owner has left or is merged (ADR 035)."""

from collections.abc import Iterable, Sequence
from datetime import date

from samstyring.charter.queries import gone_on
from samstyring.parties.models import Organisation, Succession
from samstyring.parties.queries import succession_of

from ..models import Benefit, Project
from ..rules.benefits import OwnerNow
from .charter import parties_to_choose


def owner_now(owner: Organisation, on: date) -> OwnerNow:
    """Return who answers on a day for what an organisation promised. Two SQL statements, and one a merger."""
    found, merger = owner, None
    while (following := succession_of(found)) is not None and following.on <= on:
        found, merger = following.successor, following
    return OwnerNow(found, merger, gone_on(on).get(found.pk))


def owners_to_choose(on: date) -> list[Organisation]:
    """Return who can answer for a benefit, by name: the municipalities of the agreement that are still there."""
    merged = Succession.objects.filter(on__lte=on).values_list("predecessor_id", flat=True)
    not_there = {*gone_on(on), *merged}
    return [row for row, _signed in parties_to_choose(on) if row.pk not in not_there]


def in_the_agreement(rows: Iterable[Benefit], on: date) -> list[Benefit]:
    """Return the benefits whose owners have not left: nobody asks one that has for a measurement. One SQL statement."""
    found = list(rows)
    gone = gone_on(on) if found else {}
    return [row for row in found if row.standing is None or row.standing.owner_id not in gone]


def orphaned(on: date) -> Sequence[Benefit]:
    """Return the benefits that are followed up and whose owners have left the agreement. At most two SQL statements.

    One that was merged into another has not left: the other answers for it.
    """
    gone = gone_on(on)
    if not gone:
        return []
    rows = Benefit.objects.filter(ended_on=None, standing__owner__in=gone).exclude(project__state=Project.State.STOPPED)
    rows = rows.select_related("project", "standing__owner")
    return list(rows.order_by("project__sort_key", "sequence"))


def answered_for_by(organisation: Organisation) -> Sequence[Benefit]:
    """Return the benefits that are followed up and that an organisation answers for. One SQL statement."""
    rows = Benefit.objects.filter(ended_on=None, standing__owner=organisation).select_related("project", "standing")
    return list(rows.exclude(project__state=Project.State.STOPPED).order_by("project__sort_key", "sequence"))
