"""A workbook that was uploaded and waits for someone to look at it and confirm it, each for its owner."""

from dataclasses import dataclass
from uuid import UUID

from samstyring.ui import kept_files

from ..uploads import Upload, clean_name


@dataclass(frozen=True)
class Waiting:
    """An uploaded file with the source that its owner wrote."""

    token: str
    upload: Upload
    source: str


def keep(person_id: UUID, upload: Upload, source: str) -> str:
    """Keep a file for a person, for a day; return the token that finds it again."""
    return kept_files.keep(person_id, clean_name(upload.name), upload.content, source).token


def fetch(person_id: UUID, token: str) -> Waiting:
    """Return a person's own waiting file. Raises NotThere for any other."""
    kept = kept_files.fetch(person_id, token)
    return Waiting(token, Upload(kept.name, kept.content), kept.note)


def forget(person_id: UUID, token: str) -> None:
    """Throw a waiting file away."""
    kept_files.forget(person_id, token)
