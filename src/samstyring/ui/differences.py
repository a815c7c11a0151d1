"""Differences between two texts, word by word: as data for a PDF or a test, and as HTML for a page."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

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


def as_html(pieces: Iterable[Piece]) -> SafeString:
    """Write a difference with `<del>` and `<ins>`; what was taken out and put in is also said, unseen, in words."""
    words_for = {
        "removed": ("del", _("removed:"), _("end of removed")),
        "added": ("ins", _("added:"), _("end of added")),
    }

    def written(piece: Piece) -> SafeString:
        if piece.kind == "same":
            return format_html("{}", piece.text)
        tag, before, after = words_for[piece.kind]
        unseen = '<span class="ds-sr-only"> {} </span>'
        return format_html(
            "<{0}>{1}{2}{3}</{0}>", tag, format_html(unseen, f"[{before}"), piece.text, format_html(unseen, f"{after}]")
        )

    return format_html_join("", "{}", ((written(piece),) for piece in pieces))
