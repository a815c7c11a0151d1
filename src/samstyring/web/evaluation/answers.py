"""What the parties answered in an evaluation: each question by district and size, their words, and who is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.governance.models import EvaluationQuestions
from samstyring.governance.queries.evaluations import Asking
from samstyring.governance.rules.evaluations import NO_VIEW, PartyAnswer, period
from samstyring.ui import formats

from .figures import Section, Span, districts, share, sizes, tenths

AGREES = 4
"""From this level on a party agrees."""
Kind = EvaluationQuestions.Kind


@dataclass(frozen=True)
class Words:
    """What was answered to one question in words: who (one answer may be for several, each named), and the words."""

    heading: str
    is_recommendation: bool
    entries: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answers:
    """What the parties answered. A level counts once for every party that the answer names."""

    lines: Sequence[tuple[str, str]]
    tables: Sequence[Section]
    words: Sequence[Words]

    @property
    def in_words(self) -> list[Words]:
        """Return the questions that are no recommendations."""
        return [each for each in self.words if not each.is_recommendation]

    @property
    def recommendations(self) -> list[Words]:
        """Return what they recommend."""
        return [each for each in self.words if each.is_recommendation]


def answers_of(asking: Asking) -> Answers | None:
    """Return what is answered so far, None where nobody has been asked. At most two SQL statements."""
    if asking.round is None:
        return None
    questions, rows = asking.round.questions, asking.rows
    span = Span(questions.from_date, questions.until)
    parties = {row.organisation.pk for row in rows}
    groups = _grouped(span, parties)
    by_party = {row.organisation.pk: row for row in rows}
    scales = [each for each in questions.questions if each["kind"] == Kind.SCALE]
    return Answers(
        lines=_lines(asking),
        tables=[_table(each, by_party, groups) for each in scales],
        words=[_words(each, rows) for each in questions.questions if each["kind"] != Kind.SCALE],
    )


def _grouped(span: Span, parties: set[UUID]) -> list[tuple[str, Sequence[UUID]]]:
    every: list[tuple[str, Sequence[UUID]]] = [(_("All parties"), sorted(parties))]
    return every + list(districts(span, parties).items()) + list(sizes(span, parties).items())


def _lines(asking: Asking) -> list[tuple[str, str]]:
    round_ = asking.round
    assert round_ is not None
    counts = {"answered": formats.number(len(asking.answered)), "asked": formats.number(len(asking.rows))}
    lines = [
        (_("The period that is evaluated"), period(round_.questions)),
        (_("Asked"), formats.day(round_.asked_at)),
        (_("Answer by"), formats.day(round_.answer_by)),
        (_("Answered"), _("%(answered)s of %(asked)s") % counts),
    ]
    late = [row.organisation for row in asking.rows if row.late]
    if late:
        lines.append((_("Answered after the deadline"), formats.sentence(late)))
    if asking.silent:
        lines.append((_("Has not answered"), formats.sentence(asking.silent)))
    if asking.left:
        lines.append((_("Left the agreement before it had answered"), formats.sentence(asking.left)))
    if round_.why_early:
        lines.append((_("Asked before the time for the evaluation, because"), round_.why_early))
    return lines


def _table(
    question: Mapping[str, str], by_party: Mapping[UUID, PartyAnswer], groups: Sequence[tuple[str, Sequence[UUID]]]
) -> Section:
    table = []
    for name, members in groups:
        given = [row.given for member in members if (row := by_party[member]).given is not None]
        told = [answer.replies.get(question["key"], NO_VIEW) for answer in given if answer is not None]
        levels = [level for level in told if level != NO_VIEW]
        agree = sum(1 for level in levels if level >= AGREES)
        mean = tenths(sum(levels) / len(levels)) if levels else formats.EN_DASH
        counts = (len(members), len(told), len(told) - len(levels))
        table.append((name, *(formats.number(n) for n in counts), share(agree, len(levels)), mean))
    return Section(
        question["text"],
        _(
            "From 1 (disagree fully) to 5 (agree fully). Those without a view, and the silent, are not in share and mean."
        ),
        (_("Parties"), _("Asked"), _("Answered"), _("No view"), _("Agree"), _("Mean")),
        table,
    )


def _words(question: Mapping[str, str], rows: Sequence[PartyAnswer]) -> Words:
    said: dict[UUID, tuple[list[str], str]] = {}
    for row in rows:
        if row.given is not None and (text := row.given.replies.get(question["key"])):
            said.setdefault(row.given.pk, ([], text))[0].append(row.organisation.name)
    entries = [(formats.sentence(names), text) for names, text in said.values()]
    return Words(question["text"], question["kind"] == Kind.RECOMMENDATION, entries)
