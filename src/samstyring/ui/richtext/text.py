"""Rich text as plain text and as canonical JSON."""

from collections.abc import Iterable, Iterator

from samstyring.kernel.canonical import dumps

from .tree import Inline, Tree, normalise


def plain(content: Iterable[Inline]) -> str:
    """Return inlines as text, breaks as line ends."""
    return "".join("\n" if inline.get("break") else inline["text"] for inline in content)


def to_text(tree: Tree | None) -> str:
    """Write a document as plain text, for search, e-mail and counting."""
    return "\n\n".join("\n".join(_lines(block)) for block in (tree or {}).get("content", []))


def _lines(block: Tree) -> Iterator[str]:
    if block["type"] == "table":
        for row in block["rows"]:
            yield "\t".join(plain(cell).replace("\n", " ") for cell in row)
    elif "items" in block:
        yield from _item_lines(block, "")
    else:
        yield plain(block["content"])


def _item_lines(block: Tree, indent: str) -> Iterator[str]:
    for number, item in enumerate(block["items"], 1):
        marker = f"{number}." if block["type"] == "ordered_list" else "-"
        text = plain(item["content"]).replace("\n", f"\n{indent}  ")
        yield f"{indent}{marker} {text}"
        for nested in item["lists"]:
            yield from _item_lines(nested, indent + "  ")


def from_text(text: str) -> Tree:
    """Read plain text as it stands: an empty line begins a new paragraph, no sign means anything."""
    paragraphs = text.replace("\r\n", "\n").split("\n\n")
    content = []
    for paragraph in paragraphs:
        inlines: list[Inline] = []
        for number, line in enumerate(paragraph.split("\n")):
            if number:
                inlines.append({"break": True})
            inlines.append({"text": line})
        content.append({"type": "paragraph", "content": inlines})
    return normalise({"type": "doc", "content": content})


def canonical(tree: Tree) -> str:
    """Return the one JSON text of a document: what a checksum is taken of."""
    return dumps(normalise(tree))
