"""Rich text from and to HTML. What comes in is cleaned first: only structure is kept, never looks or scripts."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import lxml.html
import nh3
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from .tree import BREAK, LISTS, PLAIN, Inline, Marks, Run, Tree, normalise, safe_link, write_lines

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "main",
        "nav",
        "p",
        "pre",
        "section",
        "summary",
        "td",
        "th",
        "tr",
    ]
)
_TAGS = _BLOCKS | frozenset(
    "a b br em h1 h2 h3 h4 h5 h6 i li ol span strong table tbody tfoot thead ul".split()  # noqa: SIM905 - reads better
)
_CELLS = {cell: {"colspan", "rowspan"} for cell in ("td", "th")}
_LARGEST_TABLE = 50_000
_LEVEL = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MSO_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d+)", re.I)
_MSO_MARKER = re.compile(r"mso-list:\s*ignore", re.I)
_NUMBERED = re.compile(r"\s*\(?(?:\d+|[a-zA-Z]|[ivxIVX]+)[.)]")


def from_html(html: str, *, bold_heads: bool = False) -> Tree:
    """Read HTML from the editor, from a paste (Word, web pages) or from a file. Never raises for odd markup.

    `bold_heads` takes a table's first row for headings where all of it is bold, as most who write in Word make them.
    """
    html = _UNREADABLE.sub("", html)
    html = re.sub(r"<!\[(?:if|endif)[^>]*\]>|<!--\[if[^\]]*\]>|<!\[endif\]-->|<!--\[endif\]-->", "", html)
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags={"script", "style", "title", "head"},
        attributes={
            "a": {"href"},
            "p": {"style", "class"},
            "span": {"style"},
            "b": {"style"},
            "li": {"style"},
            **_CELLS,
        },
        url_schemes={"http", "https", "mailto", "tel"},
        strip_comments=True,
        link_rel=None,
    )
    root = lxml.html.fragment_fromstring(_UNREADABLE.sub("", clean), create_parent="div")
    return normalise({"type": "doc", "content": _Reader(bold_heads=bold_heads).read(root)})


class _Reader:
    """Walks the parsed HTML and gathers blocks; text outside any block becomes paragraphs."""

    def __init__(self, *, bold_heads: bool) -> None:
        self.bold_heads = bold_heads
        self.blocks: list[Tree] = []
        self.runs: list[Run] = []
        self.mso: list[tuple[int, str]] = []

    def read(self, root: Any) -> list[Tree]:
        """Return the blocks of an element."""
        self.walk(root, PLAIN)
        self.flush()
        return self.blocks

    def flush(self) -> None:
        """End the running paragraph."""
        if any(run.text is None or run.text.strip() for run in self.runs):
            self.add({"type": "paragraph", "content": write_lines(_lines(self.runs))})
        self.runs = []

    def add(self, block: Tree) -> None:
        """Add a block."""
        self.blocks.append(block)
        self.mso = []

    def text(self, text: str | None, marks: Marks) -> None:
        """Add text to the running paragraph."""
        if text:
            self.runs.append(Run(text, marks))

    def walk(self, element: Any, marks: Marks) -> None:
        """Read an element's own text and its children."""
        self.text(element.text, marks)
        for child in element:
            if isinstance(child.tag, str):
                self.child(child, marks)
            self.text(child.tail, marks)

    def child(self, element: Any, marks: Marks) -> None:
        """Read one child element."""
        tag = element.tag
        if tag == "br":
            self.runs.append(BREAK)
        elif tag in _LEVEL:
            self.flush()
            self.add({"type": "heading", "level": _LEVEL[tag], "content": write_lines([_inside(element, PLAIN)])})
        elif tag in ("ul", "ol"):
            self.flush()
            self.add(_list(element))
        elif tag == "table":
            self.flush()
            self.add(_table(element, bold_heads=self.bold_heads))
        elif tag == "p" and (level := _mso_level(element)):
            self.flush()
            self.word_item(element, level)
        elif tag in _BLOCKS or tag == "li":
            self.flush()
            self.walk(element, marks)
            self.flush()
        else:
            self.walk(element, _marks(element, marks))

    def word_item(self, element: Any, level: int) -> None:
        """Read a list item that Word wrote as a paragraph."""
        marker = ""
        for span in element.xpath(".//span[contains(translate(@style, 'IGNORE', 'ignore'), 'mso-list:ignore')]"):
            marker += span.text_content()
            span.drop_tree()
        kind = "ordered_list" if _NUMBERED.match(marker) else "bullet_list"
        item = {"content": write_lines(_lines(_inside(element, PLAIN))), "lists": []}
        if not self.mso or not self.blocks:
            self.blocks.append({"type": kind, "items": []})
            self.mso = [(level, kind)]
        elif level == self.mso[0][0] and self.blocks[-1]["type"] != kind:
            self.blocks.append({"type": kind, "items": []})
        items = self.blocks[-1]["items"]
        for _step in range(level - self.mso[0][0]):
            if not items:
                break
            lists = items[-1]["lists"]
            if not lists:
                lists.append({"type": kind, "items": []})
            items = lists[-1]["items"]
        items.append(item)


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        if run.text is None:
            yield line
            line = []
        else:
            line.append(run)
    yield line


