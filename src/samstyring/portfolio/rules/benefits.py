"""What holds of benefits: what must be promised, how a measurement stands, and when the next one is. Pure functions."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput, Stale
from samstyring.parties.models import Organisation, Succession
from samstyring.ui import formats

from ..errors import BenefitEnded, NotToAnswer, ProjectOver
from ..models import Benefit, BenefitPromise, Project

Verdict = Benefit.Verdict
STANDS_FOR = "Overlevering av gevinstarbeidet"
"""The document of a project model whose place the benefits take, when they stand here with owner, target and day."""
AHEAD = timedelta(days=30)
"""How long before its day a measurement is told to those who do it."""
LETTER_AHEAD = timedelta(days=7)
"""How long before it the system asks by letter those who have no account; the letter takes all that is told then."""
EVERY = ((0, _("only by the end")), (3, _("every third month")), (6, _("every half year")), (12, _("every year")))
TEXTS = {"title": 200, "responsible": 200, "measure": 1000, "unit": 40}


class State(StrEnum):
    """How a benefit stands on a day."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    MISSED = "missed"
    NOT_MEASURED = "not_measured"
    NOT_YET = "not_yet"
    ENDED = "ended"


WORDS: Mapping[State, Any] = {
    State.REACHED: _("reached"),
    State.ON_COURSE: _("on course"),
    State.BEHIND: _("behind its course"),
    State.MISSED: _("missed"),
    State.NOT_MEASURED: _("not measured"),
    State.NOT_YET: _("not yet due"),
    State.ENDED: _("followed up no more"),
}
MARKS: Mapping[State, str] = {
    State.REACHED: "ok",
    State.ON_COURSE: "ok",
    State.BEHIND: "due",
    State.MISSED: "broken",
    State.NOT_MEASURED: "due",
    State.NOT_YET: "soon",
    State.ENDED: "na",
}


class Course(Protocol):
    """From what, to what, by when."""

    baseline: Decimal
    baseline_on: date
    target: Decimal
    due_on: date
    first_on: date
    every_months: int


@dataclass(frozen=True)
class OwnerNow:
    """Who answers on a day for what an organisation promised: itself, or the one that it is merged into (`merger`).

    `left_on`: that one has left the agreement, and nobody in it answers.
    """

    organisation: Organisation
    merger: Succession | None = None
    left_on: date | None = None


def require_to_answer(owner: Organisation, now: OwnerNow, invited: Collection[UUID]) -> None:
    """Refuse a promise by one that is not in the agreement that day (ADR 035). Raises NotToAnswer on the field `owner`."""
    if now.merger is not None:
        facts = {"owner": owner, "heir": now.organisation, "day": formats.day(now.merger.on)}
        raise NotToAnswer(NotToAnswer.merged % facts, field="owner")
    if now.left_on is not None:
        raise NotToAnswer(NotToAnswer.left % {"owner": owner, "day": formats.day(now.left_on)}, field="owner")
    if owner.pk not in invited:
        raise NotToAnswer(NotToAnswer.message % {"owner": owner}, field="owner")


def require_to_follow(project: Project) -> None:
    """Refuse benefits of a project that was stopped: what it was to give, it does not. Raises ProjectOver."""
    if project.state == Project.State.STOPPED:
        raise ProjectOver


def require_followed(benefit: Benefit, revision: int | None = None) -> None:
    """Refuse to change one that is followed up no more, or on an older revision. Raises BenefitEnded, Stale."""
    if benefit.ended_on is not None:
        raise BenefitEnded
    if revision is not None and revision != benefit.revision:
        raise Stale(benefit)


def checked(values: Mapping[str, Any], today: date, *, again: bool = False) -> dict[str, Any]:
    """Return what is promised, tidied. `again`: it stands already, so why it changes is said. Raises InvalidInput."""
    said = dict(values) | {name: str(values[name]).strip()[:length] for name, length in TEXTS.items()}
    said["reason"] = str(values.get("reason", "")).strip()[:1000]
    errors: dict[str, Any] = {name: _("Write this.") for name in TEXTS if not said[name]}
    if again and not said["reason"]:
        errors["reason"] = _("Write why it is changed: what was promised before stays in the history.")
    if said["kind"] not in BenefitPromise.Kind.values:
        errors["kind"] = _("Choose what kind of benefit it is.")
    if said["every_months"] not in dict(EVERY):
        errors["every_months"] = _("Choose how often it is measured.")
    if said["baseline"] == said["target"]:
        errors["target"] = _("The target must be another figure than the baseline.")
    if said["baseline_on"] > today:
        errors["baseline_on"] = _("It cannot have been measured on a day that has not come.")
    if said["first_on"] <= said["baseline_on"]:
        errors["first_on"] = _("Choose a day after the baseline was measured.")
    elif said["due_on"] < said["first_on"]:
        errors["due_on"] = _("Choose the day of the first measurement, or a later one.")
    if errors:
        raise InvalidInput(errors)
    return said


def require_measured(course: Course, measured_on: date, source: str, today: date) -> None:
    """Refuse a measurement without a source, of a day to come, or from before the baseline. Raises InvalidInput."""
    errors: dict[str, Any] = {}
    if not source:
        errors["source"] = _("Write where the figure is from.")
    if measured_on > today:
        errors["measured_on"] = _("It cannot have been measured on a day that has not come.")
    elif measured_on < course.baseline_on:
        day = formats.day(course.baseline_on)
        errors["measured_on"] = _("The baseline is from %(day)s: choose that day or a later one.") % {"day": day}
    if errors:
        raise InvalidInput(errors)


def verdict(course: Course, value: Decimal, on: date) -> Verdict:
    """Return how a measurement stands: the target is reached, or it is on the straight line to it or better, or behind.

    The line goes from the baseline on its day to the target on its own. The target can lie below the baseline.
    """
    way = (value - course.baseline) / (course.target - course.baseline)
    if way >= 1:
        return Verdict.REACHED
    time = Decimal((on - course.baseline_on).days) / Decimal((course.due_on - course.baseline_on).days)
    return Verdict.ON_COURSE if way >= min(time, Decimal(1)) else Verdict.BEHIND


def next_day(course: Course, last_on: date | None) -> date | None:
    """Return when it is to be measured next, None when it was measured on its last day or later.

    Who is asked ahead of the first day may answer then: what is measured in the month before it is the first measurement.
    """
    if last_on is None:
        return course.first_on
    if last_on >= course.due_on:
        return None
    if last_on < course.first_on - AHEAD:
        return course.first_on
    return min(months_after(last_on, course.every_months), course.due_on) if course.every_months else course.due_on


def months_after(day: date, months: int) -> date:
    """Return the day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def state_of(benefit: Benefit, on: date) -> State:
    """Return how a benefit stands on a day: what is settled first, then what is not measured, then the last measurement."""
    if benefit.ended_on is not None:
        return State.ENDED
    if benefit.verdict == Verdict.REACHED:
        return State.REACHED
    if benefit.next_on is None:
        return State.MISSED
    if benefit.next_on < on:
        return State.NOT_MEASURED
    return State(benefit.verdict) if benefit.verdict else State.NOT_YET


def figure(value: Decimal, unit: str) -> str:
    """Return a figure with its unit: «12,5 timar i veka»."""
    return f"{formats.number(value)} {unit}".strip()
