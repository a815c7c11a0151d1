"""What can be asked of one project, and who may read what of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from samstyring.governance.models import Case, Decision, Proposal
from samstyring.governance.queries import visible as governance
from samstyring.governance.queries.decisions import address_of_decision
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered_for_each
from samstyring.kernel.versions import GovernedVersion
from samstyring.parties.models import Organisation

from ..models import ExportedProject, Participation, Project

PREPARING = ("draft", "withdrawn")
"""The states of a version that are only for those who work with it."""
IN_THE_BODY = ("leader", "office_holder", "chair", "member", "observer")


def project_by_code(code: str) -> Project:
    """Return a project by its code. Raises NotThere."""
    return one(_of_code.first(code))


@Prepared
def _of_code(code: str) -> "QuerySet[Project]":
    return whole().filter(code=code)


def project_by_id(key: UUID | None) -> Project:
    """Return a project by its id. Raises NotThere."""
    return one(_by_id(key) if key else None)


@remembered_for_each
def _by_id(keys: Collection[UUID]) -> Mapping[UUID, Project | None]:
    return dict.fromkeys(keys) | {project.pk: project for project in _of_ids(tuple(keys))}


@Prepared
def _of_ids(keys: Sequence[UUID]) -> "QuerySet[Project]":
    return whole().filter(pk__in=keys).order_by()


def whole() -> QuerySet[Project]:
    """Return projects with what most pages tell of one."""
    return Project.objects.select_related(
        "latest_owner",
        "hand_over__former",
        "manager__organisation",
        "started_by",
        "entered_by",
        "ended_by",
        "taken_over_by",
        "follows",
        "programme",
        "pause__begun_by",
        "stopping",
    ).annotate(in_export=Exists(ExportedProject.objects.filter(project=OuterRef("pk"))))


def one(project: Project | None) -> Project:
    """Return a project that was found. Raises NotThere."""
    if project is None:
        raise NotThere
    return project


def has_a_part(by: Actor) -> bool:
    """Tell whether a reader holds something in the co-operation: whoever only has an account does not.

    The portfolio is for everyone who is signed in. What a project fears, whom it must win over and what it struggles
    with are for those who have a part.
    """
    return by.takes_part


def require_a_part(by: Actor) -> None:
    """Refuse whoever has no part, as if it were not there. Raises NotThere."""
    if not has_a_part(by):
        raise NotThere


@dataclass(frozen=True)
class CaseAsking:
    """A case that is not settled and asks for a decision on a version."""

    version_id: UUID
    pk: UUID
    reference: str
    title: str
    state: str
    decision: Decision | None = None
    """The decision that adopted the version, where it waits for its condition."""
    latest: date | None = None
    """The last day on which that condition can be met."""

    @property
    def decided_at(self) -> str:
        """Return where the decision is read."""
        return address_of_decision(self.decision) if self.decision else ""

    @property
    def is_sent(self) -> bool:
        """Tell whether the case has come before the body."""
        return self.state in (Case.State.ON_AGENDA, Case.State.IN_TREATMENT)


def cases_asking_for(name: str, version_ids: Iterable[UUID]) -> list[CaseAsking]:
    """Return the open cases that ask for some versions; `name` is the payload's ("mandate"). One SQL statement."""
    keys = [str(key) for key in version_ids]
    if not keys:
        return []
    rows = _living(Proposal.objects.filter(**{f"payload__{name}__in": keys}))
    return [made for row in rows if (made := _made(row, name))]


def cases_asking_in(project: Project) -> list[CaseAsking]:
    """Return the same for every version of every kind that a project has, from the cases about it. One SQL statement."""
    return [
        made
        for row in _asking_in(project.pk)
        for name in row.payload
        if name != "project" and (made := _made(row, name))
    ]


@Prepared
def _asking_in(project: UUID) -> QuerySet[Proposal]:
    return _living(Proposal.objects.filter(case__about_id=project))


