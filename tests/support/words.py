"""The words on a page, to find those that a language lacks."""

from html.parser import HTMLParser

SAID_IN_ATTRIBUTES = ("placeholder", "aria-label", "title", "alt")
SILENT = ("script", "style", "svg", "template")
NAMES = {"Nynorsk", "Bokmål", "English", "Samstyring"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        self.found |= {value for name, value in attrs if name in SAID_IN_ATTRIBUTES and value}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.add(" ".join(data.split()))


def words(html: str) -> set[str]:
    """Return every text on a page, as it stands between tags and in attributes that are read out."""
    parser = _Words()
    parser.feed(html)
    return {text for text in parser.found if any(letter.isalpha() for letter in text)}


def left_in_english(english: str, other: str, *names: str) -> set[str]:
    """Return what reads the same on the English page and on the other one, but for names."""
    same = words(english) & words(other)
    return {text for text in same if text not in NAMES and not any(name in text for name in names)}
