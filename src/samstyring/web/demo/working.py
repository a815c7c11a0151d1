"""What the secretariat still works on: versions of a paper by two who write it."""

from samstyring.governance import acts
from samstyring.governance.models import Case

from .story import Story, rich

TITLE = "Felles anskaffing av signeringsteneste"
PARTS = ("title", "summary", "background", "assessment", "recommendation")


def write_on(story: Story) -> None:
    """Let the adviser write on, and the leader of the secretariat change what the adviser wrote."""
    _edit(
        story,
        "adviser",
        background=rich("Avtalane til elleve av kommunane går ut i 2023. Sju av dei har same leverandør."),
        assessment=rich("Ei felles anskaffing gir betre pris. Kommunane må vere samde om krava før sommaren."),
    )
    _edit(
        story,
        "secretariat_leader",
        background=rich("Avtalane til elleve av kommunane går ut i 2023. Åtte av dei har same leverandør."),
        assessment=rich("Ei felles anskaffing gir truleg betre pris. Kommunane må vere samde om krava før påske."),
    )


def _edit(story: Story, who: str, **changes: str) -> None:
    case = Case.objects.get(title=TITLE)
    kept = {name: getattr(case, name) for name in PARTS}
    story.do(acts.edit_case, who, case=case, **{**kept, **changes})
