"""What is said of a risk, checked, and where risks stand in the matrix. Pure functions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.errors import InvalidInput, Stale
from samstyring.ui import formats

from ..errors import RiskClosed
from ..models import Risk
from ..risk_scale import STEPS, Level, Words, scale

SAID = ("title", "cause", "consequence")
JUDGED = ("probability", "impact", "probability_after", "impact_after")
MARKS = {
    Risk.Kind.RISK: {"low": "ok", "medium": "due", "high": "broken"},
    Risk.Kind.OPPORTUNITY: {"low": "na", "medium": "soon", "high": "ok"},
}
"""How a level is marked: much of a risk is bad, much of an opportunity is good."""


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix: its level, and the risks that stand in it."""

    impact: int
    level: Level
    risks: Sequence[Risk]


@dataclass(frozen=True)
class Line:
    """A row of the matrix: a step of probability, and its cells from the smallest impact."""

    probability: int
    words: Words
    cells: Sequence[Cell]


def matrix(risks: Iterable[Risk], after: bool = False) -> list[Line]:
    """Place risks by their standing assessment, the most probable first: as it is, or `after` the actions."""
    places: dict[tuple[int, int], list[Risk]] = {}
    for risk in risks:
        if (now := risk.standing) is not None:
            place = (now.probability_after, now.impact_after) if after else (now.probability, now.impact)
            places.setdefault(place, []).append(risk)
    known = scale()
    return [
        Line(
            probability,
            known.probability[probability - 1],
            [
                Cell(impact, known.level(probability * impact), places.get((probability, impact), []))
                for impact in STEPS
            ],
        )
        for probability in reversed(STEPS)
    ]


def mark_of(kind: str, weight: int) -> tuple[str, str]:
    """Return a level as a mark: its state, and its words in the reader's language."""
    level = scale().level(weight)
    return MARKS[Risk.Kind(kind)][level.key], str(level.words)


def level(risk: Risk, after: bool = False) -> tuple[str, str] | None:
    """Return the level now, or after the actions, as a mark with the figures: "high, 4 × 5"."""
    now = risk.standing
    if now is None:
        return None
    state, words = mark_of(risk.kind, now.weight_after if after else now.weight)
    figures = (now.probability_after, now.impact_after) if after else (now.probability, now.impact)
    return state, f"{words}, {figures[0]} × {figures[1]}"


def accepted(risk: Risk, on: date) -> Any:
    """Return the acceptance of a risk that stands on a day, or None. Its `acceptances` were read with `repealed_from`.

    It is for the risk as it was judged: it ends with its last day, or (without one) when the risk is judged anew; in
    any case when the risk is closed or judged heavier than what was accepted, and when the decision is repealed.
    """
    latest: Any = next(iter(risk.acceptances.all()), None)
    return latest if latest is not None and ended(latest, risk, on) == "" else None


def accepted_words(acceptance: Any) -> str:
    """Say how long a risk is accepted; nothing for none."""
    if acceptance is None:
        return ""
    if acceptance.last_day is None:
        return _("accepted until it is judged anew")
    return _("accepted until and including %(day)s") % {"day": formats.day(acceptance.last_day)}


def risk_payload(risk: Risk, last_day: date | None) -> dict[str, Any]:
    """Return what a proposal to accept a risk points to: the risk, how it is judged now, and the last day."""
    day = last_day.isoformat() if last_day else None
    return {"risk": str(risk.pk), "assessment": str(risk.standing_id), "last_day": day}


def ended_words(reason: str) -> str:
    """Say what has ended an acceptance; nothing where it stands."""
    return {
        "repealed": _("No longer accepted: the decision is repealed"),
        "heavier": _("No longer accepted: it is judged heavier than what was accepted"),
        "anew": _("No longer accepted: it is judged anew"),
        "past": _("No longer accepted: the last day has passed"),
    }.get(reason, "")


def ended(acceptance: Any, risk: Risk, on: date) -> str:
    """Return what has ended an acceptance on a day; "" for nothing."""
    now = risk.standing
    repealed = acceptance.repealed_from is not None and acceptance.repealed_from <= on
    heavier = now is not None and now.weight > acceptance.assessment.weight
    anew = acceptance.last_day is None and risk.standing_id != acceptance.assessment_id
    reasons = {
        "repealed": repealed,
        "closed": risk.closed_at is not None,
        "heavier": heavier,
        "anew": anew,
        "past": acceptance.last_day is not None and acceptance.last_day < on,
    }
    return next((name for name, holds in reasons.items() if holds), "")


def require_open_risk(risk: Risk, revision: int | None = None) -> None:
    """Refuse to change one that is closed, or on an older revision. Raises RiskClosed, Stale."""
    if risk.closed_at is not None:
        raise RiskClosed
    if revision is not None and revision != risk.revision:
        raise Stale(risk)


def checked(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what a risk is: title, cause, consequence, category. Raises InvalidInput."""
    said = {name: str(values.get(name) or "").strip() for name in SAID}
    errors: dict[str, Any] = {name: _("Write this.") for name in SAID if not said[name]}
    if values.get("category") not in Risk.Category.values:
        errors["category"] = _("Choose one.")
    if errors:
        raise InvalidInput(errors)
    return {**said, "category": str(values["category"])}


def judged(values: Mapping[str, Any], parties: Collection[str]) -> tuple[dict[str, Any], list[str]]:
    """Return an assessment's columns, and the ids of those exposed (none: everyone). `parties`: who can be exposed.

    Raises InvalidInput for a step that is not on the scale, a party that is not on the project, or nobody chosen.
    """
    errors: dict[str, Any] = {
        name: _("Choose a step from 1 to 5.") for name in JUDGED if values.get(name) not in set(STEPS)
    }
    everyone = bool(values.get("everyone", True))
    chosen = [] if everyone else [str(key) for key in dict.fromkeys(values.get("exposed") or ())]
    if not everyone and (not chosen or set(chosen) - set(parties)):
        errors["exposed"] = _("Choose among those who take part in the project.")
    if errors:
        raise InvalidInput(errors)
    steps = {name: int(values[name]) for name in JUDGED}
    return {
        **steps,
        "weight": steps["probability"] * steps["impact"],
        "weight_after": steps["probability_after"] * steps["impact_after"],
        "everyone": everyone,
        "remark": str(values.get("remark") or "").strip()[:1000],
    }, chosen


def checked_action(what: str, responsible: str, due_on: date | None) -> None:
    """Refuse an action without what, who or day. Raises InvalidInput."""
    missing = {"what": not what.strip(), "responsible": not responsible.strip(), "due_on": due_on is None}
    if any(missing.values()):
        raise InvalidInput({name: _("Write this.") for name, lacks in missing.items() if lacks})
