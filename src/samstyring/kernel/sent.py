"""What a form sent, told by its content: the same form sent twice is one act, another content is another."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from django.db import models

_DEEPEST = 6


def digest_of(arguments: Mapping[str, Any]) -> str:
    """Return a digest (SHA-256) of what an act was given: things by their key, files by their octets.

    What cannot be told apart in this way (a thing without a text of its own) counts as the same: a form that is sent
    twice must never be taken for two.
    """
    told = json.dumps(_told(arguments, 0), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()


def _told(value: Any, depth: int) -> Any:
    if isinstance(value, models.Model):
        return [value._meta.label, str(value.pk)]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(own := getattr(value, "sha256", None), str):  # a file that was read says what it is
        return own
    if depth == _DEEPEST:
        return type(value).__name__
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _told(getattr(value, field.name), depth + 1) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _told(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(json.dumps(_told(inner, depth + 1), sort_keys=True) for inner in value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_told(inner, depth + 1) for inner in value]
    text = str(value)
    return type(value).__name__ if " at 0x" in text else text
