"""Three municipalities that stood outside at first: one joins, one declines, one has not answered. And one leaves."""

from datetime import date

from samstyring.charter import acts as charter
from samstyring.charter import queries as charter_queries
from samstyring.charter.models import Accession, Joining

from . import cast
from .story import Story, letter

INVITED_ON = date(2022, 9, 1)
ANSWER_BY = date(2022, 11, 1)
ANSWERS = (
    ("Samnanger", True, "sak 52/22 (eksempel)", date(2022, 10, 20), ""),
    (
        "Ulvik",
        False,
        "sak 61/22 (eksempel)",
        date(2022, 10, 27),
        "Kommunestyret ventar med å slutte seg til samarbeidet til det er evaluert (eksempel).",
    ),
)


def invite(story: Story) -> None:
    """Invite those who have not signed."""
    for name in cast.NOT_SIGNED:
        text = f"{name} kommune er invitert til å slutte seg til samarbeidet. Vi ber om svar innan 1. november 2022."
        story.do(
            charter.invite_to_join,
            agreement=charter_queries.agreement_on(INVITED_ON),
            organisation=story.organisation(name),
            invited_on=INVITED_ON,
            answer_by=ANSWER_BY,
            letter=letter(f"Invitasjon til {name}", "Sekretariatet for Digi Vestland (eksempel)", INVITED_ON, text),
        )


def answer(story: Story) -> None:
    """Register what two of the councils decided."""
    for name, joins, case_number, decided_on, words in ANSWERS:
        answer_words = words or "Kommunestyret vedtek å slutte seg til samarbeidsavtalen."
        story.do(
            charter.register_council_decision,
            joining=Joining.objects.get(organisation=story.organisation(name)),
            joins=joins,
            case_number=case_number,
            decided_on=decided_on,
            words=words,
            evidence=letter(f"Vedtak i {name} kommunestyre", f"{name} kommune (eksempel)", decided_on, answer_words),
        )


def leave(story: Story) -> None:
    """Register that one municipality has given notice."""
    party, source = story.organisation("Sveio"), "kommunestyret, sak 71/22 (eksempel)"
    text = "Kommunestyret vedtek å melde kommunen ut av samarbeidet. Siste dag som part er 31. desember 2022."
    story.do(
        charter.give_notice,
        accession=Accession.objects.get(organisation=party),
        notice_on=date(2022, 11, 3),
        last_day=date(2022, 12, 31),
        source=source,
        letter=letter("Utmelding frå Sveio", "Sveio kommune (eksempel)", date(2022, 11, 3), text),
    )
