"""What the body makes public by its own rules: asked for, passed over only with a reason, and never done by itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.charter import queries as charter
from samstyring.governance import acts, errors
from samstyring.governance.models import Decision, Minutes
from samstyring.governance.queries import publicity
from samstyring.governance.queries.decisions import address_of_decision
from samstyring.kernel import clock
from samstyring.kernel.ids import uuid7
from samstyring.records.models import Release
from samstyring.web.work_list.queries import Task, work_list
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.founding import actor
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_minutes import approved, held
from tests.governance.test_room_pages import signed_in
from tests.records.reading import text_of

pytestmark = pytest.mark.usefixtures("founded")
REASON = "Avisa har bede om saka."


def under(value: str) -> Minutes:
    """Approved minutes of a meeting with one decision, held when the body's rules said so."""
    adopted(rule("publicity", value, "Regelen i ord."))
    with clock.standing_at(clock.now() + timedelta(days=1)):
        return approved(held())


def later() -> Any:
    """A day on which those minutes are approved."""
    return clock.standing_at(clock.now() + timedelta(days=17))


@pytest.mark.clause("SG-2", "SE-4d")
def test_what_a_closed_body_releases_takes_a_reason_that_stands_wherever_the_release_is_read() -> None:
    minutes = under("closed")
    decision = Decision.objects.get(meeting=minutes.meeting)
    assert publicity.of_decision(decision).passed_over
    with later():
        client, url = signed_in("adviser"), reverse("governance:minutes_release", args=[minutes.meeting_id])
        page = client.get(url).content.decode()
        assert "Ingenting, som regel" in page
        refused = client.post(url, {"checked": "on", "intent": str(uuid7())})
        assert refused.status_code == 422
        assert "reason" in refused.context["form"].errors
        assert not Release.objects.exists()
        done = client.post(url, {"checked": "on", "reason": REASON, "intent": str(uuid7())})
        assert done.status_code == 302
        release = Release.objects.get()
        assert (release.reason, decision.release.reason) == (REASON, REASON)
        stranger = Client()
        assert REASON in stranger.get(address_of_decision(decision)).content.decode()
        assert REASON in stranger.get(reverse("records:released")).content.decode()
        sha256 = release.public_file.sha256
        assert REASON in stranger.get(reverse("records:check"), {"sha256": sha256}).content.decode()
        copy = stranger.get(f"{address_of_decision(decision)}minutes.pdf")
        assert REASON in " ".join(text_of(b"".join(copy.streaming_content)).split())  # type: ignore[attr-defined]
        member = signed_in("alver")
        assert REASON in member.get(reverse("governance:minutes", args=[minutes.meeting_id])).content.decode()
        assert REASON in member.get(address_of_decision(decision)).content.decode()


@pytest.mark.clause("SE-4d")
def test_one_decision_of_a_closed_body_takes_a_reason_too_and_the_refusal_names_the_rules() -> None:
    minutes = under("closed")
    decision = Decision.objects.get(meeting=minutes.meeting)
    with later():
        with pytest.raises(errors.NotMadePublic) as refused:
            do(acts.release_decision, decision=decision, checked=True, reason=" ")
        assert (refused.value.clause, refused.value.field) == ("rules_of_procedure:SG", "reason")
        client, url = signed_in("adviser"), f"{address_of_decision(decision)}release/"
        assert "Ingenting, som regel" in client.get(url).content.decode()
        assert client.post(url, {"checked": "on", "intent": str(uuid7())}).status_code == 422
        assert client.post(url, {"checked": "on", "reason": REASON, "intent": str(uuid7())}).status_code == 302
    assert Decision.objects.get(pk=decision.pk).release.reason == REASON


@pytest.mark.clause("SE-4d")
@pytest.mark.parametrize("value", ["decisions", "decisions_and_papers"])
def test_what_the_rule_makes_public_is_released_without_a_reason(value: str) -> None:
    minutes = under(value)
    decision = Decision.objects.get(meeting=minutes.meeting)
    assert publicity.of_decision(decision).demanded
    with later():
        url = reverse("governance:minutes_release", args=[minutes.meeting_id])
        assert "reason" not in signed_in("adviser").get(url).context["form"].fields
        do(acts.release_minutes, minutes=minutes, checked=True, reason="Ingen spurde om dette.")
        assert Release.objects.get().reason == ""  # nothing is passed over, so nothing is kept
        page = Client().get(address_of_decision(decision)).content.decode()
        assert "Regelen i ord." in page
        assert "godkjende referat" in page


@pytest.mark.clause("SG-2")
def test_a_meeting_and_what_is_decided_outside_one_follow_the_rule_of_their_own_day() -> None:
    today = clock.today()
    before = adopted(rule("publicity", "closed"))
    assert not publicity.of_decision(before).ruled.regulated  # the meeting that adopted it had none
    assert not publicity.of_meeting(before.meeting).passed_over
    assert publicity.of_body("SG", today + timedelta(days=1)).passed_over
    assert not publicity.of_body("RG", today + timedelta(days=1)).ruled.regulated
    outside = Decision(body_key="SG", decided_on=today + timedelta(days=1))
    assert publicity.of_decision(outside).passed_over
    outside.decided_on = today
    assert not publicity.of_decision(outside).ruled.regulated


