"""The tree that rich text is stored as, and its one normal form.

A document is `{"type": "doc", "content": [block, …]}`. Blocks:

    {"type": "heading", "level": 2 | 3 | 4, "content": [inline, …]}
    {"type": "paragraph", "content": [inline, …]}
    {"type": "bullet_list" | "ordered_list", "items": [item, …]}
        item: {"content": [inline, …], "lists": [list, …]}        at most four levels deep
    {"type": "table", "head": true | false, "rows": [[cell, …], …]}
        cell: [inline, …]; every row has as many cells as the widest; `head`: the first row holds headings

Inline: `{"text": "…", "strong": true, "em": true, "link": "https://…"}` (marks only where they are set), or
`{"break": true}`. In normal form nothing is empty, blanks are single and never at an edge, neighbours with the same
marks are one, and lists of one kind that follow each other are one. Every reader (HTML, markup, Word) ends here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

Tree = dict[str, Any]
Inline = dict[str, Any]

LISTS = ("bullet_list", "ordered_list")
DEPTH = 4
_LINK = re.compile(r"(?i)(?:https?://|mailto:|tel:)[^\s]+")
_UNSAFE_IN_LINK = re.compile(r"[()\[\]|\\<>\"'`{}^]|[^\x21-\x7e]")
_DROPPED = re.compile("[\ud800-\udfff\ufffe\uffff\u200b\ufeff]")
_STREWN = re.compile(r"(?<!\d)\u00a0(?!\d)")
_BLANK = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")


class NotRichText(ValueError):
    """What was given is no rich text document."""


class Marks(NamedTuple):
    """How a run of text is marked."""

    strong: bool = False
    em: bool = False
    link: str = ""

    def shared(self, other: "Marks") -> "Marks":
        """Return the marks that both have; none where they are not of the same link."""
        if self.link != other.link:
            return Marks()
        return Marks(self.strong and other.strong, self.em and other.em, self.link)


PLAIN = Marks()


class Run(NamedTuple):
    """A run of text with one set of marks; `text` None is a line break."""

    text: str | None
    marks: Marks = PLAIN


BREAK = Run(None)


def empty() -> Tree:
    """Return a document with nothing in it."""
    return {"type": "doc", "content": []}


def is_empty(tree: Tree | None) -> bool:
    """Tell whether a document says nothing."""
    return not tree or not tree.get("content")


def normalise(tree: Any) -> Tree:
    """Return the normal form of a document. Raises NotRichText for what is no document."""
    if not isinstance(tree, dict) or tree.get("type") != "doc" or not isinstance(tree.get("content"), list):
        raise NotRichText("not a rich text document")
    blocks: list[Tree] = []
    for block in tree["content"]:
        for tidy in _block(block):
            _append(blocks, tidy)
    return {"type": "doc", "content": blocks}


def _append(blocks: list[Tree], block: Tree) -> None:
    """Add a block; a list joins the list of the same kind before it."""
    if block["type"] in LISTS and blocks and blocks[-1]["type"] == block["type"]:
        blocks[-1]["items"] += block["items"]
    else:
        blocks.append(block)


def _block(block: Any) -> Iterator[Tree]:
    if not isinstance(block, dict):
        raise NotRichText("a block is not an object")
    kind = block.get("type")
    if kind == "paragraph":
        for lines in _paragraphs(tidy_lines(read_runs(block.get("content")))):
            yield {"type": "paragraph", "content": write_lines(lines)}
    elif kind == "heading":
        content = one_line(read_runs(block.get("content")), strong=False)
        if content:
            yield {"type": "heading", "level": min(4, max(2, int(block.get("level") or 2))), "content": content}
    elif kind in LISTS:
        items = _items(block.get("items"), 1)
        if items:
            yield {"type": kind, "items": items}
    elif kind == "table":
        yield from _table(block)
    else:
        raise NotRichText(f"no block is called {kind}")


def _paragraphs(lines: Sequence[list[Run]]) -> Iterator[list[list[Run]]]:
    """Part lines at empty ones: two breaks in a row begin a new paragraph."""
    part: list[list[Run]] = []
    for line in [*lines, []]:
        if line:
            part.append(line)
        elif part:
            yield part
            part = []


def _items(items: Any, depth: int) -> list[Tree]:
    out: list[Tree] = []
    for item in items or []:
        lines = [line for line in tidy_lines(read_runs(item.get("content"))) if line]
        lists: list[Tree] = []
        for nested in item.get("lists") or []:
            if nested.get("type") not in LISTS:
                raise NotRichText("only lists stand within an item")
            inner = _items(nested.get("items"), depth + 1)
            if inner:
                _append(lists, {"type": nested["type"], "items": inner})
        if lines and depth < DEPTH:
            out.append({"content": write_lines(lines), "lists": lists})
            continue
        if lines:
            out.append({"content": write_lines(lines), "lists": []})
        out += [inner for nested in lists for inner in nested["items"]]
    return out


def _table(block: Tree) -> Iterator[Tree]:
    head = bool(block.get("head"))
    rows = [
        [write_lines([line for line in tidy_lines(read_runs(cell), strong=not (head and index == 0)) if line])
         for cell in row]
        for index, row in enumerate(block.get("rows") or [])
    ]  # fmt: skip
    width = max((len(row) for row in rows), default=0)
    if any(cell for row in rows for cell in row):
        yield {"type": "table", "head": head, "rows": [row + [[] for _ in range(width - len(row))] for row in rows]}


# -- runs of text ------------------------------------------------------------------------------------------------------


def read_runs(content: Any) -> list[Run]:
    """Read inlines as runs. Raises NotRichText for what is none."""
    runs = []
    for inline in content or []:
        if not isinstance(inline, dict):
            raise NotRichText("an inline is not an object")
        if inline.get("break"):
            runs.append(BREAK)
            continue
        marks = Marks(bool(inline.get("strong")), bool(inline.get("em")), safe_link(inline.get("link")))
        runs.append(Run(str(inline.get("text") or ""), marks))
    return runs


def write_lines(lines: Iterable[Sequence[Run]]) -> list[Inline]:
    """Write tidy lines as inlines, with a break between them."""
    out: list[Inline] = []
    for line in lines:
        if out:
            out.append({"break": True})
        for text, marks in line:
            inline: Inline = {"text": text}
            if marks.strong:
                inline["strong"] = True
            if marks.em:
                inline["em"] = True
            if marks.link:
                inline["link"] = marks.link
            out.append(inline)
    return out


def one_line(runs: Iterable[Run], *, strong: bool = True) -> list[Inline]:
    """Write runs as inlines on one line; breaks become blanks."""
    return write_lines(tidy_lines([Run(" ") if run == BREAK else run for run in runs], strong=strong))


def tidy_lines(runs: Iterable[Run], *, strong: bool = True) -> list[list[Run]]:
    """Part runs at their breaks and tidy each line. Empty lines stay, as empty lists."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text is None:
            lines.append([])
        else:
            lines[-1].append(run if strong else Run(run.text, run.marks._replace(strong=False)))
    return [_tidy(line) for line in lines]


