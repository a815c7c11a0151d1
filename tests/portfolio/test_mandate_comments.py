"""What the municipalities on a project say of a draft of its mandate, and what comes of it."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.parties.expected import expected_of
from samstyring.portfolio import acts, mandate_comment_letters
from samstyring.portfolio.errors import NobodyConcerned, NotConcerned, NotOpenForMandateComments
from samstyring.portfolio.models import MandateComment, Project
from samstyring.records.errors import EvidenceNeeded
from samstyring.ui import questions as links
from samstyring.ui.worklist import all_that_waits, waiting_for
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

pytestmark = pytest.mark.usefixtures("founded")
WORDS = "Kven tek kostnaden med opplæring?"


def told(who: str) -> list[str]:
    return [row.key.partition(":")[0] for row in waiting_for(actor(who), clock.today())]


@pytest.mark.clause("GP-3")
def test_a_draft_is_commented_on_part_by_part_answered_and_stays_with_its_version(client: Client) -> None:
    project = steps.candidate()
    mandate = steps.mandate(project)
    until = clock.today() + timedelta(days=10)
    with pytest.raises(InvalidInput):
        do(acts.ask_for_mandate_comments, mandate=mandate, comments_until=clock.today() - timedelta(days=1))
    assert "portfolio.mandate_comment" not in told("contact")
    do(acts.ask_for_mandate_comments, mandate=mandate, comments_until=until)
    assert "portfolio.mandate_comment" in told("contact")
    assert "portfolio.mandate_comments" in {
        row.key.partition(":")[0] for row in all_that_waits(actor("adviser"), clock.today())
    }

    contact = Client()
    contact.force_login(user("contact"))
    page = contact.get(mandate.get_absolute_url()).text
    new = reverse("portfolio:comment_mandate", args=[project.code, mandate.pk])
    assert new in page
    empty = contact.post(new, {"part": "goal", "text": " "})
    assert empty.status_code == 422
    assert contact.post(new, {"part": "goal", "text": WORDS}).status_code == 302
    comment = MandateComment.objects.get()
    assert "1 ikkje svart på" in contact.get(project.get_absolute_url()).text
    assert (str(comment.organisation), comment.part, comment.read) == ("Fedje", "goal", steps.MANDATE["goal"])
    assert "portfolio.mandate_comment" not in told("contact")
    assert "portfolio.mandate_replies" in told("adviser")

    # Others on the project see it, those who are not concerned do not, and nobody speaks for another.
    alver = Client()
    alver.force_login(user("alver"))
    assert WORDS in alver.get(mandate.get_absolute_url()).text
    with pytest.raises(NotAuthorised):
        do(acts.comment_on_mandate, "contact", mandate=mandate, organisation=steps.organisation("Alver"), text="Hei")
    with pytest.raises(NotConcerned):
        do(acts.comment_on_mandate, mandate=mandate, organisation=steps.organisation("Stord"), text="Hei")
    with pytest.raises(EvidenceNeeded):
        do(acts.comment_on_mandate, mandate=mandate, organisation=steps.organisation("Alver"), text="Hei")

    client.force_login(user("adviser"))
    edit = reverse("portfolio:edit_mandate", args=[project.code, mandate.pk])
    assert WORDS in client.get(edit).text
    do(acts.edit_mandate, mandate=mandate, content={"goal": "Kommunane lærer opp sine eigne."})
    reply = reverse("portfolio:reply_mandate_comment", args=[project.code, mandate.pk, comment.pk])
    assert client.post(reply, {"outcome": "not_taken", "text": ""}).status_code == 422
    assert client.post(reply, {"outcome": "taken", "text": "Det står i målet no."}).status_code == 302
    assert contact.get(reply).status_code == 403
    assert "portfolio.mandate_replies" not in told("adviser")
    with CaptureQueriesContext(connection) as statements:
        page = contact.get(mandate.get_absolute_url()).text
    assert len(statements) <= 25
    assert steps.MANDATE["goal"] in page
    assert "Det står i målet no." in page

    do(acts.withdraw_mandate, mandate=mandate)
    mandate.refresh_from_db()
    with pytest.raises(NotOpenForMandateComments):
        do(acts.comment_on_mandate, "contact", mandate=mandate, organisation=steps.organisation("Fedje"), text="Hei")
    later = steps.mandate(Project.objects.get(pk=project.pk))
    assert f"{mandate.get_absolute_url()}#comments" in contact.get(later.get_absolute_url()).text
    lonely = steps.mandate(steps.candidate("Aleine", owner=None, participants=()))
    with pytest.raises(NobodyConcerned):
        do(acts.ask_for_mandate_comments, mandate=lonely, comments_until=until)


def test_who_answers_by_link_says_something_of_the_draft_with_the_answer(client: Client) -> None:
    project = steps.candidate(participants=["Fedje"])
    place = steps.place(project, "Fedje")
    mandate = steps.mandate(project)
    do(acts.ask_for_mandate_comments, mandate=mandate, comments_until=clock.today())
    do(acts.ask_for_acceptance, project=project, participations=[place], answer_by=clock.today())
    place.refresh_from_db()
    address = urlsplit(links.address_of(place.letter.link_id)).path
    said = {"answered_by": "Ida", "answered_as": "rådgjevar"}
    assert client.post(address, {"kind": "accept", "mandate_comment": WORDS, **said}).status_code == 200
    comment = mandate.comments.get()
    assert (comment.text, comment.answered_by, comment.way, comment.part) == (WORDS, "Ida", "link", "")
    fedje = steps.organisation("Fedje")
    rows = expected_of({fedje.pk: fedje}, actor("contact"), clock.today())
    assert {row.state for row in rows if row.kind == "mandate_comment"} == {"answered"}

    do(acts.withdraw_mandate, mandate=mandate)
    assert "mandate_comment" not in client.get(address).text
    with pytest.raises(InvalidInput):
        do(acts.answer_acceptance, "contact", participation=place, kind="accept", mandate_comment="For seint")


@pytest.mark.clause("GP-3")
def test_who_has_no_account_gets_the_draft_by_a_link_and_comments_there(client: Client) -> None:
    project = steps.candidate(participants=["Fedje"])
    mandate = steps.mandate(project)
    do(acts.ask_for_mandate_comments, mandate=mandate, comments_until=clock.today() + timedelta(days=7))
    letter = mandate.comment_letters.get(person=user("contact").person)
    assert mandate_comment_letters.send_draft.func(str(letter.pk)) == "sent"
    assert "<" not in mandate_comment_letters.written(letter).text
    address = urlsplit(links.address_of(letter.link_id)).path
    assert steps.MANDATE["goal"] in client.get(address).text
    assert mandate.comments.count() == 0  # to read it answers nothing
    said = {"part": "goal", "text": WORDS, "answered_by": "Ida", "answered_as": "rådgjevar"}
    refused = client.post(address, said | {"text": " "})
    assert refused.status_code == 422
    assert "rådgjevar" in refused.text
    assert client.post(address, said).status_code == 200
    comment = mandate.comments.get()
    assert (str(comment.organisation), comment.part, comment.answered_by, comment.way) == (
        "Fedje",
        "goal",
        "Ida",
        "link",
    )
    assert "Du har gitt merknad 1 gong" in client.get(address).text
    # asked again, those who have commented get no second letter
    before = letter.message_id
    do(acts.ask_for_mandate_comments, mandate=mandate, comments_until=clock.today() + timedelta(days=9))
    letter.refresh_from_db()
    assert letter.message_id == before
    do(acts.withdraw_mandate, mandate=mandate)
    assert WORDS not in client.get(address).text


@pytest.mark.clause("GP-3")
def test_who_has_nobody_to_write_to_is_named_with_what_to_do_about_it(client: Client) -> None:
    project = steps.candidate(participants=["Fedje", "Stord"], owner=None)
    mandate = steps.mandate(project)
    client.force_login(user("adviser"))
    ask = client.get(reverse("portfolio:ask_mandate_comments", args=[project.code, mandate.pk])).text
    nobody = "Ingen kommunedirektør eller kontaktperson med e-postadresse er registrert for Stord."
    assert nobody in ask
    assert nobody not in client.get(mandate.get_absolute_url()).text  # nobody is asked yet
    again = {"mandate": mandate, "comments_until": clock.today() + timedelta(days=7)}
    do(acts.ask_for_mandate_comments, **again)
    page = client.get(mandate.get_absolute_url()).text
    assert nobody in page
    assert f'href="{steps.organisation("Stord").get_absolute_url()}"' in page

    steps.officer("Stord")
    page = client.get(mandate.get_absolute_url()).text
    assert nobody not in page
    assert "Den som svarer for Stord no, har ikkje fått noko brev." in page
    do(acts.ask_for_mandate_comments, **again)
    with CaptureQueriesContext(connection) as statements:
        page = client.get(mandate.get_absolute_url()).text
    assert len(statements) <= 25
    assert "har ikkje fått noko brev" not in page
