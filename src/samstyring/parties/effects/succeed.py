"""One municipality takes the place of others from a day on."""

from collections.abc import Sequence
from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import GroupMembership, OfficeHolding, Organisation, Succession
from ..rules import FOR_A_PARTY


@effect
def succeed(*, predecessors: Sequence[Organisation], successor: Organisation, on: date, basis: Basis) -> None:
    """Write who takes whose place, and let the successor belong to every group that they belonged to.

    The successor is new: it belongs to no group before.
    """
    for predecessor in predecessors:
        Succession.objects.create(predecessor=predecessor, successor=successor, on=on, basis=basis)
    # Their own people answer no longer: the successor fills its two offices, which reach what the former had.
    for holding in OfficeHolding.objects.on(on).filter(
        office__organisation__in=list(predecessors), office__role__in=FOR_A_PARTY, ended_by=None, from_date__lt=on
    ):
        holding.until, holding.ended_by = on, basis
        holding.save(update_fields=["until", "ended_by"])
    held = GroupMembership.objects.on(on).filter(organisation__in=list(predecessors), ended_by=None, from_date__lt=on)
    groups = {}
    for membership in held.select_related("group"):
        groups[membership.group_id] = membership.group
        membership.until, membership.ended_by = on, basis
        membership.save(update_fields=["until", "ended_by"])
    GroupMembership.objects.bulk_create(
        GroupMembership(organisation=successor, group=group, from_date=on, begun_by=basis) for group in groups.values()
    )
