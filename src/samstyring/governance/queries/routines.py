"""Where cases stand on their way: their kind, its parts and its steps, read from what is recorded."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language

from samstyring.charter import queries as charter
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import book
from samstyring.kernel.prepared import Prepared

from ..models import Action, Case, InputAsk, InputReport, Proposal
from ..registry import Requirement, case_parts
from ..rules import readers
from ..rules.cases import BY_HAND
from ..rules.routines import (
    STEPS,
    UNFINISHED,
    CaseKind,
    Facts,
    Part,
    Step,
    holds,
    kind_from,
    kind_of,
    next_step,
    part_requirements,
    steps_of,
)
from . import recorded
from .deadlines import with_due


def kinds_on(on: date) -> list[CaseKind]:
    """Return the kinds of cases that the charter has on a day, in its order."""
    return [kind_from(row) for row in charter.said("case_kind", on) or ()]


def kinds_to_open(on: date) -> list[tuple[str, CaseKind]]:
    """Return the kinds that can be opened by hand, each with the form that a new one takes."""
    found = []
    for kind in kinds_on(on):
        form = next((form for form in kind.forms if form in BY_HAND), None)
        if form is not None:
            found.append((form, kind))
    return found


@dataclass(frozen=True)
class Progress:
    """A case on its way: its kind, the parts of its paper and whether they are there, and its steps."""

    case: Case
    kind: CaseKind
    parts: Sequence[tuple[Part, bool]]
    steps: Sequence[Step]

    @property
    def next(self) -> Step | None:
        """Return the step that the case waits at."""
        return next_step(self.steps)

    @property
    def kind_name(self) -> str:
        """Return the kind's name; of a case that the charter says nothing of, the name of its form."""
        return self.kind.name or capfirst(self.case.get_kind_display())

    @property
    def title(self) -> str:
        """Return the case's title."""
        return self.case.title

    @property
    def body_name(self) -> str:
        """Return the name of the body."""
        return self.case.body.name

    @property
    def who(self) -> str:
        """Return who must do what is next."""
        return self.next.who if self.next else ""

    @property
    def day(self) -> date | None:
        """Return by when."""
        return self.next.day if self.next else None

    @property
    def reached(self) -> Any:
        """Return the last step that is done."""
        return next((step.label for step in reversed(self.steps) if step.state == "done"), "")

    @property
    def place(self) -> int:
        """Return how far it has come, to sort by."""
        return max((place for place, step in enumerate(self.steps) if step.state == "done"), default=-1)

    @property
    def next_place(self) -> int:
        """Return which step is next, to sort by."""
        return list(STEPS).index(self.next.key) if self.next else len(STEPS)

    @property
    def bar(self) -> list[tuple[Any, str]]:
        """Return the steps for the bar on top of the page."""
        return [
            (step.label, "done" if step.state == "done" else "now" if step.state == "now" else "todo")
            for step in self.steps
        ]


def progress(cases: Iterable[Case], on: date, hidden: Collection[str] = ()) -> list[Progress]:
    """Return where cases stand, in their order. A fixed number of SQL statements, whatever the number of cases.

    `hidden` are steps that the reader may not see.
    """
    cases = list(cases)
    kinds = kinds_on(on)
    found = []
    every = facts_of(cases, kinds)
    for case in cases:
        facts = every[case.pk]
        kind = kind_of(case, facts.matters, kinds)
        parts = [(part, holds(part.name, facts)) for part in kind.parts]
        routine = replace(kind, steps=[step for step in kind.steps if step not in hidden]) if hidden else kind
        found.append(Progress(case, kind, parts, steps_of(routine, facts, on)))
    return found


