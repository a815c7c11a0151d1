"""What a body can decide about projects: entry into the portfolio, start."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked, CasePart, Matter, Payload, Reading, Requirement, case_parts, register
from samstyring.kernel.models import Basis

from .. import effects, queries
from ..errors import NotReady
from ..models import Passing, Project
from ..payload_forms import ProjectForm
from ..queries import decision_points
from ..registry import start_requirements
from ..said import Clauses
from ..saying import in_cooperation_language, key_in, speaks_first


class ProjectMatter(Matter):
    """A matter about one project, whose payload names it."""

    case_kinds = ("project",)
    conditional = True
    form_class = ProjectForm

    def project(self, payload: Payload) -> Project:
        """Return the project. Raises NotThere."""
        return queries.project_by_id(key_in(payload, "project"))

    def content(self, payload: Payload) -> Any:
        """Return what identifies the project in the exact text: who answers in the meantime does not change it."""
        project = self.project(payload)
        return {
            "project": str(project.pk),
            "code": project.code,
            "name": project.name,
            "owner": project.owner.name if project.owner else None,
        }


@register
class EnterPortfolio(ProjectMatter):
    """A candidate is taken into the portfolio (GP-2)."""

    name = "portfolio.enter_portfolio"
    label = gettext_lazy("Take into the portfolio")

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with."""
        with in_cooperation_language():
            return _("%(project)s is taken into the project portfolio.") % {"project": self.project(payload)}

    def read(self, asked: Asked) -> Reading:
        """Return how it reads."""
        project = self.project(asked.payload)
        return Reading(
            heading=_("Take %(project)s into the portfolio") % {"project": project},
            lines=_about(project),
            url=project.get_absolute_url(),
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask that the purposes are named: the owner is needed only when it starts."""
        return queries.purposes_named(self.project(asked.payload), queries.clauses_on(asked.on))

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Take it in."""
        effects.enter_portfolio(project=self.project(payload), basis=basis, on=on)


@register
class StartProject(ProjectMatter):
    """A project starts: it goes into execution, in the first phase of the project model (SG-4, PA-5, FI-5)."""

    name = "portfolio.start_project"
    usual = 4
    label = gettext_lazy("Start the project")

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with."""
        project = self.project(payload)
        with in_cooperation_language():
            if project.owner:
                return _("%(project)s is started, with %(party)s as project owner.") % {
                    "project": project,
                    "party": project.owner,
                }
            return _("%(project)s is started.") % {"project": project}

    def read(self, asked: Asked) -> Reading:
        """Return how it reads."""
        project = self.project(asked.payload)
        model = decision_points.model_of(project, asked.on)
        lines = _about(project)
        if model.first_phase:
            lines.append((_("Begins with the phase"), model.phase_name(model.first_phase)))
        return Reading(
            heading=_("Start %(project)s") % {"project": project}, lines=lines, url=project.get_absolute_url()
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask for owner and participants, and that mandate, budget and funding plan are in force or in the same case.

        What is adopted on a condition is not in force when a start without that condition takes effect.
        """
        project, case, asked = self.project(asked.payload), asked, asked.at_once()
        clauses = queries.clauses_on(asked.on)
        made = queries.anchored(project, asked.on) if speaks_first(self.name, case) else []
        if clauses.mandate:
            made.append(queries.mandate_there(project, asked, clauses.mandate))
        for ask in start_requirements:
            made += ask(project, asked)
        made += _asked_by_the_model(project, asked, clauses, {one.key for one in made})
        if not _comes_last(self.name, case):
            made.append(
                Requirement(
                    key="portfolio.start_comes_last",
                    must=True,
                    holds=False,
                    text=_("The start stands after what it needs: move it below the mandate, budget and funding plan"),
                    source=clauses.start,
                )
            )
        if project.state not in (Project.State.CANDIDATE, Project.State.ENTERED):
            made.append(
                Requirement(
                    key="portfolio.not_started",
                    must=True,
                    holds=False,
                    text=_("The project has not started before"),
                    source=clauses.start,
                    url=project.get_absolute_url(),
                )
            )
        return made

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Start it, if everything it needs is in force by now. Raises NotReady, which undoes the whole decision."""
        project = self.project(payload)
        asked = Asked(payload=payload, siblings=[(self.name, payload)], on=on, about_id=project.pk)
        for requirement in self.requirements(asked):
            if requirement.must and not requirement.holds:
                raise NotReady(
                    _("The project cannot start yet. It lacks this: %(what)s.") % {"what": requirement.text},
                    clause=requirement.source or None,
                )
        model = decision_points.model_of(project, on)
        effects.start_project(project=project, model=model, basis=basis, on=on)
        if model.first_point and project.started_by_id is None:
            effects.pass_point(
                project=project,
                point=model.first_point,
                decided_by=Passing.DecidedBy.BODY,
                conditions=effects.conditions_of(self.requirements(asked), decision_points.reasons_in_case(basis)),
                basis=basis,
                on=on,
            )


def _about(project: Project) -> list[tuple[Any, Any]]:
    lines = [(_("Origin"), str(project.get_origin_display())), (_("About"), project.summary)]
    if project.owner:
        lines.append((_("Project owner"), str(project.owner)))
    if project.manager:
        lines.append((_("Project manager"), str(project.manager)))
    return [line for line in lines if line[1]]


def _asked_by_the_model(
    project: Project, asked: Asked, clauses: Clauses, known: Collection[str]
) -> Iterator[Requirement]:
    """Return what the project model asks for at the first decision point, beyond what the agreement itself asks for."""
    point = decision_points.model_of(project, asked.on).first_point
    by_agreement = {"portfolio.owner_accepted"} if clauses.owner else set()
    for one in decision_points.asked_by(project, point, asked) if point else ():
        if one.key not in known and one.key not in by_agreement:
            yield one


def _comes_last(name: str, asked: Asked) -> bool:
    """Tell whether no proposal after the start adopts something that the start needs."""
    names = [sibling for sibling, _payload in asked.siblings]
    after = names[names.index(name) + 1 :] if name in names else []
    return not any(other.partition(".")[2].startswith("adopt_") for other in after)


def _owner_accepted(cases: Sequence[Any]) -> set[UUID]:
    """Return the cases about a project whose owner has accepted (PA-5)."""
    projects = {case.about_id: case.pk for case in cases if case.about_kind == "portfolio.project"}
    accepted = queries.owners_accepted(list(projects)) if projects else set()
    return {case.pk for case in cases if case.about_id in accepted}


case_parts.register(
    "owner_acceptance",
    CasePart(
        name="owner_acceptance",
        label=gettext_lazy("The owner's acceptance"),
        read=_owner_accepted,
        requirement="portfolio.owner_accepted",
    ),
)
