"""From the text of a charter file to what it says, or to every error in it with its line."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from ..registry import Item, Problem, sections
from .positions import Positions
from .schema import item_of, may_be_left_out, shapes
from .words import why

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MOST = 2**31 - 1  # what an integer column holds


@dataclass(frozen=True)
class Located:
    """An error in a charter file: its line, where it is ("clause no. 5 (SG-3)"), the field, and the reason."""

    line: int
    where: str
    field: str
    why: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.where, self.field) if part)
        at = _("line %(line)s") % {"line": self.line}
        return f"{at}: {place}: {self.why}" if place else f"{at}: {self.why}"


class Parsed:
    """What a charter file says: `charter.clause` is the list of clauses, `charter.agreement` the one agreement.

    Parts with errors of their own are left out (None for one that stands once).
    """

    def __init__(self, values: Mapping[str, Any], raw: Mapping[str, Any]) -> None:
        self._values, self._raw = values, raw

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    def only(self, **rows: Sequence[Item]) -> "Parsed":
        """Return it with these tables as its only lists. What stands once in the file stays."""
        values = {name: [] if isinstance(value, list) else value for name, value in self._values.items()}
        return Parsed({**values, **rows}, self._raw)

    def known(self, section: str, key: str = "key") -> set[Any]:
        """Return the names that a list gives to its items, also those with errors: what others may refer to."""
        rows = self._raw.get(section, [])
        rows = rows if isinstance(rows, list) else []
        return {row[key] for row in rows if isinstance(row, dict) and isinstance(row.get(key), str)}


@dataclass
class Reading:
    """A charter file as read: what it says, and its errors by line."""

    charter: Parsed | None
    problems: list[Located] = field(default_factory=list)


def read(text: str) -> Reading:
    """Read a charter file and find every error in it. Writes nothing, raises nothing."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Reading(None, [_syntax(str(error), text)])
    values, found = _shape(raw)
    found.extend(_unstorable(raw, ()))
    parsed = Parsed(values, raw)
    for section in sections:
        found.extend((_path(problem), str(problem.why)) for problem in section.problems(parsed))
    positions = Positions(text) if found else None  # a third of the time, and only errors need it
    problems = [_locate(path, reason, raw, positions) for path, reason in found] if positions else []
    return Reading(parsed, sorted(dict.fromkeys(problems), key=lambda problem: problem.line))


def plain(text: str) -> dict[str, Any]:
    """Return what a file without errors says, as plain data."""
    return tomllib.loads(text)


def _syntax(message: str, text: str) -> Located:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(found[1]) if found else text.count("\n") + 1
    reason = message[: found.start()].strip() if found else message
    return Located(line, "", "", _("this is not TOML: %(reason)s") % {"reason": reason})


def _shape(raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[tuple[str | int, ...], str]]]:
    """Return every part that has the right shape, and why the others have not."""
    values: dict[str, Any] = {}
    found: list[tuple[tuple[str | int, ...], str]] = []
    for key, shape in shapes().items():
        item = item_of(shape)
        if key not in raw:
            values[key] = [] if item else None
            if not may_be_left_out(shape):
                found.append(((key,), _("the file has no [%(section)s]") % {"section": key}))
        elif item is None:
            values[key] = _checked(shape, raw[key], (key,), found)
        elif not isinstance(raw[key], list):
            values[key] = []
            found.append(
                ((key,), _("write [[%(section)s]] in double brackets: there can be several") % {"section": key})
            )
        else:
            rows = [_checked(item, row, (key, index), found) for index, row in enumerate(raw[key])]
            values[key] = [row for row in rows if row is not None]
            for index, row in enumerate(rows):
                if isinstance(row, Item):
                    row._index = index
    found.extend(((key,), _("there is no such section")) for key in raw if key not in values)
    return values, found


def _unstorable(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Find what no database can hold, or no reader see: control characters, blank text, numbers beyond counting."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _unstorable(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unstorable(inner, (*path, index))
    elif isinstance(value, str) and _CONTROL.search(value):
        yield path, _("this has a control character")
    elif isinstance(value, str) and value and not value.strip():
        yield path, _("this may not be empty")
    elif isinstance(value, int) and abs(value) > _MOST:
        yield path, _("this number is too large")


def _checked(shape: Any, value: Any, path: tuple[str | int, ...], found: list[Any]) -> Any:
    try:
        return TypeAdapter(shape).validate_python(value)
    except ValidationError as error:
        found.extend(((*path, *part["loc"]), why(part)) for part in error.errors())
        return None


def _path(problem: Problem) -> tuple[str | int, ...]:
    index = () if problem.index is None else (problem.index,)
    return (*problem.section.split("."), *index, *_parts(problem.field))


def _parts(field: str) -> Iterable[str | int]:
    return (int(part) if part.isdigit() else part for part in field.split(".") if part)


def _locate(path: Sequence[str | int], reason: str, raw: Mapping[str, Any], positions: Positions) -> Located:
    """Say where a path is: its line, the section with its number and name, and the field within it."""
    cut = next((place + 1 for place, part in enumerate(path) if isinstance(part, int)), min(1, len(path)))
    section, rest = path[:cut], path[cut:]
    names = ".".join(part for part in section if isinstance(part, str))
    if section and isinstance(section[-1], int):
        where = _("%(section)s no. %(number)s") % {"section": names, "number": section[-1] + 1}
        if name := _name(raw, section):
            where = f"{where} ({name})"
    else:
        where = names
    return Located(positions.line(path), where, ".".join(str(part) for part in rest), reason)


def _name(raw: Any, path: Sequence[str | int]) -> str:
    """Return what a thing in the file calls itself, for a reader to know it by."""
    thing = raw
    for part in path:
        try:
            thing = thing[part]
        except (KeyError, IndexError, TypeError):
            return ""
    if not isinstance(thing, dict):
        return ""
    return next(
        (str(thing[key]) for key in ("id", "key", "name", "matter", "role") if isinstance(thing.get(key), str)), ""
    )
