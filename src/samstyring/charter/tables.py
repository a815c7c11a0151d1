"""The conformance board as rows: for the page, and as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from .queries import Board, Duty
from .rules import MARKS, STATE_WORDS, STATES


def chips(board: Board) -> list[tuple[str, str, int]]:
    """Return the filters by state that have anything under them: state, word, how many."""
    counts = board.counts
    return [(state, str(STATE_WORDS[state]), counts[state]) for state in STATES if counts[state]]


def marked(duties: Iterable[Duty]) -> list[tuple[Duty, str, str]]:
    """Return each obligation with its mark and the word for its state."""
    return [(duty, MARKS[duty.state], str(STATE_WORDS[duty.state])) for duty in duties]


def grouped(duties: Sequence[Duty], by: str) -> list[tuple[str, list[tuple[Duty, str, str]]]]:
    """Return the obligations in groups: by whoever must act ("duty"), else all in one, what must be done first."""
    order = {state: place for place, state in enumerate(STATES)}
    if by != "duty":
        return [("", marked(duties))] if duties else []
    names = dict.fromkeys(duty.responsible for duty in duties)
    return [
        (name, marked(sorted((d for d in duties if d.responsible == name), key=lambda duty: order[duty.state])))
        for name in names
    ]


def as_csv(duties: Iterable[Duty]) -> str:
    """Return the obligations as CSV with semicolons, as Norwegian spreadsheets read it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_("State"), _("Clause"), _("Duty"), _("Why"), _("Evidence"), _("Responsible"), _("Deadline")])
    for duty in duties:
        writer.writerow(
            [
                STATE_WORDS[duty.state],
                duty.clause,
                duty.heading,
                duty.why,
                " | ".join(item.words for item in duty.evidence),
                duty.responsible,
                duty.next_date.isoformat() if duty.next_date else "",
            ]
        )
    return "\ufeff" + out.getvalue()
