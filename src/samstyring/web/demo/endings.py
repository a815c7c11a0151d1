"""Projects that change hands, and what comes after a project's end."""

from datetime import date

from samstyring.portfolio import acts
from samstyring.portfolio.models import Project

from .story import Story, letter

CHILD_WELFARE = "P-21-001"


def another_owner(story: Story) -> None:
    """Let Stord propose that Kvinnherad takes over the child welfare project from New Year; Kvinnherad accepts by letter."""
    made = story.do(
        acts.propose_hand_over,
        "sunnhordland",
        project=Project.objects.get(code=CHILD_WELFARE),
        organisation=story.organisation("Kvinnherad"),
        reason="Prosjektleiaren i Stord går over i ei anna stilling ved nyttår. Kvinnherad har alt den eine piloten i"
        " drift, og har ein som kan leie resten av innføringa.",
        proposed_from=date(2023, 1, 1),
    )
    day = date(2022, 11, 18)
    text = (
        "Kvinnherad kommune tek over som prosjekteigar for Digital barnevern i Vestland frå 1. januar 2023, innanfor"
        " mandatet og budsjettet som gjeld."
    )
    story.do(
        acts.answer_acceptance,
        participation=made.place,
        kind="accept",
        answered_by="Kommunedirektør, Kvinnherad",
        answered_as="kommunedirektør",
        answered_on=day,
        evidence=letter("Svar frå Kvinnherad om Digital barnevern", "Kvinnherad kommune (eksempel)", day, text),
    )
