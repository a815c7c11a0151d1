"""The conformance board and the answers to an amendment as rows: for the page, and as CSV."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.ui import formats
from samstyring.ui.tables.files import harmless

from .models import Amendment, Edition
from .queries import Board, Duty, PartyInRound
from .rules import MARKS, STATE_WORDS, STATES
from .wording import in_force_words


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
    heads = [
        _("State"),
        _("Clause"),
        _("Duty"),
        _("Why"),
        _("Evidence"),
        _("Responsible"),
        _("Deadline"),
        _("Reminder"),
    ]
    return _semicolons(
        heads,
        (
            [
                STATE_WORDS[duty.state],
                duty.clause,
                duty.heading,
                duty.why,
                " | ".join(item.words for item in duty.evidence),
                duty.responsible,
                duty.next_date.isoformat() if duty.next_date else "",
                duty.reminded,
            ]
            for duty in duties
        ),
    )


def _semicolons(heads: Sequence[Any], rows: Iterable[Sequence[Any]]) -> str:
    """Write rows as Norwegian spreadsheets read them: no text in them is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in (heads, *rows):
        writer.writerow([harmless(str(value)) for value in row])
    return "\ufeff" + out.getvalue()


# -- amendments --------------------------------------------------------------------------------------------------------

AMENDMENT_MARKS = {"draft": "na", "proposed": "soon", "adopted": "ok", "rejected": "broken", "withdrawn": "na"}
ANSWER_WORDS = {
    "consent": ("ok", gettext_lazy("Consents")),
    "refuse": ("broken", gettext_lazy("Refuses")),
    "silent": ("due", gettext_lazy("Has not answered")),
    "left": ("na", gettext_lazy("No longer a party")),
}


def amendment_mark(amendment: Amendment) -> tuple[str, str]:
    """Return the mark and the words of how an amendment stands."""
    return AMENDMENT_MARKS[amendment.state], capfirst(str(amendment.get_state_display()))


def answer_mark(row: PartyInRound) -> tuple[str, str]:
    """Return the mark and the words of what a party has answered, or for how long it has been silent."""
    mark, words = ANSWER_WORDS[row.state]
    if row.state != "silent":
        return mark, str(words)
    says = ngettext("Silent for %(days)s day", "Silent for %(days)s days", row.silent_days)
    return mark, says % {"days": formats.number(row.silent_days)}


def answer_chips(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Return the filters by answer that have anything under them: state, word, how many."""
    return [(state, str(ANSWER_WORDS[state][1]), number) for state, number in counts.items() if number]


def amendment_facts(amendment: Amendment, base: Edition) -> list[tuple[str, str]]:
    """Return what an amendment says of itself, as label and value."""
    facts = [(_("Initiative"), amendment.initiative), (_("In force from"), in_force_words(amendment))]
    if amendment.changes_term:
        start = amendment.agreement.term_from
        facts.append((_("Term as it is"), formats.period(start, base.until)))
        facts.append((_("New term"), formats.period(start, amendment.until)))
    return facts


def answers_as_csv(rows: Iterable[PartyInRound]) -> str:
    """Return who was asked and what each answered as CSV with semicolons."""
    return _semicolons(
        [
            _("Number"),
            _("Municipality"),
            _("Answer"),
            _("Days of silence"),
            _("Day"),
            _("Who answered"),
            _("Way"),
            _("Authority behind the answer"),
            _("Decided on"),
            _("Reason"),
            _("Checksum of the text"),
        ],
        map(_answer_row, rows),
    )


def _answer_row(row: PartyInRound) -> list[Any]:
    answer, party = row.answer, row.asked.organisation
    begins = [party.number, party.name, ANSWER_WORDS[row.state][1]]
    if answer is None:
        return [*begins, row.silent_days, *[""] * 7]
    return [
        *begins,
        "",
        answer.answered_on.isoformat(),
        answer.answered_by,
        answer.get_way_display(),
        answer.authority,
        answer.authority_dated.isoformat() if answer.authority_dated else "",
        answer.reason,
        answer.sha256,
    ]
