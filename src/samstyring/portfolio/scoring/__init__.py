"""The criteria that a body can begin with, as data in a packaged file, each with its words in three languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language

FILE = "criteria.toml"


@cache
def _packaged() -> Mapping[str, Any]:
    return tomllib.loads((files(__name__) / FILE).read_text(encoding="utf-8"))


def packaged() -> list[dict[str, Any]]:
    """Return the criteria that come with the software, in the language that is active: a proposal, never in force."""
    language = (get_language() or "nn").split("-")[0]
    said = _packaged()
    return [
        {
            "key": row["key"],
            "name": _in(row["name"], language),
            "explanation": _in(row["explanation"], language),
            "weight": row["weight"],
            "levels": [_in(words, language) for words in said["level"]],
        }
        for row in said["criterion"]
    ]


def _in(words: Mapping[str, str], language: str) -> str:
    return words.get(language, words["nn"])
