"""What a member of the body finds on the pages of a meeting: the papers and the regrets first, and what comes of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.kernel import clock
from samstyring.ui import formats
from tests.agreement import test_written_procedure as in_writing
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.founding import user
from tests.governance import steps
from tests.governance.steps import do, seat
from tests.governance.test_minutes import sent as sent_minutes

pytestmark = pytest.mark.usefixtures("founded")


@pytest.mark.clause("SG-6", "LE-2")
def test_the_papers_and_the_regrets_stand_first_for_one_who_is_called(client: Client) -> None:
    meeting = steps.called_meeting()
    client.force_login(user("alver"))
    address = meeting.get_absolute_url()
    page = client.get(address).text
    summons = meeting.dispatches.get(kind="summons").document
    first = page.index(reverse("records:document", args=[summons.pk]))
    assert first < page.index("agenda-heading")
    assert page.count("Eg kan ikkje kome") == 1
    regrets = client.get(reverse("governance:register_regrets", args=[meeting.pk])).text
    assert "kan takast tilbake til møtet tek til" in regrets
    do(acts.register_regrets, "alver", meeting=meeting, seat=seat("alver"))
    said = client.get(address).text
    assert "Eg kan ikkje kome" not in said
    assert said.index("Du har meldt forfall") < said.index("agenda-heading")
    assert said.index(reverse("governance:withdraw_regrets", args=[meeting.regrets.get().pk])) < said.index(
        "agenda-heading"
    )
    client.force_login(user("adviser"))
    prepares = client.get(address).text
    assert prepares.index(reverse("records:document", args=[summons.pk])) > prepares.index("agenda-heading")


@pytest.mark.clause("SG-6")
def test_the_agenda_says_how_each_item_stands_only_where_they_differ(client: Client) -> None:
    meeting = steps.called_meeting(cases=[steps.free_text_case("Arkiv"), steps.free_text_case("Skjema")])
    client.force_login(user("alver"))
    assert "På saklista" not in client.get(meeting.get_absolute_url()).text
    do(acts.withdraw_item, item=steps.item_of(meeting, "Skjema"), why="Meir arbeid står att.")
    page = client.get(meeting.get_absolute_url()).text
    assert "På saklista" in page
    assert "Trekt" in page


@pytest.mark.clause("LE-2")
def test_nothing_is_sent_where_no_paper_has_changed(client: Client) -> None:
    meeting = steps.called_meeting()
    client.force_login(user("adviser"))
    page = client.get(reverse("governance:send_late_papers", args=[meeting.pk])).text
    assert "Ingenting å sende" in page
    assert "Send ettersendinga" not in page


@pytest.mark.clause("RG-1")
def test_a_body_without_a_leader_in_the_agreement_is_not_shown_as_lacking_one(client: Client) -> None:
    starts = clock.now() + timedelta(days=30)
    planned = {"body": steps.body("RG"), "starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    meeting = do(acts.plan_meeting, **planned)
    client.force_login(user("adviser"))
    page = client.get(meeting.get_absolute_url()).text
    assert "Avtalen nemner ingen som leier organet" in page
    assert "Ingen leier organet no" not in page
    do(acts.put_on_agenda, meeting=meeting, case=steps.free_text_case("Arkiv"))  # laid before it for its advice
    do(acts.freeze_agenda, meeting=meeting)
    frozen = client.get(meeting.get_absolute_url()).text
    assert "Ingen treng godkjenne henne" in frozen
    assert reverse("governance:approve_summons", args=[meeting.pk]) not in frozen


@pytest.mark.clause("SG-7")
def test_one_who_has_answered_in_writing_sees_what_before_answering_anew(client: Client) -> None:
    adopted(rule("written_procedure", True))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        procedure = in_writing.sent()
        client.force_login(user("alver"))
        assert client.get(procedure.get_absolute_url()).context["own_answers"] == []
        in_writing.answer(procedure, "alver")
        page = client.get(procedure.get_absolute_url()).text
        assert "Alver har svart:" in page
        assert "Begge står i loggen" in page


@pytest.mark.clause("SG-6")
def test_the_page_for_a_remark_says_until_when_and_what_comes_of_it(client: Client) -> None:
    minutes = sent_minutes()
    client.force_login(user("alver"))
    page = client.get(reverse("governance:minutes_remark", args=[minutes.meeting_id])).text
    assert formats.day(minutes.comment_until) in page
    assert "det neste møtet godkjenner referatet" in page
