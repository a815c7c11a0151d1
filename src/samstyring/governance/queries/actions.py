"""What can be asked of follow-up actions (SG-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Organisation

from ..models import Action, ActionReport, ExtensionRequest
from ..rules.actions import is_overdue
from ..rules.readers import reads_all
from .deadlines import past_due, with_due
from .decisions import visible_to as visible_decisions
from .extensions import answer_of, requests_of

UNFINISHED = (Action.State.OPEN, Action.State.REPORTED)


def visible_to(actor: Actor) -> "models.QuerySet[Action]":
    """Return the actions of decisions that an actor may read, with their deadline in force; strangers read none here."""
    return with_due(_readable(actor)).select_related("decision", "organisation", "person")


def _readable(actor: Actor) -> "models.QuerySet[Action]":
    if not actor.takes_part:
        return Action.objects.none()
    return Action.objects.filter(decision__in=visible_decisions(actor).order_by().values("pk"))


def listed(rows: "models.QuerySet[Action]") -> "models.QuerySet[Action]":
    """Return actions with what a list or its file shows of each, and no more."""
    whose = ("organisation__name", "organisation__sort_key", "decision__number_written", "decision__title")
    shown = rows.select_related(None).select_related("organisation", "decision")
    return shown.only("text", "deadline", "state", *whose)


def unfinished_of(organisation: Organisation, actor: Actor) -> list[Action]:
    """Return what a municipality is still to do, of what the actor may read, the soonest first. At most two statements."""
    rows = _unfinished_of(organisation.pk) if actor.takes_part else []
    if not rows or reads_all(actor):
        return rows
    decisions = visible_decisions(actor).filter(pk__in=[row.decision_id for row in rows]).order_by()
    may_read = set(decisions.values_list("pk", flat=True))
    return [row for row in rows if row.decision_id in may_read]


@Prepared
def _unfinished_of(organisation: UUID) -> "models.QuerySet[Action]":
    rows = with_due().filter(organisation_id=organisation, state__in=UNFINISHED)
    return rows.select_related("decision", "organisation", "person").order_by("due")


def action_for(pk: UUID, actor: Actor) -> Action:
    """Return an action that the actor may read. Raises NotThere."""
    found = visible_to(actor).select_related("decision__case", "decision__body").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True)
class ActionPage:
    """An action with what was reported about it, and the requests for more time."""

    action: Action
    reports: Sequence[ActionReport]
    requests: Sequence[ExtensionRequest]
    overdue: bool

    @property
    def waiting(self) -> ExtensionRequest | None:
        """Return the request for more time that waits for its answer."""
        return next((each for each in self.requests if answer_of(each) is None), None)


def action_page(pk: UUID, actor: Actor, today: date) -> ActionPage:
    """Return an action with its reports and requests. Raises NotThere."""
    action = action_for(pk, actor)
    reports = ActionReport.objects.filter(action=action).select_related("reported_by", "evidence")
    return ActionPage(action, list(reports), requests_of(action), is_overdue(action, today))


def overdue(on: date, body_id: UUID | None = None) -> "models.QuerySet[Action]":
    """Return the actions whose deadline in force is past and that nobody has reported done."""
    rows = past_due(with_due(), on).select_related("decision", "organisation")
    return rows.filter(decision__body_id=body_id) if body_id else rows


def parties(actor: Actor) -> list[tuple[str, str]]:
    """Return the organisations that have actions, by name. One SQL statement."""
    ids = _readable(actor).order_by().values("organisation")
    rows = Organisation.objects.filter(pk__in=ids).order_by("sort_key").values_list("pk", "name")
    return [(str(key), name) for key, name in rows]


def in_state(rows: "models.QuerySet[Action]", state: str) -> "models.QuerySet[Action]":
    """Return those of the actions that are open, overdue, or all of them."""
    if state == "open":
        return rows.filter(state=Action.State.OPEN)
    if state == "overdue":
        return past_due(rows, clock.today())
    return rows
