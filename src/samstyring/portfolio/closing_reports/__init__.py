"""What a closing report asks for, as data: a packaged file of this folder, with each part's question in three languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

FILE = "sluttrapport.toml"


@dataclass(frozen=True)
class Part:
    """One thing that the report tells: `labels` is the question, by language."""

    key: str
    labels: Mapping[str, str]

    @property
    def label(self) -> str:
        """Return the question in the reader's language."""
        return self.labels.get((get_language() or "nn").split("-")[0], self.labels["nn"])


@dataclass(frozen=True)
class Template:
    """What a closing report asks for. `stands_for` names the document of a project model whose place it takes."""

    key: str
    edition: str
    stands_for: str
    parts: tuple[Part, ...]


@cache
def packaged() -> Template:
    """Return the template that comes with the software."""
    said = tomllib.loads(files(__name__).joinpath(FILE).read_text(encoding="utf-8"))
    parts = tuple(
        Part(row["key"], {language: row[language] for language in ("nn", "nb", "en")}) for row in said["part"]
    )
    return Template(said["key"], said["edition"], said["stands_for"], parts)
