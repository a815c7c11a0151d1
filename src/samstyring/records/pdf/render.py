"""Documents as PDF: data in, bytes out. Typst never sees a word of a user's as source, only as data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst
from django.utils.translation import override

from .data import Data
from .fonts import typefaces
from .glyphs import in_all_texts, spelt_out, with_breaks, without_controls
from .labels import clause_words, labels
from .tree import clean

if TYPE_CHECKING:
    from typst import PDFStandard

Template = Literal["papers", "late_papers", "minutes", "decision", "conformance", "simple", "list"]
Language = Literal["nn", "nb", "en"]
Standard = Literal["ua-1", "a-2a", "a-3a"]

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: "Mapping[Standard, list[PDFStandard]]" = {
    "ua-1": ["ua-1"],
    "a-2a": ["a-2a", "ua-1"],
    "a-3a": ["a-3a", "ua-1"],
}
"""What each standard is asked for together with: what is made for the archive is accessible too."""


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that lies inside the PDF (PDF/A-3 only): the data that a document was made from."""

    name: str
    content: bytes
    media_type: str
    description: str
    """What it is, in a few words of the document's language."""


class DocumentError(RuntimeError):
    """A document could not be made. A fault of ours or of the data's form, never something to show a reader."""


def render(
    template: Template,
    data: Data | Mapping[str, Any],
    *,
    language: Language,
    standard: Standard = "a-2a",
    attachments: Sequence[Attachment] = (),
    at: datetime | None = None,
) -> bytes:
    """Return a document as PDF, tagged, in the given language.

    `data` is the dataclass of `data` that the template names, or the same as a mapping. Standards: "a-2a" and
    "a-3a" (PDF/A and PDF/UA-1: what is sent out is what is archived), "ua-1" (PDF/UA-1 alone). `at` is the instant
    written into the file as the time it was made: with the same data and the same `at` the bytes are the same. Raises
    DocumentError.
    """
    if attachments and standard != "a-3a":
        raise DocumentError(f"files can lie inside a PDF/A-3 only, not in {standard}")
    with override(language):
        content = _content(data)
    content["labels"] = labels(template, language)
    content["language"] = language
    content["embedded"] = [
        {"path": f"/embedded/{number}", "name": file.name, "type": file.media_type, "description": file.description}
        for number, file in enumerate(attachments)
    ]
    content = in_all_texts(content, lambda text: with_breaks(without_controls(text)))
    files = {f"embedded/{number}": file.content for number, file in enumerate(attachments)}
    try:
        return _compile(template, content, files, standard, at)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message and "disallowed codepoint" not in error.message:
            raise DocumentError(f"{template}: {error.diagnostic or error.message}") from error
    try:
        return _compile(template, in_all_texts(content, spelt_out), files, standard, at)
    except typst.TypstError as error:
        raise DocumentError(f"{template}: {error.diagnostic or error.message}") from error


def _compile(
    template: str, content: Mapping[str, Any], files: Mapping[str, bytes], standard: Standard, at: datetime | None
) -> bytes:
    # With the folder of templates as its root, these are all that Typst can read. Its type hints do not know of them yet.
    readable: Any = {
        **_sources(),
        **files,
        "main.typ": f'#import "{template}.typ": document-of\n#document-of(json("data.json"))\n'.encode(),
        "data.json": json.dumps(content, ensure_ascii=False).encode(),
    }
    made = typst.compile(
        readable,
        root=str(TEMPLATES),
        font_paths=typefaces(),
        ignore_system_fonts=True,
        pdf_standards=STANDARDS[standard],
        timestamp=(at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise DocumentError(f"{template}: nothing was made")
    return made


@cache
def _sources() -> dict[str, bytes]:
    """Return the templates: with the data, they are all that Typst can read."""
    return {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}


def _content(data: Data | Mapping[str, Any]) -> dict[str, Any]:
    plain = asdict(data) if is_dataclass(data) and not isinstance(data, type) else data
    cleaned = _prepared(plain)
    if not isinstance(cleaned, dict):
        raise DocumentError("a document is made from a mapping or one of the data classes")
    return cleaned


def _prepared(value: Any) -> Any:
    """Return a value with its trees made clean and its sources of rules put into words."""
    if isinstance(value, Mapping):
        if value.get("type") == "doc":
            return clean(value)
        return {str(key): clause_words(inner) if key == "clause" else _prepared(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_prepared(inner) for inner in value]
    return value
