"""What goes out because something was registered is from the secretariat, and from nobody who did not send it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.models import Dispatch, Meeting
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties import acts as parties
from samstyring.parties.models import Office
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.agreement.test_substitutes import appoint, regretted
from tests.founding import actor, person, user
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_sending import work

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("LE-2", "SE-2")]


def latest(meeting: Meeting, kind: str) -> Dispatch:
    return meeting.dispatches.filter(kind=kind).order_by("sent_at", "pk").last()


def page_of(client: Client, dispatch: Dispatch) -> str:
    client.force_login(user("adviser"))
    return client.get(reverse("governance:dispatch", args=[dispatch.pk])).text


def new_in_office(by: Any) -> None:
    office = Office.objects.get(role="chief_executive", organisation__name="Stad")
    given = {"office": office, "person": person("project_manager"), "from_date": clock.today() + timedelta(days=1)}
    parties.appoint(**given, source="Brev", by=by, at=clock.now())


@pytest.mark.parametrize("by", ["adviser", None])
def test_the_summons_to_one_who_comes_in_is_from_the_secretariat(client: Client, by: str | None) -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    sent_first = latest(meeting, "summons")
    assert sent_first.sent_by is not None
    assert f"av {sent_first.sent_by.name}" in page_of(client, sent_first)
    work()
    mail.outbox.clear()
    new_in_office(actor(by) if by else INSTALLATION)
    for kind in ("summons", "released"):
        sent = latest(meeting, kind)
        assert sent.sent_by is None
        page = page_of(client, sent)
        assert "frå Sekretariat for DigiVestland" in page
        assert "Gjekk ut av seg sjølv" in page
        assert f"av {sent_first.sent_by.name} (" not in page
    again = latest(meeting, "summons")
    assert again.authority.endswith(sent_first.authority)
    assert again.authority.startswith("som innkallinga")
    work()
    letters = {letter.to[0].split("<")[1]: letter for letter in mail.outbox}
    called = letters[f"{person('project_manager').email}>"]
    assert "Sekretariatet sender henne" in called.body
    assert sent_first.sent_by.name not in called.body
    for letter in letters.values():
        assert letter.from_email.startswith("Digi Vestland")
        assert all("@" in address for address in letter.reply_to)


def test_a_substitute_is_asked_and_let_go_by_the_secretariat_and_not_by_who_sent_regrets(client: Client) -> None:
    adopted(rule("substitutes", True))
    appoint()
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    regrets = regretted(meeting)
    asked = latest(meeting, "substitute")
    assert asked.sent_by is None
    do(acts.withdraw_regrets, "alver", regrets=regrets)
    released = latest(meeting, "released")
    assert released.sent_by is None
    page = page_of(client, released)
    assert person("alver").name not in page.split("<h2>")[0]
    assert "tek møtet ut av kalenderen" in page


def test_what_somebody_sends_bears_their_name(client: Client) -> None:
    meeting = steps.called_meeting(starts_at=clock.now() + timedelta(days=7))
    do(acts.cancel_meeting, "leader", meeting=meeting, why="Storm")
    assert latest(meeting, "cancellation").sent_by == person("leader")
    assert f"av {person('leader').name}" in page_of(client, latest(meeting, "cancellation"))
