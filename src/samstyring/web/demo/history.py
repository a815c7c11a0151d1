"""What was before: three years of invented decisions, projects, mandates, money and seat holders, as a workbook."""

from datetime import date
from typing import Any

from samstyring.records import acts
from samstyring.records.takeover import reading, writing

from .story import Story

Rows = list[dict[str, Any]]
SOURCE = "Eksempel: oppdikta møtebok for styringsgruppa, 2020–2022"
BODY = "Styringsgruppa"

DECISIONS: tuple[tuple[str, date, str, str], ...] = (
    (
        "SG 1/20",
        date(2020, 6, 15),
        "Styringsgruppa er sett",
        "Plassane i styringsgruppa er fylte slik avtalen seier. Lista over medlemmer følgjer møteboka.",
    ),
    (
        "SG 2/20",
        date(2020, 6, 15),
        "Mandat og budsjett for sekretariatet 2020",
        "Sekretariatet arbeider etter avtalen. Bergen dekkjer kostnadene i oppstarten, og fordelinga blir lagd fram"
        " for styringsgruppa innan utgangen av året.",
    ),
    (
        "SG 3/20",
        date(2020, 9, 25),
        "DigiSos i Vestland blir starta",
        "1. DigiSos i Vestland blir teke inn i porteføljen og starta, med Bergen som prosjekteigar.\n\n"
        "2. Mandatet og budsjettet er vedtekne.\n\n3. Finansieringsplanen er vedteken.",
    ),
    (
        "SG 4/20",
        date(2020, 12, 4),
        "Fiks Folkeregister i fellesskap",
        "1. Fiks Folkeregister blir teke inn i porteføljen og starta, med Alver som prosjekteigar.\n\n"
        "2. Mandatet, budsjettet og finansieringsplanen er vedtekne.",
    ),
    (
        "SG 5/20",
        date(2020, 12, 4),
        "Møteplan for 2021",
        "Styringsgruppa møtest 12. mars, 11. juni, 24. september og 10. desember 2021.",
    ),
    (
        "SG 1/21",
        date(2021, 3, 12),
        "Digital barnevern blir starta",
        "1. Digital barnevern i Vestland blir teke inn i porteføljen og starta, med Stord som prosjekteigar.\n\n"
        "2. Mandatet, budsjettet og finansieringsplanen er vedtekne.",
    ),
    (
        "SG 2/21",
        date(2021, 3, 12),
        "Faggruppe for arkiv",
        "Det blir oppretta ei faggruppe for arkiv. Sekretariatet kallar saman gruppa innan 1. mai 2021.",
    ),
    (
        "SG 3/21",
        date(2021, 6, 11),
        "Felles arkivkjerne blir starta",
        "1. Felles arkivkjerne blir teken inn i porteføljen og starta, med Sogndal som prosjekteigar.\n\n"
        "2. Mandatet, budsjettet og finansieringsplanen er vedtekne.",
    ),
    (
        "SG 4/21",
        date(2021, 9, 24),
        "DigiHelsestasjon blir starta",
        "1. DigiHelsestasjon i Vestland blir teken inn i porteføljen og starta, med Voss som prosjekteigar.\n\n"
        "2. Mandatet og budsjettet er vedtekne.\n\n3. Finansieringsplanen blir lagd fram når søknaden er avgjord.",
    ),
    (
        "SG 5/21",
        date(2021, 12, 10),
        "Fiks Folkeregister er avslutta",
        "Sluttrapporten er teken til orientering. Prosjektet er avslutta, og kommunane hentar gevinstane sjølve.",
    ),
    (
        "SG 6/21",
        date(2021, 12, 10),
        "Innbyggjardialog inn i porteføljen",
        "Innbyggjardialog blir teken inn i porteføljen. Prosjektet startar når ein kommune har teke på seg å eige det.",
    ),
    (
        "SG 7/21",
        date(2021, 12, 10),
        "eByggesak i Sunnhordland inn i porteføljen",
        "eByggesak i Sunnhordland blir teken inn i porteføljen og starta, med Bømlo som prosjekteigar. Mandatet er"
        " vedteke.",
    ),
    (
        "SG 8/21",
        date(2021, 12, 10),
        "Møteplan for 2022",
        "Styringsgruppa møtest 11. mars, 17. juni, 26. august, 7. oktober og 9. desember 2022.",
    ),
    (
        "SG 9/21",
        date(2021, 12, 10),
        "Digitalt tilsyn i Nordfjord blir starta",
        "1. Digitalt tilsyn i Nordfjord blir teke inn i porteføljen og starta, med Stad som prosjekteigar.\n\n"
        "2. Mandatet, budsjettet og finansieringsplanen er vedtekne.",
    ),
    (
        "SG 3/22",
        date(2022, 3, 11),
        "Revidert mandat for Digital barnevern",
        "Mandatet for Digital barnevern i Vestland er endra: opplæring av tilsette i alle deltakarkommunane er teken"
        " inn. Budsjettet er revidert.",
    ),
    (
        "SG 5/22",
        date(2022, 3, 11),
        "eByggesak i Sunnhordland blir stoppa",
        "Prosjektet blir stoppa. Leverandøren leverer ikkje det som er avtalt, og kommunane går for seg sjølve.",
    ),
    (
        "SG 8/22",
        date(2022, 6, 17),
        "DigiSos i Vestland er avslutta",
        "Sluttrapporten er teken til orientering. Prosjektet er avslutta.",
    ),
    (
        "SG 9/22",
        date(2022, 6, 17),
        "Porteføljerapport for våren 2022",
        "Rapporten er teken til orientering.",
    ),
    (
        "SG 11/22",
        date(2022, 8, 26),
        "Samarbeid om informasjonstryggleik",
        "Sekretariatet førebur ei sak om korleis kommunane kan samarbeide om informasjonstryggleik, til møtet i oktober.",
    ),
)


