"""One's own calendar by a secret address: what the person may see, until the address is ended (SG-6)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from samstyring.accounts import acts, calendars
from samstyring.governance import acts as governance
from samstyring.governance.models import PlanEntry
from samstyring.kernel import clock
from samstyring.portfolio.acts import ask_for_acceptance
from samstyring.ui.worklist import waiting_for
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.founding import actor, user
from tests.governance import steps
from tests.governance.steps import do
from tests.portfolio import steps as projects

pytestmark = pytest.mark.usefixtures("founded")


def address_of(who: str) -> str:
    acts.renew_calendar(by=actor(who), at=clock.now())
    found = calendars.address_for(actor(who))
    assert found is not None
    assert found.webcal.startswith("webcal://")
    return found.https[found.https.index("/calendar/") :]


def summaries(address: str) -> list[str]:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


@pytest.mark.clause("SG-6", "LE-2")
def test_it_shows_what_its_owner_may_see_and_keeps_itself_up_to_date() -> None:
    members, outsiders = address_of("alver"), address_of("contact")
    steps.called_meeting()
    day = clock.today() + timedelta(days=20)
    do(governance.add_plan_entry, body=steps.body(), kind=PlanEntry.Kind.BUDGET, title="Budsjett 2024", day=day)
    found = summaries(members)
    assert "Styringsgruppa" in found
    assert "Budsjett 2024 (Styringsgruppa)" in found
    assert not any("Styringsgruppa" in each for each in summaries(outsiders))
    keys = {item.key for item in waiting_for(actor("adviser"), clock.today())}
    assert f"plan:{PlanEntry.objects.get().pk}" in keys
    project = projects.candidate(owner=None, participants=["Fedje"])
    asked = [projects.place(project, "Fedje")]
    do(ask_for_acceptance, project=project, participations=asked, answer_by=day)
    assert any(each.startswith("Frist: ") for each in summaries(outsiders))
    assert f"plan:{PlanEntry.objects.get().pk}" not in {item.key for item in waiting_for(actor("alver"), clock.today())}


def test_an_address_that_was_renewed_or_ended_opens_nothing(client: Client) -> None:
    page = reverse("accounts:calendar")
    assert client.get(page).status_code == 302
    client.force_login(user("alver"))
    assert "Du har inga adresse" in client.get(page).content.decode()
    assert client.post(page, {}).status_code == 302
    shown = calendars.address_for(actor("alver"))
    assert shown is not None
    assert shown.https in client.get(page).content.decode()
    first = shown.https[shown.https.index("/calendar/") :]
    second = address_of("alver")
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    end = reverse("accounts:revoke_calendar")
    assert client.get(end).status_code == 200
    assert client.post(end, {}).status_code == 302
    assert Client().get(second).status_code == 404
    assert calendars.address_for(actor("alver")) is None
    third = address_of("alver")
    acts.close_account(user=user("alver"), by=actor("adviser"), at=clock.now())
    assert Client().get(third).status_code == 404


@pytest.mark.clause("SG-6")
def test_the_plan_of_one_body_has_an_address_of_its_own(client: Client) -> None:
    adopted(rule("notice_days", 14))
    day = clock.today() + timedelta(days=40)
    do(governance.add_plan_entry, body=steps.body(), kind=PlanEntry.Kind.BUDGET, title="Budsjett ut", day=day)
    do(governance.add_plan_entry, body=steps.body("RG"), kind=PlanEntry.Kind.THEME, title="Arkiv", day=day)
    meeting = steps.planned_meeting(clock.now() + timedelta(days=30))
    do(governance.put_on_agenda, meeting=meeting, case=steps.free_text_case())
    do(governance.freeze_agenda, meeting=meeting)
    do(governance.call_meeting, "leader", meeting=meeting)
    client.force_login(user("contact"))
    plan = client.get(reverse("governance:plan", args=["SG"])).content.decode()
    page = f"{reverse('accounts:calendar')}?body=SG"
    assert page in plan
    assert client.post(page, {})["Location"] == page
    shown = calendars.address_for(actor("contact"), "SG")
    assert shown is not None
    assert shown.https in client.get(page).content.decode()
    found = summaries(shown.https[shown.https.index("/calendar/") :])
    assert found == ["Budsjett ut (Styringsgruppa)"]  # when the group meets is for those who take part in it
    members = summaries(f"{address_of('alver')}?body=SG")
    assert "Styringsgruppa" in members
    assert "Budsjett ut (Styringsgruppa)" in members
    assert any("seinast" in each for each in members)  # by the rules that the body itself adopted
    assert not any("Arkiv" in each or each.startswith("Frist") for each in members)
    assert "seinast" in Client().get(f"{address_of('adviser')}?body=SG").content.decode()
    client.force_login(user("adviser"))
    assert "seinast" in client.get(reverse("governance:plan", args=["SG"])).content.decode()
    for address in (f"{address_of('alver')}?body=XX", f"{reverse('accounts:calendar')}?body=XX"):
        assert client.get(address).status_code == 404
