"""The shape of the portfolio's documents: a head, some facts, and parts of headings, text and tables."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from samstyring.charter import queries as charter
from samstyring.records.pdf import data as pdf
from samstyring.records.pdf.render import Language, render
from samstyring.ui import formats, richtext

Block = dict[str, Any]


def made(
    title: str,
    subtitle: str,
    *,
    number: str,
    day: Any,
    facts: Iterable[tuple[Any, Any]] = (),
    blocks: Iterable[Block],
    language: Language,
    at: datetime,
    body: str = "",
) -> bytes:
    """Return a document as tagged PDF. `number` and `day` stand in its head; facts without a value are left out.

    `day` is the date or instant that it is of, `at` the instant that it is made.
    """
    return render(
        "simple",
        pdf.SimpleData(
            head=pdf.Head(
                cooperation=charter.cooperation().name,
                body=body,
                number=number,
                date=formats.day(day),
                demo=charter.installation_mode() == "demo",
            ),
            title=title,
            subtitle=subtitle,
            facts=tuple(pdf.Fact(label=str(label), value=str(value)) for label, value in facts if value),
            content=richtext.normalise({"type": "doc", "content": list(blocks)}),
        ),
        language=language,
        at=at,
    )


def heading(text: Any) -> Block:
    """Return a heading above a part."""
    return {"type": "heading", "level": 2, "content": [{"text": str(text)}]}


def paragraph(text: Any) -> Block:
    """Return one paragraph."""
    return {"type": "paragraph", "content": [{"text": str(text)}]}


def text(words: str) -> list[Block]:
    """Return what was written in a field, as its paragraphs."""
    return list(richtext.from_text(words)["content"])


def table(rows: Sequence[Sequence[Any]]) -> Block:
    """Return a table whose first row is its head."""
    return {"type": "table", "head": True, "rows": [[[{"text": str(cell)}] for cell in row] for row in rows]}
