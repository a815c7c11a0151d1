"""What holds of a project: when it can be changed, and what it serves."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput, Stale

from ..errors import ProjectOver
from ..models import Project

OVER = (Project.State.CLOSED, Project.State.STOPPED)


def require_open(project: Project) -> None:
    """Refuse to change a project that is closed or stopped. Raises ProjectOver."""
    if project.state in OVER:
        raise ProjectOver


def require_revision(project: Project, revision: int | None) -> None:
    """Refuse a change written on an older revision than the one stored. Raises Stale."""
    if revision is not None and revision != project.revision:
        raise Stale(project)


def require_purposes(purposes: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return the purposes named, each once, in the agreement's order. At least one is needed (GP-1), where the agreement names any.

    Raises InvalidInput for none, or for one that the agreement does not have.
    """
    order = list(known)
    unknown = sorted(set(purposes) - set(order))
    if unknown:
        raise InvalidInput({"purposes": _("The agreement has no such purpose.")})
    if order and not purposes:
        raise InvalidInput({"purposes": _("Name at least one purpose of the agreement that the project serves.")})
    return [key for key in order if key in purposes]
