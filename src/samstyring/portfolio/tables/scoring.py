"""Candidates with their scores: the rows are made of all sheets, so that they can be sorted by what is figured out."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.parties.names import search_key
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table

from .. import ranking_words
from ..queries.scoring import Candidate

KINDS = (("project", gettext_lazy("Project candidates")), ("study", gettext_lazy("Concept notes of needs")))
STANDS = (
    ("scored", gettext_lazy("Scored on the criteria in force")),
    ("earlier", gettext_lazy("Scored under earlier criteria only")),
    ("lacks", gettext_lazy("Scored, but something is not judged")),
    ("none", gettext_lazy("Not scored")),
)


def stand_of(row: Candidate) -> str:
    """Return how far the scoring of a candidate has come."""
    if row.shown is None:
        return "none"
    if row.is_earlier:
        return "earlier"
    return "lacks" if row.total is None else "scored"


def stand_mark(row: Candidate) -> tuple[str, Any]:
    """Return the same as a mark."""
    marks = {"scored": "ok", "earlier": "due", "lacks": "due", "none": "na"}
    words = {
        "scored": _("Scored"),
        "earlier": _("Earlier criteria"),
        "lacks": _("Not all judged"),
        "none": _("Not scored"),
    }
    stand = stand_of(row)
    return marks[stand], words[stand]


def _that_say(rows: Sequence[Candidate], words: str) -> list[Candidate]:
    sought = search_key(words)
    return [row for row in rows if sought in search_key(row.name) or words.strip().lower() in row.code.lower()]


def _lacking(row: Candidate) -> str:
    if row.shown is None:
        return ""
    lacks = dict.fromkeys(name for sheet in row.shown.sheets for name in sheet.lacks)
    return ", ".join(lacks)


def _scale(row: Candidate) -> str:
    shown = row.shown
    if shown is None or shown.total is None:
        return ""
    return _("of %(steps)s") % {"steps": shown.steps}


class CandidateTable(Table):
    """The candidates. One without a sum stands last however it is sorted by sum: it is not nothing."""

    caption = gettext_lazy("Candidates and scores")
    file_name = "kandidatar"
    saved_as = "portfolio:candidates"
    sort = "-total"
    prints = True
    filters: ClassVar[Sequence[Any]] = (
        SearchFilter("q", gettext_lazy("Words or code"), _that_say),
        ChoiceFilter(
            "kind",
            gettext_lazy("What"),
            lambda rows, kind: [row for row in rows if row.kind == kind],
            choices=KINDS,
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "stand",
            gettext_lazy("Scoring"),
            lambda rows, stand: [row for row in rows if stand_of(row) == stand],
            choices=STANDS,
            every=gettext_lazy("All"),
        ),
    )
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            gettext_lazy("What"),
            sort="sort_key",
            header=True,
            link=lambda row: row.url,
            small=lambda row: row.code,
        ),
        Column("code", gettext_lazy("Code"), sort="code", on_page=False),
        Column(
            "kind",
            gettext_lazy("Kind"),
            value=lambda row: capfirst(row.thing.get_state_display()) if row.kind == "project" else _("Concept note"),
        ),
        Column(
            "total",
            gettext_lazy("Weighted sum"),
            "number",
            value=lambda row: ranking_words.figure(row.total),
            sort="total",
            decimals=2,
            small=_scale,
        ),
        Column(
            "scorers", gettext_lazy("Scorers"), "number", value=lambda row: len(row.shown.sheets) if row.shown else None
        ),
        Column("stand", gettext_lazy("Scoring"), "mark", value=stand_mark, small=_lacking),
        Column(
            "version",
            gettext_lazy("On criteria, version"),
            "number",
            value=lambda row: row.shown.criteria.number if row.shown else None,
        ),
    )

    def __init__(self, request: HttpRequest, rows: Sequence[Candidate], *, empty: Empty) -> None:
        super().__init__(request, rows, empty=empty)
