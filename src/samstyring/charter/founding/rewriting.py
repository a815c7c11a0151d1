"""Writing changes into the text of a charter file: every other character of it stays as it was."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from .positions import Path, Positions

Value = str | date | bool | int | Sequence["Value"] | Mapping[str, "Value"]


class Rewriting:
    """Changes to one TOML text, each told by where it stands in the text as it is; `done()` writes them all."""

    def __init__(self, text: str) -> None:
        self._text, self._positions = text, Positions(text)
        self._edits: list[tuple[int, int, str]] = []

    def set(self, path: Path, value: Value) -> None:
        """Give a key another value; one that is not there yet is put last in its table."""
        span = self._positions.span(path)
        if span is not None:
            self._edits.append((span.value, span.end, written(value)))
        else:
            self._insert(path[:-1], f"\n{path[-1]} = {written(value)}")

    def leave_out(self, path: Path) -> None:
        """Take a key out of its table, if it is there."""
        span = self._positions.span(path)
        if span is not None:
            self._edits.append((span.start, self._after_line(span.end), ""))

    def add(self, name: str, values: Mapping[str, Value], *, after: Path) -> None:
        """Put one more [[name]] after a table."""
        self._insert(after, "\n\n" + table(name, values))

    def remove(self, path: Path) -> None:
        """Take a whole table out."""
        header = self._positions.span(path)
        if header is not None:
            end = self._after_line(self._positions.end_of(path))
            self._edits.append((header.start, end + 1 if self._text[end : end + 1] == "\n" else end, ""))

    def done(self) -> str:
        """Return the text with every change in it."""
        pieces, place = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[0]):
            pieces += [self._text[place:start], new]
            place = end
        return "".join([*pieces, self._text[place:]])

    def _insert(self, after: Path, new: str) -> None:
        end = self._text.find("\n", self._positions.end_of(after))
        place = len(self._text) if end < 0 else end
        self._edits.append((place, place, new))

    def _after_line(self, place: int) -> int:
        end = self._text.find("\n", place)
        return len(self._text) if end < 0 else end + 1


def written(value: Value) -> str:
    """Write a value as TOML has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        # A JSON string is a TOML string, but for the one control character that JSON lets stand.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(key)} = {written(each)}" for key, each in value.items()) + " }"
    if isinstance(value, Sequence):
        return "[" + ", ".join(written(each) for each in value) + "]"
    return str(value)


def table(name: str, values: Mapping[str, Value]) -> str:
    """Write one more [[name]], without a line break at its end."""
    return "\n".join([f"[[{name}]]", *(f"{key} = {written(value)}" for key, value in values.items())])
