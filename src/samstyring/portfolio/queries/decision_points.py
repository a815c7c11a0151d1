"""Which project model a project follows, what its next decision point asks for, and which it has passed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.governance.models import PassedOver
from samstyring.governance.registry import Asked, Requirement
from samstyring.kernel.actors import Actor
from samstyring.kernel.keeping import lasting
from samstyring.kernel.models import Basis
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered_for_each

from ..models import Mandate, ModelEdition, Passing, Project, ProjectDocument
from ..project_models import Point, ProjectModel, from_plain, packaged
from ..registry import conditions
from .charter import clauses_on, project_model
from .mandates import mandate_in_force

MATTER, START = "portfolio.pass_decision_point", "portfolio.start_project"


def model_of(project: Project, on: date) -> ProjectModel:
    """Return the project model that a project follows: the one kept with it, else the agreement's on the day."""
    return from_plain(project.follows.content) if project.follows else project_model(on)


def phase_name(project: Project, on: date) -> str:
    """Return what the phase that a project stands in is called by its model, for lists: its model itself is not read."""
    if project.follows_id is None:
        return project_model(on).phase_name(project.phase)
    return _names_in_kept().get(project.follows_id, {}).get(project.phase, project.phase)


@lasting
def _names_in_kept() -> dict[UUID, dict[str, str]]:
    rows = ModelEdition.objects.filter(projects__isnull=False).distinct().values_list("pk", "content")
    return {key: {phase.key: phase.name for phase in from_plain(content).phases} for key, content in rows}


def models_to_choose(project: Project | None, on: date) -> Mapping[str, ProjectModel]:
    """Return the project models that a project can follow, by key: the agreement's first, then the packaged ones.

    The one that it follows stays among them, also when a newer edition of it is there.
    """
    found: dict[str, ProjectModel] = {}
    own = project_model(on)
    for model in (own, *packaged().values()):
        if model.phases:
            found.setdefault(model.key or "own", model)
    if project is not None and project.follows_id:
        current = model_of(project, on)
        if current not in found.values():
            found = {"current": current, **found}
    return found


SMALL = "aktivitet"
"""The packaged model for what is no large project."""


def model_to_begin_with(wanting: int, on: date) -> dict[str, str]:
    """Return the model that is offered first for what comes from a need: the small one where at most one wants it."""
    return {"model": SMALL} if wanting <= 1 and SMALL in models_to_choose(None, on) else {}


def documents_of(project: Project) -> Mapping[str, ProjectDocument]:
    """Return the project's documents by the name that the model asks for them by; the newest of each. One statement."""
    return _documents_in(project.pk)


@remembered_for_each
def _documents_in(project_ids: Collection[UUID]) -> Mapping[UUID, Mapping[str, ProjectDocument]]:
    found: dict[UUID, dict[str, ProjectDocument]] = {key: {} for key in project_ids}
    for row in _documents(list(project_ids)):
        found[row.project_id][row.name] = row
    return found


@Prepared
def _documents(project_ids: Sequence[UUID]) -> QuerySet[ProjectDocument]:
    rows = ProjectDocument.objects.filter(project_id__in=project_ids, document__removed_at=None)
    return rows.select_related("document__file").order_by("document__created_at")


def passings_of(project: Project) -> QuerySet[Passing]:
    """Return the decision points that a project has passed, the first one first."""
    return Passing.objects.filter(project=project).select_related("basis")


@Prepared
def _passings(project: UUID) -> QuerySet[Passing]:
    return Passing.objects.filter(project=project).select_related("basis")


def next_point(project: Project, on: date) -> Point | None:
    """Return the decision point that comes next; None after the last, and for a project that is over."""
    model = model_of(project, on)
    if project.state == Project.State.STARTED:
        return model.point_after(project.phase)
    if project.state in (Project.State.CLOSED, Project.State.STOPPED):
        return None
    return model.first_point


