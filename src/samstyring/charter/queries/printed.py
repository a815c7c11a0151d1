"""The conformance board as a document prints it, in the language that is active."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samstyring.records.pdf import data as pdf
from samstyring.ui import formats

from ..models import Clause
from ..rules import BROKEN, COMING, DUE, FULFILLED, NOT_MEASURED, STATE_WORDS, STATES
from .conformance import Board, Duty
from .editions import cooperation, edition_on, installation_mode, term_on

PRINTED_MARKS: dict[str, pdf.StateMark] = {
    BROKEN: "not_fulfilled",
    DUE: "due_soon",
    COMING: "coming",
    FULFILLED: "fulfilled",
    NOT_MEASURED: "not_measured",
}


def printed_board(board: Board, duties: Sequence[Duty], *, by: str = "clause") -> pdf.ConformanceData:
    """Return the board as a PDF is filled with it: `duties` of it, by chapter, or by whoever must act ("duty")."""
    counts = {state: sum(duty.state == state for duty in duties) for state in STATES}
    later = board.on != board.today
    return pdf.ConformanceData(
        head=pdf.Head(cooperation=cooperation().name, date=formats.day(board.on), demo=installation_mode() == "demo"),
        title=_("Do we keep the agreement?"),
        subtitle=term_on(board.on).title,
        facts=(pdf.Fact(label=_("As it was on"), value=formats.day(board.on)),)
        + ((pdf.Fact(label=_("By what was known on"), value=formats.day(board.today)),) if later else ()),
        counts=tuple(
            (PRINTED_MARKS[state], str(STATE_WORDS[state]), counts[state]) for state in STATES if counts[state]
        ),
        chapters=tuple(
            pdf.Chapter(title=title, checks=tuple(_check(duty) for duty in rows))
            for title, rows in _in_order(board, duties, by)
        ),
    )


def _in_order(board: Board, duties: Sequence[Duty], by: str) -> list[tuple[str, list[Duty]]]:
    if by == "duty":
        names = dict.fromkeys(duty.responsible for duty in duties)
        return [(name, [duty for duty in duties if duty.responsible == name]) for name in names]
    groups: dict[str, list[Duty]] = {}
    under = {duty.clause: [each for each in duties if each.clause == duty.clause] for duty in duties}
    clauses = Clause.objects.filter(edition=edition_on(board.on)).select_related("chapter")
    for clause in clauses.order_by("chapter__position", "position"):
        groups.setdefault(clause.chapter.heading, []).extend(under.pop(clause.ref, []))
    groups.setdefault(_("Not regulated"), []).extend(duty for rest in under.values() for duty in rest)
    return [(title, rows) for title, rows in groups.items() if rows]


def _check(duty: Duty) -> pdf.Check:
    return pdf.Check(
        clause=duty.clause,
        text="\n".join(line for line in (duty.heading, duty.why, duty.reminded) if line),
        mark=PRINTED_MARKS[duty.state],
        state=str(STATE_WORDS[duty.state]),
        evidence=tuple(item.words for item in duty.evidence),
        responsible=duty.responsible,
        deadline=formats.day(duty.next_date) if duty.next_date else "",
    )
