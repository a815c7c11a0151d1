"""Sections of the charter file: their shape, what may be wrong in them, and what they make."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, PrivateAttr

from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis
from samstyring.kernel.registry import Registry


class Item(BaseModel):
    """A table of the charter file: no key but its own, no value of another type. `index` counts its kind from 0."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    _index: int = PrivateAttr(0)

    @property
    def index(self) -> int:
        """Return the place of this table among those of its kind, as `Problem` wants it."""
        return self._index


@dataclass(frozen=True)
class Problem:
    """Something wrong in a charter file: where (section, index in it, field), and why, in plain words.

    `field` may lead further in: "acts.2" is the third of the acts. A section within another is "project_model.phase".
    """

    section: str
    index: int | None
    field: str
    why: str


@dataclass(frozen=True)
class Founding:
    """What a founding step gets: the whole parsed charter, the edition just made and its basis, who, and when."""

    charter: Any
    cooperation: Any
    agreement: Any
    edition: Any
    basis: Basis
    by: Actor
    on: date
    made: dict[str, Any]


def _nothing(charter: Any) -> Sequence[Any]:
    return ()


def _none() -> Mapping[str, Mapping[str, Any]]:
    return {}


@dataclass(frozen=True)
class Section:
    """A part of the charter file that an app owns.

    `models` gives the type of each top-level key: "body": list[Body] (may be left out), "agreement": Agreement (must
    be there), "project_model": ProjectModel | None (may be left out); tables are `Item`s. `problems` looks for errors
    across sections in the parsed charter: `charter.body` are the bodies without errors of their own (None for a part
    that stands once), `charter.known("body")` the keys of all, to refer to. `found` writes the rows by effects, within
    the founding act; `order` says when. `counts` tells, for --dry-run and the summary, how many of what it makes:
    [(label, number)]; `remarks` what whoever founds should know, in whole sentences. A later version of the file may
    bring more of it: `found` is called again with those tables alone, and `made` then holds what `stands` gives, the
    rows that are here, by kind and name.
    """

    name: str
    models: Mapping[str, Any]
    problems: Callable[[Any], Sequence[Problem]]
    found: Callable[[Founding], None]
    counts: Callable[[Any], Sequence[tuple[Any, int]]]
    order: int = 50
    remarks: Callable[[Any], Sequence[Any]] = _nothing
    stands: Callable[[], Mapping[str, Mapping[str, Any]]] = _none


sections: Registry[Section] = Registry("charter sections")


def standing() -> dict[str, Mapping[str, Any]]:
    """Return what is here of what the sections write, by kind and name. A few SQL statements."""
    return {kind: rows for section in sections for kind, rows in section.stands().items()}
