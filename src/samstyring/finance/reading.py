"""How budgets and funding plans read: rows of label, before and after, as plain text in the reader's language."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samstyring.ui import formats

from .models import Budget, FundingPlan
from .rules import total


def _merged(before: Iterable[tuple[Any, str]], after: Iterable[tuple[Any, str]]) -> list[tuple[Any, str, str]]:
    """Set two lists of (key, text) side by side: what is the same key stands on one row, in the order of the new."""
    old = dict(before)
    rows = [(key, old.pop(key, ""), text) for key, text in after]
    return rows + [(key, text, "") for key, text in old.items()]


def _numbered(rows: Iterable[tuple[str, str]]) -> list[tuple[tuple[str, int], str]]:
    """Tell rows with the same label apart by their order, so that none is lost."""
    seen: dict[str, int] = {}
    made = []
    for label, text in rows:
        seen[label] = seen.get(label, 0) + 1
        made.append(((label, seen[label]), text))
    return made


def _budget_lines(budget: Budget | None) -> list[tuple[tuple[str, int], str]]:
    if budget is None:
        return []
    return _numbered((f"{line.text}, {line.year}", formats.money(line.amount)) for line in budget.lines.all())


def _sources(plan: FundingPlan | None) -> list[tuple[tuple[str, int], str]]:
    if plan is None:
        return []
    return _numbered(
        (f"{source.name}, {source.year}", f"{formats.money(source.amount)}, {source.get_certainty_display()}")
        for source in plan.sources.all()
    )


def _rows(before: Any, after: Any, lines: Any, sums: tuple[int | None, int]) -> list[tuple[Any, str, str]]:
    rows: list[tuple[Any, str, str]] = [(key[0], old, new) for key, old, new in _merged(lines(before), lines(after))]
    rows.append((_("Sum"), formats.money(sums[0]) if sums[0] is not None else "", formats.money(sums[1])))
    if after.note or (before and before.note):
        rows.append((_("Note"), before.note if before else "", after.note))
    return rows


def budget_rows(budget: Budget, before: Budget | None) -> list[tuple[Any, str, str]]:
    """Return every line as (text and year, before, after), then the sum and the note."""
    return _rows(
        before, budget, _budget_lines, (total(before.lines.all()) if before else None, total(budget.lines.all()))
    )


def plan_rows(plan: FundingPlan, before: FundingPlan | None) -> list[tuple[Any, str, str]]:
    """Return every source as (name and year, before, after), then the sum and the note."""
    return _rows(before, plan, _sources, (total(before.sources.all()) if before else None, total(plan.sources.all())))


def short_lines(rows: Sequence[tuple[Any, str, str]]) -> list[tuple[Any, str]]:
    """Return what stands in the new version, as (label, value)."""
    return [(label, after) for label, _before, after in rows if after]


def uncertain(plan: FundingPlan) -> str:
    """Return "600 000 kr is not secured: DigiFin (applied for)", or nothing where all is secured."""
    loose = [source for source in plan.sources.all() if source.certainty != source.Certainty.SECURED]
    if not loose:
        return ""
    return _("%(amount)s is not secured: %(sources)s.") % {
        "amount": formats.money(total(loose)),
        "sources": formats.sentence(
            dict.fromkeys(f"{source.name} ({source.get_certainty_display()})" for source in loose)
        ),
    }
