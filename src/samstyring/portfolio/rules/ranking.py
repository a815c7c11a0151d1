"""What holds of ranked lists: pure functions on rows already fetched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel.errors import InvalidInput

from ..models import CandidateOutcome, RankedCandidate, RankedList
from .projects import OVER

AWARDED = (CandidateOutcome.State.AWARDED, CandidateOutcome.State.IN_PART)


def checked_facts(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a list says of itself, as it is kept: a call has a funder and a deadline. Raises InvalidInput."""
    wrong: dict[str, Any] = {}
    name, funder = str(values.get("name") or "").strip()[:200], str(values.get("funder") or "").strip()[:200]
    year, deadline, frame = values.get("year"), values.get("deadline"), values.get("frame")
    if kind not in RankedList.Kind.values:
        wrong["kind"] = _("Choose one.")
    if not name:
        wrong["name"] = _("Write what the list is called.")
    if not isinstance(year, int) or not 2000 <= year <= 2100:
        wrong["year"] = _("Write the year with four figures, for example 2023.")
    if frame is not None and frame < 0:
        wrong["frame"] = _("The amount cannot be less than zero.")
    if kind == RankedList.Kind.CALL:
        if not funder:
            wrong["funder"] = _("Write who gives the grants.")
        if deadline is None:
            wrong["deadline"] = _("Write the day by which applications are to be in.")
    if wrong:
        raise InvalidInput(wrong)
    return {"name": name, "year": year, "funder": funder, "deadline": deadline, "frame": frame}


