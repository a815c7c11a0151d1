"""The papers of a meeting, made public by a named person: as they were sent, without what is exempt, and by the rule."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.governance import acts, errors
from samstyring.governance.models import Case, Dispatch, Meeting
from samstyring.governance.queries.decisions import address_of_decision
from samstyring.governance.queries.public_papers import sent_papers
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.ids import uuid7
from samstyring.records import acts as records
from samstyring.records.errors import ExemptDocument
from samstyring.records.models import Document, Release
from samstyring.records.uploads import Upload
from samstyring.ui import richtext
from samstyring.web.work_list.queries import Task, work_list
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.founding import actor
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_room_pages import signed_in
from tests.records.reading import text_of

pytestmark = pytest.mark.usefixtures("founded")
REASON = "Kommunestyret i Fedje har bede om sakene."


def rich(text: str) -> str:
    """Rich text as a case keeps it."""
    return richtext.canonical(richtext.from_text(text))


def case(title: str, *files: str, exempt: bool = False, background: str = "") -> Case:
    """A case with a proposal, texts, and attachments."""
    made = steps.free_text_case(title, f"Styringsgruppa vedtek {title.lower()}.")
    legal = "offl. § 23" if exempt else ""
    do(acts.edit_case, case=made, title=title, background=rich(background), exempt=exempt, legal_basis=legal)
    for name in files:
        do(records.attach_file, about=made, upload=Upload(name, name.encode()))
    return Case.objects.get(pk=made.pk)


def called(value: str = "", *cases: Case) -> Meeting:
    """A meeting that was called with cases, the day after the body gave itself the rule."""
    if value:
        adopted(rule("publicity", value, "Regelen i ord."))
    with clock.standing_at(clock.now() + timedelta(days=1)):
        rows = cases or (
            case("Open sak", "plan.txt", background="Anbodet frå Solvang er lågast."),
            case("Hemmeleg sak", "anbod.txt", exempt=True),
        )
        return steps.called_meeting(list(rows))


def summons(meeting: Meeting) -> Dispatch:
    """What was sent when it was called."""
    return Dispatch.objects.get(meeting=meeting, kind=Dispatch.Kind.SUMMONS)


def next_day() -> Any:
    """The day after it was called."""
    return clock.standing_at(clock.now() + timedelta(days=2))


def tasks(meeting: Meeting) -> list[Task]:
    """What the work list asks to be made public of a meeting."""
    address = reverse("governance:public_papers", args=[meeting.pk])
    return [task for task in work_list(by=actor("adviser"), today=clock.today()) if task.url == address]


def words_of(release: Release) -> str:
    """What a stranger reads of a public copy."""
    file = Client().get(reverse("records:released_file", args=[release.pk]))
    return " ".join(text_of(b"".join(file.streaming_content)).split())  # type: ignore[attr-defined]


@pytest.mark.clause("SE-4d", "SE-4e")
def test_where_papers_are_public_they_wait_on_the_work_list_and_the_copy_holds_nothing_exempt() -> None:
    meeting = called("decisions_and_papers")
    with next_day():
        assert [task.key for task in tasks(meeting)] == [
            f"release_attachments:{meeting.pk}",
            f"release_papers:{summons(meeting).pk}",
        ]
        client, dispatch = signed_in("adviser"), summons(meeting)
        page = client.get(reverse("governance:public_papers", args=[meeting.pk])).content.decode()
        assert "plan.txt" in page
        assert "offl. § 23" in page  # why the other attachment is not released
        address = reverse("governance:release_papers", args=[dispatch.pk])
        assert address in page
        form = client.get(address)
        assert "reason" not in form.context["form"].fields
        item = steps.item_of(meeting, "Open sak")
        group = next(each for each in form.context["form"].groups() if each["each"].item == item)
        tick = next(field.html_name for passage, field in group["passages"] if passage.key == "background")
        ticked = {"checked": "on", tick: "on", "intent": str(uuid7())}
        assert client.post(address, {**ticked, "intent": str(uuid7()), "checked": ""}).status_code == 422
        assert client.post(address, {**ticked, "legal_basis": "offl. § 13"}).status_code == 302
        release = Release.objects.get()
        assert (release.document, release.passages_left_out, release.reason) == (dispatch.document, 2, "")
        words = words_of(release)
        assert "Open sak" in words
        assert "Styringsgruppa vedtek open sak." in words
        for hidden in ("Hemmeleg", "Solvang", "anbod.txt", "https://video"):
            assert hidden not in words
        assert "plan.txt" in words
        assert dispatch.document is not None
        listed = Client().get(reverse("records:released")).content.decode()
        assert dispatch.document.title in listed
        assert [task.key for task in tasks(meeting)] == [f"release_attachments:{meeting.pk}"]


@pytest.mark.clause("SE-4d")
def test_attachments_are_released_one_by_one_and_the_public_decision_leads_to_all_that_is_public() -> None:
    meeting = called("decisions_and_papers", case("Open sak", "plan.txt", "kart.txt"))
    with next_day():
        do(acts.release_papers, dispatch=summons(meeting), checked=True)
        plan, chart = Document.objects.filter(kind=Document.Kind.ATTACHMENT).order_by("position")
        client = signed_in("adviser")
        address = reverse("governance:release_file", args=[meeting.pk, plan.pk])
        assert client.post(address, {"intent": str(uuid7())}).status_code == 422
        assert client.post(address, {"checked": "on", "intent": str(uuid7())}).status_code == 302
        assert "1 vedlegg" in tasks(meeting)[0].heading
        do(records.set_access, document=chart, exempt=True, legal_basis="offl. § 24")
        assert tasks(meeting) == []  # what is exempt is not asked for
        do(acts.open_meeting, meeting=meeting)
        steps.attend(meeting, "alver", "nordfjord", "bergen_leiar")
        decision = steps.decide(meeting, "Open sak")
        do(acts.release_decision, decision=decision, checked=True)
        page = Client().get(address_of_decision(decision)).content.decode()
        for release in Release.objects.all():
            assert reverse("records:released_file", args=[release.pk]) in page
        assert "plan.txt" in page
        assert "kart.txt" not in page


@pytest.mark.clause("SE-4d")
@pytest.mark.parametrize("value", ["closed", "decisions"])
def test_papers_that_the_rule_keeps_in_take_a_reason_that_is_printed(value: str) -> None:
    meeting = called(value)
    with next_day():
        assert tasks(meeting) == []
        client, dispatch = signed_in("adviser"), summons(meeting)
        address = reverse("governance:release_papers", args=[dispatch.pk])
        refused = client.post(address, {"checked": "on", "intent": str(uuid7())})
        assert "reason" in refused.context["form"].errors
        assert client.post(address, {"checked": "on", "reason": REASON, "intent": str(uuid7())}).status_code == 302
        assert REASON in words_of(Release.objects.get())
        page = signed_in("alver").get(reverse("governance:public_papers", args=[meeting.pk])).content.decode()
        assert REASON in page
        assert "Les og frigi" not in page  # a member reads what is public, and releases nothing
        plan = Document.objects.get(file_name="plan.txt")
        with pytest.raises(errors.NotMadePublic) as refusal:
            do(records.release, document=plan, checked=True)
        assert refusal.value.clause == "rules_of_procedure:SG"
        file = reverse("governance:release_file", args=[meeting.pk, plan.pk])
        assert client.post(file, {"checked": "on", "reason": REASON, "intent": str(uuid7())}).status_code == 302
        assert Release.objects.get(document=plan).reason == REASON


def test_where_nothing_is_regulated_papers_are_not_asked_for_and_take_no_reason() -> None:
    meeting = called()
    with next_day():
        assert tasks(meeting) == []
        page = signed_in("adviser").get(reverse("governance:public_papers", args=[meeting.pk])).content.decode()
        assert "Ingen regel seier kva organet gjer offentleg" in page
        do(acts.release_papers, dispatch=summons(meeting), checked=True)
        assert Release.objects.get().reason == ""


@pytest.mark.clause("SE-4e")
def test_the_copy_is_of_what_was_sent_and_what_came_late_is_released_by_itself() -> None:
    meeting = called("decisions_and_papers", case("Open sak", background="Slik var det."))
    with next_day():
        changed = Case.objects.get(title="Open sak")
        do(acts.edit_case, case=changed, title="Open sak", background=rich("Slik vart det."))
        late = do(acts.send_late_papers, meeting=meeting)
        assert {task.key for task in tasks(meeting)} == {
            f"release_papers:{summons(meeting).pk}",
            f"release_papers:{late.pk}",
        }
        do(acts.release_papers, dispatch=summons(meeting), checked=True)
        do(acts.release_papers, dispatch=late, checked=True)
        first, second = (Release.objects.get(document=each.document) for each in (summons(meeting), late))
        assert "Slik var det." in words_of(first)
        assert "Slik vart det." not in words_of(first)
        assert "Slik vart det." in words_of(second)
        with pytest.raises(errors.AlreadyPublic):
            do(acts.release_papers, dispatch=late, checked=True)
        assert tasks(meeting) == []


def test_what_was_not_sent_or_read_is_not_released_and_leaving_out_takes_a_legal_basis() -> None:
    meeting = called("", case("Open sak", background="Namnet."), case("Unnateken", "anbod.txt", exempt=True))
    with next_day():
        dispatch = summons(meeting)
        with pytest.raises(errors.NotChecked):
            do(acts.release_papers, dispatch=dispatch, checked=False)
        open_one = next(paper for paper in sent_papers(dispatch) if paper.item.case.title == "Open sak")
        plain = called_without_exempt()
        row = sent_papers(summons(plain))[0]
        with pytest.raises(InvalidInput):
            do(acts.release_papers, dispatch=summons(plain), checked=True, left_out={row.item.pk: ["background"]})
        assert open_one.content["title"] == "Open sak"
        do(acts.cancel_meeting, "leader", meeting=plain, why="Sjukdom")
        other = Dispatch.objects.exclude(kind=Dispatch.Kind.SUMMONS).get()
        with pytest.raises(errors.NotSentOut):
            do(acts.release_papers, dispatch=other, checked=True)
        with pytest.raises(ExemptDocument):
            do(records.release, document=Document.objects.get(file_name="anbod.txt"), checked=True)


def called_without_exempt() -> Meeting:
    """Another meeting, whose one case is open to all."""
    return steps.called_meeting([case("Lita sak", background="Namnet.")])


def test_the_pages_are_for_those_who_were_called_and_the_acts_for_the_secretariat() -> None:
    meeting = called()
    with next_day():
        page = reverse("governance:public_papers", args=[meeting.pk])
        act = reverse("governance:release_papers", args=[summons(meeting).pk])
        assert Client().get(page).status_code == 302
        assert signed_in("contact").get(page).status_code == 404
        assert signed_in("alver").get(page).status_code == 200
        assert signed_in("alver").get(act).status_code == 403
        assert signed_in("contact").get(act).status_code == 404


def test_the_page_asks_the_same_questions_whatever_its_size() -> None:
    def statements(meeting: Meeting) -> int:
        client = signed_in("adviser")
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("governance:public_papers", args=[meeting.pk]))
        return len(made)

    small = called("", case("Sak 0", "a.txt"))
    with next_day():
        large = steps.called_meeting([case(f"Sak {number}", "a.txt", "b.txt") for number in range(1, 6)])
        statements(small)
        assert statements(large) <= statements(small)