def _decisions() -> Rows:
    return [
        {"number": number, "dated": day, "body": BODY, "title": title, "text": text}
        for number, day, title, text in DECISIONS
    ]


def _projects() -> Rows:
    columns = ("code", "project", "origin", "owner", "participants", "state", "phase", "decision")
    projects = (
        ("P-20-001", "DigiSos i Vestland", "national", "Bergen", "Alver, Askøy, Øygarden", "closed", "", "SG 3/20"),
        ("P-20-002", "Fiks Folkeregister", "ks", "Alver", "Bergen, Kinn, Voss", "closed", "", "SG 4/20"),
        (
            "P-21-001",
            "Digital barnevern i Vestland",
            "national",
            "Stord",
            "Bømlo, Fitjar, Kvinnherad, Tysnes",
            "started",
            "gjennomfore",
            "SG 1/21",
        ),
        (
            "P-21-002",
            "Felles arkivkjerne",
            "regional",
            "Sogndal",
            "Luster, Lærdal, Vik, Årdal, Aurland",
            "started",
            "gjennomfore",
            "SG 3/21",
        ),
        (
            "P-21-003",
            "DigiHelsestasjon i Vestland",
            "national",
            "Voss",
            "Kvam, Ullensvang, Vaksdal",
            "started",
            "konsept",
            "SG 4/21",
        ),
        ("P-21-004", "Innbyggjardialog", "regional", "Øygarden", "Askøy", "entered", "", "SG 6/21"),
        ("P-21-005", "eByggesak i Sunnhordland", "ks", "Bømlo", "Stord, Fitjar, Sveio", "stopped", "", "SG 7/21"),
        (
            "P-21-006",
            "Digitalt tilsyn i Nordfjord",
            "regional",
            "Stad",
            "Bremanger, Gloppen, Kinn",
            "started",
            "avslutte",
            "SG 9/21",
        ),
    )
    more: dict[str, dict[str, Any]] = {
        "P-20-001": {
            "summary": "Innbyggjarane søkjer sosiale tenester digitalt og ser kor langt saka er komen.",
            "purposes": "mottak, standardisering",
            "entered_on": date(2020, 9, 25),
            "started_on": date(2020, 10, 1),
            "ended_on": date(2022, 6, 17),
            "ending": "SG 8/22",
        },
        "P-20-002": {
            "summary": "Kommunane tek i bruk det moderniserte folkeregisteret gjennom Fiks-plattforma.",
            "purposes": "fiks, mottak",
            "entered_on": date(2020, 12, 4),
            "started_on": date(2021, 1, 11),
            "ended_on": date(2021, 12, 10),
            "ending": "SG 5/21",
        },
        "P-21-001": {
            "summary": "Eitt felles mottak av dei nasjonale løysingane for barnevernet: fagsystem, meldingar og opplæring.",
            "purposes": "mottak, hjelp",
            "entered_on": date(2021, 3, 12),
            "started_on": date(2021, 4, 6),
        },
        "P-21-002": {
            "summary": "Ei arkivkjerne som fleire kommunar deler, slik at mindre kommunar slepp å drifte kvar si.",
            "purposes": "ressursar, gjenbruk",
            "entered_on": date(2021, 6, 11),
            "started_on": date(2021, 8, 16),
        },
        "P-21-003": {
            "summary": "Foreldre og ungdom får digital kontakt med helsestasjonen: timar, meldingar og helsekort.",
            "purposes": "mottak, standardisering",
            "entered_on": date(2021, 9, 24),
            "started_on": date(2021, 11, 1),
        },
        "P-21-004": {
            "summary": "Ei felles løysing for innspel og medverknad, prøvd ut i to kommunar først.",
            "purposes": "utproving",
            "entered_on": date(2021, 12, 10),
        },
        "P-21-005": {
            "summary": "Digital byggjesaksbehandling for kommunane i Sunnhordland.",
            "purposes": "anskaffingar",
            "entered_on": date(2021, 12, 10),
            "started_on": date(2022, 1, 10),
            "ended_on": date(2022, 3, 11),
            "ending": "SG 5/22",
        },
        "P-21-006": {
            "summary": "Digitalt tilsyn om natta i heimetenesta: færre forstyrringar for brukarane, og færre turar.",
            "purposes": "ressursar, gjenbruk",
            "entered_on": date(2021, 12, 10),
            "started_on": date(2022, 1, 3),
        },
    }
    return [dict(zip(columns, project, strict=True)) | more[project[0]] for project in projects]


