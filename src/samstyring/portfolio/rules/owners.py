"""Who owns a project on a day, and when it can be handed over. Pure: the conditions are for queries to ask by."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput

from ..errors import HandOverWaits, NoOwnerYet, NotStarted
from ..models import HandOver, Participation, Project
from .projects import require_open


def owned_by(organisations: Any, on: date, of: str = "") -> Q:
    """Return the condition that some organisations own a project on a day, today or to come.

    `of` is the way from the row to its project ("project__").
    """
    is_any = "__in" if isinstance(organisations, Collection | QuerySet) and not isinstance(organisations, str) else ""
    handed = Q(**{f"{of}hand_over": None}) | Q(**{f"{of}hand_over__from_date__lte": on})
    to_come = Q(**{f"{of}hand_over__former{is_any}": organisations, f"{of}hand_over__from_date__gt": on})
    return (Q(**{f"{of}latest_owner{is_any}": organisations}) & handed) | to_come


def owner_on(on: date, column: str = "") -> Case:
    """Return the owner of each project on a day, today or to come; `column` is what of it ("__sort_key")."""
    former = When(hand_over__from_date__gt=on, then=F(f"hand_over__former{column}"))
    return Case(former, default=F(f"latest_owner{column}"))


def require_can_go(project: Project, open_one: HandOver | None) -> None:
    """Refuse to hand over what has no owner to hand it over, or goes to another already.

    Before the start the owner is changed by asking another. Raises ProjectOver, NotStarted, NoOwnerYet, HandOverWaits.
    """
    require_open(project)
    if project.state != Project.State.STARTED:
        raise NotStarted
    if project.owner_id is None:
        raise NoOwnerYet
    if open_one is not None or (project.hand_over is not None and project.hand_over.is_to_come):
        raise HandOverWaits


def require_said(reason: str, proposed_from: date, today: date) -> None:
    """Refuse a hand-over that says no why, or is to hold from a day that is past. Raises InvalidInput."""
    errors: dict[str, Any] = {}
    if not reason:
        errors["reason"] = _("Write why the project gets another owner.")
    if proposed_from < today:
        errors["proposed_from"] = _("Choose today, or a day to come: who owned it until now is not changed.")
    if errors:
        raise InvalidInput(errors)


def is_open(hand_over: HandOver) -> bool:
    """Tell whether it is proposed, and neither decided nor taken back."""
    return hand_over.basis_id is None and hand_over.place.removed_at is None


def leaves_room(places: Iterable[Participation]) -> list[Participation]:
    """Return the places that end when another takes over: the former owner's, and the new one's as a participant."""
    return [place for place in places if place.role != Participation.Role.NEXT_OWNER]
