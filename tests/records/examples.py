"""Filled-in documents, the kind that a year of the example co-operation makes. All figures are invented."""

from typing import Any

from samstyring.records.pdf.data import (
    Action,
    Attendee,
    Case,
    Change,
    Chapter,
    Check,
    Condition,
    ConformanceData,
    DecisionData,
    Difference,
    Effect,
    Fact,
    File,
    Head,
    Heard,
    LatePapersData,
    MinutesData,
    MinutesItem,
    PapersData,
    Position,
    Proposal,
    Recipient,
    Requirement,
    SimpleData,
)

HEAD = Head(cooperation="Digi Vestland", body="Styringsgruppa", number="Møte 4/22", date="9. desember 2022", demo=True)
SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def text(words: str, *marks: str, link: str = "") -> dict[str, Any]:
    return {"text": words, **dict.fromkeys(marks, True), **({"link": link} if link else {})}


def inline(*parts: Any) -> list[dict[str, Any]]:
    return [text(part) if isinstance(part, str) else part for part in parts]


def par(*parts: Any) -> dict[str, Any]:
    return {"type": "paragraph", "content": inline(*parts)}


def heading(level: int, words: str) -> dict[str, Any]:
    return {"type": "heading", "level": level, "content": inline(words)}


def bullets(*items: str, kind: str = "bullet_list") -> dict[str, Any]:
    return {"type": kind, "items": [{"content": inline(item), "lists": []} for item in items]}


def numbers(*items: str) -> dict[str, Any]:
    return bullets(*items, kind="ordered_list")


def table(*rows: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "table", "head": True, "rows": [[inline(cell) if cell else [] for cell in row] for row in rows]}


def doc(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "doc", "content": list(blocks)}


BUDGET = table(
    ("Post", "2023", "2024", "Sum"),
    ("Prosjektleiing", "600 000 kr", "300 000 kr", "900 000 kr"),
    ("Opplæring", "220 000 kr", "200 000 kr", "420 000 kr"),
    ("Reise og samlingar", "40 000 kr", "20 000 kr", "60 000 kr"),
    ("Sum", "860 000 kr", "520 000 kr", "1 380 000 kr"),
)

