"""Characters that no typeface of ours can show.

PDF/UA and PDF/A refuse a document with a single such character, and minutes must not fail on a smiley that came
along from a chat. What cannot be shown is written out by its name instead: nothing is lost without trace.
"""

import re
import unicodedata
from typing import Any

ALWAYS_DROPPED = {"Cc", "Cs", "Cn"}
KEPT_CONTROLS = "\n\t"
INVISIBLE = "\ufeff\ufffe\uffff\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"
SHOWN_RANGES = (
    (0x20, 0x24F),  # Latin with all Nordic and Sámi letters
    (0x2B0, 0x36F),  # accents
    (0x370, 0x52F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin, additional
    (0x2000, 0x206F),  # spaces, dashes, quotes
    (0x20A0, 0x20BF),  # currencies
    (0x2190, 0x2193),  # plain arrows
)
SHOWN_SINGLY = "\n\t™№℗Ω≈≠≤≥−√∞∑∂∆●○■□▲▼◆✓✗×÷"
PRIVATE_BULLETS = range(0xF000, 0xF100)
"""Where Word keeps the characters of its Symbol and Wingdings faces; what is pasted from it is nearly always a bullet."""

LONGEST_WORD = 1_000
"""Letters; no word is so long, but a pasted key can be."""
_ON_A_LINE = 50
_UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD},}}")


def without_controls(text: str) -> str:
    """Return the text without characters that have no place in any document."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if _may_stand(letter))


def with_breaks(text: str) -> str:
    """Return the text with every word that would fill many lines parted: what typesets cannot set one in a run."""
    return _UNBROKEN.sub(_in_lines, text)


def _in_lines(word: re.Match[str]) -> str:
    letters = word[0]
    return " ".join(letters[place : place + _ON_A_LINE] for place in range(0, len(letters), _ON_A_LINE))


def spelt_out(text: str) -> str:
    """Return the text with every character outside the certain ones written by name: "[thumbs up sign]"."""
    return "".join(letter if _is_certain(letter) else _name(letter) for letter in unicodedata.normalize("NFC", text))


def in_all_texts(value: Any, change: Any) -> Any:
    """Return a JSON value with `change` applied to every string in it (keys excepted)."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: in_all_texts(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [in_all_texts(inner, change) for inner in value]
    return value


def _may_stand(letter: str) -> bool:
    if letter in KEPT_CONTROLS:
        return True
    return letter not in INVISIBLE and unicodedata.category(letter) not in ALWAYS_DROPPED


def _is_certain(letter: str) -> bool:
    code = ord(letter)
    return letter in SHOWN_SINGLY or any(first <= code <= last for first, last in SHOWN_RANGES)


def _name(letter: str) -> str:
    if ord(letter) in PRIVATE_BULLETS:
        return "•"
    if unicodedata.category(letter) in {"Mn", "Me", "Cf", "Co"}:
        return ""
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"
