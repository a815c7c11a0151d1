"""The ranked list for DigiFin, the criteria of the next one, and what became of those who applied."""

from datetime import date

from samstyring.portfolio import acts
from samstyring.portfolio.models import Project, RankedList, Ranking, ScoringCriteria
from samstyring.portfolio.queries import scoring
from samstyring.portfolio.scoring import packaged

from .projects import digihelse_candidate
from .story import Story, letter

ARCHIVE, HEALTH, DIALOGUE = "Felles arkivkjerne", "DigiHelse i Vestland", "Innbyggjardialog"


def _project(name: str) -> Project:
    return Project.objects.get(name=name)


def criteria(story: Story) -> ScoringCriteria:
    """Draft the criteria that come with the software, for the steering group."""
    note = "Vektene er drøfta med ressursgruppa. Formål og gevinst tel mest."
    made: ScoringCriteria = story.do(acts.draft_criteria, criteria=packaged(), note=note)
    return made


def digifin(story: Story) -> Ranking:
    """Open the list for DigiFin, and draft its order. DigiHelse is a candidate from then."""
    digihelse_candidate(story)
    facts = {
        "name": "DigiFin 2023",
        "year": 2023,
        "funder": "DigiFin (KS)",
        "deadline": date(2022, 11, 1),
        "frame": 900_000_000,
    }
    told = story.do(acts.open_ranked_list, kind="call", values=facts)
    order = (
        (ARCHIVE, 130_000_000, "Er i gang, og stoppar utan midlar i 2023. Behovet er kjent i alle kommunane."),
        (HEALTH, 180_000_000, "Kjem flest innbyggjarar til gode. Er ikkje starta, og kan vente til våren."),
        (DIALOGUE, 60_000_000, "Lita ramme, men står stille til den nye plattforma er klar."),
    )
    rows = [{"project": _project(name), "asked": asked, "reason": reason} for name, asked, reason in order]
    made: Ranking = story.do(acts.draft_ranking, ranked_list=told, candidates=rows)
    return made


def applied(story: Story) -> None:
    """Send two applications in time; the third is postponed."""
    told = RankedList.objects.get()
    receipt = "Kvittering frå søknadsportalen, {}"
    for name, number in ((ARCHIVE, "DF-2023-041"), (HEALTH, "DF-2023-042")):
        story.do(
            acts.record_outcome,
            ranked_list=told,
            project=_project(name),
            state="applied",
            happened_on=date(2022, 10, 14),
            evidence=receipt.format(number),
        )
    story.do(
        acts.record_outcome,
        ranked_list=told,
        project=_project(DIALOGUE),
        state="postponed",
        happened_on=date(2022, 10, 14),
        evidence="E-post frå Øygarden 13. oktober 2022",
        words="Prosjektet ventar på plattforma, og søkjer heller i 2023.",
    )


def answered(story: Story) -> None:
    """Let the funder answer the first application in part, and draft a list without the one that is postponed."""
    told, day = RankedList.objects.get(), date(2022, 11, 17)
    text = "DigiFin gir 400 000 kr til Felles arkivkjerne i 2023, av 1 300 000 kr som det er søkt om."
    story.do(
        acts.record_outcome,
        ranked_list=told,
        project=_project(ARCHIVE),
        state="in_part",
        happened_on=day,
        amount=40_000_000,
        evidence="Tilskotsbrev DF-2023-041 (eksempel)",
        words="Tilskotet dekkjer flyttinga, men ikkje lisensane.",
        letter=letter("Tilskotsbrev", "DigiFin (eksempel)", day, text),
    )
    rows = [
        {"project": _project(HEALTH), "asked": 180_000_000, "reason": "Arkivet har fått svar. DigiHelse er neste."},
        {"project": _project(ARCHIVE), "asked": 90_000_000, "reason": "Resten av det som det vart søkt om."},
    ]
    note = "Innbyggjardialog søkjer heller når plattforma er klar."
    story.do(acts.draft_ranking, ranked_list=told, candidates=rows, note=note)


def scored(story: Story) -> None:
    """Let two score DigiHelse, and one begin on a candidate that is not judged to the end."""
    given = scoring.criteria_in_force(date(2022, 11, 10))
    assert given is not None
    sheets = (
        ("adviser", HEALTH, {"anchoring": 5, "time": 4, "scope": 4, "risk": 3, "cost": 3, "benefit": 5, "diversity": 4}),
        ("nordfjord", HEALTH, {"anchoring": 5, "time": 5, "scope": 4, "risk": 4, "cost": 4, "benefit": 5, "diversity": 5}),
        ("adviser", "Sensorar for vatn og avløp", {"anchoring": 3, "time": 3, "scope": 4, "risk": 3, "benefit": 4, "diversity": 3}),
        ("adviser", DIALOGUE, {"anchoring": 4, "time": 2, "scope": 3, "risk": 2, "cost": 3, "benefit": 4, "diversity": 4}),
    )  # fmt: skip
    for who, name, levels in sheets:
        told = {key: {"level": level, "why": WHY[key]} for key, level in levels.items()}
        story.do(acts.score_candidate, who, project=_project(name), criteria=given, levels=told)


WHY = {
    "anchoring": "Står i handlingsplanen for 2023.",
    "time": "Fylgjer den nasjonale planen.",
    "scope": "Klart kva som er med, og kva som ikkje er det.",
    "risk": "Kjend løysing, men integrasjonane er ikkje avklara.",
    "cost": "Timane i kommunane er det dyraste.",
    "benefit": "Sparer tid i tenesta og turar for innbyggjarane.",
    "diversity": "Små kommunar kan ta det i bruk utan eigne folk.",
}
