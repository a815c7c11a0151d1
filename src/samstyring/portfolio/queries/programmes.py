"""What can be asked of programmes."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import lasting

from ..models import Programme, Project
from ..rules.projects import OVER

NONE = "none"
"""What is asked for where projects of no programme are."""


def programmes(by: Actor) -> QuerySet[Programme]:
    """Return the programmes that a reader may see: everyone who is signed in sees the portfolio."""
    rows = Programme.objects.select_related("owner")
    return rows.none() if by.is_anonymous else rows


def with_counts(by: Actor) -> QuerySet[Any]:
    """Return the programmes, each with how many projects it has in `all`, and how many of them are `over`."""
    over = Q(projects__state__in=OVER)
    return programmes(by).annotate(all=Count("projects"), over=Count("projects", filter=over))


def programme_by_code(code: str, by: Actor) -> Programme:
    """Return a programme. Raises NotThere."""
    found = programmes(by).filter(code=code).first()
    if found is None:
        raise NotThere
    return found


def running_in(programme: Programme) -> list[Project]:
    """Return its projects that are not over, by name. One SQL statement."""
    return list(Project.objects.filter(programme=programme).exclude(state__in=OVER).order_by("sort_key"))


@lasting
def programmes_to_choose() -> list[tuple[str, str]]:
    """Return the programmes by name: key and name. One SQL statement."""
    return [(str(key), name) for key, name in Programme.objects.order_by("sort_key").values_list("pk", "name")]


def of_programme(rows: QuerySet[Project], programme: str) -> QuerySet[Project]:
    """Return the projects of a programme, or those of none."""
    return rows.filter(programme=None) if programme == NONE else rows.filter(programme_id=programme)
