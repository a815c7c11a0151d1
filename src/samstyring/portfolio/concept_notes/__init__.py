"""What a concept note asks for, as data: a packaged file of this folder, with each part's question in three languages."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..templated import Part, parts_in

FILE = "konseptbeskrivelse.toml"


@dataclass(frozen=True)
class Template:
    """What a concept note asks for, part by part."""

    key: str
    edition: str
    parts: tuple[Part, ...]


@cache
def packaged() -> Template:
    """Return the template that comes with the software."""
    said = tomllib.loads(files(__name__).joinpath(FILE).read_text(encoding="utf-8"))
    return Template(said["key"], said["edition"], parts_in(said["part"]))
