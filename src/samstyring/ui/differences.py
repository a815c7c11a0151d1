"""Differences between two texts, word by word, as data that a page, a PDF or a test can read."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["same", "removed", "added"]

_TOKENS = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*|\s+|\w+|[^\w\s]")
"""A number with its separators is one word: 1 300 000 is never half struck out."""


class Piece(NamedTuple):
    """A run of text that is the same in both, or stands only in the old or only in the new."""

    kind: Kind
    text: str


def words(old: str, new: str) -> list[Piece]:
    """Compare two texts word by word. Joining same and removed gives the old text, same and added the new one."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(after[j1:j2])))
    return _joined(pieces)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Let one change swallow the lone blanks between changed words, so that a reader meets phrases, not confetti."""
    out: list[Piece] = []
    index = 0
    while index < len(pieces):
        removed, added = "", ""
        while index < len(pieces):
            kind, text = pieces[index]
            if kind == "removed":
                removed += text
            elif kind == "added":
                added += text
            elif (removed or added) and text.isspace() and index + 1 < len(pieces):
                removed, added = removed + text, added + text
            else:
                break
            index += 1
        if removed:
            out.append(Piece("removed", removed))
        if added:
            out.append(Piece("added", added))
        if index < len(pieces):
            out.append(pieces[index])
            index += 1
    return out