DIGIHELSE = Case(
    number="SG 24/22",
    title="Start av DigiHelse i Vestland",
    kind="Til vedtak",
    reference="U-22-029",
    presenter="Prosjektleiar, Sunnfjord kommune",
    summary="Sunnfjord tek på seg å leie innføring av DigiHelse i 19 kommunar. Styringsgruppa blir beden om å vedta "
    "mandat, budsjett og finansieringsplan.",
    facts=(
        Fact(label="Avgjer", value="Styringsgruppa, punkt SG-3"),
        Fact(label="Framgangsmåte", value="Konsensus, elles leiaren, punkt SG-7"),
    ),
    background=doc(
        par(
            "DigiHelse gjer at innbyggjarar som tek imot helsetenester heime, kan ha kontakt med kommunen på nett. "
            "Alver fremja behovet 12. januar 2022, og 11 kommunar støttar det. Styringsgruppa sette det som nummer 2 "
            "på lista over kandidatar i ",
            text("vedtak 12/22", link="https://samstyring.example.no/vedtak/sg/2022/12"),
            ".",
        ),
        heading(4, "Kva som alt er gjort"),
        bullets(
            "Konseptnotat er skrive av faggruppe helse, og ressursgruppa tilrådde det 2. november.",
            "Seks kommunar har teke løysinga i bruk på eiga hand. Røynslene deira ligg i konseptnotatet.",
            "Avtale med leverandøren gjeld alle kommunane i fylket.",
        ),
    ),
    assessment=doc(
        par(
            "Prosjektet har ",
            text("stor nytte", "strong"),
            " for dei minste kommunane, som elles ikkje har folk til å innføre løysinga åleine. "
            "Den største risikoen er at to av fagsystema ikkje har ferdig integrasjon før hausten 2023.",
        ),
        heading(4, "Økonomi"),
        BUDGET,
        heading(4, "Risiko"),
        numbers(
            "Integrasjon med fagsystem kjem seinare enn lova. Tiltak: start med kommunane som har Gerica.",
            "Kommunane får ikkje frigitt tid. Tiltak: innsatsen står i mandatet, og kvar kommune har akseptert han.",
        ),
    ),
    recommendation=doc(par("Sekretariatet rår til at prosjektet blir starta, med Sunnfjord som prosjekteigar.")),
    proposals=(
        Proposal(
            title="Vedta mandat, versjon 1",
            clause="SG-3",
            wording=doc(par("Styringsgruppa vedtek mandatet for DigiHelse i Vestland, versjon 1.")),
            facts=(
                Fact(label="Toleranse", value="10 % kostnad, 6 veker tid"),
                Fact(label="Prosjekteigar", value="Sunnfjord"),
                Fact(label="Les mandatet", value="Mandat, versjon 1", href="https://samstyring.example.no/p/29/mandat"),
            ),
        ),
        Proposal(
            title="Vedta budsjett, versjon 2",
            clause="SG-3",
            wording=doc(par("Styringsgruppa vedtek budsjettet på 1 380 000 kr.")),
            differences=(
                Difference(label="Prosjektleiing", before="1 300 000 kr", after="900 000 kr"),
                Difference(label="Reise og samlingar", before="80 000 kr", after="60 000 kr"),
                Difference(label="Oppfølging hjå leverandør", before="", after="Inngår i opplæring"),
            ),
        ),
        Proposal(
            title="Vedta finansieringsplan",
            clause="FI-5",
            wording=doc(
                par("Prosjektet blir finansiert med prosjektskjønn, tilskot frå DigiFin og midlar frå kommunane.")
            ),
            detail=doc(
                table(
                    ("Kjelde", "Sum", "Status"),
                    ("Prosjektskjønn", "400 000 kr", "Gitt"),
                    ("DigiFin", "600 000 kr", "Søkt"),
                    ("Kommunane", "380 000 kr", "Lova"),
                )
            ),
            condition=Condition(
                text="KS løyver tilskotet frå DigiFin.", confirmed_by="Sekretariatet", latest="31. mars 2023"
            ),
        ),
    ),
    requirements=(
        Requirement(text="Prosjekteigar har akseptert: Sunnfjord, 14. november", clause="PA-5", must=True),
        Requirement(
            text="Deltakarane har akseptert mandat og innsats, 17 av 19",
            clause="GP-3",
            met=False,
            reason="Gloppen og Stryn handsamar saka i januar. Dei kan kome med seinare utan at budsjettet blir endra.",
        ),
    ),
    heard=(
        Heard(seat="Alver for Nordhordland", asked=6, answered=5, summary="Støttar. Modalen vil vente til 2024."),
        Heard(seat="Voss for Hardanger og Voss", asked=6, answered=4, summary="Støttar."),
        Heard(seat="Stad for Nordfjord", asked=0, answered=0, summary="Ingen er spurde."),
    ),
    files=(
        File(name="Konseptnotat DigiHelse i Vestland.pdf", size="1,2 MB", sha256=SUM),
        File(name="Risikovurdering.xlsx", size="48 kB", sha256=SUM[::-1], note="Utkast frå 11. november"),
    ),
)

CASES = (
    Case(
        number="SG 21/22",
        title="Godkjenning av saklista og spørsmål til eventuelt",
        kind="Til vedtak",
        proposals=(Proposal(title="Godkjenne saklista", wording=doc(par("Saklista blir godkjend."))),),
    ),
    Case(
        number="SG 22/22",
        title="Godkjenning av referat frå møtet 7. oktober 2022",
        kind="Til vedtak",
        background=doc(par("Referatet vart sendt 14. oktober. Ingen hadde merknader innan fristen 4. november.")),
        proposals=(Proposal(title="Godkjenne referatet", wording=doc(par("Referatet blir godkjent."))),),
    ),
    Case(
        number="SG 23/22",
        title="Porteføljerapport per 1. desember",
        kind="Til orientering",
        presenter="Sekretariatet",
        background=doc(par("Av 14 prosjekt er 11 i rute. To har avvik innanfor toleransen, eitt over.")),
        proposals=(
            Proposal(title="Ta til orientering", wording=doc(par("Styringsgruppa tek rapporten til orientering."))),
        ),
    ),
    DIGIHELSE,
    Case(number="SG 25/22", title="Felles arkivplan", kind="Til vedtak", withdrawn=True),
    Case(
        number="SG 26/22",
        title="Tilslutning frå Solund kommune",
        kind="Til vedtak",
        mark="Ettermeld",
        background=doc(par("Solund heradsstyre vedtok 24. november å slutte seg til avtalen.")),
    ),
)