def facts_of(cases: Sequence[Case], kinds: Sequence[CaseKind]) -> dict[UUID, Facts]:
    """Return what is recorded of cases, by id. Ten SQL statements, and one for each part of another app."""
    ids = tuple(case.pk for case in cases)
    proposals: dict[UUID, list[tuple[str, str]]] = {}
    for proposal in recorded.proposals_of(ids):
        proposals.setdefault(proposal.case_id, []).append((proposal.matter, proposal.state))
    items = {item.case_id: item for item in recorded.items_of(ids) if not item.advisory}
    decisions = {row.case_id: row for row in reversed(recorded.decisions_in(cases))}
    actions: dict[UUID, list[Action]] = {}
    for action in _actions([decision.pk for decision in decisions.values()]):
        actions.setdefault(action.decision_id, []).append(action)
    files = recorded.files_of(ids)
    comments = recorded.threads_in(ids)
    asked, until, reported = _asked(ids)
    heard = {(row.case_id, party.organisation_id) for row in recorded.inputs_to(ids) for party in row.parties.all()}
    extra = _extra(cases, kinds)
    passed: dict[UUID, set[str]] = {}
    for row in recorded.passed_over_in(ids):
        passed.setdefault(row.case_id, set()).add(row.requirement)
    found = {}
    for case in cases:
        decision = decisions.get(case.pk)
        item, mine = items.get(case.pk), proposals.get(case.pk, [])
        found[case.pk] = Facts(
            case=case,
            matters=[matter for matter, _state in mine],
            attachments=len(files.get(case.pk, ())),
            item=item,
            sent=item is not None and item.paper_sent,  # type: ignore[attr-defined]  # annotated
            decision=decision,
            waiting=sum(state == Proposal.State.WAITING for _matter, state in mine),
            passed_over=passed.get(case.pk, set()),
            threads=comments.get(case.pk, ()),
            asked=len(asked.get(case.pk, {})),
            silent=[row for key, row in asked.get(case.pk, {}).items() if (case.pk, key) not in heard],
            answer_by=until.get(case.pk),
            reported=case.pk in reported,
            actions=actions.get(decision.pk, []) if decision else [],
            extra={name for name, ids_ in extra.items() if case.pk in ids_},
        )
    return found


def _asked(ids: recorded.Ids) -> tuple[dict[UUID, dict[UUID, Any]], dict[UUID, date], set[UUID]]:
    """Return who was asked about each case, the last day given, and the cases whose asked were told afterwards."""
    asked: dict[UUID, dict[UUID, Any]] = {}
    until: dict[UUID, date] = {}
    reported: set[UUID] = set()
    for ask in recorded.asks_about(ids):
        key = ask.request.case_id
        asked.setdefault(key, {})[ask.organisation_id] = ask.organisation
        until[key] = ask.request.answer_by
        if ask.reported:  # type: ignore[attr-defined]  # annotated
            reported.add(key)
    return asked, until, reported


def _extra(cases: Sequence[Case], kinds: Sequence[CaseKind]) -> Mapping[str, set[UUID]]:
    """Return, for each part of another app that some kind has, the cases that have it."""
    wanted = {part.name for kind in kinds for part in kind.parts}
    return {name: each.read(cases) for name in case_parts.names() if name in wanted and (each := case_parts[name])}


@Prepared
def _actions(decisions: Sequence[UUID]) -> "QuerySet[Action]":
    return with_due(Action.objects.filter(decision_id__in=decisions)).select_related("organisation")


def part_facts(cases: Sequence[Case], kinds: Sequence[CaseKind]) -> tuple[set[UUID], Mapping[str, set[UUID]]]:
    """Return the cases that somebody was asked about, and what other apps tell; asked only if a kind checks it."""
    checked = {part.name for kind in kinds for part in kind.checked}
    asked: set[UUID] = set()
    if "input" in checked:
        asked = {ask.request.case_id for ask in recorded.asks_about(tuple(case.pk for case in cases))}
    return asked, {name: case_parts[name].read(cases) for name in case_parts.names() if name in checked}


def asked_by_kind(
    case: Case, kind: CaseKind, matters: Sequence[str], attachments: int, known: Iterable[str], told: Any
) -> list[Requirement]:
    """Return what the kind of a case asks of its paper; `told` is what `part_facts` gave."""
    asked, extra = told
    facts = Facts(
        case=case,
        matters=matters,
        attachments=attachments,
        asked=case.pk in asked,
        extra={name for name, ids in extra.items() if case.pk in ids},
    )
    return part_requirements(kind, facts, set(known))


def going_on(actor: Actor, today: date) -> list[Progress]:
    """Return every case that something is left of, for the secretariat. Raises NotThere.

    Kept until an act writes something of it.
    """
    if not readers.reads_all(actor):
        raise NotThere
    with book("cases going on", today, get_language()) as kept:
        return kept.ask("all", lambda: _going_on(today))


def _going_on(today: date) -> list[Progress]:
    unfinished = Action.objects.filter(decision__case=OuterRef("pk"), state__in=UNFINISHED)
    waiting = Proposal.objects.filter(case=OuterRef("pk"), state=Proposal.State.WAITING)
    untold = InputAsk.objects.filter(request__case=OuterRef("pk"))
    told = InputReport.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.filter(
        Q(state__in=[Case.State.DRAFT, Case.State.ON_AGENDA, Case.State.IN_TREATMENT])
        | Q(state=Case.State.DECIDED) & (Exists(unfinished) | Exists(waiting) | (Exists(untold) & ~Exists(told)))
    )
    rows = rows.select_related("body__leader_office", "case_officer").order_by("created_at")
    return progress(rows, today)
