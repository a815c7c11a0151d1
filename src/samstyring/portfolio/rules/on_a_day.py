"""Where a project stood on a day, read from the days that are recorded. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samstyring.kernel import clock

from ..models import Passing, Project

NOT_RECORDED = "?"
"""The phase on a day of which nothing is recorded: before what was taken over was written here."""


@dataclass(frozen=True)
class Stood:
    """The state and phase of a project on a day; the phase is empty outside execution."""

    state: str
    phase: str = ""


@dataclass(frozen=True)
class Called:
    """Who or what it was on a day, and its name; no key is nobody or none, NOT_RECORDED that it is not known."""

    key: str = ""
    name: str = ""


def known_here(project: Project, on: date) -> bool:
    """Tell whether a project was written here by a day: of what it was called and who managed it nothing is known before."""
    return clock.local_date(project.registered_at) <= on


def known_from(project: Project) -> date:
    """Return the first day of which anything is recorded: it was registered here, or entered or started before that."""
    days = [clock.local_date(project.registered_at), project.entered_on, project.started_on]
    return min(day for day in days if day is not None)


def stood(project: Project, passings: Sequence[Passing], on: date) -> Stood | None:
    """Return where a project stood on a day, None where it was not there yet. `passings` are all its own, in order."""
    if on < known_from(project):
        return None
    if project.ended_on is not None and project.ended_on <= on:
        return Stood(project.state)
    if project.started_on is not None and project.started_on <= on:
        return Stood(Project.State.STARTED, _phase(project, passings, on))
    if project.entered_on is not None and project.entered_on <= on:
        return Stood(Project.State.ENTERED)
    return Stood(Project.State.CANDIDATE)


def _phase(project: Project, passings: Sequence[Passing], on: date) -> str:
    """Return the phase: what was passed last leads to it, or what was passed first thereafter led from it."""
    before = [row for row in passings if row.passed_on <= on]
    if before:
        return before[-1].to_phase
    if project.taken_over_by_id is not None and on < clock.local_date(project.registered_at):
        return NOT_RECORDED
    return passings[0].from_phase if passings else project.phase