PAPERS = PapersData(
    head=HEAD,
    title="Innkalling til møte i styringsgruppa",
    subtitle="Fredag 9. desember 2022 kl. 09.00–11.30",
    facts=(
        Fact(label="Stad", value="Videomøte"),
        Fact(label="Lenkje", value="Opne møtet i Teams", href="https://teams.example.com/l/meetup-join/19%3ameeting"),
        Fact(label="Møteleiar", value="Leiaren av styringsgruppa, Bergen"),
        Fact(label="Kalla inn av", value="Sekretariatet, etter godkjenning frå leiaren 25. november 2022"),
        Fact(label="Forfall", value="post@digivestland.example.no", href="mailto:post@digivestland.example.no"),
    ),
    letter=doc(
        par("Du blir med dette kalla inn til det fjerde og siste møtet i år. Saka om DigiHelse krev mest tid."),
        par("Spør dei du representerer før møtet. Meld forfall så snart du veit om det, så kallar vi inn vara."),
    ),
    recipients=(
        Recipient(name="Leiar, styringsgruppa", role="Leiar, Bergen"),
        Recipient(name="Kommunedirektør, Alver", role="Medlem, Alver for Nordhordland"),
        Recipient(name="Kommunedirektør, Stad", role="Medlem, Stad for Nordfjord"),
        Recipient(name="Observatør, KS", role="Observatør, KS"),
    ),
    cases=CASES,
    files=(File(name="Årshjul 2023.pdf", size="310 kB", sha256=SUM),),
)

LATE = LatePapersData(
    head=HEAD,
    title="Ettersending til møte i styringsgruppa",
    subtitle="Fredag 9. desember 2022 kl. 09.00–11.30\nSendt 5. desember 2022",
    changes=(
        Change(number="SG 24/22", title="Start av DigiHelse i Vestland", what="Endra", text="Budsjettet og tilrådinga"),
        Change(number="SG 25/22", title="Felles arkivplan", what="Trekt"),
        Change(number="SG 26/22", title="Tilslutning frå Solund kommune", what="Ettermeld sak"),
    ),
    cases=(
        Case(
            number="SG 24/22",
            title="Start av DigiHelse i Vestland",
            mark="Endra",
            recommendation=doc(
                par(
                    "Sekretariatet rår til at prosjektet blir starta",
                    text(" med ei ramme på ", "ins"),
                    text("1 780 000 kr", "del"),
                    text("1 380 000 kr", "ins"),
                    ".",
                )
            ),
        ),
        CASES[-1],
    ),
)

