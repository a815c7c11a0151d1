"""When a decision point can be passed. Pure functions."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from samstyring.governance.registry import Requirement
from samstyring.kernel.errors import InvalidInput

from ..errors import ModelLacksPhase, NotNextPoint, NotStarted, PointLacks, PointSaysSo
from ..models import Milestone, Project
from ..project_models import Point, ProjectModel


def require_next(project: Project, following: Point | None, key: str) -> Point:
    """Return the decision point that comes next, if it is the one meant. Raises NotStarted, NotNextPoint."""
    if project.state != Project.State.STARTED:
        raise NotStarted
    if following is None or following.key != key:
        raise NotNextPoint
    return following


def points_ahead(project: Project, model: ProjectModel) -> list[Point]:
    """Return the decision points that a project has not come past, by the phase that it is in: all of them before it starts.

    What was passed before a project was taken over is not among its passings, and still lies behind it.
    """
    phases = [phase.key for phase in model.phases]
    if project.state != Project.State.STARTED or project.phase not in phases:
        return list(model.points)
    stands = phases.index(project.phase)
    return [point for point in model.points if point.before in phases and phases.index(point.before) >= stands]


def require_said_here(milestone: Milestone, model: ProjectModel) -> None:
    """Refuse to say of one that is tied to a decision point ahead that it is reached. Raises PointSaysSo."""
    if milestone.point and milestone.point in {point.key for point in points_ahead(milestone.project, model)}:
        raise PointSaysSo


def require_held(asked: Sequence[Requirement], reasons: Mapping[str, str]) -> dict[str, str]:
    """Return the reasons for what is passed over, each by its requirement's key.

    Raises PointLacks for what must be there and is not; InvalidInput for what should be and has no reason.
    """
    for one in asked:
        if one.must and not one.holds:
            says = _("The decision point cannot be passed yet: %(what)s.") % {"what": one.text}
            raise PointLacks(says, clause=one.source or None)
    given = {one.key: reasons.get(one.key, "").strip() for one in asked if not one.holds}
    silent = [one for one in asked if not one.holds and not given[one.key]]
    if silent:
        words = _("Write why it is passed over. The reason is printed with the decision point.")
        raise InvalidInput({field_of(one.key): words for one in silent})
    return given


def field_of(key: str) -> str:
    """Return the name of the field that takes the reason for passing over a requirement."""
    return f"reason_{key.replace('.', '_')}"


def require_model_fits(project: Project, model: ProjectModel) -> None:
    """Refuse a project model that does not have the phase that the project is in. Raises ModelLacksPhase."""
    if project.phase and project.phase not in [phase.key for phase in model.phases]:
        raise ModelLacksPhase
