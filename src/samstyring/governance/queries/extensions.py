"""What can be asked of the requests for more time (SG-8)."""

from uuid import UUID

from django.db import models

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import Action, ExtensionAnswer, ExtensionRequest
from .decisions import visible_to as visible_decisions


def requests_of(action: Action) -> list[ExtensionRequest]:
    """Return the requests for more time with their answers, the oldest first. One SQL statement."""
    rows = ExtensionRequest.objects.filter(action=action)
    return list(rows.select_related("asked_by", "evidence", "answer__answered_by").order_by("asked_at"))


def answer_of(request: ExtensionRequest) -> ExtensionAnswer | None:
    """Return the answer to a request, or None while it waits."""
    found: ExtensionAnswer | None = getattr(request, "answer", None)
    return found


def request_for(pk: UUID, actor: Actor) -> ExtensionRequest:
    """Return a request for more time, of an action that the actor may read. Raises NotThere."""
    found = ExtensionRequest.objects.select_related(
        "action__decision__body", "action__organisation", "asked_by", "evidence", "answer"
    )
    readable = visible_decisions(actor).order_by().values("pk")
    request = found.filter(pk=pk, action__decision__in=readable).first() if actor.takes_part else None
    if request is None:
        raise NotThere
    return request


def with_asked(rows: "models.QuerySet[Action]") -> "models.QuerySet[Action]":
    """Return actions with the day that a request which waits for its answer asks for, as `asked_until`."""
    waiting = ExtensionRequest.objects.filter(action=models.OuterRef("pk"), answer__isnull=True)
    return rows.annotate(asked_until=models.Subquery(waiting.values("until")[:1]))  # type: ignore[no-redef]
