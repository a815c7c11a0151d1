"""The projects of the autumn: candidates, who accepted them, and the drafts that go before the steering group."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from samstyring.finance import acts as finance
from samstyring.finance.models import Budget, FundingPlan
from samstyring.portfolio import acts
from samstyring.portfolio.models import Mandate, Participation, Project
from samstyring.records import acts as records

from .story import Story, letter

KRONE = 100
"""In øre."""


@dataclass
class Drafts:
    """A project with the versions that are put before the steering group."""

    project: Project
    mandate: Mandate
    budget: Budget
    funding_plan: FundingPlan


def digihelse_candidate(story: Story) -> Project:
    """Register DigiHelse as a candidate."""
    project: Project = story.do(
        acts.register_project,
        name="DigiHelse i Vestland",
        origin="national",
        summary="Innbyggjarar med heimetenester og dei pårørande deira ser avtalar og sender meldingar på helsenorge.no."
        " Kommunane tek imot den nasjonale løysinga saman.",
        purposes=["mottak", "standardisering", "hjelp"],
        owner=story.organisation("Sunnfjord"),
        participants=[
            story.organisation(name) for name in ("Alver", "Stad", "Gloppen", "Bjørnafjorden", "Kinn", "Fedje")
        ],
        manager=story.person("project_manager"),
    )
    return project


def digihelse(story: Story) -> Project:
    """Ask the parties whether they accept to own DigiHelse, and to take part."""
    project = Project.objects.get(name="DigiHelse i Vestland")
    story.do(
        acts.ask_for_acceptance,
        project=project,
        participations=list(project.participations.all()),
        answer_by=date(2022, 12, 2),
    )
    return project


def _place(project: Project, party: str) -> Participation:
    return project.participations.get(organisation__name=party, removed_at=None)


def first_answers(story: Story, project: Project) -> None:
    """Let the owner and two participants accept, signed in."""
    story.do(acts.answer_acceptance, "sunnfjord", participation=_place(project, "Sunnfjord"), kind="accept")
    story.do(
        acts.answer_acceptance,
        "alver",
        participation=_place(project, "Alver"),
        kind="accept",
        promised=[
            _effort("Lokal leiar for innføringa", 1, 30, date(2023, 1, 9), date(2024, 6, 30), each_month=True),
            _effort("Superbrukarar i heimetenesta", 4, 240, date(2023, 3, 1), date(2023, 12, 20)),
            _effort("Kartlegging før start", 2, 60, date(2022, 10, 24), date(2022, 12, 16)),
        ],
    )
    story.do(acts.answer_acceptance, "bjornafjorden", participation=_place(project, "Bjørnafjorden"), kind="accept")


def later_answers(story: Story, project: Project) -> None:
    """Let one answer with a reservation, and one by letter; Alver has begun to deliver. Kinn and Fedje have not answered."""
    story.do(
        acts.register_delivered_hours,
        "alver",
        participation=_place(project, "Alver"),
        role="Kartlegging før start",
        hours=22,
        starts_on=date(2022, 10, 24),
        ends_on=date(2022, 11, 4),
        note="Samtalar i heimetenesta",
    )
    story.do(
        acts.answer_acceptance,
        "nordfjord",
        participation=_place(project, "Stad"),
        kind="reserve",
        reservation="Stad er med, men kan ikkje starte innføringa før hausten 2023, når det nye fagsystemet er på plass.",
    )
    day = date(2022, 11, 9)
    text = (
        "Gloppen kommune tek del i DigiHelse i Vestland. Kommunen stiller med ein superbrukar i halv stilling i 2023."
    )
    story.do(
        acts.answer_acceptance,
        participation=_place(project, "Gloppen"),
        kind="accept",
        promised=[_effort("Superbrukar i halv stilling", 1, 850, date(2023, 1, 9), date(2023, 12, 31))],
        answered_by="Kommunedirektør, Gloppen",
        answered_as="kommunedirektør",
        answered_on=day,
        evidence=letter("Svar frå Gloppen om DigiHelse", "Gloppen kommune (eksempel)", day, text),
    )


def _effort(
    role: str, people: int, hours: int, starts_on: date, ends_on: date, *, each_month: bool = False
) -> dict[str, Any]:
    """Return people and hours as an answer promises them."""
    return {
        "role": role,
        "people": people,
        "hours": hours,
        "each_month": each_month,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }


def digihelse_drafts(story: Story, project: Project) -> Drafts:
    """Let the project manager draft mandate, budget and funding plan."""
    mandate = story.do(
        acts.draft_mandate,
        "project_manager",
        project=project,
        content={
            "goal": "Innan utgangen av 2024 kan alle med heimetenester i deltakarkommunane sjå avtalane sine, få varsel"
            " og sende meldingar digitalt.",
            "scope": "Avtalar og meldingar på helsenorge.no, integrasjon mot fagsystema, opplæring av tilsette og"
            " informasjon til innbyggjarane.",
            "out_of_scope": "Byte av fagsystem, og digitalt tilsyn.",
            "deliverables": "Løysinga i drift i kvar deltakarkommune, eit opplæringsopplegg som andre kan bruke, og ei"
            " gevinstmåling før og etter.",
            "organisation_text": "Sunnfjord eig prosjektet. Kvar deltakar har ein lokal leiar for innføringa og ein"
            " gevinsteigar i heimetenesta.",
            "benefits": "Færre telefonar til heimetenesta, færre bomturar, og pårørande som kan følgje med.",
            "starts_on": date(2023, 1, 9),
            "ends_on": date(2024, 12, 20),
            "frame": 3_150_000 * KRONE,
            "includes_introduction": True,
            "tolerance_cost_percent": 10,
            "tolerance_weeks": 6,
            "tolerance_scope": "Inga endring i kva kommunar som er med.",
            "reporting": "Kvar månad til sekretariatet, kvart kvartal til styringsgruppa.",
            "reserved_points": ["BP3", "BP5"],
        },
    )
    budget = story.do(
        finance.draft_budget,
        "project_manager",
        project=project,
        lines=_budget(
            ("Prosjektleiing", 2023, 900_000),
            ("Prosjektleiing", 2024, 450_000),
            ("Innføring og opplæring", 2023, 600_000),
            ("Innføring og opplæring", 2024, 600_000),
            ("Integrasjon mot fagsystem", 2023, 500_000),
            ("Gevinstmåling", 2024, 100_000),
        ),
        note="Kommunane dekkjer sjølve tida til dei tilsette.",
    )
    plan = story.do(
        finance.draft_funding_plan,
        "project_manager",
        project=project,
        sources=_sources(
            ("DigiFin", None, 2023, 1_500_000, "promised"),
            ("Skjønnsmidlar frå Statsforvaltaren", story.organisation("Statsforvaltaren i Vestland"), 2023, 750_000,
             "applied"),
            ("Deltakarkommunane", None, 2024, 900_000, "secured"),
        ),
        note="Svaret på søknaden om skjønnsmidlar kjem i februar 2023.",
    )  # fmt: skip
    return Drafts(project, mandate, budget, plan)


def comments_on_draft(story: Story, drafts: Drafts) -> None:
    """Let those on the project be asked what they say of the draft mandate: two say something, one is answered."""
    mandate = drafts.mandate
    story.do(acts.ask_for_mandate_comments, "project_manager", mandate=mandate, comments_until=date(2022, 12, 1))
    said = story.do(
        acts.comment_on_mandate,
        "alver",
        mandate=mandate,
        organisation=story.organisation("Alver"),
        part="deliverables",
        text="Opplæringa bør òg dekkje nattevakter og vikarar. Dei er mange, og når ikkje kursa på dagtid.",
    )
    story.do(
        acts.comment_on_mandate,
        "nordfjord",
        mandate=mandate,
        organisation=story.organisation("Stad"),
        text="Stad sluttar seg til utkastet, men ser gjerne at målinga før start blir gjord likt i alle kommunane.",
    )
    story.do(
        acts.reply_to_mandate_comment,
        "project_manager",
        comment=said,
        outcome="partly",
        text="Opplæringsopplegget får ein nettdel som kan takast når som helst. Kurs om natta er det ikkje midlar til.",
    )


def _budget(*lines: tuple[str, int, int]) -> list[dict[str, Any]]:
    return [{"text": text, "year": year, "amount": amount * KRONE} for text, year, amount in lines]


def _sources(*sources: tuple[str, Any, int, int, str]) -> list[dict[str, Any]]:
    keys = ("name", "organisation", "year", "amount", "certainty")
    return [dict(zip(keys, source, strict=True)) | {"amount": source[3] * KRONE} for source in sources]


def archive_budget(story: Story) -> Budget:
    """Draft the revised budget of the archive project: within its frame, from one line to another."""
    budget: Budget = story.do(
        finance.draft_budget,
        project=Project.objects.get(code="P-21-002"),
        lines=_budget(
            ("Prosjektleiing", 2021, 350_000),
            ("Prosjektleiing", 2022, 700_000),
            ("Lisensar og drift", 2022, 450_000),
            ("Lisensar og drift", 2023, 180_000),
            ("Flytting av arkiv", 2023, 320_000),
        ),
        note="Flyttinga vart rimelegare enn venta. Det som er spart, går til lisensar i 2023.",
    )
    return budget


def clinic_plan(story: Story) -> FundingPlan:
    """Draft the funding plan that the health clinic project has gone without."""
    plan: FundingPlan = story.do(
        finance.draft_funding_plan,
        project=Project.objects.get(code="P-21-003"),
        sources=_sources(
            ("DigiFin", None, 2022, 750_000, "promised"),
            ("Deltakarkommunane", None, 2022, 300_000, "secured"),
            ("Deltakarkommunane", None, 2023, 450_000, "secured"),
        ),
        note="",
    )
    return plan


def other_candidates(story: Story) -> None:
    """Register two ideas that have not come so far: one whose owner is asked, one without an owner."""
    signing: Project = story.do(
        acts.register_project,
        name="Felles signeringsteneste",
        origin="regional",
        summary="Ei teneste for digital signering som kommunane skaffar saman, i staden for kvar for seg.",
        purposes=["anskaffingar", "ressursar"],
        owner=story.organisation("Voss"),
        participants=[story.organisation(name) for name in ("Fedje", "Kinn", "Vaksdal")],
    )
    story.do(
        acts.ask_for_acceptance,
        project=signing,
        participations=list(signing.participations.all()),
        answer_by=date(2022, 12, 16),
    )
    story.do(
        acts.register_project,
        name="Sensorar for vatn og avløp",
        origin="regional",
        summary="Mindre kommunar vil følgje med på vassverk og avløp utan å reise ut. Behovet er meldt frå Nordhordland.",
        purposes=["utproving", "gjenbruk"],
        manager=story.person("project_manager"),
    )


def attach_concept(story: Story, case: Any) -> None:
    """Attach the concept note to the case about DigiHelse."""
    text = (
        "Heimetenesta i dei sju kommunane får kring 90 000 telefonar i året. Dei fleste gjeld når nokon kjem.\n\n"
        "Den nasjonale løysinga er i bruk i andre fylke. Det som manglar her, er integrasjon mot fagsystema, opplæring"
        " og nokon som held i det.\n\nTala er oppdikta."
    )
    upload = letter("Konseptbeskriving DigiHelse", "Sunnfjord kommune (eksempel)", date(2022, 11, 4), text)
    story.do(records.attach_file, about=case, upload=upload, title="Konseptbeskriving")
