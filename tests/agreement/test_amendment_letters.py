"""All parties are written to about an amendment: the draft to comment on by link, and how it ended (EN-1)."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from samstyring.charter import acts, notices
from samstyring.charter.models import AmendmentComment, AmendmentNotice
from samstyring.kernel import actors, clock
from samstyring.parties.expected import expected_of, organisations_for
from samstyring.ui import questions as links
from tests.agreement.test_amendment import drafted
from tests.founding import actor
from tests.governance.asking import contact_of
from tests.governance.steps import LETTER, do

pytestmark = pytest.mark.clause("EN-1")


def letters(kind: str) -> list[AmendmentNotice]:
    """Return the letters of a kind."""
    return list(AmendmentNotice.objects.filter(kind=kind).select_related("person"))


def test_whoever_answers_for_several_comments_for_them_by_one_link(founded: None, client: Client) -> None:
    contact_of("Austrheim", "Masfjorden")
    amendment = drafted()
    do(acts.ask_for_comments, amendment=amendment, comments_until=clock.today() + timedelta(days=10))
    asked = letters("comments")
    assert len(asked) == len({letter.person_id for letter in asked}) > 1
    letter = next(row for row in asked if row.person.email == "it.drift@example.no")
    assert notices.send_amendment_notice.func(str(letter.pk)) == "sent"
    assert notices.send_amendment_notice.func(str(letter.pk)) == "nothing to do"
    assert letter.link_id is not None
    address = urlsplit(links.address_of(letter.link_id)).path
    assert address in mail.outbox[-1].body
    assert mail.outbox[-1].subject.startswith("Utkast til endring av avtalen")

    page = client.get(address).text
    assert "Austrheim" in page
    assert "<ins>" in page, "the whole difference is read"
    assert not AmendmentComment.objects.exists(), "reading answers nothing"
    parties = [value for value, _label in client.get(address).context["form"].fields["organisations"].choices]
    who = {"answered_by": "Rådgivar", "answered_as": "Rådgivar, IT", "organisations": parties}
    assert "Skriv" in client.post(address, who).text or not AmendmentComment.objects.exists()
    assert client.post(address, {**who, "gist": "Vi er for."}).status_code in (200, 302)
    comment = AmendmentComment.objects.get()
    assert (comment.way, comment.answered_by, comment.answered_as) == ("link", "Rådgivar", "Rådgivar, IT")
    assert {row.organisation.name for row in comment.given_for.all()} == {"Austrheim", "Masfjorden"}
    by = actors.person(letter.person_id, clock.today())
    rows = [row for row in expected_of(organisations_for(by), by, clock.today()) if row.kind == "comment"]
    assert {(row.organisation.name, row.state) for row in rows} == {
        ("Austrheim", "answered"),
        ("Masfjorden", "answered"),
    }
    assert all(row.by_link == [("charter.comment", letter.pk)] for row in rows)
    assert "Kommentert alt" in client.get(address).text

    do(acts.send_amendment, amendment=amendment, answer_by=clock.today() + timedelta(days=30))
    assert client.get(address).status_code in (404, 410), "the text is sent: it is not for comment any more"
    waiting = next(row for row in asked if row.pk != letter.pk)
    assert notices.send_amendment_notice.func(str(waiting.pk)) == "nothing to ask any more"


def test_all_are_told_how_it_ended(founded: None) -> None:
    amendment = drafted()
    do(acts.send_amendment, amendment=amendment, answer_by=clock.today() + timedelta(days=30))
    assert not letters("ended")
    first = amendment.asked.select_related("organisation").get(organisation__name="Fedje")
    told = {"answered_by": "Ordføraren", "evidence": LETTER}
    do(acts.answer_amendment, asked=first, kind="refuse", **told)
    ended = letters("ended")
    assert actor("contact").person_id in {letter.person_id for letter in ended}
    assert notices.send_amendment_notice.func(str(ended[0].pk)) == "sent"
    assert "Fedje" in mail.outbox[-1].body
    assert amendment.get_absolute_url() in mail.outbox[-1].body

    again = drafted()
    do(acts.withdraw_amendment, amendment=again, why="Feil")
    assert len(letters("ended")) == len(ended), "a draft that was never sent ends without letters"