def ordered(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the candidates of a ranking in their order, as they are kept: project, asked (øre) and reason.

    A row's `place` is where it is wanted, `was` where it stood: one that is moved up to a place goes before whoever stands
    there, one that is moved down goes after. Those without a place come last. Raises InvalidInput.
    """
    given = [dict(row) for row in rows]
    if not given:
        raise InvalidInput({"candidates": _("Put at least one candidate on the list.")})
    seen: set[Any] = set()
    for row in given:
        project = row["project"]
        facts = {"project": project}
        if project.pk in seen:
            raise InvalidInput({"candidates": _("%(project)s stands on the list twice.") % facts})
        seen.add(project.pk)
        if project.state in OVER:
            raise InvalidInput({"candidates": _("%(project)s is closed or stopped, and cannot be ranked.") % facts})
        if not isinstance(row.get("asked"), int) or row["asked"] <= 0:
            raise InvalidInput({"candidates": _("Write how much is asked for to %(project)s.") % facts})
        if not str(row.get("reason") or "").strip():
            raise InvalidInput({"candidates": _("Write why %(project)s stands where it stands.") % facts})
    given.sort(key=_wanted)
    return [
        {"project": row["project"], "asked": row["asked"], "reason": str(row["reason"]).strip()[:1000]} for row in given
    ]


def _wanted(row: Mapping[str, Any]) -> tuple[bool, int, int]:
    place, was = row.get("place"), row.get("was")
    if place is None:
        return (True, 0, 0)
    return (False, place, 0 if was is None or was == place else 1 if place > was else -1)


def suggested(rows: Iterable[Mapping[str, Any]], sums: Mapping[Any, Any]) -> list[dict[str, Any]]:
    """Return rows by their sums, the highest first: those without one come last, in the order given."""
    return sorted(
        (dict(row) for row in rows),
        key=lambda row: (sums.get(row["project"]) is None, -(sums.get(row["project"]) or 0)),
    )


@dataclass(frozen=True)
class Difference:
    """What a version of a list changes in another: who is out and in, who moved, and what is asked anew."""

    counts: tuple[int, int]
    out: Sequence[RankedCandidate]
    new: Sequence[RankedCandidate]
    moved: Sequence[tuple[RankedCandidate, RankedCandidate]]
    asked: Sequence[tuple[RankedCandidate, RankedCandidate]]

    @property
    def is_none(self) -> bool:
        """Tell whether nothing is changed."""
        return not (self.out or self.new or self.moved or self.asked)


def difference(before: Sequence[RankedCandidate], after: Sequence[RankedCandidate]) -> Difference:
    """Return what is changed from one order to another. A place that changes only since others left is told too."""
    was, now = {row.project_id: row for row in before}, {row.project_id: row for row in after}
    both = [(was[key], row) for key, row in now.items() if key in was]
    return Difference(
        counts=(len(before), len(after)),
        out=[row for key, row in was.items() if key not in now],
        new=[row for key, row in now.items() if key not in was],
        moved=[(old, row) for old, row in both if old.place != row.place],
        asked=[(old, row) for old, row in both if old.asked != row.asked],
    )


def checked_outcome(
    state: str, happened_on: date | None, amount: int | None, evidence: str, asked: int, today: date
) -> int | None:
    """Return the amount that an outcome is kept with: the asked one where it is awarded in full. Raises InvalidInput."""
    wrong: dict[str, Any] = {}
    if state not in CandidateOutcome.State.values:
        wrong["state"] = _("Choose one.")
    if happened_on is None or happened_on > today:
        wrong["happened_on"] = _("Write a day that has come.")
    if not evidence.strip():
        wrong["evidence"] = _("Write where it is written: a letter, a case number, a page.")
    if state == CandidateOutcome.State.IN_PART:
        if amount is None or amount <= 0:
            wrong["amount"] = _("Write how much was awarded.")
        elif amount >= asked:
            wrong["amount"] = _("That is all that was asked for, or more: choose that it is awarded in full.")
    elif state == CandidateOutcome.State.AWARDED and amount is not None and amount < asked:
        wrong["amount"] = _("That is less than was asked for: choose that it is awarded in part.")
    elif state not in AWARDED and amount is not None:
        wrong["amount"] = _("An amount belongs only to what is awarded. Leave it empty.")
    if wrong:
        raise InvalidInput(wrong)
    return (amount or asked) if state in AWARDED else None


def checked_outcomes(
    outcomes: Iterable[Mapping[str, Any]],
    asked: Mapping[UUID, int],
    happened_on: date | None,
    evidence: str,
    today: date,
) -> list[dict[str, Any]]:
    """Return what is said of several candidates at once as it is kept. Raises InvalidInput, with all that is wrong.

    What is wrong with one is named by its field and the project's code; the day, and a place that says where it all
    stands, are wrong once.
    """
    rows: list[dict[str, Any]] = []
    wrong: dict[str, Any] = {}
    for row in outcomes:
        project, own = row["project"], str(row.get("evidence") or "")
        kept = {
            "project": project,
            "state": row["state"],
            "amount": row.get("amount"),
            "evidence": own.strip() or evidence,
            "words": str(row.get("words") or ""),
        }
        try:
            kept["amount"] = checked_outcome(
                row["state"], happened_on, kept["amount"], kept["evidence"], asked[project.pk], today
            )
        except InvalidInput as refusal:
            common = ("happened_on", "evidence")
            wrong |= {
                name if name in common else f"{name}_{project.code}": text for name, text in refusal.errors.items()
            }
        rows.append(kept)
    if wrong:
        raise InvalidInput(wrong)
    return rows


def asked_then(decided: Iterable[tuple[date, RankedCandidate]], outcome: CandidateOutcome) -> int:
    """Return what was asked for a candidate (øre) when something became of it: by the list that was in force that day.

    `decided` are its places on the decided versions, each with the day from which that was in force.
    """
    own = sorted(((day, row) for day, row in decided if row.project_id == outcome.project_id), key=lambda pair: pair[0])
    before = [row for day, row in own if day <= outcome.happened_on]
    return before[-1].asked if before else own[0][1].asked


def last_of_each(outcomes: Iterable[CandidateOutcome]) -> dict[UUID, CandidateOutcome]:
    """Return the outcome that counts for each project: the last registered."""
    return {row.project_id: row for row in sorted(outcomes, key=lambda each: each.number)}
