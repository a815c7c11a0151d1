"""What is new and what is gone between two rich-text trees, as one tree with the marks `ins` and `del`."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from samstyring.ui.differences import words

from .data import RichText
from .tree import LISTS, Node, clean

ALIKE = 0.4
"""From which share of words in common one piece is taken for a later wording of another."""
MARK_OF = {"removed": "del", "added": "ins"}
Merge = Callable[[Node, Node], Node]
Marker = Callable[[Node, str], Node]


def mark_changes(before: RichText | None, after: RichText | None) -> Node | None:
    """Return the later tree with what is new marked `ins`, and what is gone put back where it was, marked `del`.

    Paragraphs, headings, list items and rows that became others are compared word by word. None when both are empty.
    """
    old, new = (list((clean(tree) or {}).get("content", ())) for tree in (before, after))
    blocks = list(_merged(old, new, _merge_blocks, _mark_block))
    return {"type": "doc", "content": blocks} if blocks else None


def is_changed(before: RichText | None, after: RichText | None) -> bool:
    """Say whether two trees differ in anything that a reader sees."""
    return clean(before) != clean(after)


def _merged(old: Sequence[Any], new: Sequence[Any], merge: Any, mark: Any) -> Iterator[Any]:
    """Walk two runs of blocks, items or rows: the same, reworded, gone, new."""
    opcodes = SequenceMatcher(None, [repr(one) for one in old], [repr(one) for one in new], autojunk=False)
    for tag, i1, i2, j1, j2 in opcodes.get_opcodes():
        if tag == "equal":
            yield from new[j1:j2]
            continue
        start = i1
        for piece in new[j1:j2]:
            place = _became(old[start:i2], piece)
            if place is None:
                yield mark(piece, "ins")
                continue
            yield from (mark(gone, "del") for gone in old[start : start + place])
            yield merge(old[start + place], piece)
            start += place + 1
        yield from (mark(gone, "del") for gone in old[start:i2])


def _became(candidates: Sequence[Any], piece: Any) -> int | None:
    """Return the place of the earlier piece that this one most likely was, if any is alike enough."""
    likeness = [
        (SequenceMatcher(None, _words_of(other), _words_of(piece)).ratio(), -place)
        for place, other in enumerate(candidates)
        if _kind(other) == _kind(piece)
    ]
    ratio, place = max(likeness, default=(0.0, 0))
    return -place if ratio > ALIKE else None


def _kind(piece: Any) -> Any:
    if isinstance(piece, list):
        return len(piece)  # a row: only rows of the same width are compared
    return piece.get("type"), len(piece["rows"][0]) if piece.get("type") == "table" else 0


def _words_of(piece: Any) -> list[str]:
    if isinstance(piece, list):
        return [word for inner in piece for word in _words_of(inner)]
    if "text" in piece:
        return str(piece["text"]).split()
    return [word for key in ("content", "items", "lists", "rows") for word in _words_of(piece.get(key, []))]


def _merge_blocks(old: Node, new: Node) -> Node:
    if new["type"] in LISTS:
        return {**new, "items": list(_merged(old["items"], new["items"], _merge_items, _mark_item))}
    if new["type"] == "table":
        return {**new, "rows": list(_merged(old["rows"], new["rows"], _merge_rows, _mark_row))}
    if "content" in new:
        return {**new, "content": _inline_changes(old["content"], new["content"])}
    return new


def _merge_items(old: Node, new: Node) -> Node:
    return {
        "content": _inline_changes(old["content"], new["content"]),
        "lists": list(_merged(old["lists"], new["lists"], _merge_blocks, _mark_block)),
    }


def _merge_rows(old: list[list[Node]], new: list[list[Node]]) -> list[list[Node]]:
    return [_inline_changes(was, is_now) for was, is_now in zip(old, new, strict=True)]


def _mark_block(block: Node, mark: str) -> Node:
    if block["type"] in LISTS:
        return {**block, "items": [_mark_item(item, mark) for item in block["items"]]}
    if block["type"] == "table":
        return {**block, "rows": [_mark_row(row, mark) for row in block["rows"]]}
    if "content" not in block:
        return block
    # A heading that is gone has no place in the order of headings.
    kind = "paragraph" if mark == "del" else block["type"]
    return {**block, "type": kind, "content": _mark_inline(block["content"], mark)}


def _mark_item(item: Node, mark: str) -> Node:
    lists = [_mark_block(nested, mark) for nested in item["lists"]]
    return {"content": _mark_inline(item["content"], mark), "lists": lists}


def _mark_row(row: list[list[Node]], mark: str) -> list[list[Node]]:
    return [_mark_inline(cell, mark) for cell in row]


def _mark_inline(nodes: Sequence[Node], mark: str) -> list[Node]:
    return [{**node, mark: True} if "text" in node else node for node in nodes]


def _inline_changes(old: Sequence[Node], new: Sequence[Node]) -> list[Node]:
    """Compare two runs of text word by word; each piece keeps the marks and links that it had where it stood."""
    was, is_now = list(_letters(old)), list(_letters(new))
    result: list[Node] = []
    i = j = 0
    for kind, text in words("".join(letter for letter, _ in was), "".join(letter for letter, _ in is_now)):
        run = was[i : i + len(text)] if kind == "removed" else is_now[j : j + len(text)]
        i += len(text) if kind != "added" else 0
        j += len(text) if kind != "removed" else 0
        result += _runs(run, MARK_OF.get(kind))
    return result


def _letters(nodes: Sequence[Node]) -> Iterator[tuple[str, Node]]:
    for node in nodes:
        for letter in node.get("text", "\n"):
            yield letter, node


def _runs(letters: Sequence[tuple[str, Node]], mark: str | None) -> Iterator[Node]:
    """Put letters of the same node together again. A line break that is gone leaves no trace."""
    start = 0
    while start < len(letters):
        node = letters[start][1]
        end = start
        while end < len(letters) and letters[end][1] is node:
            end += 1
        if "text" in node:
            part = {**node, "text": "".join(letter for letter, _ in letters[start:end])}
            yield {**part, mark: True} if mark else part
        elif mark != "del":
            yield node
        start = end
