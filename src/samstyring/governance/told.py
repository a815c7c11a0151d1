"""What governance tells other floors about decisions, minutes and follow-up.

Who may read their documents, and what a municipality is asked to do.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse

from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.parties.registry import Panel, panels
from samstyring.records.access import Subject, register

from .models import Action, Decision, Minutes
from .queries import actions, decisions
from .queries.minutes_document import corrections_of
from .queries.room import may_enter
from .rules.actions import mark_of
from .rules.scopes import clause_of


def _readable_minutes(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    rows = Minutes.objects.filter(pk__in=list(ids)).exclude(state=Minutes.State.DRAFT).select_related("meeting")
    return {row.pk for row in rows if may_enter(actor, row.meeting)}


def _readable_decisions(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Evidence is for those who take part, also where the decision itself is public."""
    if not actor.takes_part:
        return set()
    return set(decisions.visible_to(actor).filter(pk__in=list(ids)).values_list("pk", flat=True))


def _readable_actions(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    return set(actions.visible_to(actor).filter(pk__in=list(ids)).values_list("pk", flat=True))


def _body_of_minutes(thing: models.Model) -> Iterable[str]:
    assert isinstance(thing, Minutes)
    return [f"body:{thing.meeting.body_id}"]


def _body_of_decision(thing: models.Model) -> Iterable[str]:
    assert isinstance(thing, Decision)
    return [f"body:{thing.body_id}"]


def _party_of_action(thing: models.Model) -> Iterable[str]:
    assert isinstance(thing, Action)
    return [f"party:{thing.organisation_id}"]


def _minutes_address(pk: UUID) -> str:
    meeting = Minutes.objects.filter(pk=pk).values_list("meeting_id", flat=True).first()
    return reverse("governance:minutes", args=[meeting]) if meeting else ""


def _decision_address(pk: UUID) -> str:
    found = Decision.objects.filter(pk=pk).first()
    return decisions.address_of_decision(found) if found else ""


def _of_municipality(organisation: Organisation, by: Actor, on: date) -> Mapping[str, Any] | None:
    """Return what a municipality is asked to do, the soonest first; nothing leaves the panel out."""
    found = [(row, mark_of(row, on)) for row in actions.unfinished_of(organisation, by)]
    clause = clause_of(by.powers, "report_action", "chief_executive", "contact")
    return {"rows": found, "clause": clause} if found else None


register(Subject("governance.minutes", _readable_minutes, _body_of_minutes, _minutes_address, notes=corrections_of))
register(Subject("governance.decision", _readable_decisions, _body_of_decision, _decision_address))
register(
    Subject(
        "governance.action",
        _readable_actions,
        _party_of_action,
        lambda pk: reverse("governance:action", args=[pk]),
    )
)
panels.register("follow_up", Panel("follow_up", "governance/panel_actions.html", _of_municipality, order=40))
