"""A file as it comes in, whatever face it came through."""

import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

# Shown in the browser only when asked for, and never as a page of ours: see the download view.
FALLBACK = "application/octet-stream"
MAX_NAME = 200


@dataclass(frozen=True)
class Upload:
    """A file with its name and bytes. The content type is told by the name, never by who sent it."""

    name: str
    content: bytes

    @property
    def content_type(self) -> str:
        """Return the content type that the name's ending tells."""
        return mimetypes.guess_type(self.name)[0] or FALLBACK

    @property
    def size(self) -> int:
        """Return how many octets it has."""
        return len(self.content)


def clean_name(name: str) -> str:
    """Return the last part of a file name without control characters, at most 200 characters with its ending kept."""
    plain = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(character for character in plain if character.isprintable()).strip(" .") or "fil"
    path = PurePosixPath(plain)
    return plain if len(plain) <= MAX_NAME else path.stem[: MAX_NAME - len(path.suffix)] + path.suffix[:20]


def upload_of(file: Any) -> Upload | None:
    """Return what a form's file field gave as an upload; nothing gives nothing."""
    if not file:
        return None
    file.seek(0)
    return Upload(clean_name(file.name), file.read())