def _mandates() -> Rows:
    def mandate(code: str, number: int, day: date, decision: str, frame: int, goal: str, ends: date) -> dict[str, Any]:
        return {
            "project": code,
            "number": number,
            "goal": goal,
            "frame": frame,
            "ends_on": ends,
            "in_force_from": day,
            "decision": decision,
        }

    barnevern = "Dei fem deltakarkommunane har teke i bruk dei nasjonale løysingane for barnevernet."
    return [
        mandate(
            "P-20-001",
            1,
            date(2020, 9, 25),
            "SG 3/20",
            1_200_000,
            "Fire kommunar tek imot digitale søknader om sosiale tenester.",
            date(2022, 6, 30),
        ),
        mandate(
            "P-20-002",
            1,
            date(2020, 12, 4),
            "SG 4/20",
            480_000,
            "Fire kommunar bruker folkeregisteret gjennom Fiks.",
            date(2021, 12, 31),
        ),
        mandate("P-21-001", 1, date(2021, 3, 12), "SG 1/21", 2_400_000, barnevern, date(2023, 6, 30)),
        mandate(
            "P-21-001",
            2,
            date(2022, 3, 11),
            "SG 3/22",
            2_900_000,
            f"{barnevern} Alle tilsette i barnevernet har fått opplæring.",
            date(2023, 12, 31),
        )
        | {
            "scope": "Fagsystem, meldingar frå innbyggjarar, og opplæring av tilsette i alle deltakarkommunane.",
            "tolerance_cost_percent": 10,
            "tolerance_days": 60,
        },
        mandate(
            "P-21-002",
            1,
            date(2021, 6, 11),
            "SG 3/21",
            2_000_000,
            "Seks kommunar deler éi arkivkjerne, og kvar av dei leverer til depot frå ho.",
            date(2023, 12, 31),
        )
        | {
            "scope": "Anskaffing, oppsett, flytting av arkiv frå to system og overgang til drift.",
            "out_of_scope": "Eldre papirarkiv.",
            "deliverables": "Ei arkivkjerne i drift, rutinar for depot, og ein avtale om drift.",
            "tolerance_cost_percent": 5,
            "tolerance_days": 45,
        },
        mandate(
            "P-21-003",
            1,
            date(2021, 9, 24),
            "SG 4/21",
            1_500_000,
            "Fire kommunar tilbyr digital kontakt med helsestasjonen.",
            date(2023, 10, 31),
        ),
        mandate(
            "P-21-005",
            1,
            date(2021, 12, 10),
            "SG 7/21",
            900_000,
            "Fire kommunar behandlar byggjesaker i same system.",
            date(2023, 3, 31),
        ),
        mandate(
            "P-21-006",
            1,
            date(2021, 12, 10),
            "SG 9/21",
            640_000,
            "Heimetenesta i fire kommunar bruker digitalt tilsyn om natta der brukaren vil ha det.",
            date(2022, 8, 31),
        ),
    ]


Lines = tuple[tuple[str, int, int], ...]

_BUDGETS: tuple[tuple[str, int, date, str, Lines], ...] = (
    (
        "P-20-001",
        1,
        date(2020, 9, 25),
        "SG 3/20",
        (("Prosjektleiing", 2021, 700_000), ("Innføring", 2021, 300_000), ("Innføring", 2022, 200_000)),
    ),
    ("P-20-002", 1, date(2020, 12, 4), "SG 4/20", (("Prosjektleiing", 2021, 300_000), ("Oppkopling", 2021, 180_000))),
    (
        "P-21-001",
        1,
        date(2021, 3, 12),
        "SG 1/21",
        (("Prosjektleiing", 2021, 800_000), ("Prosjektleiing", 2022, 900_000), ("Innføring", 2022, 700_000)),
    ),
    (
        "P-21-001",
        2,
        date(2022, 3, 11),
        "SG 3/22",
        (
            ("Prosjektleiing", 2021, 800_000),
            ("Prosjektleiing", 2022, 900_000),
            ("Innføring", 2022, 700_000),
            ("Opplæring", 2023, 500_000),
        ),
    ),
    (
        "P-21-002",
        1,
        date(2021, 6, 11),
        "SG 3/21",
        (
            ("Prosjektleiing", 2021, 350_000),
            ("Prosjektleiing", 2022, 700_000),
            ("Lisensar og drift", 2022, 450_000),
            ("Flytting av arkiv", 2023, 500_000),
        ),
    ),
    (
        "P-21-003",
        1,
        date(2021, 9, 24),
        "SG 4/21",
        (("Prosjektleiing", 2022, 800_000), ("Opplæring", 2022, 250_000), ("Opplæring", 2023, 450_000)),
    ),
    ("P-21-005", 1, date(2021, 12, 10), "SG 7/21", (("Prosjektleiing", 2022, 500_000), ("Innføring", 2022, 400_000))),
    ("P-21-006", 1, date(2021, 12, 10), "SG 9/21", (("Prosjektleiing", 2022, 380_000), ("Opplæring", 2022, 260_000))),
)

