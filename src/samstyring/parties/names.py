"""Keys by which names are sorted and searched the same way on both databases."""

import unicodedata

_NORWEGIAN = {"æ": "{", "ø": "|", "å": "}", "ä": "{", "ö": "|"}
_FOLDED = {
    "æ": "ae",
    "ø": "o",
    "å": "a",
    "ð": "d",
    "þ": "th",
    "đ": "d",
    "ŋ": "n",
    "ŧ": "t",
}


def _strip(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))


def sort_key(name: str) -> str:
    """Return a key whose byte order is the Norwegian alphabet's: a…z æ ø å (aa counts as two a's)."""
    lowered = unicodedata.normalize("NFC", name).casefold()
    return "".join(_NORWEGIAN.get(letter) or _strip(letter) for letter in lowered)


def search_key(text: str) -> str:
    """Return the text folded for searching: no accents, no case, ø as o and å as a."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    folded = "".join(_FOLDED.get(letter) or _strip(letter) for letter in lowered)
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())
