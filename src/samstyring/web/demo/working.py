"""What the secretariat still works on: versions of a paper by two who write it, and a hearing."""

from samstyring.governance import acts
from samstyring.governance.models import Case

from .cases import bring, propose
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


def comment(story: Story) -> None:
    """Let the two ask and answer beside the paper."""
    case = Case.objects.get(title=TITLE)
    first = story.do(
        acts.comment_on_case,
        "secretariat_leader",
        case=case,
        text="Har vi tal på kva dei betaler i dag?",
        quote="Åtte av dei har same leverandør.",
    )
    story.do(acts.comment_on_case, case=case, text="Eg spør leverandøren denne veka.", thread=first)
    done = story.do(acts.comment_on_case, "secretariat_leader", case=case, text="Skriv «før påske» i vurderinga.")
    story.do(acts.resolve_comment, thread=done)


def hearing(story: Story) -> None:
    """Open a hearing that the steering group is to answer, on which nobody represented is asked yet."""
    case = bring(
        story,
        "free_text",
        "Høyring: felles krav til digital tilgang i kommunane (eksempel)",
        routine="hearing",
        summary="Fristen for å svare er 3. april 2023. Dei representerte bør høyrast før styringsgruppa svarar.",
        background="Eit framlegg til felles krav er sendt til dei regionale samarbeida.",
    )
    propose(story, case, "governance.free_text", "Styringsgruppa sluttar seg til svaret i saka.")


def _edit(story: Story, who: str, **changes: str) -> None:
    case = Case.objects.get(title=TITLE)
    kept = {name: getattr(case, name) for name in PARTS}
    story.do(acts.edit_case, who, case=case, **{**kept, **changes})
