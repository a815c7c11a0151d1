"""A programme of two projects, and what projects wait for: one thing that slips, and one that is there."""

from datetime import date

from samstyring.portfolio import acts
from samstyring.portfolio.models import Milestone, Project, RadarEntry

from .story import Story

WELFARE, CLINIC = "P-21-001", "P-21-003"


def _project(code: str) -> Project:
    return Project.objects.get(code=code)


def programme(story: Story) -> None:
    """Gather what children and parents meet in one programme, and say what its projects wait for."""
    made = story.do(
        acts.register_programme,
        name="Digital oppvekst",
        purpose="Barn og føresette møter tenestene i kommunen som éi teneste, med éi innlogging og éin stad for meldingar.",
        owner=story.organisation("Stord"),
    )
    for code in (WELFARE, CLINIC):
        story.do(acts.place_in_programme, project=_project(code), programme=made)
    messages = Milestone.objects.get(project__code=WELFARE, name="Meldingar frå innbyggjarane er i drift")
    story.do(
        acts.register_dependency,
        "hardanger_voss",
        project=_project(CLINIC),
        other=messages.project,
        values={
            "what": "Felles mal for meldingar til føresette",
            "needed_on": date(2023, 12, 1),
            "milestone": messages,
        },
    )
    story.do(
        acts.register_dependency,
        "hardanger_voss",
        project=_project(CLINIC),
        other=RadarEntry.objects.get(name="DigiHelsestasjon"),
        values={"what": "Den nasjonale løysinga", "needed_on": date(2023, 3, 1)},
    )
