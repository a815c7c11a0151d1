"""The plans of two projects: one in execution that slips against its baseline, one that is being planned."""

from datetime import date
from typing import Any

from samstyring.portfolio import acts
from samstyring.portfolio.models import Milestone, Project

from .story import Story

WELFARE, CLINIC = "P-21-001", "P-21-003"


def _put(story: Story, who: str, code: str, name: str, due_on: date, criteria: str = "", by: str = "") -> Milestone:
    kind = "deliverable" if criteria else "milestone"
    values = {"name": name, "kind": kind, "criteria": criteria, "accepted_by": by, "due_on": due_on}
    made: Milestone = story.do(acts.add_milestone, who, project=Project.objects.get(code=code), values=values)
    return made


def _move(story: Story, milestone: Milestone, due_on: date) -> None:
    values: dict[str, Any] = {name: getattr(milestone, name) for name in ("name", "kind", "criteria", "accepted_by")}
    story.do(acts.edit_milestone, "sunnhordland", milestone=milestone, values=values | {"due_on": due_on})


def plans_in_september(story: Story) -> list[Milestone]:
    """Let Stord write its plan, and freeze it: the project was past BP3 when it was taken over."""
    who = "sunnhordland"
    system = _put(
        story, who, WELFARE, "Fagsystemet er i drift i alle fem kommunane", date(2022, 6, 15),
        "Kvar kommune har behandla ti saker utan feil.", "Prosjektstyret",
    )  # fmt: skip
    training = _put(
        story, who, WELFARE, "Alle tilsette har fått opplæring", date(2023, 3, 31),
        "Minst 90 prosent av dei tilsette har fullført kurset.", "Barnevernleiarane",
    )  # fmt: skip
    messages = _put(story, who, WELFARE, "Meldingar frå innbyggjarane er i drift", date(2023, 8, 31))
    measured = _put(story, who, WELFARE, "Gevinstmåling etter innføring", date(2023, 12, 15))
    story.do(
        acts.freeze_baseline,
        who,
        project=Project.objects.get(code=WELFARE),
        reason="Prosjektet passerte BP3 før planen vart ført her. Dagane er dei i styringsdokumentet.",
    )
    story.do(
        acts.accept_milestone,
        who,
        milestone=system,
        done_on=date(2022, 7, 1),
        remark="Prosjektstyret, referat 1. juli 2022",
    )
    return [training, messages, measured]


def plans_in_november(story: Story, milestones: list[Milestone]) -> None:
    """Let the welfare project say how it looks now, and the clinic project plan, with two decision points of its model."""
    days = (date(2023, 4, 28), date(2024, 2, 15), date(2024, 5, 15))
    for milestone, due_on in zip(milestones, days, strict=True):
        _move(story, milestone, due_on)
    for name, point, due_on in (
        ("Konseptfasen er ferdig", "BP2", date(2022, 10, 31)),
        ("Innføringa kan starte", "BP3", date(2022, 12, 13)),
    ):
        values = {"name": name, "kind": "decision", "point": point, "due_on": due_on}
        story.do(acts.add_milestone, "hardanger_voss", project=Project.objects.get(code=CLINIC), values=values)
    _put(story, "hardanger_voss", CLINIC, "Første pulje: Voss og Kvam", date(2023, 5, 31))
    _put(story, "hardanger_voss", CLINIC, "Andre pulje: Ullensvang og Vaksdal", date(2023, 9, 29))
