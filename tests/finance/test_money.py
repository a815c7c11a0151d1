"""Drafts of budgets and funding plans, and their sums."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from samstyring.finance import acts, queries
from samstyring.finance.models import Budget, BudgetLine, FundingSource
from samstyring.finance.rules import coverage, total
from samstyring.governance import acts as governance_acts
from samstyring.governance.models import Case, Proposal
from samstyring.governance.queries.cases import usual_wording
from samstyring.governance.registry import matters
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.portfolio.errors import VersionLocked
from tests.founding import person
from tests.portfolio import steps
from tests.portfolio.steps import do

amounts = st.integers(min_value=-(10**12), max_value=10**12).filter(bool)
years = st.integers(min_value=2020, max_value=2030)
lines = st.lists(st.builds(BudgetLine, text=st.just("x"), year=years, amount=amounts), max_size=12)
sources = st.lists(
    st.builds(
        FundingSource,
        name=st.just("x"),
        year=years,
        amount=st.integers(min_value=1, max_value=10**12),
        certainty=st.sampled_from(FundingSource.Certainty.values),
    ),
    max_size=12,
)


@settings(max_examples=200)
@given(lines, sources)
def test_what_lacks_and_what_is_covered_make_the_budget_to_the_ore(cost: list[BudgetLine], money: list[FundingSource]):
    found = coverage(cost, money)

    assert found.funding + found.gap == found.budget == total(cost)
    assert sum(budget for budget, _funding, _gap in found.years.values()) == found.budget
    assert sum(funding for _budget, funding, _gap in found.years.values()) == found.funding
    assert sum(found.years_off.values()) == found.gap
    assert sum(found.certain.values()) == found.funding
    assert found.sums == (total(money) == total(cost))


def test_a_draft_starts_as_a_copy_of_what_is_in_force(founded: None) -> None:
    project = steps.candidate()
    steps.adopted(steps.budget(project), clock.today())
    draft = do(acts.draft_budget, project=project)

    assert draft.number is None
    assert [(row.text, row.year, row.amount) for row in draft.lines.all()] == [
        (row["text"], row["year"], row["amount"]) for row in steps.LINES
    ]


def test_a_draft_without_anything_to_copy_needs_lines(founded: None) -> None:
    with pytest.raises(InvalidInput):
        do(acts.draft_budget, project=steps.candidate())


@pytest.mark.parametrize(
    "line",
    [
        {"text": "", "year": 2023, "amount": 100},
        {"text": "Reise", "year": 23, "amount": 100},
        {"text": "Reise", "year": 2023, "amount": 0},
        {"text": "Reise", "year": 2023, "amount": -100},
        {"text": "Reise", "year": 2023, "amount": 10**17},
        {"text": "Reise", "year": 2023, "amount": True},
    ],
)
def test_a_line_that_cannot_be_right_is_refused(founded: None, line: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        steps.budget(steps.candidate(), [line])


def test_an_income_may_stand_beside_the_costs(founded: None) -> None:
    budget = steps.budget(steps.candidate(), [*steps.LINES, {"text": "Innsparing", "year": 2023, "amount": -1_000_000}])
    assert total(budget.lines.all()) == 137_000_000


def test_editing_writes_the_lines_anew_and_tells_who_was_late(founded: None) -> None:
    budget = steps.budget(steps.candidate())
    new = [{"text": "Alt", "year": 2024, "amount": 50_000}]
    do(acts.edit_budget, budget=budget, lines=new, note="Ny", revision=1)
    with pytest.raises(Stale):
        do(acts.edit_budget, budget=budget, lines=new, revision=1)

    budget.refresh_from_db()
    assert [row.text for row in budget.lines.all()] == ["Alt"]
    assert (budget.note, budget.revision) == ("Ny", 2)


@pytest.mark.clause("SG-5")
def test_what_is_adopted_is_never_edited_only_followed_by_a_new_version(founded: None) -> None:
    project = steps.candidate()
    first = steps.adopted(steps.budget(project), date(2022, 11, 1))
    with pytest.raises(VersionLocked):
        do(acts.edit_budget, budget=first, lines=steps.LINES)

    second = do(acts.draft_budget, project=project, lines=[{"text": "Alt", "year": 2023, "amount": 1_000}])
    assert queries.budgets_in_force([project.pk], clock.today())[project.pk] == first
    steps.adopted(second, date(2022, 11, 15))
    assert queries.budgets_in_force([project.pk], clock.today())[project.pk] == second
    assert queries.budgets_in_force([project.pk], date(2022, 11, 14))[project.pk] == first
    assert (first.number, second.number) == (1, 2)


def test_the_database_itself_keeps_adopted_lines(founded: None) -> None:
    budget = steps.adopted(steps.budget(steps.candidate()), clock.today())

    def change(basis: object) -> None:
        BudgetLine.objects.filter(budget=budget).update(amount=1)

    with pytest.raises(DatabaseError), transaction.atomic():
        steps.on_a_basis(effect=change, dated=clock.today(), by=steps.INSTALLATION, at=clock.now())
    assert total(Budget.objects.get(pk=budget.pk).lines.all()) == 138_000_000


def test_a_funding_source_says_how_certain_it_is(founded: None) -> None:
    project = steps.candidate()
    with pytest.raises(InvalidInput):
        steps.plan(project, steps.source(100, certainty="maybe"))
    with pytest.raises(InvalidInput):
        steps.plan(project, steps.source(-100))
    own = {**steps.source(100, name=""), "organisation": steps.organisation("Fedje")}
    assert steps.plan(project, own).sources.get().name == "Fedje"


def test_the_own_projects_manager_drafts_and_others_do_not(founded: None) -> None:
    mine = steps.candidate("Mitt", manager=person("project_manager"))
    other = steps.candidate("Andres")

    do(acts.draft_budget, "project_manager", project=mine, lines=steps.LINES)
    for who in ("contact", "alver", "leader", "ks"):
        with pytest.raises(NotAuthorised):
            do(acts.draft_budget, who, project=mine, lines=steps.LINES)
    with pytest.raises(NotAuthorised):
        do(acts.draft_funding_plan, "project_manager", project=other, sources=[steps.source(1)])


def test_a_proposal_in_its_usual_words_says_the_sum_of_its_draft_and_words_of_ones_own_stand(founded: None) -> None:
    project = steps.candidate()
    budget = do(
        acts.draft_budget, project=project, lines=[{"text": "Prosjektleiing", "year": 2023, "amount": 100_000_000}]
    )
    case = steps.case_about(project, "finance.adopt_budget")
    proposal = case.proposals.get()
    usual = usual_wording(matters[proposal.matter], proposal.payload)
    change = {"payload": proposal.payload, "condition": ""}
    do(governance_acts.edit_proposal, proposal=proposal, wording=usual, **change)
    revision = Case.objects.get().revision

    do(acts.edit_budget, budget=budget, lines=[{"text": "Prosjektleiing", "year": 2023, "amount": 125_000_050}])

    proposal.refresh_from_db()
    assert "1\xa0250\xa0000,50" in proposal.wording
    assert Case.objects.get().revision == revision + 1
    with pytest.raises(Stale):
        do(governance_acts.edit_proposal, proposal=proposal, wording=usual, revision=revision, **change)

    do(governance_acts.edit_proposal, proposal=Proposal.objects.get(), wording="Budsjettet blir vedteke.", **change)
    do(acts.edit_budget, budget=budget, lines=[{"text": "Prosjektleiing", "year": 2023, "amount": 70_000_000}])
    assert Proposal.objects.get().wording == "Budsjettet blir vedteke."
