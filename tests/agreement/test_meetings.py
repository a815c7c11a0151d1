"""The steering group meets quarterly and otherwise as needed (SG-6)."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.charter.registry import Finding, Question, checks
from samstyring.governance import acts
from samstyring.governance.models import Meeting
from samstyring.governance.queries.quarters import quarter_marks
from samstyring.governance.rules.meetings import Quarter, quarter_of
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.ui.worklist import waiting_for
from tests.founding import actor, user
from tests.governance.steps import body, close, do, open_meeting, planned_meeting

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("SG-6")]


def found(on: date | None = None) -> Finding:
    question = Question(on=on or clock.today(), today=clock.today(), parameters={"body": "SG"})
    return checks["governance.meeting_each_quarter"](question)


def test_the_board_follows_the_quarter_from_nothing_planned_to_held() -> None:
    assert found().state == "coming"
    assert str(found().why) == "Det er ikkje planlagt møte i 4. kvartal 2022."
    assert found(date(2022, 12, 10)).state == "due"
    meeting = open_meeting(1, starts_at=clock.now() + timedelta(minutes=5))
    assert found().state == "coming"
    assert found().next_date == clock.today()
    close(meeting)
    assert found().state == "fulfilled"
    assert found().evidence[-1].url == reverse("governance:meeting", args=[meeting.pk])


def test_a_quarter_that_passes_without_a_meeting_is_broken_afterwards() -> None:
    finding = found(date(2023, 1, 15))
    assert finding.state == "broken"
    assert "4. kvartal 2022" in str(finding.why)


def test_quarters_before_anything_was_recorded_are_not_held_against_anyone() -> None:
    assert all(evidence.holds for evidence in found().evidence)


def test_after_the_term_it_is_not_measured() -> None:
    assert found(date(2025, 2, 1)).state == "not_measured"


def test_cancelled_meetings_do_not_count() -> None:
    meeting = planned_meeting()
    assert [mark.state for mark in quarter_marks(body(), 2022, clock.today())][3] == "soon"
    do(acts.cancel_meeting, meeting=meeting, why="Ingen saker")
    assert [mark.state for mark in quarter_marks(body(), 2022, clock.today())][3] == "due"


def test_extraordinary_meetings_come_as_needed() -> None:
    start = clock.now() + timedelta(days=3)
    meeting = do(
        acts.plan_meeting, body=body(), starts_at=start, ends_at=start + timedelta(hours=1), extraordinary=True
    )
    assert meeting.extraordinary
    assert meeting.uid == f"{meeting.pk}@samstyring"


def test_a_meeting_is_planned_ahead_and_ends_after_it_starts() -> None:
    now = clock.now()
    with pytest.raises(InvalidInput) as refusal:
        do(acts.plan_meeting, body=body(), starts_at=now - timedelta(days=1), ends_at=now - timedelta(days=2))
    assert set(refusal.value.errors) == {"starts_at", "ends_at"}


def test_those_who_plan_are_reminded_ahead_of_time() -> None:
    keys = [item.key for item in waiting_for(actor("adviser"), clock.today())]
    assert "governance.quarter:SG:2022-4" in keys
    assert "governance.quarter:SG:2022-4" in [item.key for item in waiting_for(actor("leader"), clock.today())]
    assert "governance.quarter:SG:2022-4" not in [item.key for item in waiting_for(actor("alver"), clock.today())]
    planned_meeting()
    assert "governance.quarter:SG:2022-4" not in [item.key for item in waiting_for(actor("adviser"), clock.today())]


def test_the_plan_of_the_year_shows_quarter_by_quarter(client: Client) -> None:
    client.force_login(user("adviser"))
    meeting = planned_meeting()
    page = client.get(reverse("governance:meetings"))
    marks = page.context["page"].quarters[0][1]
    assert [mark.quarter.number for mark in marks] == [1, 2, 3, 4]
    assert reverse("governance:meeting", args=[meeting.pk]) in page.content.decode()


def test_quarters_of_the_calendar() -> None:
    assert quarter_of(date(2022, 12, 31)) == Quarter(2022, 4)
    assert quarter_of(datetime(2022, 12, 31, 23, 30, tzinfo=clock.OSLO)) == Quarter(2022, 4)
    assert Quarter(2022, 4).until == date(2023, 1, 1)
    assert Quarter(2022, 1).last_day == date(2022, 3, 31)


def test_planning_and_calling_stay_possible_after_the_term(monkeypatch: pytest.MonkeyPatch) -> None:
    """Winding up needs meetings too (VA-1)."""
    from tests.governance.preparing import frozen_meeting

    later = clock.now() + timedelta(days=900)
    monkeypatch.setattr(clock, "instant", lambda: later)
    meeting = frozen_meeting()
    do(acts.call_meeting, "leader", meeting=meeting)
    assert Meeting.objects.get(pk=meeting.pk).state == "called"