def test_where_nothing_is_regulated_nothing_is_asked_and_the_pages_say_so() -> None:
    minutes = approved(held())
    decision = Decision.objects.get()
    pages = {
        "adviser": [reverse("governance:minutes_release", args=[minutes.meeting_id])],
        "alver": [
            reverse("governance:meeting", args=[minutes.meeting_id]),
            reverse("governance:minutes", args=[minutes.meeting_id]),
            reverse("governance:body", args=["SG"]),
            address_of_decision(decision),
        ],
    }
    for who, addresses in pages.items():
        client = signed_in(who)
        for address in addresses:
            assert "Ingen regel seier kva organet gjer offentleg" in client.get(address).content.decode(), address
    with later():
        do(acts.release_minutes, minutes=minutes, checked=True)
        assert Release.objects.get().reason == ""
    assert (
        "Ingen regel seier kva organet gjer offentleg" in Client().get(address_of_decision(decision)).content.decode()
    )


def test_the_values_are_offered_where_the_body_proposes_its_rules_and_the_change_is_said() -> None:
    adopted(rule("publicity", "decisions"))
    with clock.standing_at(clock.now() + timedelta(days=1)):
        case = do(acts.open_case, body=steps.body(), kind="free_text", title="Forretningsorden")
        client = signed_in("adviser")
        address = f"/cases/{case.pk}/proposals/new/?matter=governance.adopt_rules"
        form = client.get(address).context["payload_form"]
        offered = [value for value, _words in form.fields["publicity"].choices]
        assert offered == ["", "closed", "decisions", "decisions_and_papers"]
        assert form.initial["publicity"] == "decisions"
        values = {name: form.initial.get(name) or "" for name in form.fields}
        values |= {"publicity": "closed", "wording": "Vi vedtek."}
        assert client.post(address, values).status_code == 302
        page = client.get(reverse("governance:case", args=[case.pk])).content.decode()
    assert "Ingenting, som regel" in page
    assert "Vedtak og godkjende referat" in page


def released_tasks(who: str = "adviser") -> list[Task]:
    """What the work list asks to be made public."""
    return [task for task in work_list(by=actor(who), today=clock.today()) if task.key.startswith("release_")]


def minutes_tasks(minutes: Minutes) -> list[Task]:
    """What it asks of these minutes."""
    return [task for task in released_tasks() if task.key == f"release_minutes:{minutes.pk}"]


@pytest.mark.clause("SE-4d", "SE-4a")
@pytest.mark.parametrize(("value", "asked"), [("decisions", 1), ("decisions_and_papers", 1), ("closed", 0)])
def test_minutes_that_the_rule_makes_public_wait_until_somebody_releases_them(value: str, asked: int) -> None:
    minutes = under(value)
    with later():
        tasks = minutes_tasks(minutes)
        assert len(tasks) == asked
        if asked:
            assert (tasks[0].clause, tasks[0].who) == ("rules_of_procedure:SG", "Rådgivar, sekretariatet")
            assert "godkjent" in tasks[0].text
            assert "vedtak" in tasks[0].text
            page = signed_in("adviser").get(reverse("web:work_list")).content.decode()
            assert reverse("governance:minutes", args=[minutes.meeting_id]) in page
            assert "/bodies/SG/rules/" in page  # one click to the rule that asks
            do(acts.release_minutes, minutes=minutes, checked=True)
            assert minutes_tasks(minutes) == []


def test_where_nothing_is_regulated_the_work_list_asks_for_nothing() -> None:
    approved(held())
    with later():
        assert released_tasks() == []


@pytest.mark.clause("SE-4d", "VA-1")
def test_what_is_decided_outside_a_meeting_waits_by_itself_and_an_exempt_case_never_does() -> None:
    adopted(rule("publicity", "decisions"))
    with clock.standing_at(clock.now() + timedelta(days=5)):
        found = {}
        for title in ("Open sak", "Unnateken sak"):
            case = steps.free_text_case(title)
            if title.startswith("Unnateken"):
                do(acts.edit_case, case=case, title=title, exempt=True, legal_basis="offl. § 23")
                case.refresh_from_db()
            day = clock.today() - timedelta(days=1)
            found[title] = do(
                acts.register_late_decision,
                case=case,
                decided_on=day,
                way=Decision.Way.CONSENSUS,
                evidence=steps.LETTER,
            )
        tasks = released_tasks()
        assert [task.key for task in tasks] == [f"release_decision:{found['Open sak'].pk}"]
        assert tasks[0].url == address_of_decision(found["Open sak"])
        do(acts.release_decision, decision=found["Open sak"], checked=True)
        assert released_tasks() == []


def test_one_rule_is_asked_for_many_days_as_for_each_in_few_statements() -> None:
    today = clock.today()
    adopted(rule("publicity", "closed"), rule("notice_days", 10), since=today + timedelta(days=3))
    adopted(rule("publicity", None), since=today + timedelta(days=6))
    adopted(rule("notice_days", 7), since=today + timedelta(days=9))
    days = [today + timedelta(days=number) for number in (-400, -90, *range(-1, 14))]
    asked = [(day, body) for day in days for body in ("SG", "RG")]
    for key in ("publicity", "notice_days", "late_items", "nothing_of_the_kind"):
        with CaptureQueriesContext(connection) as made:
            found = charter.rule_on_each(key, asked)
        assert len(made) <= 4
        assert found == {each: charter.rule_on(key, *each) for each in asked}
    assert charter.rule_on_each("publicity", []) == {}