_PLANS: tuple[tuple[str, int, date, str, Lines], ...] = (
    ("P-20-001", 1, date(2020, 9, 25), "SG 3/20", (("DigiFin", 2021, 800_000), ("Deltakarkommunane", 2022, 400_000))),
    ("P-20-002", 1, date(2020, 12, 4), "SG 4/20", (("Deltakarkommunane", 2021, 480_000),)),
    (
        "P-21-001",
        1,
        date(2021, 3, 12),
        "SG 1/21",
        (("Skjønnsmidlar", 2021, 1_000_000), ("Deltakarkommunane", 2022, 1_400_000)),
    ),
    (
        "P-21-001",
        2,
        date(2022, 3, 11),
        "SG 3/22",
        (("Skjønnsmidlar", 2021, 1_000_000), ("Deltakarkommunane", 2022, 1_900_000)),
    ),
    (
        "P-21-002",
        1,
        date(2021, 6, 11),
        "SG 3/21",
        (("Skjønnsmidlar", 2021, 1_200_000), ("Deltakarkommunane", 2022, 800_000)),
    ),
    ("P-21-005", 1, date(2021, 12, 10), "SG 7/21", (("Deltakarkommunane", 2022, 900_000),)),
    ("P-21-006", 1, date(2021, 12, 10), "SG 9/21", (("Deltakarkommunane", 2022, 640_000),)),
)


def _lines(versions: tuple[tuple[str, int, date, str, Lines], ...], name: str) -> Rows:
    rows = []
    for code, number, day, decision, lines in versions:
        for text, year, amount in lines:
            row = {"project": code, "number": number, name: text, "year": year, "amount": amount}
            rows.append(row | {"in_force_from": day, "decision": decision, "certainty": "secured"})
    return rows


SEATS = (
    ("Alver", "Kommunedirektør, Alver", "Alver"),
    ("Askøy", "Kommunedirektør, Askøy", "Askøy"),
    ("Bjørnafjorden", "Kommunedirektør, Bjørnafjorden", "Bjørnafjorden"),
    ("Hardanger/Voss", "Kommunedirektør, Voss", "Voss"),
    ("Sunnhordland", "Kommunedirektør, Stord", "Stord"),
    ("Øygarden", "Kommunedirektør, Øygarden", "Øygarden"),
    ("Bergen", "Representant, Bergen", "Bergen"),
    ("KS", "Observatør, KS", "KS"),
    ("Statsforvaltaren i Vestland", "Observatør, Statsforvaltaren", "Statsforvaltaren i Vestland"),
)


def _seats() -> Rows:
    begun = {"body": BODY, "from_date": date(2020, 6, 15), "decision": "SG 1/20"}
    rows = [begun | {"seat": seat, "holder": holder, "organisation": place} for seat, holder, place in SEATS]
    last = {"last_day": date(2021, 12, 31)}
    rows.append(begun | last | {"seat": "Nordfjord", "holder": "Kommunedirektør, Gloppen", "organisation": "Gloppen"})
    rows.append(begun | last | {"seat": "Sogn/Sunnfjord", "holder": "Kommunedirektør, Kinn", "organisation": "Kinn"})
    return rows


def workbook() -> bytes:
    """Return the history as a workbook, as a secretariat would have filled it in."""
    return writing.workbook(
        {
            "records.decisions": _decisions(),
            "portfolio.projects": _projects(),
            "portfolio.mandates": _mandates(),
            "finance.budgets": _lines(_BUDGETS, "text"),
            "finance.funding_plans": _lines(_PLANS, "source"),
            "governance.seats": _seats(),
        }
    )


def take_over(story: Story) -> None:
    """Take the history over, by the secretariat, marked as an example."""
    read = reading.read(workbook(), "historie-2020-2022 (eksempel).xlsx")
    story.do(acts.take_over, "adviser", workbook=read, source=SOURCE, is_example=True)
