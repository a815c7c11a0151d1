"""A file that someone sends in, looked at before it is kept: what it is, how large, and under which name."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samstyring.ui import formats
from samstyring.ui.fields import FileField

from .errors import FileEmpty, FileRefused
from .file_kinds import ACCEPTED, KINDS, Kind, content_type_of, kind_of_file, refused_kind

MAX_NAME = 150
_CHUNK = 1 << 20
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@dataclass(frozen=True)
class Upload:
    """A file with its name and bytes, whatever face it came through, or made here."""

    name: str
    content: bytes

    @property
    def content_type(self) -> str:
        """Return the content type that the name's ending tells: what was checked has the right one."""
        return content_type_of(self.name)

    @property
    def size(self) -> int:
        """Return how many octets it has."""
        return len(self.content)


def upload_of(file: Any) -> Upload | None:
    """Return what a form's file field gave as an upload; nothing gives nothing."""
    if not file:
        return None
    file.seek(0)
    return Upload(clean_name(file.name), file.read())


@dataclass(frozen=True)
class CheckedFile:
    """A file that can be kept."""

    name: str
    size: int
    sha256: str
    content_type: str


def check_upload(file: Any, *, max_size: int, name: str | None = None) -> CheckedFile:
    """Look at a file and return what it is. `file` is an upload or an open file; it is left at its start.

    What it is, is told by its content; the name must agree with it. `max_size` is in octets. Raises FileEmpty, and
    FileRefused with a message that says what would be right.
    """
    given = clean_name(str(name if name is not None else getattr(file, "name", "")))
    opened = cast("BinaryIO", getattr(file, "file", file))
    size, sha256 = _measure(opened, max_size)
    if not size:
        raise FileEmpty(field="file")
    path = PurePosixPath(given)
    kind = kind_of_file(opened, path.suffix.lower())
    opened.seek(0)
    return CheckedFile(_named(path, kind), size, sha256, kind.content_type)


def clean_name(name: str) -> str:
    """Return the last part of a file name, as every system can keep it and no reader can be misled by it."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    # Marks of writing direction can make "fdp.exe" look like "exe.pdf".
    shown = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    plain = " ".join(_NOT_IN_NAMES.sub("_", shown).split()).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    path = PurePosixPath(plain or "fil")
    ending = path.suffix[:20]
    return path.name.removesuffix(path.suffix)[: MAX_NAME - len(ending)].rstrip(" .") + ending


def _measure(file: BinaryIO, max_size: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > max_size:
            limit = {"limit": formats.file_size(max_size)}
            raise FileRefused(_("The file is too large. It can be at most %(limit)s.") % limit, field="file")
        digest.update(chunk)
    return size, digest.hexdigest()


def _named(path: PurePosixPath, kind: Kind) -> str:
    """Return the name with an ending that fits. A wrong one is refused: it would open as something else."""
    ending = path.suffix.lower()
    if ending in kind.endings:
        return str(path)
    if not ending or not re.fullmatch(r"\.[a-z]\w{0,9}", ending):
        return f"{path}{kind.endings[0]}"
    if not any(ending in other.endings for other in KINDS):
        raise refused_kind()
    words = {"ending": ending, "right": kind.endings[0]}
    raise FileRefused(
        _("The name ends with %(ending)s, but the file is of the kind %(right)s. Change the ending and try again.")
        % words,
        field="file",
    )


class UploadField(FileField):
    """A field for a file that is to be kept. What is wrong with it is said beside the field."""

    def __init__(self, *, megabytes: int = settings.MAX_UPLOAD_BYTES // 1_000_000, **kwargs: Any) -> None:
        super().__init__(megabytes=megabytes, **kwargs)
        self.widget.attrs.setdefault("accept", ",".join(ACCEPTED))

    def to_python(self, data: Any) -> Any:
        """Hold the limits, look at the content and make the name safe."""
        file = super().to_python(data)
        if file is not None:
            try:
                file.checked = check_upload(file, max_size=self.limit)
            except (FileRefused, FileEmpty) as refusal:
                raise ValidationError(str(refusal.message), "refused") from refusal
            file.name, file.content_type = file.checked.name, file.checked.content_type
        return file
