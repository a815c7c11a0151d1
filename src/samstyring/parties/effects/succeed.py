"""One municipality takes the place of others from a day on."""

from collections.abc import Sequence
from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import GroupMembership, OfficeHolding, Organisation, Population, Split, Succession
from ..rules import FOR_A_PARTY


@effect
def succeed(
    *, predecessors: Sequence[Organisation], successor: Organisation, is_new: bool, on: date, basis: Basis
) -> None:
    """Write who takes whose place, and let a new successor belong to every group that they belonged to.

    One that is there already stays in its own groups: it lies where it lay.
    """
    for predecessor in predecessors:
        Succession.objects.create(predecessor=predecessor, successor=successor, is_new=is_new, on=on, basis=basis)
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
    if not is_new:
        return
    GroupMembership.objects.bulk_create(
        GroupMembership(organisation=successor, group=group, from_date=on, begun_by=basis) for group in groups.values()
    )


@effect
def split_off(*, origin: Organisation, part: Organisation, on: date, basis: Basis) -> None:
    """Write that a part becomes a municipality of its own, in the groups that the whole belongs to on that day."""
    Split.objects.create(origin=origin, part=part, on=on, basis=basis)
    groups = GroupMembership.objects.on(on).filter(organisation=origin).values_list("group_id", flat=True)
    GroupMembership.objects.bulk_create(
        GroupMembership(organisation=part, group_id=key, from_date=on, begun_by=basis) for key in sorted(set(groups))
    )


@effect
def count_inhabitants(*, organisation: Organisation, on: date, number: int, basis: Basis | None = None) -> None:
    """Write how many live in a municipality on a day, where that is not known yet."""
    del basis
    Population.objects.get_or_create(organisation=organisation, date=on, defaults={"number": number})
