"""Those who hold a seat inform and involve those they speak for, and the case shows who was heard (SR-1, VE-2, SG-1)."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts, input_letters
from samstyring.governance.errors import (
    InputClosed,
    NobodyToReportTo,
    NotAskedForInput,
    NothingToReport,
    NotSpokenFor,
)
from samstyring.governance.models import Case, Input, InputAsk
from samstyring.governance.queries.input import case_input, gap_words, open_questions
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised, NotThere
from samstyring.kernel.models import JournalEntry
from samstyring.records.errors import EvidenceNeeded, NoOneToAsk, NotYourMunicipality
from samstyring.ui import questions as links
from tests.founding import actor, person, user
from tests.governance.asking import EMAIL, answer, ask, contact_of, letter_to, organisation, received
from tests.governance.steps import (
    body,
    called_meeting,
    decide,
    do,
    free_text_case,
    item_of,
    open_meeting,
    seat,
    take_up,
)

pytestmark = pytest.mark.usefixtures("founded")


def sent_case() -> Case:
    """Return a case whose paper is sent to the steering group."""
    item = item_of(called_meeting(), "Sak 1")
    return Case.objects.select_related("body").get(pk=item.case_id)


@pytest.mark.clause("SR-1")
@pytest.mark.clause("VE-2")
def test_a_representative_asks_those_represented_and_the_case_shows_asked_answered_and_silent(client: Client) -> None:
    case = sent_case()
    contact_of("Austrheim")
    request = ask(case, "Fedje", "Austrheim")
    assert request.letters.count() == 2
    letter = request.letters.get(person=person("contact"))
    assert input_letters.send_input_question.func(str(letter.pk)) == "sent"
    assert input_letters.send_input_question.func(str(letter.pk)) == "nothing to do"
    letter.refresh_from_db()
    [message] = mail.outbox
    assert links.address_of(letter.link_id) in message.body
    assert "inga røyst" in message.body

    address = urlsplit(links.address_of(letter.link_id)).path
    page = client.get(address)
    assert "Styringsgruppa sluttar seg til planen." in page.text
    assert "inga røyst" in page.text
    assert not Input.objects.exists()
    sent = {"leaning": "remark", "text": "Vi har éin tilsett.", "answered_by": "IT-leiar", "answered_as": "IT-leiar"}
    assert client.post(address, sent).status_code == 200

    found = case_input(case, actor("nordfjord"), clock.today())
    assert [row.name for row in found.answered] == ["Fedje"]
    assert [row.name for row in found.silent] == ["Austrheim"]
    assert "Masfjorden" in [row.name for row in found.not_asked]
    assert found.gist == [("remark", "for, med merknader", 1)]
    assert [row.given.text for row in found.words if row.given] == ["Vi har éin tilsett."]
    assert found.gap.asked == 2
    assert "Alver" not in [row.organisation.name for row in found.rows], "a municipality at the table is not asked"


@pytest.mark.clause("SR-1")
@pytest.mark.clause("SG-1")
def test_gaps_are_seen_before_treatment_on_the_agenda_and_in_the_room(client: Client) -> None:
    meeting = open_meeting()
    case = item_of(meeting, "Sak 1").case
    client.force_login(user("alver"))
    words = "Ingen av dei representerte kommunane er bedne om innspel."
    for name, *args in (("room", meeting.pk), ("room_item", meeting.pk, item_of(meeting, "Sak 1").pk)):
        assert words in client.get(reverse(f"governance:{name}", args=args)).text
    ask(case, "Fedje")
    answer(case, "Fedje")
    text = gap_words(body(), [case], clock.today())[case.pk]
    assert text.startswith("1 av 1 spurd kommune har gitt innspel.")
    assert "aldri spurde" in text
    assert text in client.get(reverse("governance:room", args=[meeting.pk])).text


@pytest.mark.clause("SR-1")
def test_a_shared_it_operator_answers_for_several_each_named() -> None:
    case = sent_case()
    operator = contact_of("Austrheim", "Masfjorden")
    request = ask(case, "Austrheim", "Masfjorden", "Fedje")
    assert request.letters.filter(person=operator).count() == 1, "one letter to one person"
    assert InputAsk.objects.filter(request=request).count() == 3
    from samstyring.governance.input_questions import answer as by_link
    from samstyring.kernel import actors

    letter = request.letters.get(person=operator)
    both = [organisation("Austrheim"), organisation("Masfjorden")]
    given = by_link(
        about_id=letter.pk,
        data={"organisations": both, "leaning": "for", "text": "Samla svar.", "answered_by": "IT", "answered_as": "IT"},
        by=actors.person(operator.pk, clock.today()),
        at=clock.now(),
        intent=None,
    )
    assert given.way == Input.Way.LINK
    found = case_input(case, actor("adviser"), clock.today())
    assert [row.name for row in found.answered] == ["Austrheim", "Masfjorden"]
    assert found.gist == [("for", "for", 2)]
    assert [other.name for other in found.words[0].together] == ["Masfjorden"]


@pytest.mark.clause("SR-1")
def test_the_secretariat_registers_what_came_in_writing_only_with_the_letter() -> None:
    case = sent_case()
    with pytest.raises(EvidenceNeeded):
        answer(case, "Fedje", "Masfjorden", who="adviser", answered_by="Regionrådet")
    given = answer(case, "Fedje", "Masfjorden", who="adviser", leaning="against", text="Nei.", **received())
    assert given.way == Input.Way.REGISTERED
    assert given.evidence is not None
    assert given.evidence.received_from == "Dagleg leiar, regionrådet"
    answer(case, "Fedje", who="adviser", **received())
    assert JournalEntry.objects.latest("position").on_behalf_of == "Fedje"


@pytest.mark.clause("SR-1")
def test_an_answer_is_corrected_until_the_case_is_treated_and_the_former_stays() -> None:
    meeting = open_meeting()
    case = item_of(meeting, "Sak 1").case
    letter = letter_to(ask(case, "Fedje"))
    answer(case, "Fedje", leaning="against", text="Ikkje no.")
    answer(case, "Fedje", leaning="for")
    row = next(r for r in case_input(case, actor("alver"), clock.today()).rows if r.organisation.name == "Fedje")
    assert row.given is not None
    assert (row.given.leaning, [earlier.leaning for earlier in row.earlier]) == ("for", ["against"])
    take_up(meeting, "Sak 1")
    case.refresh_from_db()
    with pytest.raises(InputClosed):
        answer(case, "Fedje", leaning="none")
    with pytest.raises(InputClosed):
        ask(case, "Fedje")
    assert input_letters.send_input_question.func(str(letter.pk)) == "nothing to ask any more"


@pytest.mark.clause("SR-1")
def test_one_asks_those_one_speaks_for_and_answers_for_ones_own() -> None:
    case = sent_case()
    with pytest.raises(NotSpokenFor):
        ask(case, "Fedje", who="nordfjord", key="nordfjord")
    with pytest.raises(NotAuthorised):
        ask(case, "Fedje", who="nordfjord")
    with pytest.raises(NoOneToAsk, match="Masfjorden"):
        ask(case, "Fedje", "Masfjorden")
    assert not InputAsk.objects.exists(), "nobody is asked when one cannot be reached"
    with pytest.raises(NotAskedForInput):
        answer(case, "Fedje")
    contact_of("Masfjorden")
    ask(case, "Fedje", "Masfjorden")
    with pytest.raises(NotYourMunicipality, match="Masfjorden"):
        answer(case, "Fedje", "Masfjorden")
    with pytest.raises(NotAuthorised):
        answer(case, "Fedje", who="ks")


@pytest.mark.clause("SR-1")
def test_a_draft_is_not_briefed_by_members_and_an_exempt_paper_does_not_go_out() -> None:
    draft = free_text_case("Løyndom")
    with pytest.raises(NotThere):
        ask(draft, "Fedje")
    do_exempt(draft)
    request = ask(draft, "Fedje", who="adviser", key=None)
    assert request.content == ""
    input_letters.send_input_question.func(str(letter_to(request).pk))
    assert "Løyndom" not in mail.outbox[0].subject + mail.outbox[0].body


def do_exempt(case: Case) -> None:
    """Make a case exempt from public access."""
    names = ("title", "summary", "background", "assessment", "recommendation")
    given = {name: getattr(case, name) for name in names}
    do(acts.edit_case, case=case, exempt=True, legal_basis="offentleglova § 14", **given)


@pytest.mark.clause("SR-1")
def test_those_who_are_silent_are_reminded_once() -> None:
    case = sent_case()
    letter = letter_to(ask(case, "Fedje", remind=True))
    assert input_letters.send_input_reminder.func(str(letter.pk)) == "nothing to do", "the first letter is not sent yet"
    input_letters.send_input_question.func(str(letter.pk))
    assert input_letters.send_input_reminder.func(str(letter.pk)) == "sent"
    assert input_letters.send_input_reminder.func(str(letter.pk)) == "nothing to do"
    assert mail.outbox[-1].subject.startswith("Påminning")
    assert "Fedje" in mail.outbox[-1].body
    again = letter_to(ask(case, "Fedje", remind=True))
    input_letters.send_input_question.func(str(again.pk))
    answer(case, "Fedje")
    assert input_letters.send_input_reminder.func(str(again.pk)) == "answered"


@pytest.mark.clause("SR-1")
def test_who_reads_what(client: Client) -> None:
    case = sent_case()
    ask(case, "Fedje")
    answer(case, "Fedje", leaning="remark", text="Berre for dei som skal sjå det.")
    page, whole = (reverse(f"governance:{name}", args=[case.pk]) for name in ("case", "case_input"))
    for who, sees, status in (("nordfjord", True, 200), ("adviser", True, 200), ("ks", False, 404)):
        client.force_login(user(who))
        assert ("Berre for dei" in client.get(page).text) is sees, who
        assert client.get(whole).status_code == status, who
    client.force_login(user("contact"))
    assert client.get(page).status_code == client.get(whole).status_code == 404
    own = reverse("governance:give_input", args=[case.pk])
    assert "Berre for dei" in client.get(own).text
    client.force_login(user("project_manager"))
    assert client.get(own).status_code == 404


@pytest.mark.clause("SR-1")
def test_what_came_of_it_goes_back_to_those_who_were_asked(client: Client) -> None:
    meeting = open_meeting()
    case = item_of(meeting, "Sak 1").case
    contact_of("Austrheim", "Masfjorden")
    ask(case, "Fedje", "Austrheim", "Masfjorden")
    answer(case, "Fedje", leaning="remark", text="Med opplæring.")
    with pytest.raises(NothingToReport):
        do(acts.report_back, "alver", case=case, seat=seat("alver"), text="Hei")
    decision = decide(meeting, "Sak 1")
    case.refresh_from_db()
    client.force_login(user("alver"))
    page = reverse("governance:report_back", args=[case.pk])
    assert page in client.get("/").text, "it waits for whoever asked"
    assert "Austrheim, Fedje og Masfjorden" in client.get(page).text
    assert client.post(page, {"text": ""}).status_code == 422
    assert client.post(page, {"text": "Det vart vedteke med opplæring."}).status_code == 302
    assert page not in client.get("/").text
    report = case.input_reports.get()
    assert report.letters.count() == 2, "one letter to whoever answers for several"
    for letter in report.letters.all():
        assert input_letters.send_input_report.func(str(letter.pk)) == "sent"
        assert input_letters.send_input_report.func(str(letter.pk)) == "nothing to do"
    assert decision.label in mail.outbox[0].body
    assert decision.text not in mail.outbox[0].body, "what is not published does not go out"
    do(acts.release_decision, "secretariat_leader", decision=decision, checked=True)
    do(acts.report_back, "secretariat_leader", case=case, seat=None, text="No er det offentleg.")
    letter = case.input_reports.get(seat=None).letters.get(person=person("contact"))
    input_letters.send_input_report.func(str(letter.pk))
    assert decision.text in mail.outbox[-1].body
    with pytest.raises(NobodyToReportTo):
        do(acts.report_back, "nordfjord", case=case, seat=seat("nordfjord"), text="Hei")
    client.force_login(user("contact"))
    assert "med opplæring" in client.get(reverse("governance:give_input", args=[case.pk])).text


def test_asking_answering_and_registering_by_the_pages(client: Client) -> None:
    case = sent_case()
    client.force_login(user("alver"))
    form = reverse("governance:ask_for_input", args=[case.pk])
    assert "Masfjorden" in client.get(form).text, "who has no contact is said plainly"
    wrong = client.post(form, {"organisations": [organisation("Fedje").pk], "text": "Hei", "answer_by": "1.1.2020"})
    assert wrong.status_code == 422
    day = f"{clock.today() + timedelta(days=5):%d.%m.%Y}"
    sent = {"organisations": [organisation("Fedje").pk], "text": "Hei", "answer_by": day}
    assert client.post(form, sent).status_code == 302

    client.force_login(user("contact"))
    assert [question.case for question in open_questions(actor("contact"))] == [case]
    own = reverse("governance:give_input", args=[case.pk])
    assert own in client.get("/").text
    assert client.post(own, {"leaning": "against"}).status_code == 422
    assert client.post(own, {"leaning": "against", "text": "=Nei"}, follow=True).status_code == 200
    assert own not in client.get("/").text

    client.force_login(user("adviser"))
    register = reverse("governance:register_input", args=[case.pk])
    upload = EMAIL.content
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = {
        "organisations": [organisation("Austrheim").pk, organisation("Masfjorden").pk],
        "leaning": "none",
        "answered_by": "Regionrådet",
        "answered_as": "for kommunane",
        "answered_on": f"{clock.today():%d.%m.%Y}",
        "evidence": SimpleUploadedFile("svar.txt", upload),
    }
    assert client.post(register, data).status_code == 302
    whole = reverse("governance:case_input", args=[case.pk])
    shown = client.get(f"{whole}?state=answered").text
    assert "saman med" in shown
    csv = b"".join(client.get(f"{whole}?format=csv").streaming_content).decode()
    assert "'=Nei" in csv
    client.force_login(user("ks"))
    assert client.get(register).status_code == 403
    assert client.get(form).status_code == 403