def _mso_level(element: Any) -> int:
    found = _MSO_LEVEL.search(element.get("style") or "")
    return int(found[1]) if found else 0


def _marks(element: Any, marks: Marks) -> Marks:
    """Add the marks that an inline element gives, by its name or (Google Docs) by its style."""
    style = (element.get("style") or "").replace(" ", "").lower()
    tag = element.tag
    # Word's own mso-bidi-font-weight tells of right-to-left text alone.
    plain = re.search("(^|;)font-weight:(normal|400)", style)
    if (tag in ("b", "strong") and not plain) or re.search("(^|;)font-weight:(bold|[6-9]00)", style):
        marks = marks._replace(strong=True)
    if tag in ("i", "em") or re.search("(^|;)font-style:italic", style):
        marks = marks._replace(em=True)
    if tag == "a" and (link := safe_link(element.get("href"))):
        marks = marks._replace(link=link)
    return marks


def _inside(element: Any, marks: Marks) -> list[Run]:
    """Return all text of an element as runs, blocks within it parted by breaks, lists and tables left out."""
    runs = [Run(element.text or "", marks)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("ul", "ol"):
            if child.tag == "br":
                runs.append(BREAK)
            elif child.tag in _BLOCKS or child.tag in _LEVEL or child.tag == "li":
                runs += [BREAK, *_inside(child, marks), BREAK]
            else:
                runs += _inside(child, _marks(child, marks))
        runs.append(Run(child.tail or "", marks))
    return runs


def _list(element: Any) -> Tree:
    items: list[Tree] = []
    for child in element:
        if child.tag == "li":
            nested = [_list(inner) for inner in child.iter("ul", "ol") if _owner(inner) is child]
            items.append({"content": write_lines(_lines(_inside(child, PLAIN))), "lists": nested})
        elif child.tag in ("ul", "ol"):  # Word and older editors put a nested list beside its item
            if items:
                items[-1]["lists"].append(_list(child))
            else:
                items += _list(child)["items"]
        elif isinstance(child.tag, str):
            items.append({"content": write_lines(_lines(_inside(child, PLAIN))), "lists": []})
    return {"type": LISTS[element.tag == "ol"], "items": items}


def _owner(element: Any) -> Any:
    """Return the item that a nested list belongs to."""
    parent = element.getparent()
    while parent is not None and parent.tag not in ("li", "ul", "ol"):
        parent = parent.getparent()
    return parent


def _table(element: Any, *, bold_heads: bool = False) -> Tree:
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    head = bool(cells) and bool(cells[0]) and (
        all(cell.tag == "th" for cell in cells[0]) or rows[0].getparent().tag == "thead"
    )  # fmt: skip
    read = [[write_lines(_lines(_cell(cell))) for cell in row] for row in _unmerged(cells)]
    return {"type": "table", "head": head or (bold_heads and _reads_as_head(read)), "rows": read}


def _unmerged(rows: list[list[Any]]) -> list[list[Any]]:
    """Split merged cells: the text stands in the first part, so that every column keeps its own figures."""
    spans = [[_spans(cell, len(rows) - y) for cell in row] for y, row in enumerate(rows)]
    if sum(wide * high for row in spans for wide, high in row) > _LARGEST_TABLE:
        return rows  # no one wrote this; a few signs of HTML could ask for millions of cells
    out: list[list[Any]] = [[] for _row in rows]
    filled: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        for cell, (wide, high) in zip(row, spans[y], strict=True):
            x = _next_free(out[y], filled, y)
            out[y].append(cell)
            filled |= {(below, beside) for below in range(y, y + high) for beside in range(x, x + wide)}
        _next_free(out[y], filled, y)
    return out


def _next_free(row: list[Any], filled: set[tuple[int, int]], y: int) -> int:
    """Put empty cells where merged ones reach, and return the place after them."""
    while (y, len(row)) in filled:
        row.append(None)
    return len(row)


def _spans(cell: Any, most: int) -> tuple[int, int]:
    """Return how many columns and rows a cell takes."""
    wide, high = (
        int(written) if (written := cell.get(name) or "").isdecimal() and len(written) < 5 else 1
        for name in ("colspan", "rowspan")
    )
    return max(1, wide), max(1, min(high, most))


def _reads_as_head(rows: list[list[list[Inline]]]) -> bool:
    """Tell whether the first row is bold throughout and the next is not: a row of headings in all but name."""
    bold = [[part.get("strong") for cell in row for part in cell if part.get("text", "").strip()] for row in rows[:2]]
    return len(bold) == 2 and bool(bold[0]) and all(bold[0]) and not all(bold[1] or [False])


def _cell(cell: Any | None) -> list[Run]:
    """Return a cell's text; lists within it become lines."""
    if cell is None:
        return []
    for inner in cell.xpath(".//ul | .//ol"):
        inner.tag = "div"
    return _inside(cell, PLAIN)


# -- out ---------------------------------------------------------------------------------------------------------------


def to_html(tree: Tree | None, top: int = 2) -> SafeString:
    """Write a document as safe HTML; its highest headings become `<h{top}>`."""
    blocks = (tree or {}).get("content", [])
    return mark_safe("\n".join(_block_html(block, top) for block in blocks))  # noqa: S308 - every text is escaped


def _block_html(block: Tree, top: int) -> str:
    kind = block["type"]
    if kind == "heading":
        level = min(6, block["level"] - 2 + top)
        return f"<h{level}>{inline_html(block['content'])}</h{level}>"
    if kind == "paragraph":
        return f"<p>{inline_html(block['content'])}</p>"
    if kind == "table":
        return _table_html(block)
    tag = "ol" if kind == "ordered_list" else "ul"
    items = "".join(
        f"<li>{inline_html(item['content'])}{''.join(_block_html(nested, top) for nested in item['lists'])}</li>"
        for item in block["items"]
    )
    return f"<{tag}>{items}</{tag}>"


def _table_html(block: Tree) -> str:
    rows = list(block["rows"])
    head = ""
    if block["head"]:
        cells = "".join(f'<th scope="col">{inline_html(cell)}</th>' for cell in rows.pop(0))
        head = f"<thead><tr>{cells}</tr></thead>"
    body = "".join(f"<tr>{''.join(f'<td>{inline_html(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{head}<tbody>{body}</tbody></table>"


def inline_html(content: Iterable[Inline]) -> str:
    """Write inlines as safe HTML."""
    out = []
    for inline in content:
        if inline.get("break"):
            out.append("<br>")
            continue
        text = str(conditional_escape(inline["text"]))
        if inline.get("em"):
            text = f"<em>{text}</em>"
        if inline.get("strong"):
            text = f"<strong>{text}</strong>"
        if inline.get("link"):
            text = f'<a href="{conditional_escape(inline["link"])}">{text}</a>'
        out.append(text)
    return "".join(out)
