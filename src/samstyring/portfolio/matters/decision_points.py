"""What a body can decide about a project's decision points: those that the mandate reserves for it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked, Matter, Payload, Reading, Requirement, register
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis

from .. import effects, queries
from ..errors import NotNextPoint, PointLacks
from ..models import Passing, Project
from ..payload_forms import PointForm
from ..project_models import Point
from ..queries import decision_points
from ..rules.standstill import require_not_paused
from ..saying import in_cooperation_language, key_in


@register
class PassDecisionPoint(Matter):
    """A project passes a decision point, and goes on to the next phase (GP-2)."""

    name = decision_points.MATTER
    label = gettext_lazy("Pass a decision point")
    case_kinds = ("project",)
    conditional = True
    form_class = PointForm

    def project(self, payload: Payload) -> Project:
        """Return the project. Raises NotThere."""
        return queries.project_by_id(key_in(payload, "project"))

    def point(self, payload: Payload, on: date) -> Point:
        """Return the decision point. Raises NotThere for one that the project's model does not have."""
        points = decision_points.model_of(self.project(payload), on).points
        found = next((point for point in points if point.key == payload.get("point")), None)
        if found is None:
            raise NotThere
        return found

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with."""
        with in_cooperation_language():
            words = {"project": self.project(payload), "point": self.point(payload, clock.today())}
            return _("%(project)s passes the decision point %(point)s.") % words

    def read(self, asked: Asked) -> Reading:
        """Return how it reads: from which phase to which."""
        project, point = self.project(asked.payload), self.point(asked.payload, asked.on)
        model = decision_points.model_of(project, asked.on)
        lines = [(_("Goes from"), model.phase_name(point.before)), (_("Goes to"), model.phase_name(point.after))]
        if point.closes:
            lines.append((_("Then"), _("the project is closed")))
        heading = _("Pass the decision point %(point)s of %(project)s") % {"point": point, "project": project}
        return Reading(heading=heading, lines=lines, url=f"{project.get_absolute_url()}#phases")

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask for what the project model asks for, and that no other decision point comes first."""
        project, point = self.project(asked.payload), self.point(asked.payload, asked.on)
        made = decision_points.asked_by(project, point, asked.at_once())
        if project.state != Project.State.STARTED or decision_points.next_point(project, asked.on) != point:
            source = queries.clauses_on(asked.on).point
            text, url = _("It is the project's next decision point"), f"{project.get_absolute_url()}#phases"
            made.append(Requirement("portfolio.next_point", True, False, text, source, url))
        if project.pause_id is not None:
            source = queries.clauses_on(asked.on).point
            text = _("The project is not paused")
            made.append(Requirement("portfolio.not_paused", True, False, text, source, project.get_absolute_url()))
        return made

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Pass it, if what must be there is there by now. Raises PointLacks, NotNextPoint, ProjectPaused."""
        project = queries.project_by_id(key_in(payload, "project"))
        point = self.point(payload, on)
        require_not_paused(project)
        if decision_points.next_point(project, on) != point:
            raise NotNextPoint
        asked = Asked(payload=payload, siblings=[(self.name, payload)], on=on, about_id=project.pk)
        stood = decision_points.asked_by(project, point, asked)
        for one in stood:
            if one.must and not one.holds:
                says = _("The decision point cannot be passed yet: %(what)s.") % {"what": one.text}
                raise PointLacks(says, clause=one.source or None)
        reasons = decision_points.reasons_in_case(basis)
        effects.pass_point(
            project=project,
            point=point,
            decided_by=Passing.DecidedBy.BODY,
            conditions=effects.conditions_of(stood, reasons),
            basis=basis,
            on=on,
        )
