"""The map of municipalities, drawn by one function: a country has hundreds of tiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from .escaping import escaped


@dataclass(frozen=True)
class Tile:
    """A municipality on the map; `step` is how full it is drawn, 0 to 4, and `me` marks the reader's own."""

    row: int
    column: int
    name: str
    word: Any
    step: int
    url: str = ""
    me: bool = False


def drawn(tiles: Sequence[Tile], label: Any) -> SafeString:
    """Return the map as a list of tiles."""
    every = "".join(_tile(tile) for tile in tiles)
    return SafeString(f'<ul class="tiles" aria-label="{escaped(label)}">{every}</ul>')


def _tile(tile: Tile) -> str:
    css = f"tile tile-{escaped(tile.step)}{' tile-me' if tile.me else ''}"
    words = f"<b>{escaped(tile.name)}</b><span>{escaped(tile.word)}</span>"
    drawing = (
        f'<a class="{css}" href="{escaped(tile.url)}">{words}</a>' if tile.url else f'<div class="{css}">{words}</div>'
    )
    return f'<li class="r-{escaped(tile.row)} c-{escaped(tile.column)}">{drawing}</li>'
