"""Saved views of a list: a name for what its address says. A higher floor keeps them, and registers that it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.urls import reverse

from samstyring.kernel.registry import Registry

STANDARD = "all"
"""What the address says where the list is wanted as it is, and not as the view that one's list opens with."""


@dataclass(frozen=True)
class View:
    """A view as its list shows it: `query` is the address' filters, columns, grouping and sorting.

    `maker` is who made a shared view, empty for the reader's own; `opens` tells whether the reader's list opens with it,
    `may_change` whether the reader may change it.
    """

    key: str
    name: str
    query: str
    shared: bool = False
    maker: str = ""
    opens: bool = False
    may_change: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return what the query says."""
        return parse_qsl(self.query)

    @property
    def url(self) -> str:
        """Return the address of the list in this view, after the list's own."""
        query = QueryDict(self.query, mutable=True)
        query["view"] = self.key
        return f"?{query.urlencode()}"


@dataclass(frozen=True)
class Keeper:
    """Who keeps the views: how those of a list are read, and the names of the addresses where they are looked after.

    `read` is (reader, list) -> the views of a list that the reader may use, in one SQL statement. `save` and `change` are
    told by the address what the list says now; `change` takes the view's key.
    """

    read: Callable[[Any, str], Sequence[View]]
    page: str
    save: str
    change: str

    def save_url(self, name: str, query: str) -> str:
        """Return where what a list says now is saved as a new view."""
        return f"{reverse(self.save)}?{urlencode({'list': name, 'query': query})}"

    def change_url(self, view: View, query: str) -> str:
        """Return where a view takes over what its list says now."""
        return f"{reverse(self.change, args=[view.key])}?{urlencode({'query': query})}"


lists: Registry[Any] = Registry("lists with views")
"""The lists whose views can be saved, by the name of their address: what each is called."""

_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> Keeper:
    """Say who keeps the views: one for the house."""
    _keepers[:] = [keeper]
    return keeper


def keeper_for(reader: Any, name: str) -> Keeper | None:
    """Return who keeps the views of a list for a reader; None for a stranger, and where nobody keeps any."""
    if not _keepers or name not in lists or getattr(reader, "person_id", None) is None:
        return None
    return _keepers[0]
