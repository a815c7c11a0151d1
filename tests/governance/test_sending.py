"""What goes out: one e-mail a recipient with one PDF and an invitation, late papers with changes marked, regrets back."""

import json
import re
import smtplib
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import icalendar
import pikepdf
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samstyring.charter import acts as charter_acts
from samstyring.charter.models import Cooperation
from samstyring.governance import acts, tasks
from samstyring.governance.errors import NothingToSend
from samstyring.governance.models import CaseEdit, Delivery, Dispatch, Meeting, Regrets
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.ids import uuid7
from samstyring.records import acts as record_acts
from samstyring.records import queries as records
from samstyring.records.uploads import Upload
from tests.founding import actor, person, user
from tests.governance.preparing import edit, frozen_meeting, text
from tests.governance.steps import do, free_text_case, seat
from tests.records.reading import text_of
from tests.support.mail import SmtpServer

pytestmark = pytest.mark.usefixtures("founded")


def jobs() -> list[tuple[str, str]]:
    """Return what was enqueued: (delivery id, link id), and take it off the queue."""
    rows = list(DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by("enqueued_at"))
    found = [tuple((row.args_kwargs["args"] + [""])[:2]) for row in rows if row.task_path.endswith("send_delivery")]
    DBTaskResult.objects.all().delete()
    return found  # type: ignore[return-value]


def work() -> None:
    """Do what a worker does."""
    for delivery, link in jobs():
        tasks.send_delivery.call(delivery, link)


def called(cases: int = 1) -> Meeting:
    meeting = frozen_meeting(cases)
    do(acts.call_meeting, "leader", meeting=meeting)
    return Meeting.objects.get(pk=meeting.pk)


def invitation_of(message: mail.EmailMessage) -> icalendar.Calendar:
    content = next(part for part in message.attachments if part[0] == "innkalling.ics")[1]
    return icalendar.Calendar.from_ical(content)


def event_of(calendar: icalendar.Calendar) -> icalendar.Event:
    return next(iter(calendar.walk("VEVENT")))


def link_in(message: mail.EmailMessage) -> str:
    """Return the recipient's own link."""
    found = re.search(r"di: (http\S+)", str(message.body))
    assert found is not None
    return found.group(1)


# -- the summons -------------------------------------------------------------------------------------------------------


def test_each_gets_one_e_mail_with_the_pdf_the_invitation_and_an_own_link() -> None:
    meeting = called()
    work()
    assert len(mail.outbox) == 4
    message = next(message for message in mail.outbox if "alver@example.no" in message.to[0])
    assert message.subject.startswith("Innkalling: møte i Styringsgruppa")
    assert "SG 2/22 Sak nummer 1" in message.body
    assert "send av leiaren, Leiar, styringsgruppa" in message.body
    pdf = next(part for part in message.attachments if str(part[0]).endswith(".pdf"))
    assert pdf[1] == records.bytes_path(Dispatch.objects.get().document).read_bytes()  # type: ignore[arg-type]
    event = event_of(invitation_of(message))
    assert str(event["UID"]) == meeting.uid
    assert int(event["SEQUENCE"]) == 0
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert len({link_in(message) for message in mail.outbox}) == 4


def test_replies_go_to_the_secretariats_mailbox() -> None:
    charter_acts.set_secretariat_mailbox(
        cooperation=Cooperation.objects.get(), mailbox="post@samarbeid.example", by=actor("adviser"), at=clock.now()
    )
    called()
    work()
    assert {tuple(message.reply_to) for message in mail.outbox} == {("post@samarbeid.example",)}
    organizer = event_of(invitation_of(mail.outbox[0]))["ORGANIZER"]
    assert str(organizer).lower() == "mailto:post@samarbeid.example"


def test_a_job_done_twice_sends_once() -> None:
    called()
    waiting = jobs()
    for delivery, link in waiting + waiting:
        tasks.send_delivery.call(delivery, link)
    assert len(mail.outbox) == 4


