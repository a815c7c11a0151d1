"""Where in a TOML file each value stands: its line, so that an error can say where, and its place in the text."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|#[^\n]*|\n|[ \t\r]+|[\[\]{},=]|[^\s\[\]{},=#\"']+",
    re.DOTALL,
)


Token = tuple[str, int, int]
"""A word, its line, and how many characters stand before it."""


class Span(NamedTuple):
    """Where a key stands: its first character, the first of its value, and the end. A header has no value."""

    start: int
    value: int
    end: int


class Positions:
    """The line of every table, key and array element of a TOML text that parses."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._lengths: dict[Path, int] = {}
        self._spans: dict[Path, Span] = {}
        self._ends: dict[Path, int] = {}
        self._table: Path = ()
        for statement in _statements(text):
            self._take(statement)

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line of a value, or of the nearest thing that holds it. A path is keys and indices from 0."""
        for length in range(len(path), 0, -1):
            found = self._lines.get(tuple(path[:length]))
            if found is not None:
                return found
        return 1

    def span(self, path: Path) -> Span | None:
        """Return where a key with its value stands, or the header of a table; None where the text has it not."""
        return self._spans.get(path)

    def end_of(self, table: Path) -> int:
        """Return where the last statement of a table ends."""
        return self._ends[table]

    def _take(self, statement: list[Token]) -> None:
        words, line, start = [word for word, _line, _place in statement], statement[0][1], statement[0][2]
        end = statement[-1][2] + len(statement[-1][0])
        if words[0] == "[":
            self._open(words, line)
            self._spans[self._table] = Span(start, start, end)
        elif "=" in words:
            equals = words.index("=")
            path = (*self._table, *_keys("".join(words[:equals])))
            self._lines.setdefault(path, line)
            self._spans.setdefault(path, Span(start, statement[equals + 1][2], end))
            tokens = ((word, at) for word, at, _place in statement[equals + 1 :])
            self._value(path, tokens, next(tokens)[0])
        self._ends[self._table] = end

    def _open(self, words: list[str], line: int) -> None:
        """Take a header: [table], or [[table]], which is one more of its kind."""
        repeated = words[:2] == ["[", "["]
        names = _keys("".join(word for word in words if word not in "[]" and not word.startswith("#")))
        path: Path = ()
        for name in names[:-1]:
            path = self._last((*path, name))
        path = (*path, names[-1])
        if repeated:
            number = self._lengths.get(path, 0)
            self._lengths[path] = number + 1
            self._lines.setdefault(path, line)
            path = (*path, number)
        self._lines[path] = line
        self._table = path

    def _last(self, path: Path) -> Path:
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    def _value(self, path: Path, tokens: Iterator[tuple[str, int]], word: str) -> None:
        """Note the lines of the elements of a value that begins with a word, however deep."""
        if word == "[":
            self._array(path, tokens)
        elif word == "{":
            self._inline(path, tokens)

    def _array(self, path: Path, tokens: Iterator[tuple[str, int]]) -> None:
        number = 0
        for word, line in tokens:
            if word == "]":
                return
            if word == ",":
                number += 1
                continue
            self._lines.setdefault((*path, number), line)
            self._value((*path, number), tokens, word)

    def _inline(self, path: Path, tokens: Iterator[tuple[str, int]]) -> None:
        key = ""
        here: Path = path
        for word, line in tokens:
            if word == "}":
                return
            if word == ",":
                key = ""
            elif word == "=":
                here = (*path, *_keys(key))
                self._lines.setdefault(here, line)
                first, _line = next(tokens)
                self._value(here, tokens, first)
            else:
                key += word


def _keys(text: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in text.split("."))


def _statements(text: str) -> Iterator[list[Token]]:
    """Give each statement as its tokens with their lines and places: a header, or a key with its whole value."""
    statement: list[Token] = []
    line, depth = 1, 0
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word == "\n" and depth <= 0:
            if statement:
                yield statement
            statement, depth = [], 0
        elif not word.isspace() and not word.startswith("#"):
            statement.append((word, line, match.start()))
            depth += (word in ("[", "{")) - (word in ("]", "}"))
        line += word.count("\n")
    if statement:
        yield statement
