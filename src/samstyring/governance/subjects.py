"""Who may see and change the documents of bodies, cases and meetings: what governance tells `records`."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Model
from django.urls import reverse

from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import now
from samstyring.records.access import Subject, register
from samstyring.records.errors import ExemptDocument

from .effects.cases import touch_case
from .models import Case, Designation, Meeting, Seat, StandingInstruction
from .queries import publicity, visible
from .queries.cases import document_scopes
from .queries.evaluations import readable_answers
from .queries.input import readable_inputs
from .queries.written import readable_written
from .rules.cases import change_refusal


def _case_may_change(case: Model) -> None:
    assert isinstance(case, Case)
    refusal = change_refusal(case)
    if refusal is not None:
        raise refusal


def _case_scopes(case: Model) -> list[str]:
    """Return the body, and the project that the case is about: who leads a project can attach files to its cases."""
    assert isinstance(case, Case)
    return document_scopes(case)


def _case_changed(case: Model) -> None:
    assert isinstance(case, Case)
    touch_case(case=case, at=now())


def _release_of_case(case: Model, reason: str) -> str:
    assert isinstance(case, Case)
    if case.exempt:
        raise ExemptDocument
    return publicity.of_papers(case).reason_to_keep(reason)


def _release_of_meeting(meeting: Model, reason: str) -> str:
    assert isinstance(meeting, Meeting)
    return publicity.of_meeting(meeting, papers=True).reason_to_keep(reason)


def _meeting_scopes(meeting: Model) -> list[str]:
    assert isinstance(meeting, Meeting)
    return [f"body:{meeting.body_id}", f"meeting:{meeting.pk}"]


def _body_scopes(thing: Model) -> list[str]:
    return [f"body:{thing.body_id}"]  # type: ignore[attr-defined]


def _led(model: type[Model]) -> Callable[[Actor, Iterable[UUID]], set[UUID]]:
    """Return who reads the letters behind a seat, a designation or an instruction: those who lead that body."""

    def readable(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
        led = actor.scoped_ids("body", "leader", "office_holder")
        rows = model._default_manager.filter(pk__in=list(ids), body_id__in=led)
        return set(rows.values_list("pk", flat=True))

    return readable


def tell_records() -> None:
    """Register the kinds of things that documents here can be about."""
    register(
        Subject(
            kind="governance.case",
            readable=visible.readable_cases,
            scopes=_case_scopes,
            address=lambda key: reverse("governance:case", args=[key]),
            check_change=_case_may_change,
            changed=_case_changed,
            release_for=_release_of_case,
        )
    )
    register(
        Subject(
            kind="governance.meeting",
            readable=visible.readable_meetings,
            scopes=_meeting_scopes,
            release_for=_release_of_meeting,
            address=lambda key: reverse("governance:meeting", args=[key]),
        )
    )
    register(
        Subject(
            kind="governance.input",
            readable=readable_inputs,
            scopes=lambda given: [f"body:{given.case.body_id}"],  # type: ignore[attr-defined]
            address=lambda key: reverse("governance:cases"),
        )
    )
    register(
        Subject(
            kind="governance.evaluationanswer",
            readable=readable_answers,
            scopes=lambda given: [],
            address=lambda key: reverse("governance:evaluation"),
        )
    )
    register(
        Subject(
            kind="governance.writtenprocedure",
            readable=readable_written,
            scopes=_body_scopes,
            address=lambda key: reverse("governance:written", args=[key]),
        )
    )
    for model in (Seat, Designation, StandingInstruction):
        register(
            Subject(
                kind=model._meta.label_lower,
                readable=_led(model),
                scopes=_body_scopes,
                address=lambda key: reverse("governance:bodies"),
            )
        )