def test_a_fault_that_passes_is_tried_again_and_a_lasting_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from samstyring.records import mail as post

    called()
    waiting = jobs()
    faults = [smtplib.SMTPServerDisconnected(), smtplib.SMTPRecipientsRefused({"x@y": (550, b"no such user")})]
    for (delivery, link), fault in zip(waiting[:2], faults, strict=True):
        monkeypatch.setattr(post, "send", lambda letter, f=fault: post.outcome_of(f, letter.message_id))
        tasks.send_delivery.call(delivery, link)
    first, second = (Delivery.objects.get(pk=delivery) for delivery, _link in waiting[:2])
    assert (first.state, first.tries) == ("retry", 1)
    assert second.state == "failed"
    assert second.answer.startswith("550")
    again = jobs()
    assert [delivery for delivery, _link in again] == [waiting[0][0]]
    monkeypatch.undo()
    tasks.send_delivery.call(*again[0])
    first.refresh_from_db()
    assert (first.state, first.tries) == ("sent", 2)
    assert first.message_id


def test_over_real_smtp(smtp_server: SmtpServer) -> None:
    called()
    work()
    assert len(smtp_server.messages) == 4
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_where_the_invitation_exists_elsewhere_none_is_sent_but_it_can_be_taken(client: Client) -> None:
    from samstyring.governance.models import Case
    from tests.governance.steps import body

    start = clock.now() + timedelta(days=10)
    meeting = do(
        acts.plan_meeting,
        body=body(),
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        invitation_elsewhere=True,
        video_link="https://teams.example.no/x",
    )
    do(acts.put_on_agenda, meeting=meeting, case=free_text_case())
    do(acts.freeze_agenda, meeting=meeting)
    do(acts.call_meeting, "leader", meeting=meeting)
    work()
    assert all("innkalling.ics" not in [part[0] for part in message.attachments] for message in mail.outbox)
    client.force_login(user("alver"))
    answer = client.get(reverse("governance:invitation", args=[meeting.pk]))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert str(event_of(icalendar.Calendar.from_ical(answer.content))["UID"]) == meeting.uid
    assert Case.objects.filter(kind="agenda").exists()


def test_who_has_no_address_is_shown_as_not_reached() -> None:
    from samstyring.kernel.actors import INSTALLATION
    from samstyring.parties import acts as parties_acts
    from samstyring.parties.models import Office, Organisation

    organisation = Organisation.objects.get(name="Askøy")
    new = parties_acts.register_person(
        name="Kommunedirektør, Askøy", organisation=organisation, email="", by=INSTALLATION, at=clock.now()
    )
    office = Office.objects.get(role="chief_executive", organisation=organisation)
    parties_acts.appoint(
        office=office, person=new, from_date=clock.today(), source="Brev", by=INSTALLATION, at=clock.now()
    )
    do(acts.seat_holder, seat=seat("askoy"), person=new, from_date=clock.today(), source="Brev")
    called()
    assert Delivery.objects.get(person=new).state == "no_address"
    assert len(jobs()) == 4


def test_the_letter_follows_the_recipients_language() -> None:
    from samstyring.accounts import acts as accounts_acts

    accounts_acts.choose_language(language="nb", by=actor("alver"), at=clock.now())
    called()
    work()
    message = next(message for message in mail.outbox if "alver@example.no" in message.to[0])
    assert "Du er kalt inn til" in message.body
    assert "Kan du ikke komme?" in message.body


# -- the PDF -----------------------------------------------------------------------------------------------------------


def test_the_summons_is_one_tagged_pdf_with_bookmarks_and_the_files_listed() -> None:
    meeting = frozen_meeting(2)
    case = meeting.items.get(number=2).case
    edit(case, background=text("Bakgrunnen for saka."), assessment=text("Vurderinga."))
    document = do(record_acts.attach_file, about=case, upload=Upload("notat.txt", b"Eit notat."))
    do(acts.call_meeting, "leader", meeting=meeting)
    dispatch = Dispatch.objects.get()
    assert dispatch.document is not None
    with pikepdf.open(BytesIO(records.bytes_path(dispatch.document).read_bytes())) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nn")
        with pdf.open_outline() as outline:
            titles = [str(entry.title) for entry in outline.root]
        assert any("Sak nummer 1" in title for title in titles)
        assert "pdfuaid" in str(pdf.open_metadata())
    content = json.loads(CaseEdit.objects.get(case=case).content)
    assert content["files"] == [{"name": "notat.txt", "title": "notat.txt", "size": 10, "sha256": document.file.sha256}]


