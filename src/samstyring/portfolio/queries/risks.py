"""A project's risks and opportunities: the list, the matrices, and one of them with its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from samstyring.governance.models import Case, DecisionReview
from samstyring.governance.queries import visible as governance
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Organisation
from samstyring.ui import formats

from ..models import Project, Risk, RiskAcceptance, RiskAction, RiskAssessment, RiskExposure, RiskRaising
from ..risk_scale import scale
from ..rules.projects import OVER
from ..rules.risks import JUDGED, SAID, Line, accepted, ended, ended_words, mark_of, matrix
from .projects import Reading, has_a_part, project_by_code, require_a_part

ACTS = (
    "register_risk",
    "assess_risk",
    "edit_risk",
    "add_risk_action",
    "finish_risk_action",
    "close_risk",
    "raise_risk",
)


SETTLED = (Case.State.DECIDED, Case.State.CLOSED, Case.State.WITHDRAWN)


def lies_in_case(risk: Risk) -> bool:
    """Tell whether a case about the risk is not settled. One SQL statement."""
    return risk.raisings.exclude(case__state__in=SETTLED).exists()


def in_lines(risk: Risk) -> list[str]:
    """Return how a risk is judged, as the paper of a case says it."""
    if risk.standing is None:
        return []
    said = [f"{words}: {steps}." for words, steps in as_judged(risk.kind, risk.standing)]
    rows = risk.actions.all()
    return said + [f"{row.what}: {row.responsible}, {formats.day(row.done_on or row.due_on)}" for row in rows]


def as_judged(kind: str, assessment: RiskAssessment) -> list[tuple[str, str]]:
    """Return an assessment in words, now and after the actions: "high. Likely (4), Large (4)"."""
    known = scale()
    said = []
    for words, probability, impact in (
        (_("Now"), assessment.probability, assessment.impact),
        (_("After the actions"), assessment.probability_after, assessment.impact_after),
    ):
        level = mark_of(kind, probability * impact)[1]
        steps = f"{known.probability[probability - 1]} ({probability}), {known.impact[impact - 1]} ({impact})"
        said.append((words, f"{level}. {steps}"))
    return said


def risk_by_id(key: UUID) -> Risk:
    """Return a risk by its id. Raises NotThere."""
    found = Risk.objects.select_related("project", "standing").filter(pk=key).first()
    if found is None:
        raise NotThere
    return found


def assessment_by_id(risk: Risk, key: UUID) -> RiskAssessment:
    """Return one of the assessments of a risk. Raises NotThere."""
    found: RiskAssessment | None = risk.assessments.filter(pk=key).first()
    if found is None:
        raise NotThere
    return found


def risks_of(project: Project) -> QuerySet[Risk]:
    """Return a project's risks with their standing assessment, who is exposed, and how many actions are left."""
    rows = Risk.objects.filter(project=project).select_related("project", "standing__by")
    counted = rows.annotate(left=_left(), planned=Count("actions"))
    return counted.prefetch_related("standing__exposed__organisation", _acceptances())


def risks_for(project: Project, by: Actor) -> QuerySet[Risk]:
    """Return the same for a reader, but for who judged them. Raises NotThere for whoever has no part in the co-operation."""
    require_a_part(by)
    rows = project.risks.select_related("standing").annotate(left=_left(), planned=Count("actions"))
    exposed = Prefetch("standing__exposed", RiskExposure.objects.select_related("organisation"))
    return rows.prefetch_related(exposed, _acceptances())


def _acceptances() -> Prefetch[str, QuerySet[RiskAcceptance], str]:
    """Return how acceptances are read: the latest first, with the decision's basis and the day it was repealed from."""
    repeals = DecisionReview.objects.filter(
        decision__basis=OuterRef("basis"), kind=DecisionReview.Kind.REPEALED
    ).values("from_date")
    rows = RiskAcceptance.objects.select_related("basis", "assessment").annotate(repealed_from=Subquery(repeals[:1]))
    return Prefetch("acceptances", rows.order_by("-at", "-pk"))


