"""What founding would make of a charter file, in figures and remarks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..registry import sections
from .reading import Located, read


@dataclass(frozen=True)
class Outline:
    """What a charter file makes: how many of each, what to know about it, or its errors."""

    counts: Sequence[tuple[Any, int]] = ()
    remarks: Sequence[Any] = ()
    problems: Sequence[Located] = ()


def outline(text: str) -> Outline:
    """Read a charter file and tell what founding would make of it. Writes nothing."""
    reading = read(text)
    if reading.problems or reading.charter is None:
        return Outline(problems=reading.problems)
    ordered = sorted(sections, key=lambda section: section.order)
    return Outline(
        counts=[count for section in ordered for count in section.counts(reading.charter)],
        remarks=[remark for section in ordered for remark in section.remarks(reading.charter)],
    )
