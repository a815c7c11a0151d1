"""A file that was uploaded and waits for someone to look at it or confirm it: kept beside the database, each for its owner."""

import contextlib
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from samstyring.kernel.errors import NotThere

from ..uploads import Upload, clean_name

KEPT_FOR = 24 * 3600
"""Seconds; what nobody confirmed is then thrown away."""
_TOKEN = re.compile(r"^[\w-]{20,60}$")


@dataclass(frozen=True)
class Waiting:
    """An uploaded file with the source that its owner wrote."""

    token: str
    upload: Upload
    source: str


def keep(person_id: UUID, upload: Upload, source: str) -> str:
    """Keep a file for a person; return the token that finds it again."""
    folder = _folder(person_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _throw_away_old(folder)
    token = secrets.token_urlsafe(24)
    (folder / f"{token}.file").write_bytes(upload.content)
    (folder / f"{token}.txt").write_text(f"{clean_name(upload.name)}\n{source}", encoding="utf-8")
    return token


def fetch(person_id: UUID, token: str) -> Waiting:
    """Return a person's own waiting file. Raises NotThere for any other."""
    if not _TOKEN.match(token):
        raise NotThere
    path = _folder(person_id) / f"{token}.file"
    try:
        name, _newline, source = path.with_suffix(".txt").read_text(encoding="utf-8").partition("\n")
        return Waiting(token, Upload(name, path.read_bytes()), source)
    except FileNotFoundError as error:
        raise NotThere from error


def forget(person_id: UUID, token: str) -> None:
    """Throw a waiting file away."""
    if _TOKEN.match(token):
        for ending in (".file", ".txt"):
            (_folder(person_id) / f"{token}{ending}").unlink(missing_ok=True)


def _folder(person_id: UUID) -> Path:
    return Path(settings.HOME) / "takeover" / str(person_id)


def _throw_away_old(folder: Path) -> None:
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - KEPT_FOR:
                path.unlink()
