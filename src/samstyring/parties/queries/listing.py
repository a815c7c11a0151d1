"""The list of municipalities, with what other floors know of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from samstyring.kernel.actors import Actor

from ..models import Group, GroupMembership, Organisation, Population
from ..names import search_key
from ..registry import Cell, Column, Filter, knowledge

SORTS = {
    "name": ("sort_key",),
    "-name": ("-sort_key",),
    "inhabitants": ("inhabitants", "sort_key"),
    "-inhabitants": ("-inhabitants", "sort_key"),
}


@dataclass(frozen=True)
class Row:
    """A municipality in the list."""

    organisation: Organisation
    inhabitants: int | None
    groups: Sequence[str]
    labelled: Sequence[tuple[Column, Cell | None]]


@dataclass(frozen=True)
class Listing:
    """The list as asked for, and what else can be asked."""

    rows: Sequence[Row]
    total: int
    columns: Sequence[Column]
    filters: Sequence[tuple[Filter, int]]
    groups: Sequence[Group]
    actions: Sequence[tuple[Any, str]] = ()
    chosen: Mapping[str, Any] = field(default_factory=dict)


def listing(*, by: Actor, on: date, text: str = "", show: str = "", group: str = "", sort: str = "name") -> Listing:
    """Return the municipalities on a day: those whose name holds `text`, that a filter leaves, that are in a group.

    The number of SQL statements does not depend on how many there are.
    """
    everyone = list(_municipalities(on).order_by(*SORTS.get(sort, SORTS["name"])))
    members = _members(on)
    read = [(source, source.read(on)) for source in knowledge]
    columns = sorted(((column, known) for source, known in read for column in source.columns), key=_order)
    filters = sorted(((chip, known) for source, known in read for chip in source.filters), key=_order)
    kept = {chip.name: {row.pk for row in everyone if chip.keeps(known, row.pk)} for chip, known in filters}
    wanted = search_key(text)
    rows = [
        Row(
            organisation,
            organisation.inhabitants,
            [row.name for row in members.get(organisation.pk, [])],
            [(column, column.cell(known, organisation.pk)) for column, known in columns],
        )
        for organisation in everyone
        if (not wanted or wanted in organisation.search_key or wanted == organisation.municipality_number)
        and (show not in kept or organisation.pk in kept[show])
        and (not group or any(row.key == group for row in members.get(organisation.pk, [])))
    ]
    return Listing(
        rows=rows,
        total=len(everyone),
        columns=[column for column, _known in columns],
        filters=[(chip, len(kept[chip.name])) for chip, _known in filters],
        groups=sorted({row.pk: row for rows in members.values() for row in rows}.values(), key=_by_kind),
        actions=[action for source, known in read for action in source.actions(known, by)],
        chosen={"text": text, "show": show if show in kept else "", "group": group, "sort": sort},
    )


def _order(part: tuple[Column | Filter, Any]) -> int:
    return part[0].order


def _municipalities(on: date) -> QuerySet[Any]:
    newest = Population.objects.filter(organisation=OuterRef("pk"), date__lte=on).order_by("-date")
    return Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY).annotate(
        inhabitants=Subquery(newest.values("number")[:1])
    )


def _members(on: date) -> dict[UUID, list[Group]]:
    members: dict[UUID, list[Group]] = {}
    for row in GroupMembership.objects.on(on).select_related("group").order_by("group__sort_key"):
        members.setdefault(row.organisation_id, []).append(row.group)
    return members


def _by_kind(group: Group) -> tuple[str, str]:
    return group.kind, group.sort_key
