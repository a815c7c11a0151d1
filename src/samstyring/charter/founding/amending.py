"""A proposed amendment written into the agreement's file."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from .rewriting import Rewriting

TERM = "charter.term"
"""The check of the obligation that tells how long the agreement holds: its date goes with the term."""


@dataclass(frozen=True)
class TextChange:
    """One change of the text: a clause changed, new or repealed, or an annex; `ref` is its id or key."""

    kind: Literal["changed", "new", "repealed", "annex"]
    ref: str
    chapter: str = ""
    heading: str = ""
    text: str = ""


@dataclass(frozen=True)
class TermChange:
    """Another end of the term: the first day it no longer holds, or None for no end."""

    until: date | None


def amended(source: str, changes: Iterable[TextChange], term: TermChange | None = None) -> str:
    """Return the file with the changes in it. Raises LookupError with the ref that the file lacks, or has already."""
    raw, writing = tomllib.loads(source), Rewriting(source)
    clauses = {row["id"]: place for place, row in enumerate(raw.get("clause", []))}
    for change in changes:
        if change.kind == "new":
            if change.ref in clauses:
                raise LookupError(change.ref)
            _add(raw, writing, change)
        elif change.kind == "annex":
            _annex(raw, writing, change)
        elif change.ref not in clauses:
            raise LookupError(change.ref)
        elif change.kind == "repealed":
            writing.remove(("clause", clauses[change.ref]))
        else:
            writing.set(("clause", clauses[change.ref], "heading"), change.heading)
            writing.set(("clause", clauses[change.ref], "text"), change.text)
    if term is not None:
        _set_term(raw, writing, term.until)
    return writing.done()


def _add(raw: Mapping[str, Any], writing: Rewriting, change: TextChange) -> None:
    """Put a new clause last in its chapter."""
    rows = raw.get("clause", [])
    same = [place for place, row in enumerate(rows) if row["chapter"] == change.chapter]
    values = {"id": change.ref, "chapter": change.chapter, "heading": change.heading, "text": change.text}
    writing.add("clause", values, after=("clause", same[-1] if same else len(rows) - 1))


def _annex(raw: Mapping[str, Any], writing: Rewriting, change: TextChange) -> None:
    place = next((place for place, row in enumerate(raw.get("annex", [])) if row["key"] == change.ref), None)
    if place is None:
        raise LookupError(change.ref)
    writing.set(("annex", place, "title"), change.heading)
    writing.set(("annex", place, "state"), "present")
    writing.set(("annex", place, "text"), change.text)


def _set_term(raw: Mapping[str, Any], writing: Rewriting, until: date | None) -> None:
    """Set the end of the term, and of the obligation that tells of it."""
    duties = [("obligation", place) for place, row in enumerate(raw.get("obligation", [])) if row["check"] == TERM]
    for table in (("agreement",), *duties):
        if until is None:
            writing.leave_out((*table, "until"))
        else:
            writing.set((*table, "until"), until)
    for duty in duties:
        writing.set((*duty, "kind"), "standing" if until is None else "by_date")
