"""What holds for asking the parties in an evaluation, and how the question reads: pure questions on fetched rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.parties.models import Organisation
from samstyring.records import asked as shared
from samstyring.ui import formats

from ..models import EvaluationAnswer, EvaluationAsk, EvaluationLetter, EvaluationQuestions, EvaluationRound

LEVELS = (
    (5, gettext_lazy("agree fully")),
    (4, gettext_lazy("agree")),
    (3, gettext_lazy("neither agree nor disagree")),
    (2, gettext_lazy("disagree")),
    (1, gettext_lazy("disagree fully")),
)
NO_VIEW = 0
MOST = 20
"""So many questions can be asked."""
LONGEST = 3000
"""So many characters can be answered in words."""


@dataclass(frozen=True)
class PartyAnswer(shared.PartyAsked):
    """A party that was asked: through whom, how its letter went, and what it answered."""

    organisation: Organisation
    ask: EvaluationAsk
    answer_by: date
    letter: EvaluationLetter | None = None
    given: EvaluationAnswer | None = None
    earlier: Sequence[EvaluationAnswer] = ()
    # The first day on which it was no party any more: an answer is still taken, and its silence is no silence.
    left: date | None = None

    @property
    def state(self) -> str:
        """Return answered, left or silent."""
        if self.given is not None:
            return "answered"
        return "silent" if self.left is None else "left"

    @property
    def late(self) -> bool:
        """Tell whether it answered after the deadline."""
        return self.given is not None and self.given.answered_on > self.answer_by


@dataclass(frozen=True)
class ToAnswer(shared.ToAnswer):
    """The question to those who answer for one or several parties."""

    round: EvaluationRound
    organisations: Sequence[Organisation]
    is_open: bool
    answers: Mapping[UUID, EvaluationAnswer] = field(default_factory=dict)


def problems(from_date: date, last_day: date, questions: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return what is wrong with what is to be asked, by field."""
    found = {}
    if last_day < from_date:
        found["last_day"] = _("The last day cannot be before the first.")
    if not questions:
        found["questions"] = _("Write at least one question.")
    elif len(questions) > MOST:
        found["questions"] = _("At most %(count)s questions can be asked.") % {"count": MOST}
    elif any(not each["text"].strip() or each["kind"] not in EvaluationQuestions.Kind.values for each in questions):
        found["questions"] = _("Every question has a kind and a text.")
    return found


def keyed(questions: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the questions with a key each."""
    return [
        {"key": f"q{number}", "kind": str(each["kind"]), "text": " ".join(each["text"].split())}
        for number, each in enumerate(questions, start=1)
    ]


def checked(
    questions: Sequence[Mapping[str, str]], replies: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the replies that say something, and what is wrong, by key: every scale has a level or "no view"."""
    told: dict[str, Any] = {}
    wrong = {}
    for each in questions:
        key, given = each["key"], replies.get(each["key"])
        if each["kind"] == EvaluationQuestions.Kind.SCALE:
            if given not in (NO_VIEW, *(level for level, _words in LEVELS)):
                wrong[key] = _("Choose how far you agree, or that you have no view.")
            else:
                told[key] = given
        elif isinstance(given, str) and given.strip():
            told[key] = given.strip()[:LONGEST]
    return told, wrong


def heading(asked: ToAnswer) -> str:
    """Return the question itself."""
    if len(asked.organisations) == 1:
        return _("How does %(party)s see the co-operation?") % {"party": asked.organisations[0]}
    return _("How do you see the co-operation?")


def facts(asked: ToAnswer) -> list[tuple[Any, Any]]:
    """Return what is asked, as label and value."""
    questions = asked.round.questions
    return [
        (_("The period that is evaluated"), period(questions)),
        (_("You answer for"), formats.sentence(asked.organisations)),
        (_("Answer by"), formats.day(asked.round.answer_by)),
    ]


def period(questions: EvaluationQuestions) -> str:
    """Return the period that is evaluated, in words."""
    last = date.fromordinal(questions.until.toordinal() - 1)
    return _("%(start)s to %(last)s") % {"start": formats.day(questions.from_date), "last": formats.day(last)}


def already(asked: ToAnswer) -> str:
    """Say what was answered before, if anything."""
    lines = [_("%(parties)s answered on %(day)s by %(who)s.") % asked.in_words(given) for given in asked.answered]
    if lines and asked.is_open:
        lines.append(_("If you answer again, the new answer counts, and the former is kept."))
    return " ".join(lines)
