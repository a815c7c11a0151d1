"""How the health clinic project goes on, by its owner; and one that is paused."""

from datetime import date

from samstyring.portfolio import acts
from samstyring.portfolio.models import Project

from .story import Story, letter

CLINIC, DIALOGUE = "P-21-003", "P-21-004"


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


def dialogue_waits(story: Story) -> None:
    """Let Øygarden pause the chat robot, which has been silent in the reporting window."""
    story.do(
        acts.pause_project,
        "oygarden",
        project=Project.objects.get(code=DIALOGUE),
        reason="Leverandøren legg ned den noverande samtaleroboten. Prosjektet ventar på den nasjonale avklaringa"
        " om felles innbyggjardialog.",
        from_date=date(2022, 11, 18),
        expected_on=date(2023, 2, 1),
    )
