"""Whether an item has moved on in the room: one cheap question, asked every few seconds."""

from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from ..models import AgendaItem, Attendance, DisqualificationQuestion, DisqualificationRuling, Position, Round


def _counted(rows: Any, by: str) -> Any:
    return rows.order_by().values(by).annotate(n=Count("pk")).values("n")


def version_of(item_pk: UUID) -> str:
    """Return a short text that changes whenever what the live part shows has changed. One SQL statement."""
    rounds = Round.objects.filter(item=OuterRef("pk")).order_by("-number").values("number")[:1]
    positions = (
        Position.objects.filter(seat__round__item=OuterRef("pk"))
        .order_by()
        .values("seat__round__item")
        .annotate(n=Count("pk"))
        .values("n")
    )
    there = (
        Attendance.objects.filter(meeting=OuterRef("meeting"))
        .order_by()
        .values("meeting")
        .annotate(n=Count("pk"))
        .values("n")
    )
    asked = _counted(DisqualificationQuestion.objects.filter(item=OuterRef("pk")), "item")
    ruled = _counted(DisqualificationRuling.objects.filter(question__item=OuterRef("pk")), "question__item")
    row = (
        AgendaItem.objects.filter(pk=item_pk)
        .annotate(
            last_round=Coalesce(Subquery(rounds), 0),
            said=Coalesce(Subquery(positions), 0),
            there=Coalesce(Subquery(there), 0),
            asked=Coalesce(Subquery(asked), 0),
            ruled=Coalesce(Subquery(ruled), 0),
            session=F("meeting__state"),
        )
        .values_list("state", "session", "last_round", "said", "there", "asked", "ruled")
        .first()
    )
    return "-".join(str(part) for part in row) if row else ""