MINUTES = MinutesData(
    head=HEAD,
    title="Referat frå møte i styringsgruppa",
    subtitle="Fredag 9. desember 2022 kl. 09.00–11.20",
    notice="Utkast. Send merknader innan 13. januar 2023. Den som ikkje svarar, godkjenner.",
    facts=(
        Fact(label="Møteleiar", value="Leiar, styringsgruppa, leiar (Bergen)"),
        Fact(label="Stad", value="Videomøte"),
        Fact(label="Referent", value="Siri Mønster, sekretariatet"),
        Fact(label="Innkalla", value="25. november 2022, ettersending 5. desember"),
    ),
    present=(
        Attendee(name="Leiar, styringsgruppa", role="Leiar", represents="Bergen"),
        Attendee(name="Kommunedirektør, Alver", role="Medlem", represents="Alver for Nordhordland"),
        Attendee(
            name="Varamedlem, Stad",
            role="Varamedlem",
            represents="Stad for Nordfjord",
            note="Gjekk kl. 10.40, etter SG 24/22",
        ),
    ),
    absent=(
        Attendee(
            name="Kommunedirektør, Stad", role="Medlem", represents="Stad for Nordfjord", note="Forfall meldt 7.12."
        ),
    ),
    others=(
        Attendee(name="Observatør, KS", role="Observatør", represents="KS"),
        Attendee(name="Siri Mønster", role="Sekretariatet"),
    ),
    items=(
        MinutesItem(
            number="SG 21/22",
            title="Godkjenning av saklista og spørsmål til eventuelt",
            outcome="Vedteke",
            decision=doc(par("Saklista blir godkjend. SG 26/22 er ettermeld og blir teken opp.")),
            how="Konsensus mellom dei tre plassane til stades, konstatert av møteleiaren.",
            clauses=("Punkt SG-7",),
        ),
        MinutesItem(
            number="SG 24/22",
            title="Start av DigiHelse i Vestland",
            kind="Til vedtak",
            outcome="Vedteke på vilkår",
            account=doc(
                par("Prosjektleiaren gjorde greie for mandatet. Det vart spurt om integrasjonen med fagsystema."),
                par("Alver bad om at rapporten i mars tek opp framdrifta særskilt."),
            ),
            decision=doc(
                numbers(
                    "Styringsgruppa vedtek mandatet for DigiHelse i Vestland, versjon 1.",
                    "Styringsgruppa vedtek budsjettet på 1 380 000 kr.",
                    "Prosjektet blir finansiert med prosjektskjønn, tilskot frå DigiFin og midlar frå kommunane.",
                )
            ),
            how="Ikkje konsensus. Avgjort av leiaren.",
            reasons="Nytta for dei minste kommunane er stor, og innvendinga gjeld framdrift, som mandatet alt styrer.",
            clauses=("Myndigheit: punkt SG-3 og FI-5", "Framgangsmåte: punkt SG-7"),
            positions=(
                Position(seat="Bergen", name="Leiar, styringsgruppa", position="Støttar"),
                Position(
                    seat="Alver for Nordhordland",
                    name="Kommunedirektør, Alver",
                    position="Støttar med merknad",
                    reason="Modalen blir med frå 2024.",
                ),
                Position(
                    seat="Stad for Nordfjord",
                    name="Varamedlem, Stad",
                    position="Går imot",
                    reason="Kommunane i Nordfjord er ikkje spurde. Prosjektet bør vente til dei har svart.",
                ),
            ),
            conditions=(
                Condition(
                    text="Punkt 3 gjeld frå KS har løyvt tilskotet frå DigiFin.",
                    confirmed_by="Sekretariatet",
                    latest="31. mars 2023",
                ),
            ),
            requirements=DIGIHELSE.requirements,
            actions=(
                Action(text="Spørje kommunane i Nordfjord", responsible="Stad", deadline="20. januar 2023"),
                Action(text="Søkje DigiFin", responsible="Sekretariatet (Bergen)", deadline="15. desember 2022"),
            ),
        ),
        MinutesItem(number="SG 25/22", title="Felles arkivplan", withdrawn=True),
        MinutesItem(
            number="SG 27/22",
            title="Eventuelt",
            account=doc(par("Møteplanen for 2023 kjem i januar."), {"type": "exempt", "basis": "offentleglova § 13"}),
        ),
    ),
    closing="Møtet vart heva kl. 11.20.",
)

