"""E-mail that came back is tied to its letter: the letter, the ask and the person say so, and it is sent again in one step."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse

from samstyring.governance import tasks as governance
from samstyring.governance.models import Delivery
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotThere
from samstyring.kernel.models import JournalEntry
from samstyring.parties.models import Person
from samstyring.portfolio import acts as ask
from samstyring.portfolio import tasks as portfolio
from samstyring.portfolio.models import QuestionLetter
from samstyring.records import acts, bounces, sent_letters
from samstyring.records.asking import PostedLetter
from samstyring.records.models import Bounce
from tests.founding import person, user
from tests.governance.steps import called_meeting, do
from tests.portfolio import steps as projects
from tests.records.test_bounces import came_back

pytestmark = pytest.mark.usefixtures("founded")


def asked_and_sent() -> QuestionLetter:
    """Return the letter that asks Fedje to take part in a project, as it was sent."""
    project = projects.candidate("DigiHelse", owner=None, participants=["Fedje"])
    place = projects.place(project, "Fedje")
    answer_by = clock.today() + timedelta(days=14)
    do(ask.ask_for_acceptance, project=project, participations=[place], answer_by=answer_by)
    assert portfolio.send_question.call(str(place.pk)) == "sent"
    return QuestionLetter.objects.select_related("participation__project").get()


def link_in(message: object) -> str:
    """Return the one-question link in a message."""
    return str(re.findall(r"/q/\w+/", str(message.body))[0])  # type: ignore[attr-defined]


def text(client: Client, address: str) -> str:
    """Return a page as text."""
    return client.get(address).content.decode()


@pytest.mark.clause("SE-4d")
@pytest.mark.clause("FO-2")
def test_the_letter_the_ask_and_the_person_say_that_it_came_back_until_it_is_sent_again(client: Client) -> None:
    letter = asked_and_sent()
    first = link_in(mail.outbox[-1])
    client.force_login(user("adviser"))
    # The address is one that the contact's own server sent it on to: the letter says whose it was.
    do(acts.register_bounce, upload=came_back("vidare@annan.example", message_id=letter.message_id))
    letter.refresh_from_db()
    assert (letter.state, letter.answer) == ("returned", "5.1.1 550 5.1.1 User unknown")
    [found] = bounces.came_back()
    assert [each.key for each in found.letters] == [letter.pk]
    assert found.bounce.person == person("contact")
    project = letter.participation.project
    for address in (project.get_absolute_url(), reverse("parties:asked")):
        assert "revet kom i retur (5.1.1" in text(client, address), address
    again = reverse("records:send_again", args=[found.bounce.pk])
    listed = text(client, reverse("records:bounces"))
    assert "Spørsmål til Fedje om DigiHelse" in listed
    assert again in listed
    assert "Spørsmål til Fedje om DigiHelse" in text(client, again)

    assert client.post(again, {"email": "leiar@"}).status_code == 422
    with pytest.raises(InvalidInput, match="email"):
        do(acts.send_again, bounce=found.bounce, email=person("leader").email)
    assert client.post(again, {"email": "ny@example.no", "letters": [str(letter.pk)]}).status_code == 302
    assert Person.objects.get(pk=person("contact").pk).email == "ny@example.no"
    letter.refresh_from_db()
    assert letter.state == "queued"
    assert portfolio.send_question.call(str(letter.participation_id)) == "sent"
    assert mail.outbox[-1].to[0].endswith("<ny@example.no>")
    assert link_in(mail.outbox[-1]) == first, "the link is the one that was sent"
    assert bounces.came_back() == []
    assert client.get(again).status_code == 404
    with pytest.raises(NotThere):
        do(acts.send_again, bounce=found.bounce, email="ny@example.no")
    entry = JournalEntry.objects.order_by("-position").first()
    assert entry is not None
    assert "@" not in entry.body
    client.force_login(user("alver"))
    assert client.get(again).status_code in (403, 404)


@pytest.mark.clause("SE-4d")
def test_without_a_message_id_it_is_the_last_letter_to_the_address_and_a_summons_goes_again_with_its_link(
    client: Client,
) -> None:
    letter = asked_and_sent()
    called_meeting()
    for row in Delivery.objects.all():
        link = sent_link(row)
        assert governance.send_delivery.call(str(row.pk), link) == "sent"
    alver = person("alver")
    [bounce] = do(acts.register_bounce, upload=came_back(alver.email))
    delivery = Delivery.objects.get(person=alver)
    assert delivery.state == "returned"
    assert [row.by_message_id for row in bounce.letters.all()] == [False]
    letter.refresh_from_db()
    assert letter.state == "sent"
    client.force_login(user("adviser"))
    assert "Kom i retur" in text(client, reverse("governance:dispatch", args=[delivery.dispatch_id]))
    assert "Brev kjem i retur: 5.1.1" in text(client, f"{reverse('parties:people')}?q=Alver")
    do(acts.send_again, bounce=bounce, email="ny.alver@example.no", letters=[delivery.pk])
    delivery.refresh_from_db()
    assert governance.send_delivery.call(str(delivery.pk), sent_link(delivery)) == "sent"
    assert mail.outbox[-1].to[0].endswith("<ny.alver@example.no>")
    assert client.get(link_in(mail.outbox[-1])).status_code == 200
    assert "Brev kjem i retur" not in text(client, f"{reverse('parties:people')}?q=Alver")


def sent_link(delivery: Delivery) -> str:
    """Return the id of the link that the last job to send a delivery was given."""
    from django_tasks_db.models import DBTaskResult

    jobs = DBTaskResult.objects.filter(task_path=governance.send_delivery.module_path).order_by("enqueued_at")
    return str([job.task_result.args[1] for job in jobs if job.task_result.args[0] == str(delivery.pk)][-1])


@pytest.mark.clause("SE-4d")
def test_where_the_address_was_corrected_meanwhile_the_letter_still_waits_to_be_sent_again(client: Client) -> None:
    letter, contact = asked_and_sent(), person("contact")
    old = contact.email
    contact.name, given = contact.name, {"name": contact.name, "language": contact.language}
    client.force_login(user("adviser"))
    edit = reverse("parties:edit_person", args=[contact.pk])
    assert client.post(edit, {**given, "email": "ny@example.no"}).status_code == 302
    do(acts.register_bounce, upload=came_back(old, message_id=letter.message_id))
    [found] = bounces.came_back()
    assert found.corrected
    assert bounces.open_bounces() == []
    assert "Send på nytt" in text(client, reverse("records:bounces"))
    do(acts.send_again, bounce=found.bounce, email="ny@example.no", letters=[])
    letter.refresh_from_db()
    assert letter.state == "returned", "what is not chosen is not sent"
    assert bounces.came_back() == []
    assert Bounce.objects.get().settled_at is not None


def test_every_table_of_letters_is_known() -> None:
    tables = {model._meta.label_lower for model in apps.get_models() if issubclass(model, PostedLetter)}
    assert tables | {"governance.delivery"} == set(sent_letters.kinds.names())
    assert sent_letters.last_to(person("contact"), clock.now()) is None
    for kind in sent_letters.kinds:
        assert list(kind.rows()) == []
