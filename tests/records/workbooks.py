"""Workbooks to take over, as the secretariat would fill them in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from samstyring.kernel import clock
from samstyring.records.takeover import checking, reading, writing

Rows = dict[str, list[dict[str, Any]]]


def history() -> Rows:
    """Return a small history without errors: two decisions and one thing of each kind that rests on them."""
    return {
        "records.decisions": [
            {
                "number": "SG 1/20",
                "dated": date(2020, 6, 15),
                "body": "Styringsgruppa",
                "title": "Konstituering",
                "text": "Styringsgruppa er sett.",
                "minutes_link": "https://example.no/referat/1-20",
            },
            {
                "number": "SG 4/21",
                "dated": date(2021, 3, 12),
                "body": "Styringsgruppa",
                "title": "Start av eit prosjekt",
                "text": "1. Mandatet er vedteke.\n\n2. Budsjettet er vedteke.",
            },
        ],
        "portfolio.projects": [
            {
                "code": "DH-1",
                "project": "Felles arkiv",
                "origin": "regional",
                "summary": "Eitt arkiv for alle.",
                "purposes": "gjenbruk, ressursar",
                "owner": "Sunnfjord kommune",
                "participants": "Alver; 4633",
                "state": "started",
                "phase": "Gjennomføre",
                "entered_on": date(2021, 3, 12),
                "started_on": "12.04.2021",
                "decision": "SG 4/21",
            }
        ],
        "portfolio.mandates": [
            {
                "project": "DH-1",
                "number": 1,
                "goal": "Eitt arkiv.",
                "frame": 1_250_000,
                "in_force_from": date(2021, 3, 12),
                "decision": "SG 4/21",
            }
        ],
        "finance.budgets": [
            {
                "project": "DH-1",
                "number": 1,
                "text": "Prosjektleiing",
                "year": 2021,
                "amount": 450_000.5,
                "in_force_from": date(2021, 3, 12),
                "decision": "SG 4/21",
            },
            {"project": "DH-1", "number": 1, "text": "Lisensar", "year": 2022, "amount": "800 000"},
        ],
        "finance.funding_plans": [
            {
                "project": "DH-1",
                "number": 1,
                "source": "DigiFin",
                "year": 2021,
                "amount": 1_250_000,
                "certainty": "secured",
                "in_force_from": date(2021, 3, 12),
                "decision": "SG 4/21",
            }
        ],
        "governance.seats": [
            {
                "body": "SG",
                "seat": "Askøy",
                "holder": "Kommunedirektør, Askøy",
                "from_date": date(2020, 6, 15),
                "last_day": date(2021, 12, 31),
                "decision": "SG 1/20",
            },
            {
                "body": "Styringsgruppa",
                "seat": "askoy",
                "holder": "Ny kommunedirektør, Askøy",
                "from_date": date(2022, 1, 1),
                "decision": "SG 1/20",
            },
        ],
    }


def read(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> reading.Workbook:
    """Write rows as a workbook and read it as it would come in."""
    return reading.read(writing.workbook(rows), "historie.xlsx")


def check(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> checking.Checked:
    """Return the check of rows."""
    return checking.check(read(rows), clock.today())
