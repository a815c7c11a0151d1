"""The national radar as the example has it: names that are real, dates and texts that are examples."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import translation

from samstyring.portfolio import acts
from samstyring.portfolio.models import Need, Project, RadarEntry
from samstyring.portfolio.sheets import radar
from samstyring.records.takeover.writing import workbook

from .story import Story

HEALTH = "Innbyggjarane møter løysinga på helsenorge.no, der helsetenestene er samla."
ENTRIES: tuple[dict[str, Any], ...] = (
    {
        "name": "DigiHelse",
        "kind": "solution",
        "provider": "KS",
        "contact": "programkontoret for DigiHelse",
        "summary": "Dialog mellom innbyggjaren og heimetenesta.",
        "asks": "Melde frå om oppstart, og ha avtale med leverandøren av fagsystemet.",
        "asks_by": date(2023, 1, 15),
        "platform": "other",
        "platform_reason": HEALTH,
        "state": "available",
        "network_role": "Samlar kommunane i fylket til felles innføring",
    },
    {
        "name": "DigiHelsestasjon",
        "kind": "solution",
        "provider": "KS",
        "contact": "programkontoret for DigiHelsestasjon",
        "summary": "Dialog mellom føresette og helsestasjonen.",
        "asks": "Seie om kommunen vil vere med i neste pulje.",
        "asks_by": date(2023, 2, 1),
        "platform": "other",
        "platform_reason": HEALTH,
        "state": "available",
    },
    {
        "name": "Fiks Folkeregister",
        "kind": "solution",
        "provider": "KS",
        "summary": "Oppslag og oppdatering frå Folkeregisteret i fagsystema.",
        "asks": "Kople fagsystema til, i staden for eigne kopiar av registeret.",
        "platform": "fiks",
        "state": "available",
    },
    {
        "name": "Fiks Arkiv",
        "kind": "ks",
        "provider": "KS",
        "summary": "Ein felles måte for fagsystem å sende til arkivet på.",
        "asks": "Krevje det av leverandørane i nye avtalar.",
        "platform": "fiks",
        "state": "available",
    },
    {
        "name": "Felles kommunal journal",
        "kind": "initiative",
        "provider": "KS",
        "summary": "Journal for helse- og omsorgstenestene i kommunane.",
        "platform": "none",
        "state": "developed",
        "network_role": "Følgjer med, og svarar for fylket når KS spør",
    },
    {
        "name": "Digital barnevern",
        "kind": "ks",
        "provider": "KS",
        "summary": "Fagsystem, fagstøtte og innbyggjarteneste for barnevernet.",
        "asks": "Ta stilling til innføring når fagsystemet skal skiftast.",
        "state": "developed",
    },
    {
        "name": "Altinn 3",
        "kind": "solution",
        "provider": "Digdir",
        "summary": "Plattform for skjema og meldingar til og frå det offentlege.",
        "asks": "Flytte tenester som er laga på den gamle plattforma.",
        "platform": "other",
        "platform_reason": "Plattforma til staten; kommunane bruker tenestene der.",
        "state": "available",
    },
    {
        "name": "Universell utforming av nettsider",
        "kind": "standard",
        "provider": "Digdir",
        "summary": "Krav til nettstader og appar i offentleg sektor.",
        "asks": "Publisere ei tilgjengefråsegn for kvar nettstad.",
        "asks_by": date(2023, 2, 1),
        "platform": "none",
        "state": "required",
    },
)

NEW: dict[str, Any] = {
    "name": "Fiks Melding",
    "kind": "solution",
    "provider": "KS",
    "summary": "Ein felles måte for fagsystem å sende meldingar til kvarandre på.",
    "platform": "fiks",
    "state": "available",
}


def put_up(story: Story) -> None:
    """Put up what is known from the list of a spreadsheet, and let one change by hand."""
    _imported(story, "oktober", [RadarEntry(**values) for values in ENTRIES])
    health = RadarEntry.objects.get(name="DigiHelse")
    project = Project.objects.get(name="DigiHelse i Vestland")
    story.do(acts.tie_radar_entry, entry=health, projects=[project], needs=[])
    archive = RadarEntry.objects.get(name="Fiks Arkiv")
    need = Need.objects.get(name="Felles rutine for arkiv i fagsystema")
    story.do(acts.tie_radar_entry, entry=archive, projects=[], needs=[need])
    clinic = RadarEntry.objects.get(name="DigiHelsestasjon")
    values = next(row for row in ENTRIES if row["name"] == clinic.name)
    story.do(acts.edit_radar_entry, entry=clinic, values={**values, "asks_by": date(2023, 2, 15)})


def brought_up_to_date(story: Story) -> None:
    """Take the list of the next month: one has another day and state, one is new, and the others are as they were."""
    rows = list(RadarEntry.objects.order_by("code"))
    health = next(row for row in rows if row.name == "DigiHelse")
    health.asks, health.asks_by = f"{health.asks} Oppstarten i 2023 er i puljer.", date(2023, 1, 31)
    _imported(story, "november", [*rows, RadarEntry(**NEW)])


def _imported(story: Story, month: str, entries: Sequence[RadarEntry]) -> None:
    """Import a spreadsheet with these entries, as the secretariat would fill it in."""
    with translation.override("nn"):
        content = workbook({radar.SHEET.name: radar.rows_of(entries)}, of=[radar.SHEET])
        read = radar.read_radar(content, f"radar-{month}-eksempel.xlsx")
    story.do(acts.import_radar, workbook=read, source=f"Liste frå {month} 2022 (eksempel)")
