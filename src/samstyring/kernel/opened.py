"""The files of what is kept (`keeping`), each unpickled once in a process."""

import os
import pickle
import time
import zlib
from collections import OrderedDict
from threading import Lock
from typing import Any, NamedTuple

from django.core.cache.backends.filebased import FileBasedCache

MOST = 16_000_000
"""How many bytes a process holds of what it has unpickled, as they were pickled."""


class _Opened(NamedTuple):
    stamp: tuple[int, int, int]
    """What tells this file from the one that comes in its place: when it was written, where, and how long it is."""
    until: float | None
    value: Any
    size: int


_opened: OrderedDict[str, _Opened] = OrderedDict()
"""By the file's name. Not the cache's own: Django makes one for each thread."""
_lock = Lock()


class OpenedFiles(FileBasedCache):
    """Django's cache in files. A file that is the same as when this process read it is not read again.

    What it returns is the very same for all who ask, who change nothing in it.
    """

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept under a key. None is never kept."""
        name = self._key_to_file(key, version)  # type: ignore[attr-defined]
        found = _open(name)
        if found is None or (found.until is not None and found.until < time.time()):
            return default
        return found.value


def _open(name: str) -> _Opened | None:
    """Return what is in a file, None where there is none."""
    try:
        stamp = _stamp(os.stat(name))  # noqa: PTH116 - a path takes as long again to make
        known = _opened.get(name)
        if known is not None and known.stamp == stamp:
            return known
        with open(name, "rb") as file:  # noqa: PTH123
            stamp = _stamp(os.fstat(file.fileno()))  # it may have been replaced meanwhile
            until = pickle.load(file)  # noqa: S301  # our own, from the data folder
            pickled = zlib.decompress(file.read())
    except FileNotFoundError:
        return None
    found = _Opened(stamp, until, pickle.loads(pickled), len(pickled))  # noqa: S301
    _hold(name, found)
    return found


def _stamp(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


def _hold(name: str, found: _Opened) -> None:
    """Hold what was opened, and let go of what was opened longest ago."""
    with _lock:
        _opened[name] = found
        _opened.move_to_end(name)
        size = sum(each.size for each in _opened.values())
        while size > MOST:
            size -= _opened.popitem(last=False)[1].size
