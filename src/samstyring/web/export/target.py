"""The folder that an export fills: names that every system can hold, nothing written twice, everything counted."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.utils.translation import gettext as _

from samstyring.kernel.errors import Refusal

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(1, 10))}
LONGEST = 100
"""Letters of a file or folder name: whole addresses stay below what Windows allows."""

Tell = Callable[[str, int, int], None]


class FolderNotEmpty(Refusal):
    """The folder holds something already."""


def safe(name: str, *, longest: int = LONGEST) -> str:
    """Return a name that every common file system can hold; the ending of a file name is kept."""
    plain = " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .") or "_"
    if plain.split(".")[0].lower() in _RESERVED:
        plain = f"_{plain}"
    if len(plain) > longest:
        suffix = PurePosixPath(plain).suffix[:12]
        plain = plain[: longest - len(suffix)].rstrip(" .") + suffix
    return plain


@dataclass
class Target:
    """The folder and what was put into it. `tell` is called with what is being written, how far, and of how many."""

    root: Path
    tell: Tell = lambda what, done, total: None
    written: Counter[str] = field(default_factory=Counter)
    _taken: set[str] = field(default_factory=set)

    def open_folder(self) -> None:
        """Make the folder. Raises FolderNotEmpty where it holds something, and OSError where it cannot be made."""
        if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
            raise FolderNotEmpty(
                _("%(folder)s is not empty. Name a folder that is not there, or is empty.") % {"folder": self.root}
            )
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def place(self, *parts: str) -> str:
        """Return a free path in the export for a file, from folder names and a file name, as people wrote them."""
        *folders, name = [safe(part) for part in parts]
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        wanted, number = "/".join([*folders, name]), 1
        while wanted.casefold() in self._taken:
            number += 1
            wanted = "/".join([*folders, f"{stem} ({number}){suffix}"])
        self._taken.add(wanted.casefold())
        return wanted

    def write(self, kind: str, content: bytes, *parts: str) -> str:
        """Write a file of a kind that is counted; return its path in the export."""
        place = self.place(*parts)
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.written[kind] += 1
        return place

    @contextmanager
    def opened(self, kind: str, *parts: str) -> Iterator[IO[str]]:
        """Open a text file to write piece by piece."""
        path = self.root / self.place(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        self.written[kind] += 1

    def write_json(self, kind: str, value: Any, *parts: str) -> str:
        """Write a value as JSON that a person can read."""
        return self.write(kind, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(), *parts)
