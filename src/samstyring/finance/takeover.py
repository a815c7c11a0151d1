"""The sheets of budgets and funding plans in the workbook that earlier facts are taken over from (BG-5)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.kernel.models import Basis
from samstyring.kernel.versions import GovernedVersion
from samstyring.portfolio.takeover import project_in
from samstyring.records.registry import (
    Checking,
    Column,
    Day,
    DecisionNumber,
    Kroner,
    Municipality,
    OneOf,
    Row,
    Sheet,
    Taking,
    Text,
    Whole,
    register,
)
from samstyring.ui import formats

from .effects.take_over import write_budgets, write_funding_plans
from .models import Budget, FundingPlan, FundingSource

_VERSION: tuple[Column, ...] = (
    Column("project", gettext_lazy("Project code"), Text(20)),
    Column("number", gettext_lazy("Version"), Whole(1, 999), example="1"),
)
_BASIS: tuple[Column, ...] = (
    Column(
        "in_force_from",
        gettext_lazy("In force from"),
        Day(future=False),
        required=False,
        help=gettext_lazy("On the first line of a version."),
    ),
    Column(
        "decision",
        gettext_lazy("Decision"),
        DecisionNumber(),
        required=False,
        help=gettext_lazy("On the first line of a version."),
        example="SG 4/21",
    ),
)


class VersionLines(Sheet):
    """A sheet whose rows are the lines of versions: rows with the same project and number are one version."""

    model: ClassVar[type[GovernedVersion]]

    def check(self, rows: Sequence[Row], checking: Checking) -> None:
        """Gather the lines of each version; find unknown projects, versions that are taken, and differing decisions."""
        taken = set(self.model.objects.filter(state="adopted").values_list("project__code", "number"))
        first: dict[Any, Row] = {}
        for row in rows:
            project_in(self, row, checking)
            key = (row["project"], row["number"])
            if None in key:
                continue
            head = first.setdefault(key, row)
            if head is row:
                self._check_head(row, key in taken, checking)
                continue
            for column in ("decision", "in_force_from"):
                if row[column] is None:
                    row.values[column] = head[column]
                elif head[column] is not None and row[column] != head[column]:
                    why = _("This differs from row %(row)s of the same version.") % {"row": head.number}
                    self.problem(checking, row, column, why, _("Leave it empty, or write the same."))

    def _check_head(self, row: Row, taken: bool, checking: Checking) -> None:
        if taken:
            why = _("This version is there already.")
            self.problem(checking, row, "number", why, _("Give each version its own number."))
        for column in ("decision", "in_force_from"):
            if row.raw.get(column) is None:
                why = _("This is empty on the first line of the version.")
                self.problem(checking, row, column, why, self.column(column).cell.right())

    def summary(self, rows: Sequence[Row]) -> Sequence[str]:
        """Tell how many versions with how many lines, and what they sum to."""
        if not rows:
            return ()
        versions = len({(row["project"], row["number"]) for row in rows})
        words = ngettext("%(count)s version", "%(count)s versions", versions) % {"count": versions}
        lines = ngettext("%(count)s line", "%(count)s lines", len(rows)) % {"count": len(rows)}
        return (f"{words}, {lines}, {formats.money(sum(row['amount'] or 0 for row in rows))}",)

    def resting_on(self, basis: Basis) -> Sequence[tuple[str, str]]:
        """Return the versions that rest on a decision."""
        found = self.model.objects.filter(basis=basis).select_related("project")
        return [(str(version), version.get_absolute_url()) for version in found]


@register
class Budgets(VersionLines):
    """Budgets of projects that were adopted before."""

    name = "finance.budgets"
    order = 40
    model = Budget
    title = gettext_lazy("Budgets")
    help = gettext_lazy("One row for each line of a project's budget. Lines with the same version are one budget.")
    columns: ClassVar[Sequence[Column]] = (
        *_VERSION,
        Column("text", gettext_lazy("Line"), Text(200), example=gettext_lazy("Project management")),
        Column("year", gettext_lazy("Year"), Whole(2000, 2100), example="2021"),
        Column("amount", gettext_lazy("Amount (kr)"), Kroner(), example="450 000"),
        *_BASIS,
    )

    def write(self, rows: Sequence[Row], taking: Taking) -> Sequence[models.Model]:
        """Write the budgets with their lines."""
        write_budgets(rows=rows, basis=None, taking=taking)
        return ()


@register
class FundingPlans(VersionLines):
    """Funding plans of projects that were adopted before."""

    name = "finance.funding_plans"
    order = 50
    model = FundingPlan
    title = gettext_lazy("Funding plans")
    help = gettext_lazy("One row for each source of a project's funding. Rows with the same version are one plan.")
    columns: ClassVar[Sequence[Column]] = (
        *_VERSION,
        Column("source", gettext_lazy("Source"), Text(200), example="DigiFin"),
        Column("organisation", gettext_lazy("Municipality"), Municipality(), required=False),
        Column("year", gettext_lazy("Year"), Whole(2000, 2100), example="2021"),
        Column("amount", gettext_lazy("Amount (kr)"), Kroner(), example="450 000"),
        Column("certainty", gettext_lazy("How certain"), OneOf(dict(FundingSource.Certainty.choices))),
        *_BASIS,
    )

    def write(self, rows: Sequence[Row], taking: Taking) -> Sequence[models.Model]:
        """Write the plans with their sources."""
        write_funding_plans(rows=rows, basis=None, taking=taking)
        return ()
