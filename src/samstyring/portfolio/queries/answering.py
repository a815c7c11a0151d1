"""Who is asked, whom to ask, and what was answered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, Max, OuterRef, Q, QuerySet

from samstyring.charter.models import Accession
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered_for_each
from samstyring.parties.models import Organisation
from samstyring.parties.queries import answers_for

from ..models import Answer, HandOver, Participation, Project, PromisedEffort, day_over, stands_by
from ..reading import mandate_rows, promise_words, short_lines
from ..registry import question_lines
from ..rules.mandate_comments import takes_comments
from ..rules.parties import Anchoring, anchoring
from ..rules.projects import OVER
from .charter import said_of_projects
from .mandates import latest_mandate
from .promises import promised_by


def last_answers(project_ids: Iterable[UUID]) -> dict[UUID, Answer]:
    """Return the answer that counts for each participation of some projects. One statement."""
    answers = (
        Answer.objects.filter(participation__project_id__in=list(project_ids))
        .select_related("basis", "evidence")
        .order_by("sequence")
    )
    return {answer.participation_id: answer for answer in answers}


def answers_on(project: Project) -> Mapping[UUID, Answer]:
    """Return the answers that count of those who stand on a project."""
    return answers_in(project.pk)


@remembered_for_each
def answers_in(project_ids: Collection[UUID]) -> Mapping[UUID, dict[UUID, Answer]]:
    """Return the answers that count by project, by place. One SQL statement."""
    found: dict[UUID, dict[UUID, Answer]] = {key: {} for key in project_ids}
    for row in _answers_in(tuple(project_ids)):
        found[row.on][row.participation_id] = row
    return found


@Prepared
def _answers_in(project_ids: Sequence[UUID]) -> "QuerySet[Any]":
    rows = Answer.objects.filter(participation__project_id__in=project_ids).select_related("basis", "evidence")
    return rows.annotate(on=F("participation__project_id")).order_by("sequence")


def anchoring_of(project: Project) -> tuple[Anchoring, Anchoring]:
    """Return how far the project is anchored with its owner, and with its participants (PA-5, GP-3)."""
    answers = answers_on(project)
    rows = places_of(project)
    owner = [(row, answers.get(row.pk)) for row in rows if row.role == Participation.Role.OWNER]
    others = [(row, answers.get(row.pk)) for row in rows if row.role == Participation.Role.PARTICIPANT]
    return anchoring(owner), anchoring(others)


def next_answer_number(participation: Participation) -> int:
    """Return the number of the next answer."""
    return int(participation.answers.aggregate(last=Max("sequence"))["last"] or 0) + 1


def participation_by_id(key: UUID, code: str | None = None) -> Participation:
    """Return a party's place on a project. Raises NotThere for one that is off the project, or on another one."""
    found: Participation | None = (
        Participation.objects.select_related(
            "project__latest_owner", "project__hand_over__former", "organisation", "asked_to", "hand_over__former"
        )
        .standing()
        .filter(pk=key)
        .exclude(project__state__in=OVER)
        .first()
    )
    if found is None or (code is not None and found.project.code != code):
        raise NotThere
    return found


@dataclass(frozen=True)
class Asked:
    """The whole question to one party: what it is asked to accept, and what it has answered so far."""

    participation: Participation
    project: Project
    lines: Sequence[tuple[Any, Any]]
    mandate: Any
    mandate_lines: Sequence[tuple[Any, Any]]
    answer: Answer | None
    purposes: Sequence[str]

    @property
    def is_owner(self) -> bool:
        """Tell whether the party is asked to own the project."""
        return self.participation.role != Participation.Role.PARTICIPANT

    @property
    def hand_over(self) -> HandOver | None:
        """Return what it is asked to take over from another owner, if that is the question."""
        place = self.participation
        return place.hand_over if place.role == Participation.Role.NEXT_OWNER else None


def question_to(participation: Participation, on: date) -> Asked:
    """Return the question to a party: the project, its mandate as it stands or is proposed, the money, the effort."""
    project = participation.project
    said = said_of_projects(on)
    names = {purpose.key: purpose.name for purpose in said.purposes}
    mandate = latest_mandate(project)
    return Asked(
        participation=participation,
        project=project,
        lines=[line for read in question_lines for line in read(project, participation.organisation, on)],
        mandate=mandate,
        mandate_lines=short_lines(mandate_rows(mandate, None, said.model)) if mandate else [],
        answer=answers_on(project).get(participation.pk),
        purposes=[names.get(key, key) for key in project.purposes],
    )


def answer_begins_with(participation: Participation) -> dict[str, Any]:
    """Return what the form of a new answer stands with: what was promised before, and the time of the mandate.

    `comments` tells whether the mandate is a draft, of which something can be said.
    """
    answer = answers_in(participation.project_id).get(participation.pk)
    mandate = latest_mandate(participation.project)
    return {
        "promised": list(answer.promised.all()) if answer else [],
        "time": (mandate.starts_on, mandate.ends_on) if mandate else (None, None),
        "comments": takes_comments(mandate),
    }


def open_questions(by: Actor, on: date) -> list[Participation]:
    """Return what the reader's own party is asked and has not answered, the earliest deadline first."""
    del on
    today = clock.today()
    rows = _open_questions(tuple(answers_for(by)), today, day_over(today))
    return sorted(rows, key=lambda row: (row.answer_by or date.max, row.project.code))


