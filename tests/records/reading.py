"""Reads a PDF as its readers do: the text, the bookmarks and the structure that a screen reader follows."""

import io
import re
from collections.abc import Iterator

import pikepdf


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def text_of(content: bytes) -> str:
    """Return what is printed, page by page, with every run of blanks made one."""
    with opened(content) as pdf:
        pages = [" ".join(_texts(page, page.Resources)) for page in pdf.pages]
    return re.sub(r"\s+", " ", " ".join(pages))


def _texts(page, resources) -> Iterator[str]:
    fonts = {name: _unicode_of(font) for name, font in resources.get("/Font", {}).items()}
    font: dict[int, str] = {}
    line: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ":
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        line += [font.get(int.from_bytes(raw[i : i + 2]), "") for i in range(0, len(raw), 2)]
            case "ET":
                yield "".join(line)
                line = []


def _unicode_of(font) -> dict[int, str]:
    mapping: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return mapping
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, target in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            mapping[int(code, 16)] = bytes.fromhex(target).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, target in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                mapping[int(first, 16) + offset] = chr(int(target, 16) + offset)
    return mapping


def bookmarks(content: bytes) -> list[str]:
    """Return the titles of the outermost bookmarks."""
    with opened(content) as pdf, pdf.open_outline() as outline:
        return [item.title for item in outline.root]


def structure(content: bytes) -> list[str]:
    """Return the roles of the structure tree in reading order, as the standard calls them."""
    with opened(content) as pdf:
        root = pdf.Root.StructTreeRoot
        roles = {str(name): str(target) for name, target in root.get("/RoleMap", {}).items()}
        return [roles.get(role, role).lstrip("/") for role in _roles(root.K)]


def _roles(node) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for inner in node:
            yield from _roles(inner)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S)
        if "/K" in node:
            yield from _roles(node.K)
