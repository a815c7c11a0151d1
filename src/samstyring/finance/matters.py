"""What a body can decide about a project's money: its budget and its funding plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked, Matter, Payload, Reading, Requirement, register
from samstyring.kernel.models import Basis
from samstyring.portfolio import effects
from samstyring.portfolio import queries as portfolio
from samstyring.portfolio.models import Project
from samstyring.portfolio.registry import start_requirements
from samstyring.portfolio.saying import in_cooperation_language, key_in, next_number, speaks_first, version_stands
from samstyring.ui import formats

from . import queries, reading
from .models import Budget, FundingPlan
from .payload_forms import BudgetForm, FundingPlanForm
from .rules import total


class MoneyMatter(Matter):
    """A matter that adopts a version of a project's budget or funding plan."""

    case_kinds = ("project",)
    conditional = True

    def version(self, payload: Payload) -> Any:
        """Return the version with its lines. Raises NotThere."""
        raise NotImplementedError  # each matter reads its own kind of version

    def lock(self, *, payload: Payload, basis: Basis | None = None) -> None:
        """Lock the draft."""
        effects.lock_version(version=self.version(payload), basis=basis)

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Bring it into force."""
        effects.adopt_version(version=self.version(payload), basis=basis, on=on)

    def reject(self, *, payload: Payload, basis: Basis | None = None) -> None:
        """Mark it as not adopted."""
        effects.reject_version(version=self.version(payload), basis=basis)


@register
class AdoptBudget(MoneyMatter):
    """A version of a budget is adopted and comes into force (SG-3, SG-5)."""

    name = "finance.adopt_budget"
    usual = 2
    label = gettext_lazy("Adopt a budget")
    form_class = BudgetForm

    def version(self, payload: Payload) -> Budget:
        """Return the budget."""
        return queries.budget_by_id(key_in(payload, "budget"))

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with."""
        with in_cooperation_language():
            budget = self.version(payload)
            return _("The budget of %(project)s, %(amount)s in all, is adopted.") % {
                "project": budget.project,
                "amount": formats.money(total(budget.lines.all())),
            }

    def read(self, asked: Asked) -> Reading:
        """Return every line, and what it changes in the budget in force."""
        budget = self.version(asked.payload)
        before = queries.budget_before(budget, asked.on)
        rows = reading.budget_rows(budget, before)
        number = budget.number or next_number(queries.budgets_of(budget.project))
        return Reading(
            heading=_("Adopt budget, version %(number)s") % {"number": number},
            lines=reading.short_lines(rows),
            changes=[row for row in rows if row[1] != row[2]] if before else (),
            url=budget.get_absolute_url(),
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask for the anchoring, that funding and budget still agree, and the frame of the mandate."""
        budget = self.version(asked.payload)
        clauses = portfolio.clauses_on(asked.on)
        made = portfolio.anchored(budget.project, asked.on) if speaks_first(self.name, asked) else []
        made += queries.budget_adds_up(budget.project, asked, clauses.funding)
        made += queries.within_frame(budget.project, asked, clauses.delegation)
        return [*made, *version_stands("finance.budget", budget, asked, clauses.budget)]

    def content(self, payload: Payload) -> Any:
        """Return the whole budget as plain data, amounts in øre."""
        budget = self.version(payload)
        return {
            "budget": str(budget.pk),
            "project": budget.project.code,
            "lines": [{"text": line.text, "year": line.year, "amount": line.amount} for line in budget.lines.all()],
            "total": total(budget.lines.all()),
            "note": budget.note,
        }


@register
class AdoptFundingPlan(MoneyMatter):
    """A version of a funding plan is adopted and comes into force (FI-5)."""

    name = "finance.adopt_funding_plan"
    usual = 3
    label = gettext_lazy("Adopt a funding plan")
    form_class = FundingPlanForm

    def version(self, payload: Payload) -> FundingPlan:
        """Return the funding plan."""
        return queries.plan_by_id(key_in(payload, "funding_plan"))

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with."""
        with in_cooperation_language():
            plan = self.version(payload)
            return _("The funding plan of %(project)s, %(amount)s in all, is adopted.") % {
                "project": plan.project,
                "amount": formats.money(total(plan.sources.all())),
            }

    def read(self, asked: Asked) -> Reading:
        """Return every source, what it changes in the plan in force, and what is not secured."""
        plan = self.version(asked.payload)
        before = queries.plan_before(plan, asked.on)
        rows = reading.plan_rows(plan, before)
        number = plan.number or next_number(queries.plans_of(plan.project))
        return Reading(
            heading=_("Adopt funding plan, version %(number)s") % {"number": number},
            lines=reading.short_lines(rows),
            changes=[row for row in rows if row[1] != row[2]] if before else (),
            url=plan.get_absolute_url(),
            note=reading.uncertain(plan),
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask for the anchoring, and that the sources sum exactly to the budget."""
        plan = self.version(asked.payload)
        clauses = portfolio.clauses_on(asked.on)
        made = portfolio.anchored(plan.project, asked.on) if speaks_first(self.name, asked) else []
        made.append(queries.funding_adds_up(plan.project, asked, clauses.funding))
        return [*made, *version_stands("finance.funding_plan", plan, asked, clauses.funding)]

    def content(self, payload: Payload) -> Any:
        """Return the whole plan as plain data, amounts in øre."""
        plan = self.version(payload)
        return {
            "funding_plan": str(plan.pk),
            "project": plan.project.code,
            "sources": [
                {
                    "name": source.name,
                    "organisation": source.organisation.name if source.organisation else None,
                    "year": source.year,
                    "amount": source.amount,
                    "certainty": source.certainty,
                }
                for source in plan.sources.all()
            ],
            "total": total(plan.sources.all()),
            "note": plan.note,
        }


def before_start(project: Project, asked: Asked) -> Sequence[Requirement]:
    """Ask, before a project starts, for a budget and a funding plan that agree, in force or in the case (SG-3, FI-5).

    What the agreement lets nobody decide is not asked for.
    """
    clauses, url = portfolio.clauses_on(asked.on), project.get_absolute_url()
    made: list[Requirement] = []
    waits = False
    if clauses.budget:
        budget, in_case = queries.budget_there(project, asked)
        waits = budget is None and AdoptBudget.name in asked.waiting
        text = _waiting_budget() if waits else _budget_words(budget, in_case)
        made.append(Requirement("finance.budget_in_force", True, budget is not None, text, clauses.budget, url))
        made += queries.within_frame(project, asked, clauses.delegation)
    if clauses.funding:
        plan, in_case = queries.plan_there(project, asked)
        plan_waits = plan is None and AdoptFundingPlan.name in asked.waiting
        waits = waits or plan_waits
        text = _waiting_plan() if plan_waits else _plan_words(plan, in_case)
        made.append(Requirement("finance.funding_plan_in_force", True, plan is not None, text, clauses.funding, url))
    if clauses.budget and clauses.funding and not waits and asked.sibling(AdoptFundingPlan.name) is None:
        made.append(queries.funding_adds_up(project, asked, clauses.funding))
    return made


def _waiting_budget() -> str:
    return _(
        "The budget is in force: it is adopted on a condition only. Put the same condition on the start too, or take it "
        "away from the budget"
    )


def _waiting_plan() -> str:
    return _(
        "The funding plan is in force: it is adopted on a condition only. Put the same condition on the start too, or "
        "take it away from the funding plan"
    )


def _budget_words(budget: Budget | None, in_case: bool) -> str:
    if budget is None:
        return _("The budget is in force, or adopted in the same case")
    return _("The budget is in force: it is adopted in the same case") if in_case else _("The budget is in force")


def _plan_words(plan: FundingPlan | None, in_case: bool) -> str:
    if plan is None:
        return _("The funding plan is in force, or adopted in the same case")
    if in_case:
        return _("The funding plan is in force: it is adopted in the same case")
    return _("The funding plan is in force")


start_requirements.register("finance", before_start)
