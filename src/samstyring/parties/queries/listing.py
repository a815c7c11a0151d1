"""The list of municipalities, with what other floors know of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from ..models import Group, GroupMembership, Organisation, Population
from ..names import search_key
from ..registry import Cell, Column, Filter, columns, filters, in_order

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
    chosen: Mapping[str, Any] = field(default_factory=dict)


def listing(*, on: date, text: str = "", show: str = "", group: str = "", sort: str = "name") -> Listing:
    """Return the municipalities on a day: those whose name holds `text`, that a filter leaves, that are in a group.

    The number of SQL statements does not depend on how many there are.
    """
    everyone = list(_municipalities(on).order_by(*SORTS.get(sort, SORTS["name"])))
    kept = {chip.name: chip.keep(on) for chip in filters}
    members = _members(on)
    wanted = search_key(text)
    chosen_columns = in_order(columns)
    read = [column.read(on) for column in chosen_columns]
    rows = [
        Row(
            organisation,
            organisation.inhabitants,
            [name for _key, name in members.get(organisation.pk, [])],
            [(column, cells.get(organisation.pk)) for column, cells in zip(chosen_columns, read, strict=True)],
        )
        for organisation in everyone
        if (not wanted or wanted in organisation.search_key or wanted == organisation.municipality_number)
        and (show not in kept or organisation.pk in kept[show])
        and (not group or any(key == group for key, _name in members.get(organisation.pk, [])))
    ]
    ids = {organisation.pk for organisation in everyone}
    return Listing(
        rows=rows,
        total=len(everyone),
        columns=chosen_columns,
        filters=[(chip, len(kept[chip.name] & ids)) for chip in in_order(filters)],
        groups=list(Group.objects.order_by("kind", "sort_key")),
        chosen={"text": text, "show": show if show in kept else "", "group": group, "sort": sort},
    )


def _municipalities(on: date) -> QuerySet[Any]:
    newest = Population.objects.filter(organisation=OuterRef("pk"), date__lte=on).order_by("-date")
    return Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY).annotate(
        inhabitants=Subquery(newest.values("number")[:1])
    )


def _members(on: date) -> dict[UUID, list[tuple[str, str]]]:
    members: dict[UUID, list[tuple[str, str]]] = {}
    rows = GroupMembership.objects.on(on).select_related("group").order_by("group__sort_key")
    for row in rows:
        members.setdefault(row.organisation_id, []).append((row.group.key, row.group.name))
    return members