def in_level(rows: QuerySet[Risk], key: str) -> QuerySet[Risk]:
    """Return those whose assessment now is on a level."""
    known = scale()
    return rows.filter(standing__weight__gte=known.begins(key), standing__weight__lt=known.ends(key))


def in_standing(rows: QuerySet[Risk], state: str) -> QuerySet[Risk]:
    """Return those that are open, or those that are closed."""
    return rows.filter(closed_at__isnull=state == "open")


@remembered
def open_risks(project: Project) -> Sequence[Risk]:
    """Return those that are not closed, the heaviest first, with their acceptances. Two SQL statements."""
    return _open_with_acceptances(project.pk)


@Prepared
def _open_with_acceptances(project: UUID) -> QuerySet[Risk]:
    rows = _open(Risk.objects.filter(project=project))
    return rows.select_related("project").annotate(left=_left()).prefetch_related(_acceptances())


def _open(rows: QuerySet[Risk]) -> QuerySet[Risk]:
    return rows.filter(closed_at=None).select_related("standing").order_by("-standing__weight", "sequence")


@remembered
def open_as_judged(project: Project) -> Sequence[Risk]:
    """Return those that are not closed, the heaviest first, each with how it is judged and no more. One SQL statement."""
    rows = _open_as_judged(project.pk)
    for row in rows:
        row.project = project
    return rows


@Prepared
def _open_as_judged(project: UUID) -> QuerySet[Risk]:
    return _open(Risk.objects.filter(project=project))


def _left() -> Count:
    return Count("actions", filter=Q(actions__done_on=None))


def actions_until(until: date) -> list[RiskAction]:
    """Return the actions of open risks, in projects that are not over, that are not done and due by a day. One statement."""
    rows = RiskAction.objects.filter(done_on=None, due_on__lte=until, risk__closed_at=None)
    rows = rows.exclude(risk__project__state__in=OVER).select_related("risk__project")
    return list(rows.order_by("due_on", "risk__sequence", "sequence"))


def acceptances_ending(until: date) -> list[tuple[Risk, RiskAcceptance]]:
    """Return the open risks whose acceptance has a last day by a day, and that nobody has looked at since. Two statements.

    One that lies in a case, or whose acceptance ended otherwise, is not told.
    """
    lies = RiskRaising.objects.filter(risk=OuterRef("pk")).exclude(case__state__in=SETTLED)
    rows = Risk.objects.filter(~Exists(lies), closed_at=None, acceptances__last_day__lte=until).distinct()
    rows = rows.exclude(project__state__in=OVER).select_related("project", "standing")
    found = []
    for risk in rows.prefetch_related(_acceptances()).order_by("project__sort_key", "sequence"):
        latest = next(iter(risk.acceptances.all()))
        if latest.last_day is None or latest.last_day > until or ended(latest, risk, latest.last_day):
            continue
        if risk.standing is None or clock.local_date(risk.standing.at) <= latest.last_day:
            found.append((risk, latest))
    return found


def clause_of(by: Actor) -> str:
    """Return the clause by which a reader brings risks to the board."""
    return next(iter(by.powers.get("portfolio.raise_risk", {}).values()), "")


def exposable(project: Project) -> list[Organisation]:
    """Return who can be exposed: those who own the project, take part in it, or are asked to. One SQL statement."""
    on_it = Q(pk__in=project.participations.standing().values("organisation_id"))
    return list(Organisation.objects.filter(on_it | Q(pk=project.owner_id)).order_by("sort_key"))


def exposable_ids(project: Project) -> set[str]:
    """Return the same as ids."""
    return {str(row.pk) for row in exposable(project)}


@dataclass(frozen=True)
class Matrices:
    """Risks, or opportunities: the matrix as it is, and after the actions."""

    kind: str
    count: int
    now: Sequence[Line]
    after: Sequence[Line]


def matrices(project: Project) -> list[Matrices]:
    """Return the matrices of what is open, for each kind that there is. One SQL statement."""
    found = {kind: [row for row in open_as_judged(project) if row.kind == kind] for kind in Risk.Kind.values}
    return [Matrices(kind, len(rows), matrix(rows), matrix(rows, after=True)) for kind, rows in found.items() if rows]


