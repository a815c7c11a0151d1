"""What the agreement says of its background: it carries on an earlier co-operation (BG-5)."""

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance.models import Decision
from samstyring.kernel import clock
from samstyring.portfolio.models import Project
from samstyring.records.acts import take_over
from samstyring.records.models import TakenOverDecision
from tests.founding import actor, user
from tests.governance import steps
from tests.records.workbooks import history, read

pytestmark = pytest.mark.usefixtures("founded")


@pytest.mark.clause("BG-5")
def test_what_was_before_is_carried_on_and_never_passes_for_what_is_decided_here(client: Client) -> None:
    take_over(workbook=read(history()), source="Møtebøker 2020–2022", by=actor("adviser"), at=clock.now())
    meeting = steps.open_meeting([steps.free_text_case("Felles plan")])
    steps.decide(meeting, "Felles plan")
    before = TakenOverDecision.objects.get(number="SG 4/21")
    client.force_login(user("alver"))
    # The project stands with its owner and leads to what it rests on, with number, date and source as they were.
    project = Project.objects.get(code="DH-1")
    page = client.get(project.get_absolute_url()).content.decode()
    assert "Sunnfjord" in page
    answer = client.get(reverse("web:basis", args=[project.started_by_id]), follow=True)
    shown = answer.content.decode()
    assert answer.redirect_chain
    for words in ("SG 4/21", "12. mars 2021".replace(" ", "\u00a0", 1), "Møtebøker 2020–2022", "Overført"):
        assert words in shown, words
    # It is no decision of ours: neither in the register here, nor among those of the body.
    assert set(Decision.objects.values_list("title", flat=True)) == {"Felles plan"}
    register = client.get(reverse("governance:decisions")).content.decode()
    assert "Felles plan" in register
    assert before.title not in register
    # And nobody without a part in the co-operation is shown it.
    client.logout()
    assert client.get(before.get_absolute_url()).status_code == 302
