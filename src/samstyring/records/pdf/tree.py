"""Rich text on its way to a template: the tree of `ui.richtext`, never source text.

Two things may be in it beyond what a writer can make: the inline marks `"ins": true` and `"del": true`
(`changes.mark_changes`), and what was left out of a public copy, inline `{"exempt": "offl. § 13"}` or as a block
`{"type": "exempt", "basis": "offl. § 13"}`.

What PDF/UA asks is seen to here: no skipped heading levels, no empty headings.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from samstyring.ui.richtext import NotRichText, from_text
from samstyring.ui.richtext.tree import safe_link

from .data import RichText

__all__ = ["NotRichText", "clean", "from_text", "inline"]

Node = dict[str, Any]
MARKS = ("strong", "em", "ins", "del")
LISTS = ("bullet_list", "ordered_list")
DEPTH = 8
"""Lists inside each other; the editor makes four."""
_FIGURE = re.compile(r"[-+\u2212]?\d[\d\s.,\u00a0\u202f]*(?:\s?(?:kr|%))?")


def clean(tree: RichText | None) -> Node | None:
    """Return a tree as templates walk it, heading levels counted from 1; None if nothing is left of it.

    Raises NotRichText for a block of an unknown kind, or lists nested beyond all reason.
    """
    if not tree:
        return None
    blocks = [block for node in tree.get("content") or () if (block := _block(node))]
    _level_headings(blocks)
    return {"type": "doc", "content": blocks} if blocks else None


def _block(node: Mapping[str, Any]) -> Node | None:
    kind = node.get("type")
    if kind in ("paragraph", "heading"):
        content = inline(node.get("content"))
        if not content:
            return None
        level = {"level": max(1, int(node.get("level") or 1))} if kind == "heading" else {}
        return {"type": kind, "content": content, **level}
    if kind in LISTS:
        items = _items(node, 1)
        return {"type": kind, "items": items} if items else None
    if kind == "table":
        return _table(node)
    if kind == "exempt":
        return {"type": "exempt", "basis": str(node.get("basis") or "")}
    raise NotRichText(f"no block is called {kind}")


def _items(node: Mapping[str, Any], depth: int) -> list[Node]:
    if depth > DEPTH:
        raise NotRichText("lists are nested too deep")
    items = []
    for item in node.get("items") or ():
        content = inline(item.get("content"))
        lists = [
            {"type": nested.get("type") if nested.get("type") in LISTS else LISTS[0], "items": inner}
            for nested in item.get("lists") or ()
            if (inner := _items(nested, depth + 1))
        ]
        if content or lists:
            items.append({"content": content, "lists": lists})
    return items


def _table(node: Mapping[str, Any]) -> Node | None:
    rows = [[inline(cell) for cell in row] for row in node.get("rows") or ()]
    width = max((len(row) for row in rows), default=0)
    if not any(cell for row in rows for cell in row):
        return None
    rows = [row + [[] for _ in range(width - len(row))] for row in rows]
    head = bool(node.get("head"))
    figures = [_holds_figures(row[column] for row in rows[head:]) for column in range(width)]
    return {"type": "table", "head": head, "rows": rows, "figures": figures}


def _holds_figures(cells: Iterable[list[Node]]) -> bool:
    """Say whether a column holds nothing but figures, which are set to the right."""
    texts = ["".join(part.get("text", "") for part in cell).strip() for cell in cells]
    filled = [text for text in texts if text]
    return bool(filled) and all(_FIGURE.fullmatch(text) for text in filled)


def inline(nodes: Iterable[Mapping[str, Any]] | None) -> list[Node]:
    """Return a run of inlines with only known marks and safe links; empty if a reader would see nothing."""
    result: list[Node] = []
    for node in nodes or ():
        if node.get("break"):
            result.append({"break": True})
        elif "exempt" in node:
            result.append({"exempt": str(node["exempt"] or "")})
        elif node.get("text"):
            part: Node = {"text": str(node["text"]), **{mark: True for mark in MARKS if node.get(mark)}}
            link = safe_link(node.get("link"))
            result.append({**part, "link": link} if link else part)
    while result and "break" in result[-1]:
        result.pop()
    seen = any("exempt" in part or part.get("text", "").strip() for part in result)
    return result if seen else []


def _level_headings(blocks: list[Node]) -> None:
    """Give headings levels without gaps, counted from 1, in the order they had."""
    used: list[int] = []  # the writer's levels that are open at this point, outermost first
    for block in blocks:
        if block["type"] == "heading":
            while used and used[-1] >= block["level"]:
                used.pop()
            used.append(block["level"])
            block["level"] = len(used)
