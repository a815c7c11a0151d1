"""The difference of two documents, block by block and then word by word, as HTML."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from .. import differences
from .text import plain
from .tree import Tree


class Unit(NamedTuple):
    """A block as one line of text: a heading, a paragraph, an item or a row."""

    kind: str
    text: str


def units(tree: Tree | None) -> list[Unit]:
    """Return a document as a list of lines of text with their kinds."""
    return [unit for block in (tree or {}).get("content", []) for unit in _units(block)]


def _units(block: Tree) -> Iterator[Unit]:
    if block["type"] == "heading":
        yield Unit("heading", plain(block["content"]))
    elif block["type"] == "paragraph":
        yield Unit("paragraph", plain(block["content"]))
    elif block["type"] == "table":
        for row in block["rows"]:
            yield Unit("row", " | ".join(plain(cell).replace("\n", " ") for cell in row))
    else:
        for item in block["items"]:
            yield Unit("item", plain(item["content"]))
            for nested in item["lists"]:
                yield from _units(nested)


def diff_html(old: Tree | None, new: Tree | None) -> SafeString:
    """Return the difference of two documents; paragraphs that are alike are compared word by word."""
    out: list[tuple[str, SafeString]] = []
    before, after = units(old), units(new)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs: list[tuple[Unit | None, Unit | None]] = [(unit, unit) for unit in after[j1:j2]]
        else:
            pairs = _paired(before[i1:i2], after[j1:j2])
        for left, right in pairs:
            unit = right or left
            pieces = differences.words(left.text if left else "", right.text if right else "")
            out.append((unit.kind if unit else "", differences.as_html(pieces)))
    return format_html_join("\n", '<p class="diff-{}">{}</p>', out)


def _paired(before: list[Unit], after: list[Unit]) -> list[tuple[Unit | None, Unit | None]]:
    """Pair each old block with the new one that it most likely became, in order; the others stand alone."""
    pairs: list[tuple[Unit | None, Unit | None]] = []
    start = 0
    for unit in after:
        likely = (
            (SequenceMatcher(None, unit.text.split(), other.text.split()).ratio(), -place)
            for place, other in enumerate(before[start:], start)
            if other.kind == unit.kind
        )
        ratio, place = max(likely, default=(0.0, 0))
        if ratio > 0.4:
            pairs += [(lost, None) for lost in before[start:-place]]
            pairs.append((before[-place], unit))
            start = -place + 1
        else:
            pairs.append((None, unit))
    return pairs + [(lost, None) for lost in before[start:]]
