"""The scale of risks and opportunities as data: words for each step, and where each level begins (`scale.toml`)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

STEPS = range(1, 6)
"""Probability and impact go from 1 to 5."""


@dataclass(frozen=True)
class Words:
    """A step's or level's words by language; read in the reader's, or in Nynorsk."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        return self.by_language.get(get_language() or "nn") or self.by_language["nn"]


@dataclass(frozen=True)
class Level:
    """A level: from which product of probability and impact it begins."""

    key: str
    begins: int
    words: Words


@dataclass(frozen=True)
class Scale:
    """The whole scale, the lowest first."""

    probability: Sequence[Words]
    impact: Sequence[Words]
    levels: Sequence[Level]

    def level(self, weight: int) -> Level:
        """Return the level of a product of probability and impact."""
        return [level for level in self.levels if level.begins <= weight][-1]

    def begins(self, key: str) -> int:
        """Return the product from which a level begins; an unknown one begins beyond all."""
        return next((level.begins for level in self.levels if level.key == key), STEPS[-1] ** 2 + 1)

    def ends(self, key: str) -> int:
        """Return the first product above a level."""
        begins = self.begins(key)
        return next((level.begins for level in self.levels if level.begins > begins), STEPS[-1] ** 2 + 1)


@cache
def scale() -> Scale:
    """Return the scale that comes with the software."""
    said = tomllib.loads((files(__name__) / "scale.toml").read_text(encoding="utf-8"))
    return Scale(
        tuple(Words(row) for row in said["probability"]),
        tuple(Words(row) for row in said["impact"]),
        tuple(Level(row["key"], row["from"], Words(row["words"])) for row in said["level"]),
    )


def choices(steps: Sequence[Words]) -> list[tuple[int, str]]:
    """Return the steps as choices of a form, in the reader's language now: "4 Likely"."""
    return [(number, f"{number} {words}") for number, words in enumerate(steps, 1)]