def _tidy(line: Sequence[Run]) -> list[Run]:
    """Make blanks single, take them from the edges, and mark each as the words on both its sides are marked."""
    words: list[Run] = []
    for text, marks in _plain_blanks(line):
        for piece in re.findall(r" |[^\S ]+|\S+", text or ""):
            if (words and not piece == " " == words[-1].text) or not piece.isspace():
                words.append(Run(piece, marks))
    while words and (words[-1].text or "").isspace():
        words.pop()
    marked: list[Run] = []
    following = PLAIN
    for text, marks in reversed(words):
        if text and text.isspace():
            marked.append(Run(text, following))
        else:
            following = marks
            marked.append(Run(text, marks))
    marked.reverse()
    return _joined(marked)


def _plain_blanks(line: Sequence[Run]) -> Iterator[Run]:
    """Make blanks plain. A non-breaking one stays beside a figure (1 250 000 kr); elsewhere editors strew them about."""
    texts = [_BLANK.sub(" ", _DROPPED.sub("", text or "")) for text, _marks in line]
    whole = _STREWN.sub(" ", "".join(texts))
    start = 0
    for text, (_text, marks) in zip(texts, line, strict=True):
        yield Run(whole[start : start + len(text)], marks)
        start += len(text)


def _joined(words: Sequence[Run]) -> list[Run]:
    out: list[Run] = []
    before = PLAIN
    for text, marks in words:
        if text and text.isspace():
            marks = marks.shared(before)
        else:
            before = marks
        if out and out[-1].marks == marks:
            out[-1] = Run(f"{out[-1].text}{text}", marks)
        else:
            out.append(Run(text, marks))
    return [Run(unicodedata.normalize("NFC", text or ""), marks) for text, marks in out]


def safe_link(link: Any) -> str:
    """Return a web, mail or telephone address in a form that is safe everywhere, or nothing."""
    text = str(link or "").strip()
    if not _LINK.fullmatch(text):
        return ""
    return _UNSAFE_IN_LINK.sub(
        lambda found: "".join(f"%{octet:02X}" for octet in found[0].encode("utf-8", "ignore")), text
    )
