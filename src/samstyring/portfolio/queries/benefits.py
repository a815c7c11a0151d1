"""Benefits: of one project, of all, one with its history, and what is to be measured."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key
from samstyring.parties.queries import WHO_ANSWERS
from samstyring.parties.roles import SECRETARIAT

from ..models import Benefit, BenefitMeasurement, BenefitPromise, MeasurementAsk, Passing, Project
from ..rules.benefit_course import CoursePicture, course_picture
from ..rules.benefits import AHEAD, STANDS_FOR, OwnerNow, State, Verdict, state_of
from ..rules.projects import OVER
from .benefit_owners import owner_now
from .mandates import mandate_in_force
from .projects import IN_THE_BODY, Reading, project_by_code

MEASURE = "portfolio.measure_benefit"


def benefits(by: Actor) -> QuerySet[Benefit]:
    """Return the benefits of all projects that a reader may see: everyone who is signed in sees the portfolio."""
    rows = Benefit.objects.select_related("project", "standing__owner", "last")
    return rows.none() if by.is_anonymous else rows


def that_say(rows: QuerySet[Benefit], words: str) -> QuerySet[Benefit]:
    """Return those that have some words in what they are, or whose project has them in its name or is it by code."""
    of_project = Q(project__sort_key__contains=search_key(words)) | Q(project__code__iexact=words.strip())
    return rows.filter(Q(standing__title__icontains=words.strip()) | of_project)


def owned_by(rows: QuerySet[Benefit], organisation_id: str) -> QuerySet[Benefit]:
    """Return those that an organisation answers for."""
    return rows.filter(standing__owner_id=UUID(organisation_id))


def owners() -> list[tuple[str, str]]:
    """Return the organisations that answer for some benefit, by name: key and name."""
    own = Benefit.objects.filter(standing__owner=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(own)).order_by("sort_key")
    return [(str(key), name) for key, name in rows.values_list("pk", "name")]


def in_state(rows: QuerySet[Benefit], state: str, on: date) -> QuerySet[Benefit]:
    """Return those that stand so on a day, as `rules.benefits.state_of` tells it of one."""
    open_ones = rows.filter(ended_on=None)
    left = open_ones.exclude(verdict=Verdict.REACHED)
    if state == State.ENDED:
        return rows.exclude(ended_on=None)
    if state == State.REACHED:
        return open_ones.filter(verdict=Verdict.REACHED)
    if state == State.MISSED:
        return left.filter(next_on=None)
    if state == State.NOT_MEASURED:
        return left.filter(next_on__lt=on)
    return left.filter(next_on__gte=on, verdict="" if state == State.NOT_YET else state)


def of_projects(rows: QuerySet[Benefit], stage: str) -> QuerySet[Benefit]:
    """Return those of projects that are over, or of those that are not."""
    return rows.filter(project__state__in=OVER) if stage == "over" else rows.exclude(project__state__in=OVER)


@remembered
def benefits_of(project: Project) -> Sequence[Benefit]:
    """Return a project's benefits. One SQL statement, where there are any (`flagged`)."""
    if not getattr(project, "has_benefits", True):
        return []
    rows = Benefit.objects.filter(project=project).select_related("standing__owner", "last")
    found = list(rows.order_by("sequence"))
    for row in found:
        row.project = project
    return found


