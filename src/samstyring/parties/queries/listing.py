"""The list of municipalities, with what other floors know of each."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from samstyring.kernel import keeping
from samstyring.kernel.actors import Actor

from ..models import Group, GroupMembership, Organisation, Population, Succession
from ..names import search_key
from ..registry import Cell, Column, Filter, knowledge


@dataclass(frozen=True)
class Row:
    """A municipality in the list. `known` is what the floors above know, `passes` the filters that leave it standing."""

    organisation: Organisation
    inhabitants: int | None
    groups: Sequence[Group]
    known: Sequence[tuple[Column, Any]]
    passes: Set[str]

    def cell(self, name: str) -> Cell | None:
        """Return what stands in a column: asked only for the rows that are shown."""
        return next(
            (column.cell(known, self.organisation.pk) for column, known in self.known if column.name == name), None
        )

    @property
    def sort_key(self) -> str:
        """Return the key that it is sorted by."""
        return self.organisation.sort_key

    def matches(self, text: str) -> bool:
        """Tell whether its name holds a text, accents and case aside, or its number is that text."""
        wanted = search_key(text)
        return wanted in self.organisation.search_key or wanted == self.organisation.municipality_number

    def belongs_to(self, group: str) -> bool:
        """Tell whether it belongs to a group, by the group's key."""
        return any(row.key == group for row in self.groups)


@dataclass(frozen=True)
class Listing:
    """All municipalities on a day, and what the floors above know of them."""

    rows: Sequence[Row]
    columns: Sequence[Column]
    filters: Sequence[tuple[Filter, int]]
    groups: Sequence[Group]
    actions: Sequence[tuple[Any, str]] = ()


@dataclass(frozen=True)
class _One:
    """A municipality as it is kept: all of its row but what stands in the columns, which is read when it is shown."""

    organisation: Organisation
    inhabitants: int | None
    groups: Sequence[Group]
    passes: Set[str]


@dataclass(frozen=True)
class _Read:
    """What was read of all municipalities on a day; `known` by the name of the source."""

    everyone: Sequence[_One]
    known: Mapping[str, Any]


def listing(*, by: Actor, on: date) -> Listing:
    """Return the municipalities on a day. The number of SQL statements does not depend on how many there are.

    What was read is kept until an act writes something of it: it is the same for all readers.
    """
    with keeping.book("the municipalities", on, get_language()) as kept:
        found = kept.share("all", lambda: _read(on))
    read = [(source, found.known[source.name]) for source in knowledge]
    columns = sorted(((column, known) for source, known in read for column in source.columns), key=_order)
    filters = sorted(((chip, known) for source, known in read for chip in source.filters), key=_order)
    rows = [Row(one.organisation, one.inhabitants, one.groups, columns, one.passes) for one in found.everyone]
    return Listing(
        rows=rows,
        columns=[column for column, _known in columns],
        filters=[(chip, sum(chip.name in row.passes for row in rows)) for chip, _known in filters],
        groups=sorted({group.pk: group for row in rows for group in row.groups}.values(), key=_by_kind),
        actions=[action for source, known in read for action in source.actions(known, by)],
    )


def _read(on: date) -> _Read:
    known = {source.name: source.read(on) for source in knowledge}
    filters = [(chip, known[source.name]) for source in knowledge for chip in source.filters]
    members = members_on(on)
    everyone = tuple(
        _One(
            organisation,
            organisation.inhabitants,
            members.get(organisation.pk, []),
            frozenset(chip.name for chip, told in filters if chip.keeps(told, organisation.pk)),
        )
        for organisation in _municipalities(on).order_by("sort_key")
    )
    return _Read(everyone, known)


def _order(part: tuple[Column | Filter, Any]) -> int:
    return part[0].order


def _municipalities(on: date) -> QuerySet[Any]:
    newest = Population.objects.filter(organisation=OuterRef("pk"), date__lte=on).order_by("-date")
    return municipalities_on(on).annotate(inhabitants=Subquery(newest.values("number")[:1]))


def municipalities_on(on: date) -> QuerySet[Organisation]:
    """Return the municipalities that there are on a day: not those merged by then, nor those still to come."""
    rows = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY)
    return (
        rows.exclude(succession__on__lte=on)
        .exclude(pk__in=Succession.objects.filter(on__gt=on, is_new=True).values("successor_id"))
        .exclude(split__on__gt=on)
    )


def members_on(on: date) -> dict[UUID, list[Group]]:
    """Return the groups that each organisation belongs to on a day. One SQL statement, and each group is made once."""
    names = [field.attname for field in Group._meta.concrete_fields]
    rows = GroupMembership.objects.on(on).order_by("group__sort_key")
    groups: dict[UUID, Group] = {}
    members: dict[UUID, list[Group]] = {}
    said = rows.values_list("organisation_id", "group_id", *(f"group__{name}" for name in names))
    for organisation, key, *values in said:
        if key not in groups:
            groups[key] = Group.from_db(rows.db, names, values)
        members.setdefault(organisation, []).append(groups[key])
    return members


def _by_kind(group: Group) -> tuple[str, str]:
    return group.kind, group.sort_key
