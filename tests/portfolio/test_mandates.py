"""Versions of a mandate: drafts, what is in force, and what is no longer changed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotThere, Stale
from samstyring.portfolio import acts, queries
from samstyring.portfolio.errors import VersionInCase, VersionLocked
from samstyring.portfolio.models import Mandate
from samstyring.portfolio.rules.versions import in_force
from tests.founding import actor
from tests.portfolio import steps
from tests.portfolio.steps import do

DAY = date(2022, 11, 22)
days = st.integers(min_value=-400, max_value=400).map(lambda number: DAY + timedelta(days=number))
adopted = st.lists(days, max_size=8).map(
    lambda begun: [
        Mandate(state="adopted", number=number, in_force_from=day) for number, day in enumerate(begun, start=1)
    ]
)


@given(adopted, days)
def test_the_one_in_force_is_the_latest_begun_and_at_most_one(versions: list[Mandate], on: date) -> None:
    found = in_force(versions, on)

    begun = [row for row in versions if row.in_force_from is not None and row.in_force_from <= on]
    assert (found is None) == (not begun)
    if found is not None:
        assert all((row.in_force_from, row.number) <= (found.in_force_from, found.number) for row in begun)


@given(adopted, days)
def test_a_repeal_leaves_nothing_in_force(versions: list[Mandate], on: date) -> None:
    repeal = Mandate(state="adopted", number=99, in_force_from=on, repeals=True)

    assert in_force([*versions, repeal], on) is None


def test_a_draft_starts_as_a_copy_of_the_one_in_force(founded: None) -> None:
    project = steps.candidate()
    steps.adopted(steps.mandate(project), clock.today())
    draft = do(acts.draft_mandate, project=project, content={"frame": 90_000_000})

    assert (draft.goal, draft.frame, draft.number) == (steps.MANDATE["goal"], 90_000_000, None)


def test_two_drafts_may_compete_and_numbers_come_with_adoption(founded: None) -> None:
    project = steps.candidate()
    first, second = steps.mandate(project), steps.mandate(project, frame=1_000)
    steps.adopted(second, clock.today())
    steps.adopted(first, clock.today())

    assert (second.number, first.number) == (1, 2)
    assert queries.mandate_in_force(project, clock.today()) == first


def test_what_cannot_be_right_is_told_beside_its_field(founded: None) -> None:
    project = steps.candidate()
    wrong = {
        "goal": "",
        "starts_on": date(2023, 6, 1),
        "ends_on": date(2023, 1, 1),
        "tolerance_cost_percent": 101,
        "reserved_points": ["BP9"],
    }
    with pytest.raises(InvalidInput) as refusal:
        do(acts.draft_mandate, project=project, content=wrong)
    assert set(refusal.value.errors) == {"goal", "ends_on", "tolerance_cost_percent", "reserved_points"}


def test_editing_on_an_old_revision_is_refused(founded: None) -> None:
    mandate = steps.mandate(steps.candidate())
    do(acts.edit_mandate, mandate=mandate, content={"frame": 1}, revision=1)
    with pytest.raises(Stale):
        do(acts.edit_mandate, mandate=mandate, content={"frame": 2}, revision=1)


def test_an_adopted_mandate_is_neither_edited_nor_withdrawn(founded: None) -> None:
    mandate = steps.adopted(steps.mandate(steps.candidate()), clock.today())
    with pytest.raises(VersionLocked):
        do(acts.edit_mandate, mandate=mandate, content={"frame": 1})
    with pytest.raises(VersionLocked):
        do(acts.withdraw_mandate, mandate=mandate)


def test_what_a_case_asks_for_is_not_withdrawn(founded: None) -> None:
    project = steps.candidate()
    mandate = steps.mandate(project)
    steps.case_about(project, "portfolio.adopt_mandate")
    with pytest.raises(VersionInCase):
        do(acts.withdraw_mandate, mandate=mandate)


def test_drafts_are_for_those_who_work_with_them(founded: None) -> None:
    project = steps.candidate(owner="Sunnfjord", participants=["Fedje"])
    mandate = steps.mandate(project)
    today = clock.today()

    for who in ("adviser", "secretariat_leader", "contact"):
        assert queries.mandate_page(project.code, mandate.pk, actor(who), today).mandate == mandate
    for who in ("alver", "ks", "leader", "project_manager"):
        with pytest.raises(NotThere):
            queries.mandate_page(project.code, mandate.pk, actor(who), today)
        assert queries.project_page(project.code, actor(who), today).open_mandates == []


def test_the_body_reads_a_draft_once_its_case_is_on_the_agenda(founded: None) -> None:
    project = steps.candidate()
    steps.answered(project, "Sunnfjord", "Fedje", "Alver")
    steps.sign("Sunnfjord", "Fedje", "Alver")
    mandate = steps.mandate(project)
    steps.meetings.called_meeting([steps.case_about(project, "portfolio.adopt_mandate")])

    for who in ("alver", "ks", "leader"):
        assert queries.mandate_page(project.code, mandate.pk, actor(who), clock.today()).mandate == mandate
