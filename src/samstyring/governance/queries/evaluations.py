"""What the parties are asked in an evaluation, who has answered, and what is asked of the reader (VA-2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Organisation
from samstyring.parties.queries import answers_for

from ..models import (
    Case,
    EvaluationAnswer,
    EvaluationAnswerParty,
    EvaluationAsk,
    EvaluationCase,
    EvaluationLetter,
    EvaluationQuestions,
    EvaluationRound,
)
from ..rules.evaluations import PartyAnswer, ToAnswer

CHECK = "governance.evaluation_in_window"
WRITES = "governance.write_evaluation_questions"


@dataclass(frozen=True)
class Asking:
    """How far the asking has come: the last version of the questions, the round it went out in, and who has answered."""

    latest: EvaluationQuestions | None
    round: EvaluationRound | None
    case: Case | None
    rows: Sequence[PartyAnswer]

    @property
    def is_open(self) -> bool:
        """Tell whether answers are taken."""
        return self.round is not None and self.case is None

    @property
    def draft(self) -> EvaluationQuestions | None:
        """Return the version that is not sent, if the last one is not."""
        return self.latest if self.latest and (not self.round or self.round.questions_id != self.latest.pk) else None

    @property
    def answered(self) -> list[PartyAnswer]:
        """Return who has answered."""
        return [row for row in self.rows if row.given is not None]

    @property
    def silent(self) -> list[Organisation]:
        """Return who has not."""
        return [row.organisation for row in self.rows if row.state == "silent"]

    @property
    def left(self) -> list[Organisation]:
        """Return who left the agreement before it had answered."""
        return [row.organisation for row in self.rows if row.state == "left"]


@remembered
def latest_round() -> EvaluationRound | None:
    """Return the round that was asked last, open or not."""
    return EvaluationRound.objects.select_related("questions", "asked_by").first()


@remembered
def case_of(round_: EvaluationRound) -> Case | None:
    """Return the case that a round ended in; one that was withdrawn is none."""
    row = EvaluationCase.objects.filter(round=round_).exclude(case__state=Case.State.WITHDRAWN)
    found = row.select_related("case").first()
    return found.case if found else None


def asking() -> Asking:
    """Return how far the asking has come. At most seven SQL statements."""
    latest = EvaluationQuestions.objects.first()
    round_ = latest_round()
    if round_ is None:
        return Asking(latest, None, None, [])
    return Asking(latest, round_, case_of(round_), rows_of(round_))


def asking_page(by: Actor) -> Asking:
    """Return the same for a reader. Raises NotThere for those who are not part of the co-operation."""
    if not by.capacities and by.kind != "installation":
        raise NotThere
    return asking()


def open_round() -> EvaluationRound | None:
    """Return the round that takes answers, if one does."""
    round_ = latest_round()
    return round_ if round_ is not None and case_of(round_) is None else None


_PARTIES = Prefetch("parties", queryset=EvaluationAnswerParty.objects.select_related("organisation"))


def rows_of(round_: EvaluationRound) -> list[PartyAnswer]:
    """Return a row for every party that was asked. Six SQL statements."""
    gone = charter.gone_on(clock.today())
    letters = {letter.person_id: letter for letter in round_.letters.all()}
    given: dict[UUID, list[EvaluationAnswer]] = {}
    for answer in round_.answers.select_related("evidence").prefetch_related(_PARTIES).order_by("at", "pk"):
        for party in answer.parties.all():
            given.setdefault(party.organisation_id, []).append(answer)
    rows = []
    for ask in round_.asks.select_related("organisation", "person").order_by("organisation__sort_key"):
        answers = given.get(ask.organisation_id, [])
        rows.append(
            PartyAnswer(
                organisation=ask.organisation,
                ask=ask,
                answer_by=round_.answer_by,
                letter=letters.get(ask.person_id) if ask.person_id else None,
                given=answers[-1] if answers else None,
                earlier=answers[-2::-1] if len(answers) > 1 else (),
                left=gone.get(ask.organisation_id),
            )
        )
    return rows


# -- what to ask -------------------------------------------------------------------------------------------------------


def window(on: date) -> tuple[date, date] | None:
    """Return the time that the agreement gives for the evaluation, [from, until), if it gives one."""
    for row in charter.said("obligation", on) or []:
        if row["check"] == CHECK and row.get("from") and row.get("until"):
            return row["from"], row["until"]
    return None


def proposed(on: date) -> dict[str, Any]:
    """Return what to begin the next version with: the last one, or the charter's own set and the term so far."""
    latest = EvaluationQuestions.objects.first()
    if latest is not None:
        last = latest.until - timedelta(days=1)
        shown = {"from_date": latest.from_date, "last_day": last, "text": latest.text, "questions": latest.questions}
        return {**shown, "number": latest.number}
    term = charter.term_on(on)
    last = min(on, term.last_day or on)
    first = {"from_date": term.term_from, "last_day": last, "text": "", "questions": charter_questions(on)}
    return {**first, "number": 0}