def for_the_body(project: Project, point: Point, mandate: Mandate | None) -> bool:
    """Tell whether the portfolio board decides: on the start, and on the points that the mandate reserves (GP-2)."""
    return not point.before or (mandate is not None and point.key in mandate.reserved_points)


def asked_by(project: Project, point: Point, asked: Asked) -> list[Requirement]:
    """Return what a decision point asks for and how each stands, with the project model as its source."""
    made = []
    for ask in point.asks:
        condition = conditions.get(ask.what)
        if condition is None:
            continue
        held = condition.ask(project, asked, ask.name)
        made.append(Requirement(held.key, ask.must, held.holds, held.text, f"project_model:{point.key}", held.url))
    return made


@dataclass(frozen=True)
class Standing:
    """Where a project stands in its model: the next decision point, who decides on it, and what it asks for."""

    model: ProjectModel
    point: Point | None
    by_body: bool
    clause: str
    asked: Sequence[Requirement]
    passings: Sequence[Passing]
    documents: Sequence[ProjectDocument]
    may_pass: bool
    may_attach: bool
    may_choose: bool

    @property
    def matter(self) -> str:
        """Return the matter that the next decision point is: the first one starts the project."""
        return MATTER if self.point is None or self.point.before else START

    @property
    def musts(self) -> list[Requirement]:
        """Return what must be there and is not."""
        return [one for one in self.asked if one.must and not one.holds]

    @property
    def shoulds(self) -> list[Requirement]:
        """Return what should be there and is not."""
        return [one for one in self.asked if not one.must and not one.holds]

    @property
    def held(self) -> int:
        """Return how many of the conditions hold."""
        return sum(one.holds for one in self.asked)


def standing(project: Project, by: Actor, on: date) -> Standing:
    """Return where a project stands in its model, for its page. A fixed number of SQL statements."""
    point = next_point(project, on)
    scope = f"project:{project.pk}"
    asked = Asked(payload={"project": str(project.pk)}, siblings=(), on=on, about_id=project.pk)
    by_body = point is not None and for_the_body(project, point, mandate_in_force(project, on))
    is_open = project.state not in (Project.State.CLOSED, Project.State.STOPPED)
    may_attach = is_open and by.may("portfolio.attach_project_document", scope)
    made = asked_by(project, point, asked) if point else []
    if not may_attach:
        # Where a document is attached is of use to those who may attach it.
        made = [replace(one, url="") if one.key.startswith("portfolio.document.") else one for one in made]
    return Standing(
        model=model_of(project, on),
        point=point,
        by_body=by_body,
        clause=clauses_on(on).point,
        asked=made,
        passings=_passings(project.pk),
        documents=list(documents_of(project).values()),
        may_pass=bool(
            point
            and point.before
            and not by_body
            and project.pause_id is None
            and by.may("portfolio.pass_decision_point", scope)
        ),
        may_attach=may_attach,
        may_choose=is_open and by.may("portfolio.choose_project_model", scope),
    )


def passed_since(since: date, until: date) -> list[Passing]:
    """Return the decision points that owners and project boards passed from one day until another, for information."""
    rows = Passing.objects.exclude(decided_by=Passing.DecidedBy.BODY).filter(passed_on__gte=since, passed_on__lt=until)
    return list(
        rows.select_related("project__latest_owner", "project__hand_over__former", "basis").order_by(
            "passed_on", "sequence"
        )
    )


def reasons_in_case(basis: Basis) -> dict[str, str]:
    """Return why what should hold was passed over in the case that a decision settles, by the requirement's key."""
    rows = PassedOver.objects.filter(case__decision__basis=basis)
    return dict(rows.values_list("requirement", "reason"))


def readable(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return the projects whose documents the actor may read: everyone who is signed in reads the portfolio."""
    return set() if actor.is_anonymous else set(ids)


def address_of(key: UUID) -> str:
    """Return where the project's page lists its documents."""
    found = Project.objects.filter(pk=key).first()
    return f"{found.get_absolute_url()}#phases" if found else ""
