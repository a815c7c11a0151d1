"""What a file is, told by its content and never by its name alone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import pikepdf
from django.utils.translation import gettext as _

from .errors import FileRefused

HEAD = 4096
"""Octets from the start that tell what a file is."""
MAX_ENTRIES = 5_000
MAX_UNPACKED = 500_000_000
MAX_RATIO = 200
"""How many times larger a packed file may be unpacked: text packs 20 times, a sparse sheet 100 times."""
RATIO_FROM = 10_000_000
"""Unpacked octets under which the ratio does not matter."""
MAX_CONTENT_TYPES = 1_000_000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAM = re.compile(r"(?i)\.(exe|dll|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|lnk|msi|jar)$")


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: the endings that its name may have, the first of them the usual one."""

    endings: tuple[str, ...]
    content_type: str


PDF = Kind((".pdf",), "application/pdf")
PNG = Kind((".png",), "image/png")
JPEG = Kind((".jpg", ".jpeg"), "image/jpeg")
GIF = Kind((".gif",), "image/gif")
MSG = Kind((".msg",), "application/vnd.ms-outlook")
EML = Kind((".eml",), "message/rfc822")
CSV = Kind((".csv",), "text/csv")
TEXT = Kind((".txt", ".text", ".md", ".log"), "text/plain")
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = Kind((".docx",), _OFFICE + "wordprocessingml.document")
XLSX = Kind((".xlsx",), _OFFICE + "spreadsheetml.sheet")
PPTX = Kind((".pptx",), _OFFICE + "presentationml.presentation")
ODT = Kind((".odt",), "application/vnd.oasis.opendocument.text")
ODS = Kind((".ods",), "application/vnd.oasis.opendocument.spreadsheet")

KINDS = (PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, GIF, CSV, TEXT, EML, MSG)
ACCEPTED = tuple(ending for kind in KINDS for ending in kind.endings)
"""What a file field lets one choose."""

UNKNOWN = "application/octet-stream"


def content_type_of(name: str) -> str:
    """Return the content type that a name's ending tells."""
    ending = PurePosixPath(name).suffix.lower()
    return next((kind.content_type for kind in KINDS if ending in kind.endings), UNKNOWN)


# In an office file: the content type of its main part.
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
_OPEN_DOCUMENT = {ODT.content_type.encode(): ODT, ODS.content_type.encode(): ODS}
# In the older Office format: the name of a stream, and what to do instead.
_OLD = {"WordDocument": ".docx", "Workbook": ".xlsx", "Book": ".xlsx", "PowerPoint Document": ".pptx"}


def kind_of_file(file: BinaryIO, ending: str) -> Kind:
    """Return what a file is, from its content; `ending` decides only between kinds of text. Raises FileRefused."""
    file.seek(0)
    head = file.read(HEAD)
    for magic, kind in ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"GIF87a", GIF), (b"GIF89a", GIF)):
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return _pdf(file)
    if head.startswith(b"PK\x03\x04"):
        return _packed(file)
    if head.startswith(OLE):
        return _ole(file)
    return _text(file, ending)


def refused_kind() -> FileRefused:
    """Return the refusal of a kind that is not taken."""
    return FileRefused(
        _(
            "Files of this kind cannot be taken. Save it as PDF, Word, Excel, PowerPoint, OpenDocument, picture or text."
        ),
    )


def _locked() -> FileRefused:
    return FileRefused(_("The file is locked with a password. Save it without one and try again."))


def _damaged() -> FileRefused:
    return FileRefused(_("The file is damaged and cannot be opened. Save it anew and try again."))


def _pdf(file: BinaryIO) -> Kind:
    file.seek(0)
    try:
        with pikepdf.open(file, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise _damaged()
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise _damaged() from error
    return PDF


def _packed(file: BinaryIO) -> Kind:
    size = file.seek(0, 2)
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries, size)
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" in names:
                return _office(archive, names)
            if "mimetype" in names:
                return _open_document(archive, names)
    except (BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise _damaged() from error
    raise refused_kind()


def _check_entries(entries: list[ZipInfo], size: int) -> None:
    """Refuse what would fill the disk, or hide something, when it is unpacked."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _locked()
    too_large = unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1))
    if len(entries) > MAX_ENTRIES or too_large or packed > size:
        raise FileRefused(_("The file unpacks to far more than it should. Save it anew and try again."))
    if any(_PROGRAM.search(entry.filename) for entry in entries):
        raise FileRefused(_("There is a program inside the file. Take it out and try again."))


def _office(archive: ZipFile, names: set[str]) -> Kind:
    with archive.open("[Content_Types].xml") as part:
        types = part.read(MAX_CONTENT_TYPES)
    lowered = types.lower()
    if b"macroenabled" in lowered or b"vbaproject" in lowered or any("vbaproject" in name.lower() for name in names):
        raise _has_macros()
    for main, kind in _MAIN_PARTS.items():
        if main in types:
            return kind
    raise refused_kind()


def _open_document(archive: ZipFile, names: set[str]) -> Kind:
    with archive.open("mimetype") as part:
        kind = _OPEN_DOCUMENT.get(part.read(200).strip())
    if kind is None:
        raise refused_kind()
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise _has_macros()
    return kind


def _has_macros() -> FileRefused:
    return FileRefused(_("There are macros in the file. Save it without macros (.docx, .xlsx, .pptx) and try again."))


def _ole(file: BinaryIO) -> Kind:
    """Tell Outlook's messages from the older Office files, which have the same container."""
    file.seek(0)
    content = file.read()

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\0\0" in content

    if has("EncryptedPackage"):
        raise _locked()
    if has("__properties_version1.0"):
        return MSG
    for stream, ending in _OLD.items():
        if has(stream):
            raise FileRefused(
                _("This is an older Office format. Save it as %(ending)s and try again.") % {"ending": ending}
            )
    raise refused_kind()


def _text(file: BinaryIO, ending: str) -> Kind:
    file.seek(0)
    content = file.read()
    choices: dict[str, Callable[[], bool]] = {
        EML.endings[0]: lambda: _is_message(content),
        CSV.endings[0]: lambda: _is_text(content),
        **dict.fromkeys(TEXT.endings, lambda: _is_text(content)),
    }
    fits = choices.get(ending)
    if fits is None or not fits():
        raise refused_kind()
    return next(kind for kind in (EML, CSV, TEXT) if ending in kind.endings)


def _is_text(content: bytes) -> bool:
    """Tell whether octets are text in UTF-8, UTF-16 with its mark, or what Norwegian Windows writes."""
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)
    return False


def _is_message(content: bytes) -> bool:
    message = message_from_bytes(content[:200_000], policy=policy.compat32)
    return "From" in message and any(header in message for header in ("Date", "Received", "Message-ID", "Subject"))
