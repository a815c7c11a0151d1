"""The menus: each app registers its own entries from a module called `navigation`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from .addresses import address_if_any
from .escaping import element

SECTIONS = ("main", "work", "public", "me")
"""Where an entry stands: the side menu, its second group, the menu of those not signed in, the menu under one's name."""


@dataclass(frozen=True)
class Entry:
    """One line of a menu.

    `label` is lazy text; `url_name` a name that reverses without arguments; `covers` further address prefixes for
    which the entry is marked as the current one; `visible` asks whether this actor sees it (never with a query of
    its own); `order` sorts within a section, low first.
    """

    label: str | Promise
    url_name: str
    order: int = 100
    section: str = "main"
    visible: Callable[[Any], bool] = field(default=lambda actor: True)
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """An entry as it stands on one page. `current` is "page", "true" or empty (the value of aria-current)."""

    label: str | Promise
    url: str
    current: str = ""


_entries: dict[tuple[str, str], Entry] = {}


def register(entry: Entry) -> Entry:
    """Add an entry. Registering the same address in the same section again replaces it."""
    if entry.section not in SECTIONS:
        raise ValueError(f"no menu section is called {entry.section}")
    _entries[entry.section, entry.url_name] = entry
    return entry


def menu(request: HttpRequest, actor: Any) -> dict[str, list[Link]]:
    """Return the links of every section for this reader, the one that covers the address marked as current.

    Entries whose address does not exist are left out, so that an app can be taken away without breaking the page.
    """
    shown = [
        (entry, url)
        for entry in sorted(_entries.values(), key=lambda entry: (entry.order, str(entry.url_name)))
        if (url := address_if_any(entry.url_name)) and entry.visible(actor)
    ]
    links: dict[str, list[Link]] = {section: [] for section in SECTIONS}
    for section in SECTIONS:
        here = [(entry, url) for entry, url in shown if entry.section == section]
        current = _current(here, request.path)
        for entry, url in here:
            covers = ("page" if url == request.path else "true") if url == current else ""
            links[section].append(Link(entry.label, url, covers))
    return links


def as_list(links: Iterable[Link]) -> SafeString:
    """Write links as a list. A menu has thirty and stands on each page twice: a template would take far longer."""
    lines = (
        element('<li><a href="%s" aria-current="%s">', link.label, "</a></li>", link.url, link.current)
        if link.current
        else element('<li><a href="%s">', link.label, "</a></li>", link.url)
        for link in links
    )
    return SafeString(f"<ul>{''.join(lines)}</ul>")


def _current(entries: list[tuple[Entry, str]], path: str) -> str:
    """Return the address of the entry that covers the path most closely."""

    def reach(entry: Entry, url: str) -> Iterator[int]:
        if url == path:
            yield len(path) + 1
        for prefix in (url, *entry.covers):
            if prefix != "/" and path.startswith(prefix):
                yield len(prefix)

    best, winner = 0, ""
    for entry, url in entries:
        length = max(reach(entry, url), default=0)
        if length > best:
            best, winner = length, url
    return winner
