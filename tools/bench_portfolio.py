"""The rows of a national portfolio beside its projects, for tools/bench.py: plans, reports, needs and the radar.

Written in bulk by the same act as the rest (tools/bench_rows.py), with the guards out.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key
from samstyring.portfolio.models import (
    Baseline,
    BaselineDate,
    LastReport,
    Milestone,
    Need,
    NeedAnswer,
    NeedSupport,
    Project,
    RadarEntry,
    RadarTie,
    ReportAsk,
    ReportingWindow,
    StatusReport,
)
from samstyring.portfolio.models.reports import AREAS

from .bench_store import store

NEEDS = 1_000
RADAR = 300
MILESTONES = 6
LIGHTS = ("green", "green", "green", "yellow", "red")


def fill(projects: Sequence[Project], municipalities: Sequence[Organisation], text: str, at: datetime) -> None:
    """Add a plan with a baseline and the reports of two rounds to every project, and what the projects come from."""
    started = [project for project in projects if project.started_by_id]
    plans(started, at)
    rounds(started, at)
    needs(projects, municipalities, text, at)
    radar(projects, text, at)


def plans(projects: Sequence[Project], at: datetime) -> None:
    """Give each project milestones, one of them late, and the baseline that they are held against."""
    milestones = [
        Milestone(
            project=project,
            sequence=number,
            kind="deliverable" if number % 2 else "milestone",
            name=f"Leveranse {number}",
            criteria="Teke i bruk i tre kommunar.",
            accepted_by="Prosjekteigar",
            due_on=_begun(project) + timedelta(days=120 * number + 14 * (number % 3 == 0)),
            done_on=_begun(project) + timedelta(days=120 * number) if number < 3 else None,
        )
        for project in projects
        for number in range(1, MILESTONES + 1)
    ]
    store(milestones)
    frozen = {p.pk: Baseline(project=p, number=1, reason="Ved oppstart", at=at) for p in projects}
    store(list(frozen.values()))
    store(
        [
            BaselineDate(
                baseline=frozen[each.project_id],
                milestone=each,
                due_on=_begun(each.project) + timedelta(days=120 * each.sequence),
            )
            for each in milestones
        ]
    )


def _begun(project: Project) -> date:
    assert project.started_on is not None
    return project.started_on


def rounds(projects: Sequence[Project], at: datetime) -> None:
    """Add a round that is over, where all have reported, and an open one, where half of them have."""
    year = at.year
    windows = [
        ReportingWindow(
            code=f"S{number}",
            name=name,
            from_date=date(year - 1, 1, 1),
            until=date(year, 1, 1),
            due_on=date(year, 1, 15),
            opened_at=at - timedelta(days=200 // number),
            closed_at=at - timedelta(days=100) if number == 1 else None,
        )
        for number, name in ((1, "Juni"), (2, "Desember"))
    ]
    store(windows)
    asks = [
        ReportAsk(window=window, project=project, first_asked_at=window.opened_at, asked_at=window.opened_at)
        for window in windows
        for project in projects
    ]
    store(asks)
    given = [ask for place, ask in enumerate(asks) if ask.window is windows[0] or place % 2]
    reports = [_report(ask, place) for place, ask in enumerate(given)]
    store(reports)
    last = {report.ask.project_id: report for report in reports}
    store([LastReport(project_id=key, report=row, light=row.overall_light) for key, row in last.items()])


def _report(ask: ReportAsk, place: int) -> StatusReport:
    lights: dict[str, Any] = {
        f"{area}_{part}": value
        for number, area in enumerate(AREAS)
        for part, value in (("light", LIGHTS[(place + number) % 5]), ("words", "Som avtalt med eigaren."))
    }
    return StatusReport(
        ask=ask,
        version=1,
        project_name=ask.project.name,
        phase="Gjennomføre",
        answered_by="Prosjektleiaren",
        answered_on=ask.window.opened_at.date(),
        way="signed_in",
        at=ask.window.opened_at,
        progress="Tre kommunar har teke løysinga i bruk.",
        **lights,
    )


def needs(projects: Sequence[Project], municipalities: Sequence[Organisation], text: str, at: datetime) -> None:
    """Send needs, each supported by three municipalities; two of three are answered."""
    sent = []
    for number in range(NEEDS):
        name = f"Felles løysing for område {number:04d}"
        organisation = municipalities[number % len(municipalities)]
        day = at - timedelta(days=number)
        need = Need(name=name, code=f"B{number:04d}", kind="need", text=text[:400], organisation=organisation)
        need.sent_at, need.sent_on, need.words = day, day.date(), search_key(f"{name} {text[:400]}")
        need.state = ("new", "studied", "candidate")[number % 3]
        sent.append(need)
    store(sent)
    store(
        [
            NeedSupport(need=need, organisation=municipalities[(number + step) % len(municipalities)], at=at, **words)
            for number, need in enumerate(sent)
            for step, words in enumerate(({"interest": "join"}, {"interest": "useful"}, {"interest": "lead"}), start=1)
        ]
    )
    store(
        [
            NeedAnswer(
                need=need,
                sequence=1,
                kind=need.state,
                text="Sjå saka.",
                project=projects[number] if need.state == "candidate" else None,
                at=at,
                answered_on=at.date(),
            )
            for number, need in enumerate(sent)
            if need.state != "new"
        ]
    )


def radar(projects: Sequence[Project], text: str, at: datetime) -> None:
    """Add what goes on nationally, most of it tied to a project."""
    entries = [
        RadarEntry(
            name=f"Nasjonal løysing {number:03d}",
            code=f"N{number:03d}",
            kind=("initiative", "solution", "standard", "ks")[number % 4],
            provider="KS",
            summary=text[:300],
            asks="Kommunane må ta løysinga i bruk.",
            asks_by=at.date() + timedelta(days=number),
            platform="fiks",
            state=("planned", "developed", "available", "required")[number % 4],
            words=search_key(f"nasjonal løysing {number:03d} ks"),
            changed_at=at,
        )
        for number in range(RADAR)
    ]
    store(entries)
    store(
        [RadarTie(entry=entry, project=projects[number], at=at) for number, entry in enumerate(entries) if number % 3]
    )
