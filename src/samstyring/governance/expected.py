"""What municipalities are asked for by bodies: input on cases, coming to meetings, following decisions up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel.actors import Actor
from samstyring.parties.expected import Expected, Source, sources
from samstyring.parties.models import Organisation
from samstyring.parties.queries import answers_for
from samstyring.records.asking import ASTRAY
from samstyring.ui import formats

from .effects.dispatches import REGRETS
from .effects.evaluation_letters import QUESTION as EVALUATION
from .effects.input import QUESTION as INPUT
from .models import (
    Action,
    Case,
    Delivery,
    EvaluationAnswerParty,
    EvaluationAsk,
    EvaluationCase,
    EvaluationLetter,
    InputAsk,
    InputLetter,
    InputParty,
    Meeting,
    Regrets,
    SeatHolding,
)
from .queries import actions, visible
from .rules import input as rules
from .rules.actions import CLOSED
from .rules.meetings import day_of
from .rules.scopes import clause_of


@dataclass(frozen=True)
class Letters:
    """Letters that asked something: those that asked the reader, and those that did not get there, by what they asked."""

    mine: Mapping[UUID, Sequence[UUID]]
    astray: Mapping[tuple[UUID, UUID | None], str]
    """The trouble of the letter to a person, by (what it asked about, the person)."""


def letters_to(by: Actor, model: type[InputLetter] | type[EvaluationLetter], about: str) -> Letters:
    """Return the letters that asked the reader, who answers for a municipality, and those gone astray. One statement."""
    reader = by.person_id if answers_for(by) else None
    mine: dict[UUID, list[UUID]] = {}
    astray: dict[tuple[UUID, UUID | None], str] = {}
    for letter in model._default_manager.filter(Q(person_id=reader) | Q(state__in=ASTRAY)):
        key = getattr(letter, about)
        if letter.person_id == reader:
            mine.setdefault(key, []).append(letter.pk)
        if letter.state in ASTRAY:
            astray[key, letter.person_id] = letter.trouble
    return Letters(mine, astray)


def summonses_to(by: Actor) -> dict[UUID, list[UUID]]:
    """Return the letters that called the reader, who answers for a municipality, by meeting."""
    found: dict[UUID, list[UUID]] = {}
    if by.person_id is not None and answers_for(by):
        rows = Delivery.objects.filter(person_id=by.person_id)
        for meeting, key in rows.values_list("dispatch__meeting_id", "pk"):
            found.setdefault(meeting, []).append(key)
    return found


def input_on_cases(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the cases that municipalities are asked about, each once, with what they said."""
    gone = charter.gone_on(on)
    asks = (
        InputAsk.objects.filter(organisation_id__in=organisations)
        .select_related("request__case", "request__seat", "request__asked_by")
        .order_by("request__asked_at")
    )
    last = {(ask.request.case_id, ask.organisation_id): ask for ask in asks}
    said = InputParty.objects.filter(organisation_id__in=organisations).select_related("input").order_by("input__at")
    answers = {(row.input.case_id, row.organisation_id): row.input for row in said}
    mine = answers_for(by)
    clause = clause_of(by.powers, "answer_input", "chief_executive", "contact")
    letters = letters_to(by, InputLetter, "request_id")
    return [
        Expected(
            kind="input",
            organisation=organisations[organisation_id],
            heading=_("Input on %(case)s") % {"case": rules.name_of(ask.request.case)},
            url=reverse(f"governance:{'give_input' if organisation_id in mine else 'case_input'}", args=[case_id]),
            state="answered"
            if given
            else "closed"
            if organisation_id in gone or rules.closed(ask.request.case)
            else "open",
            deadline=ask.request.answer_by,
            answer=_("answered: %(leaning)s") % {"leaning": given.get_leaning_display()} if given else "",
            asked_by=rules.asker(ask.request),
            clause=clause,
            by_link=[(INPUT, key) for key in letters.mine.get(ask.request_id, ())],
            trouble=letters.astray.get((ask.request_id, ask.person_id), ""),
        )
        for (case_id, organisation_id), ask in last.items()
        for given in [answers.get((case_id, organisation_id))]
    ]


