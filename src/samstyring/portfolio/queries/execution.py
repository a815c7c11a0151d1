"""Projects on a day: which were registered, which were in execution, and what their owners had answered."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from samstyring.kernel import clock

from ..models import Answer, Participation, Project


def in_execution(on: date) -> list[Project]:
    """Return the projects in execution on a day, by name: started on or before it, not ended by it."""
    rows = Project.objects.filter(started_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return list(rows.select_related("owner").order_by("sort_key"))


def registered_by(on: date) -> list[Project]:
    """Return the projects that were registered, or decided on, by the end of a day, and not ended, by name."""
    end = datetime.combine(on + timedelta(days=1), time(), tzinfo=clock.OSLO)
    rows = Project.objects.filter(Q(registered_at__lt=end) | Q(entered_on__lte=on))
    return list(rows.filter(Q(ended_on=None) | Q(ended_on__gt=on)).select_related("owner").order_by("sort_key"))


def owners_answers(project_ids: Iterable[UUID], on: date) -> dict[UUID, Answer]:
    """Return the owner's answer that counts on a day, by project. One statement."""
    answers = (
        Answer.objects.filter(
            participation__project_id__in=list(project_ids),
            participation__role=Participation.Role.OWNER,
            participation__removed_at=None,
            answered_on__lte=on,
        )
        .select_related("participation")
        .order_by("sequence")
    )
    return {answer.participation.project_id: answer for answer in answers}
