"""Canonical JSON text: what is hashed is stored as exactly this text."""

import hashlib
import json
from datetime import date, datetime
from typing import Any
from uuid import UUID


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(item) for item in value)
    if hasattr(value, "__str__") and type(value).__module__.startswith("django.utils"):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in canonical JSON (no floats)")


def dumps(value: Any) -> str:
    """Write a value as canonical JSON: sorted keys, no spaces, no floats, dates in ISO form.

    Raises TypeError for anything else, a float above all.
    """
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