def shown_cases(cases: Iterable[CaseAsking], version: GovernedVersion, by: Actor) -> list[CaseAsking]:
    """Return those that ask for a version: one that is still prepared only for whoever may read it.

    What the bodies treat is not for whoever only has an account.

    One SQL statement where there is such a one. Says on the version itself whether it waits for its condition.
    """
    own = [case for case in cases if case.version_id == version.pk]
    tell_waiting([version], own, by)
    prepared = [case.pk for case in own if case.state == Case.State.DRAFT]
    readable = governance.readable_cases(by, prepared) if prepared else set()
    return [case for case in own if (by.takes_part and case.state != Case.State.DRAFT) or case.pk in readable]


@dataclass(frozen=True)
class CaseShown:
    """A case that something was brought in, and whether its paper is for the reader."""

    case: Case
    readable: bool


def case_shown(case: Case | None, by: Actor) -> CaseShown | None:
    """Return a case as a reader may know of it: one that is still prepared is not there for others. One SQL statement."""
    if case is None:
        return None
    readable = case.pk in governance.readable_cases(by, [case.pk])
    return CaseShown(case, readable) if readable or (by.takes_part and case.state != Case.State.DRAFT) else None


def _living(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return (
        proposals.filter(state__in=[Proposal.State.OPEN, Proposal.State.WAITING])
        .exclude(state=Proposal.State.OPEN, case__state__in=[Case.State.CLOSED, Case.State.WITHDRAWN])
        .select_related("case__decision")
        .order_by("case__created_at")
    )


def _made(row: Proposal, name: str) -> CaseAsking | None:
    try:
        key = UUID(str(row.payload[name]))
    except ValueError:
        return None
    waits = row.state == Proposal.State.WAITING
    decision = row.case.decision if waits else None
    latest = row.condition_latest if waits else None
    return CaseAsking(key, row.case_id, row.case.reference, row.case.title, row.case.state, decision, latest)


def tell_waiting(versions: Iterable[Any], cases: Iterable[CaseAsking], by: Actor) -> None:
    """Say on each version by which decision it is adopted and waits for its condition: `waits`, a CaseAsking or None."""
    told = {case.version_id: case for case in cases if case.decision} if by.takes_part else {}
    for version in versions:
        version.waits = told.get(version.pk)


@dataclass(frozen=True)
class Reading:
    """Who reads a project's page, on which day: whether drafts show, and which cases ask for which versions."""

    by: Actor
    on: date
    drafts: bool
    cases: Sequence[CaseAsking]


def sees_drafts(by: Actor, project: Project, places: Sequence[Participation] | None = None) -> bool:
    """Tell whether the reader sees drafts: whoever may edit them, and the parties that are asked about them.

    `places` are the parties on the project, where they are read already.
    """
    if by.may("portfolio.edit_mandate", f"project:{project.pk}"):
        return True
    parties = by.scoped_ids("party", "contact", "chief_executive")
    if places is not None:
        return any(str(place.organisation_id) in parties for place in places)
    return bool(parties) and project.participations.standing().filter(organisation_id__in=parties).exists()


def may_read(version: GovernedVersion, by: Actor, drafts: bool, cases: Sequence[CaseAsking]) -> bool:
    """Tell whether the reader may read a version.

    What is proposed or settled is for everyone who is signed in; a draft for those who work with it (`drafts`), and
    for the body once a case that asks for it stands on an agenda.
    """
    if drafts or version.state not in PREPARING:
        return True
    sent = any(case.version_id == version.pk and case.is_sent for case in cases)
    return sent and by.has_role(*IN_THE_BODY)


def reads_evidence(by: Actor, place: Participation) -> bool:
    """Tell whether the reader may open what a party answered in writing with.

    Open to those who prepare, the party itself, those who lead the project, and the bodies that decide on it.
    """
    if by.has_role("secretariat", "secretariat_leader", *IN_THE_BODY):
        return True
    if by.has_role("project_owner", "project_manager", scope=f"project:{place.project_id}"):
        return True
    return str(place.organisation_id) in by.scoped_ids("party", "contact", "chief_executive")


def has_association() -> bool:
    """Tell whether an association, such as KS, is with the co-operation. One SQL statement."""
    return Organisation.objects.filter(kind=Organisation.Kind.ASSOCIATION).exists()
