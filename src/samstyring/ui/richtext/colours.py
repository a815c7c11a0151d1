"""Colour that says something in a Word file: text in another colour than the rest, or marked as with a pen."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import lxml.etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLAIN_THEME = {"text1", "dark1", "background1", "light1", "hyperlink", "followedHyperlink"}
_NO_FILL = {"", "AUTO", "FFFFFF"}
_P, _R, _LINK = f"{_W}p", f"{_W}r", f"{_W}hyperlink"
_STRUCK = (f"{_W}del", f"{_W}moveFrom")
_HEADING = ("heading", "overskrift", "title", "tittel", "subtitle", "undertittel")
BASE_SHARE = 0.9
"""A colour that so much of the text has is the colour of the document, and tells nothing."""


class Run(NamedTuple):
    """Text that is written in one way: the place of its paragraph, its own colour, and what it is highlighted with."""

    paragraph: int
    colour: str
    highlight: str
    length: int


@dataclass
class _Paragraph:
    """A paragraph that is being read: how many links and struck parts of it one stands in."""

    place: int
    heads: bool
    links: int = 0
    struck: int = 0


def coloured_places(xml: str) -> int:
    """Return in how many places of a document text stands out by a colour or a highlight of its own.

    What only decorates does not count: headings, links, near-black and white, and a colour that nearly all of the text
    has. Runs in the same colour beside each other are one place, since Word splits text as it likes.
    """
    # A file that is damaged has been refused already; nothing outside it is read.
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = lxml.etree.fromstring(xml.encode(), parser)
    runs = list(_runs(root)) if root is not None else []
    colour, highlight = (_base(runs, name) for name in ("colour", "highlight"))
    marks = [
        (
            run.paragraph,
            "" if run.colour == colour else run.colour,
            "" if run.highlight == highlight else run.highlight,
        )
        for run in runs
    ]
    return sum(bool(mark[1] or mark[2]) for mark, _group in groupby(marks))


def _base(runs: list[Run], name: str) -> str:
    shares: Counter[str] = Counter()
    for run in runs:
        shares[getattr(run, name)] += run.length
    common, length = shares.most_common(1)[0] if shares else ("", 0)
    return common if length >= BASE_SHARE * shares.total() else ""


def _runs(root: Any) -> Iterator[Run]:
    """Return the text of the document run by run, without headings and what is struck by a tracked change.

    A text box stands within a paragraph and has its own, so the paragraphs that are begun are kept, the innermost last.
    """
    begun: list[_Paragraph] = []
    walk = lxml.etree.iterwalk(root, events=("start", "end"), tag=[_P, _R, _LINK, *_STRUCK])
    places = 0
    for event, element in walk:
        step = 1 if event == "start" else -1
        if element.tag == _P:
            if step > 0:
                places += 1
                begun.append(_Paragraph(places, _is_heading(element)))
            else:
                begun.pop()
        elif not begun:
            continue
        elif element.tag == _LINK:
            begun[-1].links += step
        elif element.tag in _STRUCK:
            begun[-1].struck += step
        elif step > 0 and not begun[-1].heads and not begun[-1].struck:
            yield from _run(element, begun[-1])


def _run(run: Any, paragraph: _Paragraph) -> Iterator[Run]:
    text = "".join(each.text or "" for each in run.iterfind(f"{_W}t")).strip()
    if text:
        own = run.find(f"{_W}rPr")
        yield Run(paragraph.place, _colour(own, bool(paragraph.links)), _highlight(own), len(text))


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(f"{_W}val", "").lower().startswith(_HEADING)


def _colour(own: Any, in_link: bool) -> str:
    found = own.find(f"{_W}color") if own is not None else None
    if found is None or in_link or found.get(f"{_W}themeColor") in _PLAIN_THEME:
        return ""
    value = found.get(f"{_W}val", "").upper()
    return "" if _is_plain(value) else value


def _is_plain(value: str) -> bool:
    try:
        parts = bytes.fromhex(value)
    except ValueError:  # "auto"
        return True
    if len(parts) != 3:
        return True
    highest, lowest = max(parts), min(parts)
    grey = highest - lowest <= 0x10 and (highest <= 0x80 or lowest >= 0xF0)
    return grey or highest <= 0x40


def _highlight(own: Any) -> str:
    if own is None:
        return ""
    pen = own.find(f"{_W}highlight")
    if pen is not None and pen.get(f"{_W}val") not in (None, "none", "white"):
        return str(pen.get(f"{_W}val"))
    shade = own.find(f"{_W}shd")
    fill = shade.get(f"{_W}fill", "").upper() if shade is not None else ""
    return "" if fill in _NO_FILL else fill