def test_the_preview_is_what_is_sent(client: Client) -> None:
    meeting = frozen_meeting(1)
    client.force_login(user("leader"))
    answer = client.get(reverse("governance:summons_preview", args=[meeting.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    do(acts.call_meeting, "leader", meeting=meeting)
    sent = records.bytes_path(Dispatch.objects.get().document).read_bytes()  # type: ignore[arg-type]
    with pikepdf.open(BytesIO(answer.content)) as before, pikepdf.open(BytesIO(sent)) as after:
        assert len(before.pages) == len(after.pages)
        assert [page.Contents.read_bytes() for page in before.pages] == [
            page.Contents.read_bytes() for page in after.pages
        ]


def test_the_preview_of_one_case_is_its_paper_in_the_summons(client: Client) -> None:
    meeting = frozen_meeting(1)
    item = meeting.items.get(case__title="Sak nummer 1")
    edit(item.case, background=text("Kommunane har kvar sitt arkiv. " * 150), recommendation=text("Sei ja."))
    client.force_login(user("leader"))
    alone = text_of(client.get(reverse("governance:case_preview", args=[item.case_id])).content)
    do(acts.call_meeting, "leader", meeting=meeting)
    sent = text_of(records.bytes_path(Dispatch.objects.get().document).read_bytes())  # type: ignore[arg-type]

    def paper(printed: str) -> str:
        """Return the case's pages without what stands above and below each: which document it is, and the page."""
        own = printed[printed.index("SG 2/22 Sak nummer 1 Type") :]
        own = re.sub(r" Digi Vestland · Styringsgruppa (U-22-001 · )?9. desember 2022 DØME", "", own)
        return re.sub(r" (Saksframlegg|Innkalling til møte i Styringsgruppa) Side \d av \d", "", own)

    assert paper(alone) == paper(sent)
    assert paper(sent).count("Kommunane har kvar sitt arkiv.") == 150
    assert paper(sent).endswith("Styringsgruppa sluttar seg til planen.")


# -- late papers -------------------------------------------------------------------------------------------------------


def test_late_papers_hold_only_what_is_new_or_changed() -> None:
    meeting = called(3)
    with pytest.raises(NothingToSend):
        do(acts.send_late_papers, meeting=meeting)
    first, second, third = (meeting.items.get(number=number) for number in (2, 3, 4))
    edit(first.case, background=text("Ny bakgrunn."))
    do(record_acts.attach_file, about=second.case, upload=Upload("tilskot.txt", b"Tal."))
    do(acts.withdraw_item, item=third, why="Kommunen bad om det")
    late = do(acts.put_on_agenda, meeting=meeting, case=free_text_case("Det hastar"))
    mail.outbox.clear()
    jobs()
    dispatch = do(acts.send_late_papers, meeting=meeting, note="To ting har kome til.")
    assert {row["item"]: row["what"] for row in dispatch.contents} == {
        str(first.pk): "changed",
        str(second.pk): "files",
        str(third.pk): "withdrawn",
        str(late.pk): "new",
    }
    assert "SG 4/22 Sak nummer 3: trekt. Kommunen bad om det" in dispatch.text
    assert "tilskot.txt" in dispatch.text
    assert dispatch.document.kind == "late_papers"
    work()
    assert len(mail.outbox) == 4
    assert all("innkalling.ics" not in [part[0] for part in message.attachments] for message in mail.outbox)
    with pytest.raises(NothingToSend):
        do(acts.send_late_papers, meeting=meeting)


def test_what_was_sent_stays_as_it_was() -> None:
    meeting = called()
    case = meeting.items.get(number=2).case
    before = CaseEdit.objects.get(case=case).content
    edit(case, title="Ny tittel")
    do(acts.send_late_papers, meeting=meeting)
    edits = list(CaseEdit.objects.filter(case=case).order_by("sent_at"))
    assert edits[0].content == before
    assert json.loads(edits[1].content)["title"] == "Ny tittel"


# -- moving and cancelling ---------------------------------------------------------------------------------------------


def test_moving_and_cancelling_update_the_same_invitation() -> None:
    meeting = called()
    work()
    mail.outbox.clear()
    start = clock.now() + timedelta(days=30)
    do(acts.move_meeting, "leader", meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1), place="Førde")
    work()
    event = event_of(invitation_of(mail.outbox[0]))
    assert (str(event["UID"]), int(event["SEQUENCE"])) == (meeting.uid, 1)
    assert "Førde" in mail.outbox[0].body
    mail.outbox.clear()
    do(acts.cancel_meeting, "leader", meeting=meeting, why="For få kan kome")
    work()
    calendar = invitation_of(mail.outbox[0])
    assert str(calendar["METHOD"]) == "CANCEL"
    event = event_of(calendar)
    assert (str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"])) == (meeting.uid, 2, "CANCELLED")
    assert "For få kan kome" in mail.outbox[0].body


def test_a_meeting_that_is_not_called_moves_without_a_word_to_anyone() -> None:
    meeting = frozen_meeting()
    start = clock.now() + timedelta(days=30)
    do(acts.move_meeting, "leader", meeting=meeting, starts_at=start, ends_at=start + timedelta(hours=1))
    assert not Dispatch.objects.exists()
    assert Meeting.objects.get(pk=meeting.pk).sequence == 0


# -- regrets -----------------------------------------------------------------------------------------------------------


def test_regrets_by_the_link_of_the_e_mail() -> None:
    meeting = called()
    work()
    message = next(message for message in mail.outbox if "alver@example.no" in message.to[0])
    path = urlsplit(link_in(message)).path
    client = Client()
    page = client.get(path)
    assert page.status_code == 200
    assert "Kan du ikkje kome til" in page.content.decode()
    assert not Regrets.objects.exists()  # looking never answers
    answer = {"intent": str(uuid7())}
    assert client.post(path, answer).status_code == 200
    regrets = Regrets.objects.get()
    assert (regrets.seat.key, regrets.person, regrets.way) == ("alver", person("alver"), "link")
    assert client.post(path, answer).status_code == 200
    assert client.post(path, {"intent": str(uuid7())}).status_code == 200
    assert Regrets.objects.count() == 1
    assert meeting.regrets.get() == regrets


def test_regrets_by_the_holder_signed_in_and_taken_back(client: Client) -> None:
    meeting = called()
    client.force_login(user("nordfjord"))
    address = reverse("governance:register_regrets", args=[meeting.pk])
    page = client.get(address).content.decode()
    assert "Kommunedirektør, Stad" in page
    assert "Kommunedirektør, Alver" not in page
    assert client.post(address, {"seat": seat("nordfjord").pk}).status_code == 302
    regrets = Regrets.objects.get()
    assert regrets.way == "signed_in"
    assert client.post(reverse("governance:withdraw_regrets", args=[regrets.pk])).status_code == 302
    regrets.refresh_from_db()
    assert regrets.withdrawn_at is not None


def test_regrets_registered_by_the_secretariat_on_behalf_of_the_holder() -> None:
    from samstyring.kernel.models import JournalEntry
    from tests.governance.preparing import LETTER

    meeting = called()
    do(acts.register_regrets, meeting=meeting, seat=seat("alver"), evidence=LETTER)
    regrets = Regrets.objects.get()
    assert (regrets.way, regrets.person) == ("registered", person("alver"))
    entry = JournalEntry.objects.get(act="governance.register_regrets")
    assert entry.on_behalf_of == "Kommunedirektør, Alver"
    with pytest.raises(InvalidInput):
        do(acts.register_regrets, meeting=meeting, seat=seat("alver"))


def test_nobody_sends_regrets_for_anothers_seat() -> None:
    from samstyring.kernel.errors import NotAuthorised

    meeting = called()
    with pytest.raises(NotAuthorised):
        do(acts.register_regrets, "nordfjord", meeting=meeting, seat=seat("alver"))


def test_a_substitute_needs_a_rule() -> None:
    meeting = called()
    with pytest.raises(InvalidInput) as refusal:
        do(acts.register_regrets, "alver", meeting=meeting, seat=seat("alver"), substitute_name="Varamedlem")
    assert "substitute_name" in refusal.value.errors