def charter_questions(on: date) -> list[dict[str, str]]:
    """Return the questions that the charter file proposes."""
    rows = charter.said("evaluation_question", on) or []
    return [{name: str(row[name]) for name in ("key", "kind", "text")} for row in rows]


# -- what is asked of the reader ---------------------------------------------------------------------------------------


def question_of_letter(pk: UUID) -> ToAnswer:
    """Return the question that a letter asks. Raises NotThere when no more answers are taken."""
    letter = EvaluationLetter.objects.select_related("round__questions").filter(pk=pk).first()
    if letter is None or case_of(letter.round) is not None:
        raise NotThere
    asks = EvaluationAsk.objects.filter(round=letter.round, person_id=letter.person_id).select_related("organisation")
    return _to_answer(letter.round, [ask.organisation for ask in asks], is_open=True)


def question_to(pk: UUID, actor: Actor) -> ToAnswer:
    """Return the question to the parties that the reader answers for, also when it is closed. Raises NotThere."""
    round_ = EvaluationRound.objects.select_related("questions").filter(pk=pk).first()
    asks = EvaluationAsk.objects.filter(round=round_, organisation_id__in=answers_for(actor))
    organisations = [ask.organisation for ask in asks.select_related("organisation")]
    if round_ is None or not organisations:
        raise NotThere
    return _to_answer(round_, organisations, is_open=case_of(round_) is None)


def open_question(actor: Actor) -> ToAnswer | None:
    """Return what the reader's parties are asked and not all have answered."""
    if not answers_for(actor):
        return None
    round_ = open_round()
    if round_ is None:
        return None
    try:
        found = question_to(round_.pk, actor)
    except NotThere:
        return None
    return found if found.silent else None


def _to_answer(round_: EvaluationRound, organisations: Sequence[Organisation], *, is_open: bool) -> ToAnswer:
    rows = EvaluationAnswerParty.objects.filter(answer__round=round_, organisation__in=organisations)
    given = {row.organisation_id: row.answer for row in rows.select_related("answer").order_by("answer__at")}
    return ToAnswer(round_, organisations, is_open, given)


def asked_in(round_: EvaluationRound) -> list[Organisation]:
    """Return who was asked, by name."""
    return [ask.organisation for ask in round_.asks.select_related("organisation")]


def round_by_id(pk: UUID) -> EvaluationRound:
    """Return a round. Raises NotThere."""
    found = EvaluationRound.objects.select_related("questions").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def readable_answers(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the answers whose letter the actor may read: the party's own people do, beside the secretariat."""
    rows = EvaluationAnswerParty.objects.filter(answer__in=list(ids), organisation__in=answers_for(actor))
    found = set(rows.values_list("answer_id", flat=True))
    if actor.may(WRITES):
        found |= set(EvaluationAnswer.objects.filter(pk__in=list(ids)).values_list("pk", flat=True))
    return found


def opens_early(on: date) -> date | None:
    """Return when the time for the evaluation begins, where it has not; None where it has, or is not regulated."""
    found = window(on)
    return found[0] if found is not None and on < found[0] else None
