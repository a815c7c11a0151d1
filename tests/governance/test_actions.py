"""Follow-up: reported by the municipality, closed by the secretariat, overdue ones where they are seen."""

from datetime import timedelta

import pytest

from samstyring.charter.registry import Question, checks
from samstyring.governance import acts, errors
from samstyring.governance.models import Action
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.ui.worklist import waiting_for
from tests.founding import actor

from . import steps
from .steps import do

pytestmark = pytest.mark.usefixtures("founded")


@pytest.fixture
def action(founded: None) -> Action:
    """Something that Fedje is to do within thirty days."""
    case = steps.free_text_case()
    steps.follow_up(case)
    steps.decide(steps.open_meeting([case]), case.title)
    return Action.objects.get()


def test_the_municipality_reports_and_the_secretariat_closes(action: Action) -> None:
    with pytest.raises(NotAuthorised):
        do(acts.report_action, "alver", action=action, text="Gjort", done=True)
    do(acts.report_action, "contact", action=action, text="Halvvegs")
    do(acts.report_action, "contact", action=action, text="Gjort", done=True)
    action.refresh_from_db()
    assert action.state == Action.State.REPORTED
    do(acts.close_action, action=action)
    action.refresh_from_db()
    assert action.state == Action.State.DONE
    with pytest.raises(errors.ActionClosed):
        do(acts.report_action, "contact", action=action, text="Igjen")


def test_dropping_needs_a_reason(action: Action) -> None:
    with pytest.raises(InvalidInput):
        do(acts.close_action, action=action, dropped=True)
    do(acts.close_action, action=action, dropped=True, text="Ikkje aktuelt lenger")


def test_the_municipality_sees_it_in_time_and_the_secretariat_when_it_is_overdue(action: Action) -> None:
    def keys(who: str, days: int) -> set[str]:
        return {each.key for each in waiting_for(actor(who), clock.today() + timedelta(days=days))}

    key = f"action:{action.pk}"
    assert key in keys("contact", 0)
    assert key not in keys("adviser", 0)
    assert key in keys("adviser", 31)
    assert key not in keys("alver", 31)


def test_the_conformance_board_names_the_overdue_ones(action: Action) -> None:
    check = checks["governance.no_overdue_actions"]

    def on(days: int) -> str:
        day = clock.today() + timedelta(days=days)
        return check(Question(on=day, today=day, parameters={"body": "SG"})).state

    assert [on(0), on(20), on(31)] == ["fulfilled", "due", "broken"]
    do(acts.report_action, "contact", action=action, text="Gjort", done=True)
    assert on(31) == "fulfilled"
