"""The pages by which a municipality asks for more time, and the secretariat answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samstyring.governance.models import Action, ExtensionRequest
from samstyring.governance.queries.deadlines import due_of
from samstyring.kernel import clock
from samstyring.ui import formats

from . import steps
from .test_room_pages import signed_in

pytestmark = pytest.mark.usefixtures("founded")


def test_more_time_is_asked_for_and_given_through_the_pages() -> None:
    case = steps.free_text_case()
    steps.follow_up(case)
    steps.decide(steps.open_meeting([case]), case.title)
    action = Action.objects.get()
    page, ask = (
        reverse("governance:action", args=[action.pk]),
        reverse("governance:ask_for_more_time", args=[action.pk]),
    )
    first, until = action.deadline, action.deadline + timedelta(days=14)
    contact, adviser = signed_in("contact"), signed_in("adviser")

    assert ask in contact.get(page).content.decode()
    wrong = contact.post(ask, {"until": clock.today().strftime("%d.%m.%Y"), "reason": "Vi treng ei veke."})
    assert wrong.status_code == 422
    assert "Vi treng ei veke." in wrong.content.decode(), "what was typed is kept"
    contact.post(ask, {"until": until.strftime("%d.%m.%Y"), "reason": "Vi treng to veker."})
    request = ExtensionRequest.objects.get()
    grant = reverse("governance:grant_extension", args=[request.pk])
    assert grant not in contact.get(page).content.decode()
    assert contact.get(grant).status_code == 403

    shown = adviser.get(page).content.decode()
    assert grant in shown
    assert reverse("governance:refuse_extension", args=[request.pk]) in shown
    assert until.strftime("%d.%m.%Y") in adviser.get(grant).content.decode(), "the day asked for is filled in"
    adviser.post(grant, {"until": until.strftime("%d.%m.%Y"), "note": ""})
    assert due_of(action) == until
    shown = contact.get(page).content.decode()
    assert formats.day(until) in shown
    assert formats.day(first) in shown, "the first deadline stays visible"
    assert formats.day(first) in contact.get(reverse("governance:actions")).content.decode()
    assert adviser.post(grant, {"until": until.strftime("%d.%m.%Y")}).status_code == 422
