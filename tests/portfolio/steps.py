"""Steps that tests of projects share: who has signed, a candidate, its answers, its documents.

Everything is done by acts, as the cast would do it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from samstyring.charter import acts as charter_acts
from samstyring.charter.models import Accession, Agreement
from samstyring.finance import acts as finance_acts
from samstyring.finance.models import Budget, FundingPlan
from samstyring.governance import acts as governance_acts
from samstyring.governance.models import Body, Case, Decision
from samstyring.governance.registry import matters
from samstyring.kernel import acts as kernel_acts
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION, Actor
from samstyring.kernel.models import Basis
from samstyring.parties import acts as parties_acts
from samstyring.parties.models import Office, Organisation, Person
from samstyring.portfolio import acts, effects, queries
from samstyring.portfolio.models import Answer, LastReport, Mandate, Participation, Project, StatusReport
from samstyring.records.uploads import Upload
from tests.founding import IN_OFFICE_SINCE, acting
from tests.governance import steps as meetings

EMAIL = Upload(
    "svar.eml",
    b"From: a@example.no\r\nTo: b@example.no\r\nSubject: Svar\r\nDate: Mon, 21 Nov 2022 09:00:00 +0100\r\n\r\nVi aksepterer.\r\n",
)
MANDATE = {"goal": "Innbyggjarane bestiller tenester sjølve.", "frame": 138_000_000, "tolerance_weeks": 6}
LINES = [
    {"text": "Prosjektleiing", "year": 2023, "amount": 90_000_000},
    {"text": "Opplæring", "year": 2023, "amount": 42_000_000},
    {"text": "Reise", "year": 2023, "amount": 6_000_000},
]


def do(act: Callable[..., Any], who: str = "adviser", **arguments: Any) -> Any:
    """Do an act as one of the cast, now."""
    return act(by=acting(who), at=clock.now(), **arguments)


def organisation(name: str) -> Organisation:
    """Return an organisation by its name."""
    return Organisation.objects.get(name=name)


def sign(*names: str) -> None:
    """Let municipalities sign the agreement, those that have not."""
    for name in names:
        if Accession.objects.filter(organisation__name=name).exists():
            continue
        do(
            charter_acts.register_signature,
            agreement=Agreement.objects.get(),
            organisation=organisation(name),
            signed_on=date(2020, 6, 20),
            signatory="Ordføraren",
            place=name,
        )


def officer(name: str, role: str = "chief_executive") -> Person:
    """Register someone who answers for a municipality."""
    municipality = organisation(name)
    person: Person = parties_acts.register_person(
        name=f"{role} {name}",
        organisation=municipality,
        email=f"{role}.{municipality.number}@example.no",
        by=INSTALLATION,
        at=clock.now(),
    )
    parties_acts.appoint(
        office=Office.objects.get(role=role, organisation=municipality),
        person=person,
        from_date=IN_OFFICE_SINCE,
        source="Brev",
        by=INSTALLATION,
        at=clock.now(),
    )
    return person


def candidate(
    name: str = "DigiHelse i Vestland",
    owner: str | None = "Sunnfjord",
    participants: Sequence[str] = ("Fedje", "Alver"),
    **more: Any,
) -> Project:
    """Register a candidate with an owner and participants to ask."""
    project: Project = do(
        acts.register_project,
        **{
            "name": name,
            "origin": Project.Origin.NATIONAL,
            "summary": "Felles mottak av ei nasjonal løysing.",
            "purposes": ["mottak", "standardisering"],
            "owner": organisation(owner) if owner else None,
            "participants": [organisation(one) for one in participants],
            **more,
        },
    )
    return project


def place(project: Project, name: str) -> Participation:
    """Return where a municipality stands on a project."""
    return Participation.objects.get(project=project, organisation__name=name, removed_at=None)


def answered(project: Project, *names: str, kind: str = Answer.Kind.ACCEPT, reservation: str = "") -> None:
    """Register the answers of municipalities, each with its e-mail."""
    for name in names:
        do(
            acts.answer_acceptance,
            participation=place(project, name),
            kind=kind,
            reservation=reservation,
            answered_by="Kommunedirektøren",
            answered_on=clock.today(),
            evidence=EMAIL,
        )


def mandate(project: Project, **content: Any) -> Mandate:
    """Draft a mandate."""
    made: Mandate = do(acts.draft_mandate, project=project, content={**MANDATE, **content})
    return made


def budget(project: Project, lines: Any = LINES) -> Budget:
    """Draft a budget."""
    made: Budget = do(finance_acts.draft_budget, project=project, lines=lines)
    return made


def source(amount: int, name: str = "Prosjektskjønn", certainty: str = "secured", year: int = 2023) -> dict[str, Any]:
    """Return a funding source."""
    return {"name": name, "organisation": None, "year": year, "amount": amount, "certainty": certainty}


def plan(project: Project, *sources: dict[str, Any]) -> FundingPlan:
    """Draft a funding plan: of one source that covers the usual budget, unless others are given."""
    made: FundingPlan = do(
        finance_acts.draft_funding_plan, project=project, sources=list(sources) or [source(138_000_000)]
    )
    return made


def ready(name: str = "DigiHelse i Vestland") -> Project:
    """Return a candidate that has everything it needs to start: parties, answers, mandate, budget, funding plan."""
    sign("Sunnfjord", "Fedje", "Alver")
    project = candidate(name)
    answered(project, "Sunnfjord", "Fedje", "Alver")
    mandate(project)
    budget(project)
    plan(project)
    return Project.objects.get(pk=project.pk)


def started(name: str = "DigiHelse i Vestland", **mandate_says: Any) -> Project:
    """Return a project that has started, with mandate, budget and funding plan in force, as one decision would leave it."""
    project = ready(name)
    do(acts.edit_mandate, mandate=project.mandates.get(), content=mandate_says)
    today = clock.today()
    for version in (project.mandates.get(), project.budgets.get(), project.funding_plans.get()):
        adopted(version, today)
    payload = {"project": str(project.pk)}
    start = matters["portfolio.start_project"]
    on_a_basis(
        effect=lambda basis: start.apply(payload=payload, basis=basis, on=today),
        dated=today,
        by=INSTALLATION,
        at=clock.now(),
    )
    return Project.objects.get(pk=project.pk)


MATTERS = {
    "portfolio.adopt_mandate": lambda project: {"mandate": str(project.mandates.latest("created_at").pk)},
    "finance.adopt_budget": lambda project: {"budget": str(project.budgets.latest("created_at").pk)},
    "finance.adopt_funding_plan": lambda project: {"funding_plan": str(project.funding_plans.latest("created_at").pk)},
    "portfolio.start_project": lambda project: {"project": str(project.pk)},
}
PAYLOADS = MATTERS | {"portfolio.enter_portfolio": MATTERS["portfolio.start_project"]}


def case_about(project: Project, *matters: str, title: str = "") -> Case:
    """Open a case about a project with proposals on its latest drafts (all four matters when none is named)."""
    case = do(
        governance_acts.open_case,
        body=Body.objects.get(key="SG"),
        kind=Case.Kind.PROJECT,
        title=title or f"Start av {project}",
        about_kind="portfolio.project",
        about_id=project.pk,
    )
    for matter in matters or MATTERS:
        payload = PAYLOADS[matter](project)
        do(governance_acts.add_proposal, case=case, matter=matter, payload=payload, wording=f"{matter} blir vedteke.")
    found: Case = Case.objects.get(pk=case.pk)
    return found


def decided(*cases: Case) -> list[Decision]:
    """Treat cases in one meeting, each by consensus, and return the decisions."""
    meeting = meetings.open_meeting(list(cases), starts_at=clock.now() + timedelta(minutes=1))
    return [meetings.decide(meeting, case.title) for case in cases]


@kernel_acts.act(says="%(who)s tried effects")
def on_a_basis(*, effect: Callable[[Basis], Any], dated: date, by: Actor, at: datetime) -> Basis:
    """Run effects on a basis made for the test, as a decision would."""
    basis = Basis.objects.create(kind=Basis.Kind.DECISION, label="vedtak SG 1/22", dated=dated)
    effect(basis)
    kernel_acts.record(basis)
    return basis


def adopted(version: Any, on: date) -> Any:
    """Adopt a version as a decision would."""
    on_a_basis(
        effect=lambda basis: effects.adopt_version(version=version, basis=basis, on=on),
        dated=on,
        by=INSTALLATION,
        at=clock.now(),
    )
    version.refresh_from_db()
    return version


def begun(project: Project) -> Project:
    """Let a project be in execution, as a decision would start it."""
    model = queries.project_model(clock.today())
    on_a_basis(
        effect=lambda basis: effects.start_project(project=project, model=model, basis=basis, on=clock.today()),
        dated=clock.today(),
        by=INSTALLATION,
        at=clock.now(),
    )
    project.refresh_from_db()
    return project


def lights_kept() -> dict[str, str]:
    """Return the light that is kept of each project, by name, having held it against all that was ever published."""
    rows = StatusReport.objects.order_by("ask__window__opened_at", "version")
    said = {row.ask.project.name: (row.pk, row.overall_light) for row in rows.select_related("ask__project")}
    kept = {row.project.name: (row.report_id, row.light) for row in LastReport.objects.select_related("project")}
    assert kept == said
    return {name: light for name, (_key, light) in kept.items()}