@Prepared
def _open_questions(parties: Sequence[UUID], today: date, over: datetime) -> "QuerySet[Participation]":
    rows = Participation.objects.filter(stands_by(today, over), organisation_id__in=parties, answers=None)
    rows = rows.exclude(asked_at=None).exclude(project__state__in=OVER)
    return rows.select_related(
        "project__latest_owner", "project__hand_over__former", "organisation", "hand_over__former"
    )


def asked_of(organisation_ids: Iterable[UUID], *, silent: bool = False) -> list[tuple[Participation, Answer | None]]:
    """Return what some municipalities are asked to accept, with the answer that counts. Two SQL statements.

    With `silent`, only what none of them has answered.
    """
    rows = (
        Participation.objects.standing()
        .filter(organisation_id__in=list(organisation_ids))
        .exclude(asked_at=None)
        .exclude(project__state__in=OVER)
        .select_related("project", "letter")
    )
    if silent:
        return [(place, None) for place in rows.filter(answers=None)]
    places = list(rows)
    found = Answer.objects.filter(participation__in=places).order_by("sequence")
    answers = {answer.participation_id: answer for answer in found}
    return [(place, answers.get(place.pk)) for place in places]


def places_of(project: Project) -> list[Participation]:
    """Return who stands on a project, each with its municipality and its letter. One SQL statement.

    `has_signed` tells whether it is a party to the agreement today.
    """
    rows = places_in(project.pk)
    for row in rows:
        row.project = project
    return rows


@remembered_for_each
def places_in(project_ids: Collection[UUID]) -> Mapping[UUID, list[Participation]]:
    """Return the same of several projects, by project. One SQL statement."""
    found: dict[UUID, list[Participation]] = {key: [] for key in project_ids}
    today = clock.today()
    for row in _standing_in(tuple(project_ids), today, day_over(today)):
        found[row.project_id].append(row)
    return found


@Prepared
def _standing_in(project_ids: Sequence[UUID], today: date, over: datetime) -> "QuerySet[Any]":
    signed = Accession.objects.on(today).filter(organisation_id=OuterRef("organisation_id"))
    rows = Participation.objects.filter(stands_by(today, over), project_id__in=project_ids)
    found: QuerySet[Any] = rows.select_related("organisation", "asked_to", "letter").annotate(has_signed=Exists(signed))
    return found


def silent_places(project: Project) -> list[Participation]:
    """Return who stands on a project and has not answered."""
    rows = project.participations.standing().filter(answers=None)
    return list(rows.select_related("organisation", "project"))


def answered_by(by: Actor) -> list[Answer]:
    """Return what the reader's own party has answered, the answers that count, the latest first, at most twenty.

    `can_change` tells whether another can be given.
    """
    today = clock.today()
    return _answered_by(tuple(answers_for(by)), today, day_over(today))


@Prepared
def _answered_by(parties: Sequence[UUID], today: date, over: datetime) -> "QuerySet[Any]":
    later = Answer.objects.filter(participation=OuterRef("participation"), sequence__gt=OuterRef("sequence"))
    rows = Answer.objects.filter(~Exists(later), participation__organisation_id__in=parties)
    can_change = stands_by(today, over, "participation__") & ~Q(participation__project__state__in=OVER)
    found: QuerySet[Any] = rows.annotate(can_change=ExpressionWrapper(can_change, output_field=BooleanField()))
    return found.select_related("participation__project", "participation__organisation", "basis").order_by("-at")[:20]


@dataclass(frozen=True)
class PlaceOfParty:
    """A municipality on one project: in which role, and what it has answered."""

    participation: Participation
    answer: Answer | None
    promised: Sequence[PromisedEffort] = ()

    @property
    def promises(self) -> list[str]:
        """Return in words what people and hours it has promised."""
        return [promise_words(row) for row in self.promised]


def places_of_party(organisation: Organisation, by: Actor) -> list[PlaceOfParty]:
    """Return the projects that a municipality stands on, the ones it owns first. Three SQL statements."""
    if by.is_anonymous:
        return []
    today = clock.today()
    answers = {answer.participation_id: answer for answer in _answers_of_party(organisation.pk)}
    promised = promised_by(organisation)
    return [
        PlaceOfParty(row, answers.get(row.pk), promised.get(answers[row.pk].pk, ()) if row.pk in answers else ())
        for row in _places_of_party(organisation.pk, today, day_over(today))
    ]


@Prepared
def _places_of_party(organisation: UUID, today: date, over: datetime) -> "QuerySet[Participation]":
    rows = Participation.objects.filter(stands_by(today, over), organisation_id=organisation)
    rows = rows.exclude(project__state__in=OVER).select_related("project", "organisation")
    return rows.order_by("role", "project__sort_key")


@Prepared
def _answers_of_party(organisation: UUID) -> "QuerySet[Answer]":
    return Answer.objects.filter(participation__organisation_id=organisation).order_by("sequence")


def address_of_basis(basis: Basis) -> str:
    """Return where an answer that is a basis is shown: among the parties of its project; "" for any other basis."""
    found = Answer.objects.select_related("participation__project").filter(basis=basis).first()
    return found.get_absolute_url() if found else ""