def flagged(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects, each with whether it has benefits (`has_benefits`)."""
    return rows.annotate(has_benefits=Exists(Benefit.objects.filter(project=OuterRef("pk"))))


def benefit_of(code: str, number: int) -> Benefit:
    """Return a benefit by its project's code and its number. Raises NotThere."""
    rows = Benefit.objects.select_related("standing__owner", "last")
    found = rows.filter(project=(project := project_by_code(code)), sequence=number).first()
    if found is None:
        raise NotThere
    found.project = project
    return found


def takes_the_place_of(project: Project, name: str) -> bool:
    """Tell whether the document that a project model asks for by this name is the benefits, and some are followed up."""
    return name == STANDS_FOR and any(row.ended_on is None for row in benefits_of(project))


def registers(by: Actor) -> bool:
    """Tell whether someone registers what the owners of benefits send in writing."""
    return by.has_role(*SECRETARIAT) and by.may(MEASURE)


def readable(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return the measurements whose files the reader may open. One SQL statement, or none.

    The secretariat, the bodies that follow up, those who lead the project, and the own people of whoever the benefit's
    owner is, or was when it was measured.
    """
    rows = BenefitMeasurement.objects.filter(pk__in=list(ids))
    if not actor.has_role(*SECRETARIAT, *IN_THE_BODY):
        mine = actor.scoped_ids("party", *WHO_ANSWERS)
        led = actor.scoped_ids("project", "project_manager", "project_owner")
        rows = rows.filter(Q(benefit__promises__owner__in=mine) | Q(benefit__project__in=led))
    return set(rows.values_list("pk", flat=True))


def address_of(key: UUID) -> str:
    """Return where a measurement stands."""
    found = BenefitMeasurement.objects.select_related("benefit__project").filter(pk=key).first()
    return found.get_absolute_url() if found else ""


def may_of(benefit: Benefit, by: Actor) -> dict[str, bool]:
    """Return what the reader may do with a benefit."""
    project, promised = f"project:{benefit.project_id}", benefit.standing
    followed = benefit.ended_on is None
    stopped = benefit.project.state == Project.State.STOPPED
    return {
        "edit": followed and not stopped and by.may("portfolio.edit_benefit", project),
        "end": followed and by.may("portfolio.end_benefit", project),
        "register": followed and registers(by),
        "ask": followed and not stopped and by.may("portfolio.ask_for_measurements"),
        "measure": followed and by.may(MEASURE, project, f"party:{promised.owner_id}" if promised else ""),
    }


@dataclass(frozen=True)
class BenefitPage:
    """Everything that the page of a benefit shows. The latest first: of `promises` that is the one that counts.

    `owner`: who answers for it today. `opens`: the measurements whose files the reader may open. `asks`: the letters that
    asked for it, the newest first, for those who ask and those who look after what is promised.
    """

    benefit: Benefit
    state: State
    measurements: Sequence[BenefitMeasurement]
    promises: Sequence[BenefitPromise]
    picture: CoursePicture
    may: Mapping[str, bool]
    owner: OwnerNow
    opens: Collection[UUID] = ()
    asks: Sequence[MeasurementAsk] = ()


def benefit_page(code: str, number: int, by: Actor, on: date) -> BenefitPage:
    """Return what the page of a benefit shows, in a fixed number of SQL statements. Raises NotThere."""
    benefit = benefit_of(code, number)
    measured = benefit.measurements.select_related("file", "evidence").order_by("-measured_on", "-sequence")
    promises = benefit.promises.select_related("owner", "by").order_by("-sequence")
    rows, said = list(measured), list(promises)
    with_file = [row.pk for row in rows if row.file_id or row.evidence_id]
    may, now = may_of(benefit, by), owner_now(said[0].owner, on)
    is_due = benefit.next_on is not None and benefit.next_on <= on + AHEAD and now.left_on is None
    reads = may["ask"] or may["edit"]
    return BenefitPage(
        benefit=benefit,
        state=state_of(benefit, on),
        measurements=rows,
        promises=said,
        picture=course_picture(said[0], rows, on),
        may={**may, "ask": may["ask"] and is_due},
        owner=now,
        opens=readable(by, with_file) if with_file else (),
        asks=list(benefit.asks.select_related("letter__person", "organisation")) if reads else (),
    )


def content_to_edit(benefit: Benefit, on: date) -> dict[str, Any]:
    """Return what is promised, for the form, with whoever answers for it on a day."""
    promised = benefit.standing
    assert promised is not None
    names = ("title", "kind", "responsible", "measure", "unit", "baseline", "baseline_on", "target", "due_on")
    said = {name: getattr(promised, name) for name in (*names, "first_on", "every_months")}
    return said | {"owner": str(owner_now(promised.owner, on).organisation.pk), "revision": benefit.revision}


def promised_in_mandate(project: Project, on: date) -> str:
    """Return what the mandate in force says of benefits, to begin with."""
    mandate = mandate_in_force(project, on)
    return mandate.benefits if mandate else ""


# -- on the project's page, and in work lists --------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """A benefit, how it stands today, and whether the reader measures it."""

    benefit: Benefit
    state: State
    may_measure: bool


def panel(project: Project, reading: Reading) -> Mapping[str, Any]:
    """Return what the project's page shows of its benefits. One SQL statement, where there are any (`flagged`)."""
    rows = [Shown(row, state_of(row, reading.on), may_of(row, reading.by)["measure"]) for row in benefits_of(project)]
    stopped = project.state == Project.State.STOPPED
    may_add = not stopped and reading.by.may("portfolio.add_benefit", f"project:{project.pk}")
    return {"rows": rows, "may_add": may_add}


def due_until(until: date, organisation_ids: Collection[UUID | str] | None = None) -> list[Benefit]:
    """Return the benefits to be measured by a day, the earliest first, those of some owners or all. One SQL statement.

    Nothing is asked of projects that were stopped.
    """
    rows = Benefit.objects.filter(ended_on=None, next_on__lte=until).exclude(project__state=Project.State.STOPPED)
    if organisation_ids is not None:
        rows = rows.filter(standing__owner__in=list(organisation_ids))
    rows = rows.select_related("project", "standing__owner", "last")
    return list(rows.order_by("next_on", "project__sort_key", "sequence"))


def followed() -> list[Benefit]:
    """Return every benefit that is followed up, of projects that were not stopped. One SQL statement."""
    return _followed()


@Prepared
def _followed() -> "QuerySet[Benefit]":
    rows = Benefit.objects.filter(ended_on=None).exclude(project__state=Project.State.STOPPED)
    return rows.select_related("project", "standing").order_by("next_on", "project__sort_key", "sequence")


def closed_here(on: date) -> list[Project]:
    """Return the projects that were closed by a decision point passed here, not before. One SQL statement."""
    passed = Passing.objects.filter(project=OuterRef("pk"))
    rows = Project.objects.filter(Exists(passed), state=Project.State.CLOSED, ended_on__lte=on)
    return list(rows.order_by("sort_key"))
