"""Rich text from a Word file (.docx): structure is kept, and what is lost is listed."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

import lxml.html
import mammoth
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import formats
from .colours import coloured_places
from .html import from_html
from .tree import Tree

FILE_LIMIT = 20_000_000
"""The largest Word file taken, in bytes."""
UNPACKED_LIMIT = 150_000_000
"""The most that it may hold when it is unpacked, in bytes: a small file can be made to fill a whole disk."""
PARTS_LIMIT = 5_000
TEXT_LIMIT = 30_000_000
"""The largest part with text, in bytes."""


class Readable(Protocol):
    """A file that is open for reading, an uploaded one too."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""
        ...


class WordError(ValueError):
    """The file cannot be read; the message is for the user."""


class Lost(NamedTuple):
    """Something in the file that did not come along as it was, and how many there were."""

    kind: str
    number: int

    def __str__(self) -> str:
        return _WORDS[self.kind](self.number) % {"count": self.number}


_WORDS: dict[str, Callable[[int], str]] = {
    "images": lambda n: ngettext("%(count)s picture", "%(count)s pictures", n),
    "footnotes": lambda n: ngettext("%(count)s footnote", "%(count)s footnotes", n),
    "comments": lambda n: ngettext("%(count)s comment", "%(count)s comments", n),
    "changes": lambda n: ngettext(
        "%(count)s tracked change (read as accepted)", "%(count)s tracked changes (read as accepted)", n
    ),
    "boxes": lambda n: ngettext("%(count)s text box", "%(count)s text boxes", n),
    "equations": lambda n: ngettext("%(count)s equation", "%(count)s equations", n),
    "objects": lambda n: ngettext("%(count)s embedded object", "%(count)s embedded objects", n),
    "merged": lambda n: ngettext(
        "%(count)s merged table cell (split; its text stands in the first part)",
        "%(count)s merged table cells (split; their text stands in the first part)",
        n,
    ),
    "colours": lambda n: ngettext(
        "%(count)s place with coloured or highlighted text", "%(count)s places with coloured or highlighted text", n
    ),
    "headers": lambda n: ngettext("%(count)s page header or footer", "%(count)s page headers or footers", n),
}

_FOUND_BY = {
    "images": r"<w:drawing\b(?!(?:(?!</w:drawing>).)*<wps:txbx\b)|<w:pict\b(?!(?:(?!</w:pict>).)*<v:textbox\b)",
    "footnotes": r"<w:(?:footnote|endnote)Reference\b",
    "comments": r"<w:commentReference\b",
    "changes": r"<w:(?:ins|del|moveFrom|moveTo) ",
    "boxes": r"<wps:txbx\b",
    "equations": r"<m:oMath\b",
    "objects": r"<w:object\b",
}

_MERGED = re.compile(r"<t[dh]\b[^>]*\b(?:col|row)span=")

_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h2:fresh",
        "p[style-name='Tittel'] => h2:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        *(f"p[style-name='{name} {n}'] => h{n + 1}:fresh" for name in ("Overskrift", "Heading") for n in (1, 2, 3)),
        "comment-reference => !",
    ]
)


def from_docx(file: Readable) -> tuple[Tree, list[Lost]]:
    """Read a Word file. Returns the document and what of it was lost. Raises WordError with a message for the user."""
    data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise WordError(_("The file is larger than %(limit)s.") % {"limit": formats.file_size(FILE_LIMIT)})
    source = _checked(data)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda image: {})
        ).value
    except Exception as error:  # mammoth raises whatever its parts raise for a damaged file
        raise WordError(_("The file is damaged, or is not a Word file (.docx).")) from error
    return from_html(_without_notes(html), bold_heads=True), _lost(source, html)


def _checked(data: bytes) -> tuple[str, int]:
    """Return the document's own XML and the number of headers and footers, after a look at the size of everything."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
                raise WordError(_("The file holds too much to be read here. Take out large pictures and try again."))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    if part.file_size > TEXT_LIMIT:
                        raise WordError(_("The text in the file is too long to be read here."))
                    if re.search(rb"<!(?:DOCTYPE|ENTITY)", archive.read(part), re.I):
                        raise WordError(_("The file is damaged, or is not a Word file (.docx)."))
            source = archive.read("word/document.xml").decode("utf-8", "replace")
            headers = sum(
                bool(re.search(rb"<w:t[ >]", archive.read(part)))
                for part in parts
                if re.fullmatch(r"word/(?:header|footer)\d*\.xml", part.filename)
            )
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise WordError(_("The file is damaged, or is not a Word file (.docx).")) from error
    return source, headers


def _lost(source: tuple[str, int], html: str) -> list[Lost]:
    xml, headers = source
    # Word writes what newer versions know twice, the second time for older ones.
    xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", xml, flags=re.S)
    counts = {kind: len(re.findall(pattern, xml, re.S)) for kind, pattern in _FOUND_BY.items()}
    counts["merged"] = len(_MERGED.findall(html))
    counts["colours"] = coloured_places(xml)
    counts["headers"] = headers
    return [Lost(kind, count) for kind, count in counts.items() if count]


def _without_notes(html: str) -> str:
    """Take out footnotes and endnotes, which would otherwise stand as a nameless list at the end."""
    if "note-" not in html:
        return html
    root: Any = lxml.html.fragment_fromstring(html, create_parent="div")
    for reference in root.xpath(".//sup[a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]]"):
        reference.drop_tree()
    for note in root.xpath(".//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"):
        note.drop_tree()
    return str(lxml.html.tostring(root, encoding="unicode"))
