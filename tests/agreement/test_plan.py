"""The plan for the year (årshjul): a body's meetings, themes and deadlines, and next year from this one (SG-6)."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.acts.plan_next_year import EntryCopy
from samstyring.governance.models import Meeting, PlanEntry
from samstyring.governance.queries.plan import next_year, plan_page
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from tests.founding import actor, user
from tests.governance.steps import body, do, planned_meeting

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("SG-6")]


def test_the_year_holds_meetings_by_themselves_themes_and_deadlines_and_says_which_quarters_have_no_meeting(
    client: Client,
) -> None:
    do(acts.add_plan_entry, body=body(), kind="grant", title="Søknadsfrist", day=date(2023, 3, 1))
    meeting = planned_meeting(datetime(2023, 3, 10, 9, tzinfo=clock.OSLO))
    page = plan_page("SG", actor("adviser"), clock.today(), 2023)
    assert [(row.title, row.day) for row in page.rows] == [
        ("Søknadsfrist", date(2023, 3, 1)),
        ("Møte", date(2023, 3, 10)),
    ]
    assert [mark.quarter.number for mark in page.gaps] == [2, 3, 4]
    client.force_login(user("alver"))
    shown = client.get(reverse("governance:plan", args=["SG"]), {"year": "2023"}).content.decode()
    assert reverse("governance:meeting", args=[meeting.pk]) in shown
    assert "4. kvartal 2023" in shown
    assert "style=" not in shown
    do(acts.cancel_meeting, meeting=meeting, why="Ingen saker")
    assert [mark.quarter.number for mark in plan_page("SG", actor("alver"), clock.today(), 2023).gaps] == [1, 2, 3, 4]


def test_next_year_is_proposed_from_this_one_and_nothing_is_made_until_it_is_confirmed() -> None:
    planned_meeting(datetime(2022, 12, 9, 9, tzinfo=clock.OSLO))
    entry = do(acts.add_plan_entry, body=body(), kind="budget", title="Budsjett ut", day=date(2022, 9, 30))
    proposed = next_year(body(), actor("adviser"), clock.today(), 2023)
    assert [(row.title, row.day) for row in proposed.rows] == [
        ("Budsjett ut", date(2023, 9, 29)),
        ("Møte", date(2023, 12, 8)),
    ]
    assert proposed.gaps == [1, 2, 3]
    assert (PlanEntry.objects.count(), Meeting.objects.count()) == (1, 1)
    for who in ("alver", "ks", "contact"):
        with pytest.raises(NotAuthorised):
            do(acts.plan_next_year, who, body=body(), year=2023, entries=[], meetings=[])
    copy = EntryCopy("0", entry, date(2023, 9, 28))
    do(acts.plan_next_year, body=body(), year=2023, entries=[copy], meetings=[])
    again = next_year(body(), actor("adviser"), clock.today(), 2023)
    assert [bool(row.already) for row in again.rows] == [True, False]