def coming_to_meetings(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the called meetings to come, which the reader may read, where a municipality holds a seat; who sent regrets."""
    live = Prefetch("regrets", queryset=Regrets.objects.filter(withdrawn_at=None))
    called = visible.meetings(by).filter(state=Meeting.State.CALLED, starts_at__date__gte=on)
    meetings = list(called.select_related("body").prefetch_related(live))
    letters = summonses_to(by)
    held = SeatHolding.objects.on(on).filter(organisation_id__in=organisations).select_related("seat")
    return [
        Expected(
            kind="meeting",
            organisation=organisations[holding.organisation_id],
            heading=_("Come to %(body)s on %(day)s, or send regrets")
            % {"body": meeting.body.name, "day": formats.day(meeting.starts_at)},
            url=reverse("governance:meeting", args=[meeting.pk]),
            state="answered" if gone else "open",
            deadline=day_of(meeting),
            answer=_("regrets are sent") if gone else _("called"),
            asked_by=holding.seat.name,
            by_link=[(REGRETS, key) for key in letters.get(meeting.pk, ())],
        )
        for meeting in meetings
        for holding in held
        if holding.seat.body_id == meeting.body_id
        for gone in [any(row.seat_id == holding.seat_id for row in meeting.regrets.all())]
    ]


def following_up(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return what municipalities do after decisions."""
    del on
    rows = actions.visible_to(by).filter(organisation_id__in=organisations)
    clause = clause_of(by.powers, "report_action", "chief_executive", "contact")
    return [
        Expected(
            kind="action",
            organisation=organisations[row.organisation_id],
            heading=row.text,
            url=reverse("governance:action", args=[row.pk]),
            state="open" if row.state == Action.State.OPEN else "answered",
            deadline=row.due,
            answer=row.get_state_display() if row.state in (*CLOSED, Action.State.REPORTED) else "",
            asked_by=f"{row.decision.label} {row.decision.title}",
            clause=clause,
        )
        for row in rows
    ]


def answering_evaluations(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the evaluations that municipalities are asked in, with whether they have answered. At most five SQL statements."""
    gone = charter.gone_on(on)
    brought = EvaluationCase.objects.filter(round=OuterRef("round")).exclude(case__state=Case.State.WITHDRAWN)
    asks = (
        EvaluationAsk.objects.filter(organisation_id__in=organisations)
        .select_related("round__questions")
        .annotate(closed=Exists(brought))
    )
    said = EvaluationAnswerParty.objects.filter(organisation_id__in=organisations).select_related("answer")
    answers = {(row.answer.round_id, row.organisation_id): row.answer for row in said.order_by("answer__at")}
    mine = answers_for(by)
    clause = clause_of(by.powers, "answer_evaluation", "chief_executive", "contact")
    letters = letters_to(by, EvaluationLetter, "round_id")
    pages = {True: "governance:answer_evaluation", False: "governance:evaluation"}
    return [
        Expected(
            kind="evaluation",
            organisation=organisations[ask.organisation_id],
            heading=_("Answer the evaluation"),
            url=reverse(pages[True], args=[ask.round_id]) if ask.organisation_id in mine else reverse(pages[False]),
            state="answered" if given else "closed" if ask.closed or ask.organisation_id in gone else "open",
            deadline=ask.round.answer_by,
            answer=_("answered on %(day)s") % {"day": formats.day(given.answered_on)} if given else "",
            asked_by=_("the secretariat"),
            clause=clause,
            by_link=[(EVALUATION, key) for key in letters.mine.get(ask.round_id, ())],
            trouble=letters.astray.get((ask.round_id, ask.person_id), ""),
        )
        for ask in asks
        for given in [answers.get((ask.round_id, ask.organisation_id))]
    ]


sources.register("evaluation", Source("evaluation", gettext_lazy("Evaluation"), answering_evaluations))
sources.register("input", Source("input", gettext_lazy("Input"), input_on_cases))
sources.register("meeting", Source("meeting", gettext_lazy("Meeting"), coming_to_meetings))
sources.register("action", Source("action", gettext_lazy("Follow-up"), following_up))
