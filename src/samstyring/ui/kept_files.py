"""A file that someone sent and that waits: to be looked at and confirmed, or for the rest of its form to be right.

Kept beside the database, each for its owner, and thrown away after a day.
"""

import contextlib
import json
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from samstyring.kernel.errors import NotThere

KEPT_FOR = 24 * 3600
"""Seconds; what nobody confirmed is then thrown away."""
_TOKEN = re.compile(r"^[\w-]{20,60}$")


@dataclass(frozen=True)
class KeptFile:
    """A file that waits, with the token that finds it again, and what its owner wrote beside it."""

    token: str
    name: str
    content: bytes
    note: str = ""

    @property
    def size(self) -> int:
        """Return how many octets it has."""
        return len(self.content)


def keep(person_id: UUID, name: str, content: bytes, note: str = "") -> KeptFile:
    """Keep a file for a person, and throw away whatever has waited too long."""
    _throw_away_old()
    folder = _folder(person_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    token = secrets.token_urlsafe(24)
    (folder / f"{token}.file").write_bytes(content)
    (folder / f"{token}.json").write_text(json.dumps([name, note]), encoding="utf-8")
    return KeptFile(token, name, content, note)


def fetch(person_id: UUID, token: str) -> KeptFile:
    """Return a person's own waiting file. Raises NotThere for any other."""
    if not _TOKEN.match(token):
        raise NotThere
    path = _folder(person_id) / f"{token}.file"
    try:
        name, note = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        return KeptFile(token, name, path.read_bytes(), note)
    except FileNotFoundError as error:
        raise NotThere from error


def forget(person_id: UUID, token: str) -> None:
    """Throw a waiting file away."""
    if _TOKEN.match(token):
        for ending in (".file", ".json"):
            (_folder(person_id) / f"{token}{ending}").unlink(missing_ok=True)


def all_kept() -> Path:
    """Return the folder of all that waits."""
    return Path(settings.HOME) / "waiting"


def _folder(person_id: UUID) -> Path:
    return all_kept() / str(person_id)


def _throw_away_old() -> None:
    for path in all_kept().glob("*/*"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - KEPT_FOR:
                path.unlink()
