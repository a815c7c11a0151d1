"""How the health clinic project goes on: its owner passes a decision point, and prepares for the next."""

from datetime import date

from samstyring.portfolio import acts
from samstyring.portfolio.models import Project

from .story import Story, letter

CLINIC = "P-21-003"


def _document(story: Story, name: str, day: date, text: str) -> None:
    story.do(
        acts.attach_project_document,
        "hardanger_voss",
        project=Project.objects.get(code=CLINIC),
        name=name,
        upload=letter(f"{name} DigiHelsestasjon", "Voss herad (eksempel)", day, text),
    )


def clinic_goes_on(story: Story) -> None:
    """Let Voss attach the project proposal, and pass BP2: the mandate reserves it for nobody else."""
    day = date(2022, 11, 8)
    _document(
        story,
        "Prosjektforslag",
        day,
        "Fire kommunar innfører DigiHelsestasjon saman. Konseptfasen tilrår éi felles innføring med to puljer.",
    )
    story.do(
        acts.pass_decision_point,
        "hardanger_voss",
        project=Project.objects.get(code=CLINIC),
        point="BP2",
        decided_by="board",
        reference="Referat frå prosjektstyret 8. november 2022",
    )


def clinic_prepares(story: Story) -> None:
    """Let Voss attach one of the two documents that BP3 must have."""
    _document(
        story,
        "Styringsdokument",
        date(2022, 11, 17),
        "Rammer, organisering, framdrift og styring av innføringa i Voss, Kvam, Ullensvang og Vaksdal.",
    )
