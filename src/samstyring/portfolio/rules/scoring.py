"""What holds of scoring criteria and of scores: pure functions. Sums are exact fractions, never floats.

A criterion that is not judged is never counted as nothing: the sheet then has no sum, and says what it lacks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samstyring.kernel.errors import InvalidInput, Stale

from ..models import CandidateScore, ScoringCriteria

SCALES = range(2, 11)
"""How many steps a scale can have."""
WEIGHTS = range(1, 1001)


def checked_criteria(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the criteria as they are kept: each with a key that no other has. Raises InvalidInput."""
    made: list[dict[str, Any]] = []
    for row in rows:
        name = " ".join(str(row.get("name") or "").split())[:80]
        levels = [word.strip()[:60] for word in row.get("levels") or () if word.strip()]
        weight = row.get("weight")
        if not name:
            raise InvalidInput({"criteria": _("Write what the criterion is called.")})
        if not isinstance(weight, int) or weight not in WEIGHTS:
            raise InvalidInput(
                {"criteria": _("%(name)s: write the weight in whole points, from 1 to 1000.") % {"name": name}}
            )
        if len(levels) not in SCALES:
            raise InvalidInput(
                {"criteria": _("%(name)s: write a word for each step, from 2 to 10 of them.") % {"name": name}}
            )
        explanation = str(row.get("explanation") or "").strip()[:1000]
        key = _key(row.get("key") or slugify(name), {each["key"] for each in made})
        made.append({"key": key, "name": name, "explanation": explanation, "weight": weight, "levels": levels})
    if not made:
        raise InvalidInput({"criteria": _("Write at least one criterion.")})
    if len({each["name"].casefold() for each in made}) < len(made):
        raise InvalidInput({"criteria": _("Two criteria have the same name.")})
    if len({len(each["levels"]) for each in made}) > 1:
        raise InvalidInput({"criteria": _("All criteria must have as many steps, so that their points can be added.")})
    return made


def _key(wished: str, taken: set[str]) -> str:
    base = str(wished)[:40] or "criterion"
    return next(key for key in (base, *(f"{base}-{count}" for count in range(2, 1000))) if key not in taken)


def shares(criteria: Sequence[Mapping[str, Any]]) -> dict[str, Fraction]:
    """Return the share of the whole that each criterion weighs, by key: they sum to 1."""
    whole = sum(row["weight"] for row in criteria)
    return {row["key"]: Fraction(row["weight"], whole) for row in criteria}


def checked_levels(criteria: ScoringCriteria, levels: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a sheet as it is kept: a level of the scale with one sentence why, or not judged. Raises InvalidInput."""
    wrong: dict[str, Any] = {}
    made = []
    for row in criteria.criteria:
        said = levels.get(row["key"], {})
        level, why = said.get("level"), " ".join(str(said.get("why") or "").split())[:500]
        if level is not None and (not isinstance(level, int) or not 1 <= level <= len(row["levels"])):
            wrong[f"level_{row['key']}"] = _("Choose one of the steps.")
        elif level is not None and not why:
            wrong[f"why_{row['key']}"] = _("Write in one sentence why.")
        made.append({"key": row["key"], "level": level, "why": why})
    if not wrong and all(row["level"] is None for row in made):
        wrong[f"level_{criteria.criteria[0]['key']}"] = _("Judge at least one criterion: there is nothing to save.")
    if wrong:
        raise InvalidInput(wrong)
    return made


def require_in_force(criteria: ScoringCriteria, now: ScoringCriteria) -> None:
    """Refuse to score on criteria that were replaced while one wrote. Raises Stale."""
    if criteria.pk != now.pk:
        raise Stale(now)


@dataclass(frozen=True)
class Line:
    """One criterion on a sheet. `points` is share times level; None where it is not judged."""

    name: str
    explanation: str
    weight: int
    share: Fraction
    level: int | None
    word: str
    why: str

    @property
    def points(self) -> Fraction | None:
        """Return what the criterion gives."""
        return None if self.level is None else self.share * self.level


@dataclass(frozen=True)
class Sheet:
    """What one scorer gave, with the working. `total` is None where a criterion is not judged."""

    score: CandidateScore
    lines: Sequence[Line]
    steps: int

    @property
    def lacks(self) -> list[str]:
        """Return the criteria that are not judged."""
        return [line.name for line in self.lines if line.level is None]

    @property
    def total(self) -> Fraction | None:
        """Return the weighted sum: between 1 and the number of steps."""
        points = [line.points for line in self.lines]
        return None if any(each is None for each in points) else sum((each for each in points if each), Fraction(0))


def sheet(score: CandidateScore) -> Sheet:
    """Return what a scorer gave, criterion by criterion of the version that it was given on."""
    given = {row["key"]: row for row in score.levels}
    part = shares(score.criteria.criteria)
    lines = []
    for row in score.criteria.criteria:
        said = given.get(row["key"], {})
        level = said.get("level")
        word = row["levels"][level - 1] if level else ""
        lines.append(
            Line(row["name"], row["explanation"], row["weight"], part[row["key"]], level, word, said.get("why", ""))
        )
    return Sheet(score, lines, len(score.criteria.criteria[0]["levels"]))


@dataclass(frozen=True)
class Result:
    """What a candidate has on one version of the criteria: the mean of the sheets that are whole."""

    criteria: ScoringCriteria
    sheets: Sequence[Sheet]

    @property
    def whole(self) -> list[Sheet]:
        """Return the sheets on which everything is judged."""
        return [each for each in self.sheets if each.total is not None]

    @property
    def total(self) -> Fraction | None:
        """Return the mean of the whole sheets' sums, or None where there is none: never nothing."""
        sums = [each.total for each in self.whole]
        return sum((each for each in sums if each is not None), Fraction(0)) / len(sums) if sums else None

    @property
    def steps(self) -> int:
        """Return how many steps the scale has."""
        return len(self.criteria.criteria[0]["levels"])

    @property
    def spread(self) -> Fraction | None:
        """Return how far the highest and the lowest of several scorers are from each other."""
        sums = [each.total for each in self.whole if each.total is not None]
        return max(sums) - min(sums) if len(sums) > 1 else None


def results(scores: Iterable[CandidateScore]) -> list[Result]:
    """Return what a candidate has by version of the criteria, the newest first: the last sheet of each scorer."""
    last: dict[Any, dict[Any, CandidateScore]] = {}
    for score in sorted(scores, key=lambda each: (each.at, each.number)):
        last.setdefault(score.criteria, {})[score.by_id or score.scored_by] = score
    by_number = sorted(last, key=lambda each: -(each.number or 0))
    return [Result(criteria, [sheet(each) for each in last[criteria].values()]) for criteria in by_number]
