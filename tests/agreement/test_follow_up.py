"""Follow-up of decisions as the agreement has it: who asks for more time, who gives it, and what holds meanwhile."""

from datetime import date, timedelta

import pytest

from samstyring.charter.registry import Question, checks
from samstyring.governance import acts, errors
from samstyring.governance.models import Action, Case, ExtensionAnswer, ExtensionRequest, Meeting
from samstyring.governance.queries.actions import in_state, visible_to
from samstyring.governance.queries.deadlines import due_of
from samstyring.governance.queries.minutes_document import minutes_data
from samstyring.governance.queries.record import record_of
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.ui import formats
from samstyring.ui.worklist import waiting_for
from tests.founding import actor
from tests.governance import steps
from tests.governance.steps import do

pytestmark = pytest.mark.usefixtures("founded")


def days(count: int) -> date:
    """Return the day so many days from now."""
    return clock.today() + timedelta(days=count)


@pytest.fixture
def action(founded: None) -> Action:
    """Something that Fedje is to do within ten days."""
    case = steps.free_text_case()
    steps.follow_up(case, "Melde inn behov", "Fedje", deadline=days(10))
    steps.decide(steps.open_meeting([case]), case.title)
    return Action.objects.get()


def ask(action: Action, until: date, who: str = "contact") -> ExtensionRequest:
    """Ask for more time."""
    return do(acts.ask_for_more_time, who, action=action, until=until, reason="Kommunestyret møtest seinare.")


def keys(who: str, on: date) -> set[str]:
    """Return what waits for one of the cast on a day."""
    return {each.key for each in waiting_for(actor(who), on)}


@pytest.mark.clause("SG-8")
def test_the_one_responsible_asks_for_more_time_and_the_deadline_granted_is_the_one_in_force(action: Action) -> None:
    for stranger in ("alver", "ks"):
        with pytest.raises(NotAuthorised):
            ask(action, days(30), stranger)
    request = ask(action, days(30))
    assert due_of(action) == days(10), "it stands until more time is granted"
    for answers in ("leader", "adviser"):
        assert f"extension:{action.pk}" in keys(answers, clock.today())
    with pytest.raises(NotAuthorised):
        do(acts.grant_extension, "contact", request=request, until=days(30))
    do(acts.grant_extension, "leader", request=request, until=days(20), note="Ti dagar er nok.")
    action.refresh_from_db()
    assert (action.deadline, due_of(action)) == (days(10), days(20)), "what was decided stands beside it"
    assert JournalEntry.objects.get(act="governance.grant_extension").authority == "not_regulated"

    for who in ("adviser", "contact"):
        late = {
            on: [row for row in waiting_for(actor(who), days(on)) if row.key == f"action:{action.pk}"]
            for on in (15, 21)
        }
        assert [row.deadline for row in late[21]] == [days(20)]
        assert bool(late[15]) is (who == "contact")
    assert not in_state(visible_to(actor("adviser")), "overdue").exists()


@pytest.mark.clause("SG-8")
def test_a_refusal_has_a_reason_and_leaves_the_deadline(action: Action) -> None:
    request = ask(action, days(30))
    with pytest.raises(InvalidInput):
        do(acts.refuse_extension, request=request, note=" ")
    do(acts.refuse_extension, request=request, note="Dei andre ventar på dette.")
    assert due_of(action) == days(10)
    for again in (acts.grant_extension, acts.refuse_extension):
        more = {"until": days(30)} if again is acts.grant_extension else {}
        with pytest.raises(errors.ExtensionAnswered):
            do(again, request=request, note="Likevel", **more)
    second = ask(action, days(25))
    do(acts.grant_extension, request=second, until=days(25))
    third = ask(action, days(40))
    do(acts.grant_extension, request=third, until=days(40))
    assert due_of(action) == days(40), "the newest granted is in force"


@pytest.mark.clause("SG-8")
def test_what_cannot_be_more_time_is_refused_with_words(action: Action) -> None:
    for wrong in (days(10), days(-1)):
        with pytest.raises(InvalidInput) as refused:
            ask(action, wrong)
        assert "until" in refused.value.errors
    request = ask(action, days(30))
    with pytest.raises(errors.ExtensionWaits):
        ask(action, days(31))
    with pytest.raises(InvalidInput):
        do(acts.grant_extension, request=request, until=days(5))
    assert not ExtensionAnswer.objects.exists()
    do(acts.report_action, "contact", action=action, text="Gjort", done=True)
    with pytest.raises(errors.ActionReported):
        ask(action, days(30))
    do(acts.close_action, action=action)
    with pytest.raises(errors.ActionClosed):
        do(acts.grant_extension, request=request, until=days(30))
    assert f"extension:{action.pk}" not in keys("adviser", clock.today())


@pytest.mark.clause("SG-8")
def test_the_board_and_the_next_agenda_ask_for_the_deadline_in_force(action: Action) -> None:
    start = clock.now()
    later = start + timedelta(days=12)
    request = acts.ask_for_more_time(action=action, until=days(30), reason="Treng tid.", by=actor("contact"), at=later)
    acts.grant_extension(request=request, until=days(30), by=actor("adviser"), at=later)

    def state(on: int) -> str:
        question = Question(on=days(on), today=days(on), parameters={"body": "SG"})
        return checks["governance.no_overdue_actions"](question).state

    assert [state(5), state(11), state(13), state(31)] == ["due", "broken", "fulfilled", "broken"], (
        "what was late on the day stays late, though more time was given afterwards"
    )

    def agenda(on: int) -> list[str]:
        with clock.standing_at(start + timedelta(days=on)):
            meeting = steps.planned_meeting()
            do(acts.put_on_agenda, meeting=meeting, case=steps.free_text_case(f"Ny sak {on}"))
            do(acts.freeze_agenda, meeting=meeting)
        return [each.background for each in Case.objects.filter(items__meeting=meeting, kind=Case.Kind.INFORMATION)]

    both = f"{formats.day(days(30))}, først {formats.day(days(10))}".replace("\N{NO-BREAK SPACE}", " ")
    before, after = agenda(20), agenda(40)
    assert before == [], "not overdue while the granted deadline runs"
    assert len(after) == 1
    assert both in after[0]
    record = record_of(Meeting.objects.get(decisions__actions=action))
    shown = next(item.actions for item in minutes_data(record, None).items if item.actions)[0].deadline
    assert str(formats.day(days(30))) in shown
