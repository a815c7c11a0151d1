"""What can be asked of the evaluation: when it is to be made, by whom, what is registered, and the figures so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samstyring.charter import queries as charter
from samstyring.charter.models import Obligation
from samstyring.charter.rules import state_of_window
from samstyring.governance.models import Body, Evaluation
from samstyring.governance.queries import evaluations as asking
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from .answers import Answers, answers_of
from .figures import Section, Span, gathered

CHECK = "governance.evaluation_in_window"


@dataclass(frozen=True)
class EvaluationPage:
    """The evaluation as the agreement asks for it, with the figures of a period.

    `responsible` is "" where the agreement does not say who evaluates. `window` is None where it gives no dates.
    """

    span: Span
    sections: Sequence[Section]
    clause: str
    heading: str
    window: Span | None
    state: str | None
    responsible: str
    concluded: Sequence[Evaluation]
    asking: asking.Asking
    answers: Answers | None

    @property
    def regulated(self) -> bool:
        """Tell whether the agreement asks for an evaluation."""
        return bool(self.clause)


def default_span(today: date) -> Span:
    """Return the term so far: from its first day to today."""
    term = charter.term_on(today)
    last = min(today, term.last_day or today)
    return Span(term.term_from, max(last, term.term_from) + timedelta(days=1))


def evaluation_page(*, by: Actor, span: Span) -> EvaluationPage:
    """Return the evaluation and the figures of a period. Raises NotThere for those who are not part of it.

    A fixed number of SQL statements.
    """
    if not by.capacities and by.kind != "installation":
        raise NotThere
    today = clock.today()
    edition = charter.edition_on(today)
    asked = asking.asking()
    duty = Obligation.objects.filter(edition=edition, check_name=CHECK).first()
    concluded = list(Evaluation.objects.select_related("basis").order_by("-decided_on"))
    window = None
    if duty is not None and duty.window_from and duty.window_until:
        window = Span(duty.window_from, duty.window_until)
    done = any(window is not None and row.decided_on >= window.start for row in concluded)
    regulated = duty is not None and duty.duty_of != "not_regulated"
    return EvaluationPage(
        span=span,
        sections=gathered(span),
        clause=duty.clause if duty else "",
        heading=duty.heading if duty else "",
        window=window,
        state=state_of_window(today, window.start, window.until, done=done) if window else None,
        responsible=charter.names_in(edition).get(duty.duty_of, duty.duty_of) if duty and regulated else "",
        concluded=concluded,
        asking=asked,
        answers=answers_of(asked),
    )


def who_concludes(by: Actor) -> list[Body]:
    """Return the bodies that can conclude an evaluation and for which the reader can bring it to a case."""
    keys = [row.body_key for row in charter.who_decides("governance.conclude_evaluation", clock.today())]
    bodies = Body.objects.filter(key__in=keys).order_by("name")
    return [body for body in bodies if by.may("governance.bring_evaluation", f"body:{body.pk}")]
