"""Two projects against their tolerances: one decides by itself and logs it, the other has to ask."""

from datetime import date

from samstyring.portfolio import acts
from samstyring.portfolio.models import Project

from .story import Story

KRONE = 100
"""In øre."""


def inside(story: Story) -> None:
    """Let the archive project log what it has decided by itself, and give its forecast."""
    archive = Project.objects.get(code="P-21-002")
    story.do(
        acts.log_change,
        project=archive,
        what="Flyttinga av arkiv skjer i to puljer, ikkje tre",
        why="Aurland og Lærdal har same system, og kan flytte samstundes.",
        decided_by="Prosjektstyret",
        decided_on=date(2022, 9, 28),
        days=-14,
        cost=-60_000 * KRONE,
    )
    story.do(
        acts.log_change,
        project=archive,
        what="Ein ekstra test av uttrekk før produksjon",
        why="Den første testen fann feil i dei eldste sakene.",
        decided_by="Prosjektleiaren",
        decided_on=date(2022, 10, 19),
        days=21,
        cost=35_000 * KRONE,
    )
    story.do(
        acts.give_forecast,
        project=archive,
        ends_on=date(2024, 1, 12),
        cost=1_975_000 * KRONE,
        words="Litt seinare enn mandatet seier, innanfor toleransen.",
    )


def outside(story: Story) -> None:
    """Let the child welfare project, whose status report says that it ends too late, report it with what can be done."""
    project = Project.objects.get(code="P-21-001")
    story.do(
        acts.write_exception_report,
        "sunnhordland",
        project=project,
        cause="Leverandøren av fagsystemet leverer meldingane frå innbyggjarane eit halvt år seinare enn avtalt.",
        consequences="Innføringa kan ikkje bli ferdig i 2023. Kostnadene aukar med 150 000 kr, som er innanfor toleransen.",
        options=[
            {
                "name": "Flytte slutten til 31. mai 2024",
                "consequence": "Alle fem kommunane får heile løysinga. Gevinstane kjem fem månader seinare.",
            },
            {
                "name": "Avslutte i tide, utan meldingar",
                "consequence": "Fagsystem og opplæring er på plass i 2023. Meldingane blir eit nytt prosjekt.",
            },
            {
                "name": "Halde fram som no",
                "consequence": "Prosjektet går utanfor mandatet utan at nokon har avgjort det.",
            },
        ],
        recommendation="Digital barnevern i Vestland blir ført vidare til 31. mai 2024, innanfor ramma på 2 900 000 kr"
        " og toleransen for kostnad. Prosjektet legg fram endra mandat.",
    )
