"""Texts that are written on a template: what each part asks for, in three languages, as data in a packaged file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

LANGUAGES = ("nn", "nb", "en")


@dataclass(frozen=True)
class Part:
    """One thing that a text tells: `labels` is the question, by language; `must`: it is not finished without."""

    key: str
    labels: Mapping[str, str]
    must: bool = True

    @property
    def label(self) -> str:
        """Return the question in the reader's language."""
        return self.labels.get((get_language() or "nn").split("-")[0], self.labels["nn"])


def parts_in(rows: Iterable[Mapping[str, Any]]) -> tuple[Part, ...]:
    """Return the parts of a packaged file, from its rows."""
    return tuple(Part(row["key"], {name: row[name] for name in LANGUAGES}, row.get("must", True)) for row in rows)


def kept(parts: Iterable[Part], told: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the parts with their questions and what is told, as they are kept: the template may change, they do not."""
    return [
        {"key": part.key, "labels": dict(part.labels), "text": told.get(part.key, "").strip()[:4000]} for part in parts
    ]


def untold(parts: Iterable[Part], told: Mapping[str, str]) -> list[Part]:
    """Return the parts that must be told, and are not."""
    return [part for part in parts if part.must and not told.get(part.key, "").strip()]
