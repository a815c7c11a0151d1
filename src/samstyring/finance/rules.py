"""What holds of budgets and funding plans, as pure functions on rows already fetched. All amounts in øre."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput

from .models import FundingSource

YEARS = (2000, 2100)
LARGEST = 2**53


class Amount(Protocol):
    """Something with a year and an amount."""

    year: int
    amount: int


def total(rows: Iterable[Amount]) -> int:
    """Return the sum of all lines."""
    return sum(row.amount for row in rows)


def by_year(rows: Iterable[Amount]) -> dict[int, int]:
    """Return the sum of each year, the earliest first."""
    sums: dict[int, int] = {}
    for row in rows:
        sums[row.year] = sums.get(row.year, 0) + row.amount
    return dict(sorted(sums.items()))


ROW_COLUMNS = ("text", "name", "organisation", "year", "amount", "certainty")


def rows_of(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return lines or sources as plain rows: what a copy is made from."""
    return [{column: getattr(row, column) for column in ROW_COLUMNS if hasattr(row, column)} for row in rows]


@dataclass(frozen=True)
class Coverage:
    """Funding set against a budget (FI-5): year by year and in all. `gap` is what lacks; below zero it is too much."""

    budget: int
    funding: int
    years: Mapping[int, tuple[int, int, int]]  # year: budget, funding, what lacks
    certain: Mapping[str, int]

    @property
    def gap(self) -> int:
        """Return how much of the budget no source covers."""
        return self.budget - self.funding

    @property
    def over(self) -> int:
        """Return how much the sources are more than the budget."""
        return -self.gap

    @property
    def sums(self) -> bool:
        """Tell whether the sources sum exactly to the budget. Money may come in another year than it is spent."""
        return self.gap == 0

    @property
    def years_off(self) -> dict[int, int]:
        """Return the gap of each year that has one."""
        return {year: gap for year, (_budget, _funding, gap) in self.years.items() if gap}

    @property
    def unsecured(self) -> int:
        """Return how much of the funding is not secured."""
        return self.funding - self.certain.get(FundingSource.Certainty.SECURED, 0)


def coverage(lines: Sequence[Amount], sources: Sequence[Any]) -> Coverage:
    """Set the sources of a funding plan against the lines of a budget."""
    cost, money = by_year(lines), by_year(sources)
    certain: dict[str, int] = {}
    for source in sources:
        certain[str(source.certainty)] = certain.get(str(source.certainty), 0) + source.amount
    years = {
        year: (cost.get(year, 0), money.get(year, 0), cost.get(year, 0) - money.get(year, 0))
        for year in sorted({*cost, *money})
    }
    return Coverage(total(lines), total(sources), years, certain)


def _check_row(number: int, row: Mapping[str, Any], text: str, *, negative: bool) -> dict[str, Any]:
    where = {"line": number}
    if not str(row.get(text) or "").strip():
        return {"": _("Line %(line)s has no text.") % where}
    year, amount = row.get("year"), row.get("amount")
    if not isinstance(year, int) or not YEARS[0] <= year <= YEARS[1]:
        return {"": _("Line %(line)s has no usable year.") % where}
    if not isinstance(amount, int) or isinstance(amount, bool) or amount == 0 or abs(amount) >= LARGEST:
        return {"": _("Line %(line)s has no usable amount.") % where}
    if amount < 0 and not negative:
        return {"": _("Line %(line)s has an amount below zero.") % where}
    return {}


def checked_lines(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return budget lines as {text, year, amount}, checked. Raises InvalidInput naming the first line that is wrong.

    A line may be below zero (a saving, an income); the budget as a whole may not.
    """
    if not lines:
        raise InvalidInput({"": _("A budget has at least one line.")})
    for number, line in enumerate(lines, start=1):
        if errors := _check_row(number, line, "text", negative=True):
            raise InvalidInput(errors)
    if sum(line["amount"] for line in lines) < 0:
        raise InvalidInput({"": _("The sum of the budget is below zero.")})
    return [{"text": line["text"].strip(), "year": line["year"], "amount": line["amount"]} for line in lines]


def checked_sources(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return funding sources as {name, organisation, year, amount, certainty}, checked. Raises InvalidInput.

    A source without a name takes its organisation's.
    """
    if not sources:
        raise InvalidInput({"": _("A funding plan has at least one source.")})
    made = []
    for number, given in enumerate(sources, start=1):
        organisation = given.get("organisation")
        source = {**given, "name": str(given.get("name") or organisation or "").strip(), "organisation": organisation}
        if errors := _check_row(number, source, "name", negative=False):
            raise InvalidInput(errors)
        if source.get("certainty") not in FundingSource.Certainty.values:
            raise InvalidInput({"": _("Line %(line)s does not say how certain the money is.") % {"line": number}})
        made.append({key: source[key] for key in ("name", "organisation", "year", "amount", "certainty")})
    return made
