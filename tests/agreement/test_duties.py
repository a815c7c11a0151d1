"""Every duty of the agreement stands on the board: measured from what was done here, or with why it cannot be."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.charter import queries
from samstyring.charter.models import Clause
from samstyring.charter.queries import Duty
from samstyring.governance import acts
from samstyring.kernel import clock
from samstyring.portfolio import acts as portfolio_acts
from tests.founding import EXAMPLE, OPENING, found_charter, user
from tests.governance import steps
from tests.governance.steps import do
from tests.portfolio import steps as projects

# What lays no duty of its own on anyone, and why.
DESCRIBES = {"BG-1", "BG-2", "BG-3", "BG-4", "BG-5", "VE-6a", "VE-6b", "VE-6c", "VE-6d", "VE-6e", "VE-6f"}
DESCRIBES |= {"VE-7", "VE-8", "VE-9", "OR-1"}
ENCOURAGES_OR_GIVES_POWER = {"BE-2", "SG-2", "RG-3"}
SAYS_WHAT_ANOTHER_SAYS = {"OR-2", "OR-4", "SE-4a"}  # GP-2, SE-1, and the board itself


def duties(on: date | None = None) -> dict[str, Duty]:
    """Return the board's duties by key."""
    return {duty.key: duty for duty in queries.conformance(on).duties}


@pytest.mark.clause("SE-4a", "SE-2")
def test_every_provision_is_a_duty_on_the_board_or_is_named_as_laying_none(founded: None, client: Client) -> None:
    board = queries.conformance()
    clauses = set(Clause.objects.values_list("ref", flat=True))
    without = {row.ref for row in queries.without_duty(board)}
    assert without == DESCRIBES | ENCOURAGES_OR_GIVES_POWER | SAYS_WHAT_ANOTHER_SAYS
    assert {duty.clause for duty in board.duties} == clauses - without
    for duty in board.duties:
        assert duty.responsible, duty.key
        assert duty.why, duty.key
        assert duty.state != "not_measured" or all(shown.holds for shown in duty.evidence), duty.key
    client.force_login(user("adviser"))
    page = client.get(reverse("charter:conformance")).content.decode()
    assert "Deltakarbetaling blir ikkje ført her enno." in page
    assert "VE-6a" in page


def test_the_other_charter_has_its_duties_too(db: None) -> None:
    found_charter(EXAMPLE)
    found = duties()
    assert {found[key].state for key in ("meetings", "payment", "amendments_answered")} == {
        "due",
        "not_measured",
        "fulfilled",
    }
    assert found["meetings"].next_date == date(OPENING.year, 12, 31)


@pytest.mark.clause("FO-3", "SE-4d")
def test_who_cannot_be_reached_is_named(founded: None) -> None:
    before = duties()["parties_reachable"]
    assert before.state == "broken"
    assert any(item.text == "Askvoll" for item in before.missing)
    projects.officer("Askvoll")
    assert all(item.text != "Askvoll" for item in duties()["parties_reachable"].missing)
    assert duties()["secretariat_mailbox"].state == "broken"


@pytest.mark.clause("VE-1", "PA-2", "PA-6", "GP-3", "GP-4", "OR-3", "SG-5")
def test_the_parties_part_in_the_projects_is_read_from_their_answers(founded: None) -> None:
    project = projects.ready()
    projects.decided(projects.case_about(project))
    found = duties()
    assert found["project_anchored"].state == "fulfilled"
    assert found["portfolio_shows_parties"].state == "fulfilled"
    assert found["changes_decided"].state == "fulfilled"
    assert found["mandates_set_tolerances"].state in ("fulfilled", "broken")
    assert found["parties_take_part"].state == "broken"
    assert "Sunnfjord" not in {item.text for item in found["parties_take_part"].missing}
    assert found["every_size_takes_part"].state == "broken"
    do(portfolio_acts.add_participant, project=project, organisation=projects.organisation("Askvoll"))
    assert duties()["project_anchored"].missing[0].text.startswith("Askvoll")
    projects.officer("Askvoll")
    place = projects.place(project, "Askvoll")
    deadline = clock.today() + timedelta(days=10)
    do(portfolio_acts.ask_for_acceptance, project=project, participations=[place], answer_by=deadline)
    asked = duties()["asked_parties_answer"]
    assert (asked.state, asked.next_date) == ("due", deadline)
    assert duties(deadline + timedelta(days=1))["asked_parties_answer"].state == "broken"
    projects.answered(project, "Askvoll")
    assert duties()["asked_parties_answer"].state == "fulfilled"


@pytest.mark.clause("SG-7", "SG-8", "SR-1", "SG-6", "RG-1", "BE-1", "RG-4")
def test_how_the_steering_group_decides_and_hears_is_read_from_its_record(founded: None) -> None:
    assert duties()["year_planned"].state == "broken"
    meeting = steps.open_meeting(2)
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="For dyrt")
    settled = do(acts.decide_as_leader, "leader", round_=round_, reasons="Fristen er i morgon.")
    found = duties()
    assert found["consensus_sought"].state == "fulfilled"
    assert [item.text for item in found["consensus_sought"].shown] == [settled.label]
    assert found["conditions_confirmed"].state == "fulfilled"
    assert found["represented_informed"].state == "broken"
    assert found["year_planned"].state == "due"
    assert found["secretariat_staffed"].state == "fulfilled"
    assert found["resource_group_has_people"].state == "broken"
    assert found["groups_have_mandate"].state == "fulfilled"
