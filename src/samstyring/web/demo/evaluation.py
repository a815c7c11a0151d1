"""The evaluation that the agreement asks for in the spring is begun early: every party is asked, and some answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from samstyring.governance import acts
from samstyring.governance.models import EvaluationRound
from samstyring.governance.queries import evaluations as queries
from samstyring.kernel.clock import local_date
from samstyring.parties.models import Person
from samstyring.parties.queries import people_to_ask

from .cast import OPERATED
from .story import Story, letter

ANSWERS: Sequence[tuple[Sequence[str], Sequence[int], str, str]] = (
    (("Alver",), (5, 4, 4, 4), "Styringsgruppa tek avgjerder, og vi veit kven som følgjer opp.", ""),
    (
        ("Fedje",),
        (4, 2, 3, 2),
        "Vi får vere med på det vi aldri hadde fått til åleine.",
        "Gi dei minste kommunane ein fast kontakt i sekretariatet.",
    ),
    (
        OPERATED,
        (4, 3, 2, 3),
        "Felles integrasjonar.",
        "Send sakspapira to veker før møtet, så rekk vi å drøfte dei med driftsselskapet.",
    ),
    (("Bergen",), (4, 4, 4, 5), "Prosjekta som er starta, blir fullførte.", "Avtalen bør seie kven som evaluerer."),
    (("Gloppen",), (3, 2, 3, 2), "", "Fordel kostnadene etter innbyggjartal i alle prosjekt."),
    (("Osterøy",), (4, 4, 0, 3), "Faggruppene.", ""),
    (("Voss",), (5, 4, 4, 3), "", "Forleng avtalen, og ta med vertskommuneoppgåvene."),
    (("Kinn",), (2, 2, 3, 2), "", "Vi ser lite att for innsatsen så langt. Mål gevinstane før de held fram."),
)


def ask(story: Story) -> None:
    """Write the questions on the charter's set, and put them to every party."""
    given = queries.proposed(local_date(story.now))
    written = story.do(
        acts.write_evaluation_questions,
        from_date=given["from_date"],
        last_day=date(2022, 12, 31),
        questions=given["questions"],
        text="Avtalen skal evaluerast i første halvår 2023. Svara blir lagde ved saka til styringsgruppa, saman med tala frå"
        " systemet. Seks spørsmål, om lag ti minutt.",
    )
    story.do(
        acts.open_evaluation,
        questions=written,
        answer_by=date(2022, 12, 16),
        remind=True,
        why_early="Svara skal vere inne når evalueringa tek til på nyåret (eksempel).",
    )


def answer(story: Story) -> None:
    """Let some answer by the link, and one in writing."""
    for names, levels, good, advice in ANSWERS:
        _answer(story, names, levels, good, advice)
    day = date(2022, 11, 21)
    story.on(day, 14)
    story.do(
        acts.answer_evaluation,
        round_=EvaluationRound.objects.get(),
        organisations=[story.organisation(name) for name in ("Luster", "Vik")],
        replies=_replies((4, 3, 4, 3), "Arenaene.", "Bruk regionrådet meir når saker skal forankrast."),
        answered_by="Dagleg leiar, regionrådet",
        answered_as="på vegner av kommunane",
        answered_on=day,
        evidence=letter(
            "Svar på evalueringa frå Luster og Vik",
            "Regionrådet (eksempel)",
            day,
            "Regionrådet svarar for Luster og Vik, etter oppdrag frå kommunane.",
        ),
    )


def _answer(story: Story, names: Sequence[str], levels: Sequence[int], good: str, advice: str) -> None:
    organisations = [story.organisation(name) for name in names]
    person: Person = people_to_ask([organisations[0].pk], local_date(story.now))[organisations[0].pk]
    story.plays("answering", person)
    story.do(
        acts.answer_evaluation,
        "answering",
        round_=EvaluationRound.objects.get(),
        organisations=organisations,
        replies=_replies(levels, good, advice),
        answered_by=person.name,
        by_link=True,
    )


def _replies(levels: Sequence[int], good: str, advice: str) -> dict[str, Any]:
    return {f"q{number}": level for number, level in enumerate(levels, start=1)} | {"q5": good, "q6": advice}