def may_of(project: Project, by: Actor) -> dict[str, bool]:
    """Return which of the acts on risks the reader may do."""
    is_open = project.state not in OVER
    return {name: is_open and by.may(f"portfolio.{name}", f"project:{project.pk}") for name in ACTS}


def risk_of(code: str, number: int) -> Risk:
    """Return a risk by the project's code and its number. Raises NotThere."""
    found = risks_of(project_by_code(code)).filter(sequence=number).first()
    if found is None:
        raise NotThere
    return found


def action_of(code: str, number: int, action: int) -> RiskAction:
    """Return an action on a risk. Raises NotThere."""
    rows = RiskAction.objects.select_related("risk__project").filter(risk__project__code=code)
    found = rows.filter(risk__sequence=number, sequence=action).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True)
class RiskPage:
    """Everything that the page of a risk shows."""

    risk: Risk
    actions: Sequence[RiskAction]
    assessments: Sequence[RiskAssessment]
    raisings: Sequence[RiskRaising]
    accepted: RiskAcceptance | None
    may: Mapping[str, bool]

    @property
    def last_acceptance(self) -> RiskAcceptance | None:
        """Return the latest acceptance, which may have ended."""
        return next(iter(self.risk.acceptances.all()), None)

    @property
    def no_longer(self) -> str:
        """Say what has ended the latest acceptance of an open risk; nothing where there is none, or it stands."""
        last = self.last_acceptance
        return ended_words(ended(last, self.risk, clock.today())) if last and not self.risk.closed_at else ""


def risk_page(code: str, number: int, by: Actor) -> RiskPage:
    """Return what the page of a risk shows, in a fixed number of SQL statements. Raises NotThere."""
    require_a_part(by)
    risk = risk_of(code, number)
    history = risk.assessments.select_related("by").order_by("-sequence")
    exposed = Prefetch("exposed", RiskExposure.objects.select_related("organisation"))
    readable = Exists(governance.cases(by).filter(pk=OuterRef("case")))
    raisings = list(risk.raisings.select_related("case__decision__basis", "assessment").annotate(readable=readable))
    may = may_of(risk.project, by) if risk.closed_at is None else {}
    lies = any(row.case.state not in SETTLED for row in raisings)
    return RiskPage(
        risk=risk,
        raisings=raisings,
        accepted=accepted(risk, clock.today()),
        actions=list(risk.actions.all()),
        assessments=list(history.prefetch_related(exposed)),
        may=may | {"raise_risk": may.get("raise_risk", False) and not lies},
    )


def content_to_edit(risk: Risk) -> dict[str, Any]:
    """Return what is said of a risk, for the form."""
    return {name: getattr(risk, name) for name in (*SAID, "category", "revision")}


def standing_to_edit(risk: Risk) -> dict[str, Any]:
    """Return how it is judged now, for the form."""
    now = risk.standing
    if now is None:
        return {"revision": risk.revision}
    return {
        **{name: getattr(now, name) for name in JUDGED},
        "whom": "everyone" if now.everyone else "chosen",
        "exposed": [str(row.organisation_id) for row in now.exposed.all()],
        "revision": risk.revision,
    }


def as_it_stands(risk: Risk) -> dict[str, Any]:
    """Return a risk as a row of the workbook: what is said of it, its steps as text, and who is exposed (none: all)."""
    now = risk.standing
    steps = {name: str(getattr(now, name)) if now else "" for name in JUDGED}
    exposed = [row.organisation for row in now.exposed.all()] if now and not now.everyone else []
    said = {name: getattr(risk, name) for name in ("kind", *SAID, "category")}
    return {**said, **steps, "exposed": exposed, "remark": ""}


def panel(project: Project, reading: Reading) -> dict[str, Any]:
    """Return what the project's page shows: the heaviest that are open. One SQL statement."""
    rows = open_as_judged(project) if has_a_part(reading.by) else ()
    return {"top": rows[:3], "count": len(rows), "may": may_of(project, reading.by)["register_risk"]}
