"""Projects that change hands, and what comes after a project's end."""

from datetime import date
from decimal import Decimal

from samstyring.portfolio import acts
from samstyring.portfolio.models import Benefit, Project

from .story import Story, letter

CHILD_WELFARE, SUPERVISION = "P-21-001", "P-21-006"
RECEIVER = "Responssenteret i Florø (eksempel)"
CLOSING = {
    "goals": "Alle fire kommunane har digitalt tilsyn om natta i ordinær drift, med 61 brukarar. Målet var 50. Det som"
    " ikkje er nådd: Bremanger har berre teke det i bruk i éi av to soner, fordi dekninga er for dårleg i den andre.",
    "time_cost": "Prosjektet slutta knapt tre veker seinare enn planlagt, fordi opplæringa måtte vente til etter"
    " sommarferien. Det kosta 28 000 kr mindre, sidan Kinn hadde opplæringsmateriell som alle kunne bruke.",
    "lessons": "Spør brukarane og dei pårørande før utstyret blir kjøpt. Mål dekninga i kvar sone først. Ha éin"
    " superbrukar på kvart vaktlag, ikkje éin i kvar kommune.",
    "handed_over": "Responssenteret tek over mottak av varsel og støtte heile døgnet. Utstyret og avtalane ligg i"
    " kommunane. Det står att å få dekning i den andre sona i Bremanger.",
}


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


def supervision_ends(story: Story) -> None:
    """Let Stad write the closing report of the night supervision project, hand over to the response centre, and close it."""
    project = Project.objects.get(code=SUPERVISION)
    _benefits(story, project)
    day = date(2022, 9, 8)
    text = "Responssenteret har teke over mottak av varsel frå digitalt tilsyn for Bremanger, Gloppen, Kinn og Stad."
    story.do(
        acts.write_closing_report,
        "nordfjord",
        project=project,
        told=CLOSING,
        ends_on=date(2022, 9, 19),
        cost=612_000_00,
        receiver_name=RECEIVER,
        handed_over_on=day,
        accepted_by="Dagleg leiar, responssenteret",
        evidence=letter("Overtaking av digitalt tilsyn", RECEIVER, day, text),
    )
    story.do(acts.pass_decision_point, "nordfjord", project=project, point="BP5", decided_by="owner")


def supervision_measured(story: Story) -> None:
    """Let Stad measure its benefit for the first time after the end: it is ahead of its course."""
    story.do(
        acts.measure_benefit,
        "nordfjord",
        benefit=Benefit.objects.get(project__code=SUPERVISION, sequence=1),
        measured_on=date(2022, 10, 31),
        value=Decimal(21),
        source="Køyreboka for nattpatruljen, veke 40 til 43",
        note="To nye brukarar fekk tilsyn i oktober.",
    )


def _benefits(story: Story, project: Project) -> None:
    """Let Stad write down what the project shall give: fewer drives, better sleep, and less overtime in Kinn."""
    before, due = date(2022, 1, 31), date(2023, 6, 30)
    common = {"baseline_on": before, "due_on": due, "every_months": 3}
    for owner, first_on, values in (
        (
            "Stad",
            date(2022, 10, 31),
            {
                "title": "Færre turar om natta",
                "kind": "other_use",
                "responsible": "leiaren for heimetenesta",
                "measure": "Turar som nattpatruljen køyrer for tilsyn, etter køyreboka, i snitt for fire veker.",
                "unit": "turar i veka",
                "baseline": Decimal(46),
                "target": Decimal(15),
            },
        ),
        (
            "Gloppen",
            date(2022, 12, 15),
            {
                "title": "Brukarane søv betre",
                "kind": "unpriced",
                "responsible": "kommunalsjefen for helse og omsorg",
                "measure": "Kor mange prosent som svarar «godt» eller «svært godt» i spørjeundersøkinga til brukarane.",
                "unit": "prosent",
                "baseline": Decimal(52),
                "target": Decimal(75),
            },
        ),
        (
            "Kinn",
            date(2022, 11, 15),
            {
                "title": "Mindre overtid på nattvaktene",
                "kind": "budget",
                "responsible": "leiaren for heimetenesta",
                "measure": "Utbetalt overtid for nattvakter i heimetenesta, etter rekneskapen.",
                "unit": "kr i månaden",
                "baseline": Decimal(38_000),
                "target": Decimal(20_000),
            },
        ),
    ):
        said = {**common, **values, "owner": story.organisation(owner), "first_on": first_on}
        story.do(acts.add_benefit, "nordfjord", project=project, values=said)
