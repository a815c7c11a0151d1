"""How scores and ranked lists read: figures, what a version changes in another, and the wording of a decision."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.ui import formats

from .models import RankedCandidate, RankedList
from .rules.ranking import Difference
from .rules.scoring import shares


def figure(value: Fraction | None, decimals: int = 2) -> Decimal | None:
    """Return a fraction as a figure with some decimals, half up."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def figure_words(value: Fraction | None) -> str:
    """Write a sum with two decimals; nothing is no figure."""
    return formats.number(figure(value), 2) if value is not None else ""


def of_steps(total: Fraction | None, steps: int) -> str:
    """Say a sum: "3,85 of 5"."""
    if total is None:
        return _("not whole")
    return _("%(sum)s of %(steps)s") % {"sum": figure_words(total), "steps": formats.number(steps)}


def share_words(part: Fraction) -> str:
    """Write a share of the whole as per cent: with a decimal only where it is not whole."""
    return formats.percent(float(part), 0 if (part * 100).denominator == 1 else 1)


def criteria_rows(
    after: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]] | None
) -> list[tuple[Any, Any, Any]]:
    """Return each criterion as (name, before, after), by its key: those that are taken out stand last."""
    old = {row["key"]: row for row in before or ()}
    new = {row["key"]: row for row in after}
    old_shares, new_shares = shares(before) if before else {}, shares(after)
    rows = [
        (row["name"], _criterion(old.get(key), old_shares), _criterion(row, new_shares)) for key, row in new.items()
    ]
    return rows + [(row["name"], _criterion(row, old_shares), "") for key, row in old.items() if key not in new]


def _criterion(row: Mapping[str, Any] | None, share: Mapping[str, Fraction]) -> str:
    if row is None:
        return ""
    facts = {
        "weight": formats.number(row["weight"]),
        "share": formats.percent(float(share[row["key"]])),
        "levels": " – ".join(row["levels"]),
    }
    said = _("Weight %(weight)s (%(share)s). Steps: %(levels)s.") % facts
    return f"{row['explanation']}\n{said}".strip()


def changed_words(changed: Difference) -> str:
    """Say what a version changes: "From 6 to 5: X is out. Y from place 4 to 2."."""
    facts = {"before": formats.number(changed.counts[0]), "after": formats.number(changed.counts[1])}
    if changed.counts[0] != changed.counts[1]:
        begins = _("From %(before)s to %(after)s candidates.") % facts
    else:
        begins = ngettext("Still %(after)s candidate.", "Still %(after)s candidates.", changed.counts[1]) % facts
    told = [_("%(project)s is out.") % {"project": row.project} for row in changed.out]
    told += [
        _("%(project)s is new, as number %(place)s.") % {"project": row.project, "place": row.place}
        for row in changed.new
    ]
    told += [
        _("%(project)s from place %(before)s to %(after)s.")
        % {"project": row.project, "before": old.place, "after": row.place}
        for old, row in changed.moved
    ]
    told += [
        _("%(project)s: asked for %(after)s instead of %(before)s.")
        % {"project": row.project, "before": formats.money(old.asked), "after": formats.money(row.asked)}
        for old, row in changed.asked
    ]
    return " ".join([begins, *told] if told else [begins, _("Nothing else is changed.")])


def candidate_words(row: RankedCandidate) -> str:
    """Say a candidate of a list in one line: "1. DigiHelse i Vestland (P-22-001), 1 300 000 kr"."""
    facts = {
        "place": row.place,
        "project": row.project,
        "code": row.project.code,
        "asked": formats.money(row.asked),
    }
    return _("%(place)s. %(project)s (%(code)s), %(asked)s") % facts


def call_facts(ranked_list: RankedList) -> list[tuple[str, str]]:
    """Return what a list is for, as rows of label and value."""
    rows = [
        (_("For"), capfirst(str(ranked_list.get_kind_display()))),
        (_("Year"), str(ranked_list.year)),
        (_("Funder"), ranked_list.funder),
        (_("Deadline for applications"), formats.day(ranked_list.deadline) if ranked_list.deadline else ""),
        (_("Frame of the call"), formats.money(ranked_list.frame) if ranked_list.frame is not None else ""),
    ]
    return [(label, value) for label, value in rows if value]


def scored_words(candidate: Any) -> str:
    """Say how a candidate is scored: "scored 3,85 of 5", and on which criteria where they are earlier ones."""
    shown = candidate.shown
    facts = {"sum": of_steps(shown.total, shown.steps), "number": shown.criteria.number}
    if candidate.is_earlier:
        return _("scored %(sum)s under earlier criteria (version %(number)s)") % facts
    return _("scored %(sum)s") % facts