DECISION = DecisionData(
    head=Head(cooperation="Digi Vestland", body="Styringsgruppa", number="Vedtak 24/22", date="9. desember 2022"),
    title="Start av DigiHelse i Vestland",
    notice="I kraft, utanom finansieringsplanen, som ventar på eit vilkår.",
    facts=(
        Fact(label="Vedteke", value="9. desember 2022"),
        Fact(label="Registrert", value="9. desember 2022"),
        Fact(label="Sak", value="U-22-029", href="https://samstyring.example.no/sak/29"),
    ),
    text=MINUTES.items[1].decision,
    how=MINUTES.items[1].how,
    reasons=MINUTES.items[1].reasons,
    clauses=(
        Fact(label="SG-3", value="Styringsgruppa vedtek mandat, budsjett og prioritering."),
        Fact(label="SG-7", value="Styringsgruppa søkjer konsensus. Blir ho ikkje samd, avgjer leiaren."),
    ),
    positions=MINUTES.items[1].positions,
    conditions=MINUTES.items[1].conditions,
    requirements=DIGIHELSE.requirements,
    effects=(
        Effect(text="Mandat, versjon 1", state="I kraft", date="9. desember 2022"),
        Effect(text="Budsjett, versjon 2", state="I kraft", date="9. desember 2022"),
        Effect(text="Finansieringsplan", state="Ventar på vilkår"),
    ),
    actions=MINUTES.items[1].actions,
    trail=(
        Fact(label="12. januar 2022", value="Alver fremja behovet, støtta av 11 kommunar."),
        Fact(label="2. november 2022", value="Ressursgruppa tilrådde prosjektet (sak 9/22)."),
        Fact(
            label="14. november 2022",
            value="Sunnfjord aksepterte å vere prosjekteigar.\nSvar gitt av kommunedirektøren.",
        ),
    ),
)

CONFORMANCE = ConformanceData(
    head=Head(cooperation="Digi Vestland", date="22. november 2022", demo=True),
    title="Etterleving av avtalen",
    subtitle="Slik det stod 22. november 2022",
    counts=(
        ("fulfilled", "Oppfylt", 31),
        ("coming", "Kjem", 4),
        ("due_soon", "Forfell snart", 2),
        ("not_fulfilled", "Ikkje oppfylt", 1),
        ("not_measured", "Ikkje målt", 6),
        ("responsible", "Ansvarleg", 3),
    ),
    chapters=(
        Chapter(
            title="Styringsgruppa",
            checks=(
                Check(
                    clause="SG-2",
                    text="Styringsgruppa møtest minst kvart kvartal.",
                    mark="fulfilled",
                    state="Oppfylt",
                    evidence=("Møte 9. mars, 15. juni, 7. oktober og 9. desember 2022.",),
                    responsible="Leiaren",
                ),
                Check(
                    clause="SG-8",
                    text="Styringsgruppa evaluerer samarbeidet.",
                    mark="due_soon",
                    state="Forfell snart",
                    deadline="31. desember 2022",
                ),
            ),
        ),
        Chapter(
            title="Gjennomføringsprosjekt",
            checks=(
                Check(
                    clause="GP-1",
                    text="Kvart prosjekt i gjennomføring har eigar, mandat, budsjett og finansieringsplan i kraft.",
                    mark="not_fulfilled",
                    state="Ikkje oppfylt",
                    evidence=("13 av 14 prosjekt.", "Manglar finansieringsplan: Felles kommunal journal."),
                ),
                Check(clause="VA-1", text="Gevinstane blir målte.", mark="not_measured", state="Ikkje målt"),
                Check(clause="GP-2", text="Prosjekta følgjer modellen.", mark="coming", state="Kjem"),
                Check(clause="PA-5", text="Prosjekteigar har ansvaret.", mark="responsible", state="Ansvarleg"),
            ),
        ),
    ),
)

SIMPLE = SimpleData(
    head=Head(cooperation="Digi Vestland", number="Mandat, versjon 1", date="9. desember 2022"),
    title="Mandat for DigiHelse i Vestland",
    subtitle="Vedteke i SG 24/22",
    facts=(Fact(label="Prosjekteigar", value="Sunnfjord"),),
    content=doc(
        heading(2, "Mål"),
        par("19 kommunar tek i bruk DigiHelse innan utgangen av 2024."),
        heading(3, "Delmål"),
        bullets("Opplæring i alle kommunane", "Nullpunktsmåling før innføring"),
        heading(2, "Budsjett"),
        BUDGET,
    ),
    files=(File(name="Budsjett.xlsx", size="22 kB", sha256=SUM),),
)

ALL = {
    "papers": PAPERS,
    "late_papers": LATE,
    "minutes": MINUTES,
    "decision": DECISION,
    "conformance": CONFORMANCE,
    "simple": SIMPLE,
}
