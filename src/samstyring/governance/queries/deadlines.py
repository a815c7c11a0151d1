"""The deadline in force of follow-up actions: the one decided, or the newest extension granted (SG-8)."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce

from ..models import Action, ExtensionAnswer
from ..rules.actions import deadline_words as deadline_words


def with_due(rows: "models.QuerySet[Action] | None" = None, on: date | None = None) -> "models.QuerySet[Action]":
    """Return actions with their deadline in force as `due`; `on` is a day, for what was granted by then."""
    granted = ExtensionAnswer.objects.filter(request__action=models.OuterRef("pk"), until__isnull=False)
    if on is not None:
        granted = granted.filter(answered_at__date__lte=on)
    newest = granted.order_by("-answered_at", "-pk").values("until")[:1]
    rows = Action.objects.all() if rows is None else rows
    return rows.annotate(due=Coalesce(models.Subquery(newest), models.F("deadline")))  # type: ignore[no-redef]


def past_due(rows: "models.QuerySet[Action]", on: date) -> "models.QuerySet[Action]":
    """Return those of such actions whose deadline in force is past and that nobody has reported done."""
    return rows.filter(state=Action.State.OPEN, due__lt=on)  # type: ignore[misc]


def due_of(action: Action) -> date:
    """Return the deadline in force of one action, read now. One SQL statement."""
    return with_due(Action.objects.filter(pk=action.pk)).get().due
