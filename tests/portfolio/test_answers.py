"""Asking the parties, and their answers."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from samstyring.kernel import clock
from samstyring.kernel.errors import CapacityUnclear, InvalidInput, NotAuthorised
from samstyring.kernel.models import Basis, JournalEntry
from samstyring.parties import acts as parties
from samstyring.parties.models import Office
from samstyring.parties.queries import for_the_party
from samstyring.portfolio import acts, queries, tasks
from samstyring.portfolio.errors import NotAsked
from samstyring.portfolio.models import Answer, Participation, Project
from samstyring.records.errors import EvidenceNeeded, NoOneToAsk
from samstyring.records.mail import Outcome
from samstyring.ui import questions as links
from tests.founding import actor, person
from tests.portfolio import steps
from tests.portfolio.steps import do


def last(project: Project, name: str) -> Answer:
    return queries.last_answers([project.pk])[steps.place(project, name).pk]


def test_the_contact_answers_for_the_own_municipality_only(founded: None) -> None:
    project = steps.candidate()
    do(acts.answer_acceptance, "contact", participation=steps.place(project, "Fedje"), kind="accept")

    answer = last(project, "Fedje")
    assert (answer.way, answer.answered_by) == (Answer.Way.SIGNED_IN, person("contact").name)
    with pytest.raises(NotAuthorised):
        do(acts.answer_acceptance, "contact", participation=steps.place(project, "Sunnfjord"), kind="accept")


def test_an_answer_is_a_basis(founded: None) -> None:
    project = steps.candidate()
    do(acts.answer_acceptance, "contact", participation=steps.place(project, "Fedje"), kind="accept")

    basis = last(project, "Fedje").basis
    assert basis.kind == Basis.Kind.ACCEPTANCE
    assert "Fedje" in basis.label


def test_the_last_answer_counts_and_the_earlier_ones_stay(founded: None) -> None:
    project = steps.candidate()
    place = steps.place(project, "Fedje")
    for kind, words in (("decline", ""), ("reserve", "Om det blir gratis"), ("accept", "")):
        do(acts.answer_acceptance, "contact", participation=place, kind=kind, reservation=words)

    assert [answer.kind for answer in place.answers.all()] == ["decline", "reserve", "accept"]
    assert last(project, "Fedje").kind == Answer.Kind.ACCEPT


def test_a_reservation_needs_words(founded: None) -> None:
    project = steps.candidate()
    with pytest.raises(InvalidInput) as refusal:
        do(acts.answer_acceptance, "contact", participation=steps.place(project, "Fedje"), kind="reserve")
    assert "reservation" in refusal.value.errors


def test_the_secretariat_registers_an_answer_only_with_the_letter(founded: None) -> None:
    project = steps.candidate()
    place = steps.place(project, "Sunnfjord")
    with pytest.raises(EvidenceNeeded):
        do(acts.answer_acceptance, participation=place, kind="accept", answered_by="Kommunedirektøren")

    steps.answered(project, "Sunnfjord")
    answer = last(project, "Sunnfjord")
    assert answer.way == Answer.Way.REGISTERED
    assert answer.evidence is not None
    entry = JournalEntry.objects.filter(act="portfolio.answer_acceptance").latest("position")
    assert entry.on_behalf_of == "Sunnfjord"
    assert "svar.eml" not in entry.body or str(answer.evidence.pk) in entry.body


@pytest.mark.clause("PA-5")
def test_who_has_accepted_owns_the_project_and_who_declines_does_not(founded: None) -> None:
    project = steps.candidate()
    steps.answered(project, "Sunnfjord")
    project.refresh_from_db()
    assert str(project.owner) == "Sunnfjord"

    steps.answered(project, "Sunnfjord", kind="decline")
    project.refresh_from_db()
    assert project.owner is None


def test_asking_sends_each_a_link_in_their_own_language(founded: None) -> None:
    project = steps.candidate(participants=["Fedje"], owner=None)
    place = steps.place(project, "Fedje")
    steps.mandate(project)
    do(acts.ask_for_acceptance, project=project, participations=[place], answer_by=clock.today() + timedelta(days=14))

    place.refresh_from_db()
    assert place.asked_to == person("contact")
    entry = JournalEntry.objects.get(act="portfolio.ask_for_acceptance")
    assert "@" not in entry.body
    assert tasks.send_question.func(str(place.pk)) == "sent"
    assert tasks.send_question.func(str(place.pk)) == "nothing to do"
    [message] = mail.outbox
    assert message.to == ['"Kontaktperson, Fedje" <contact@example.no>']
    assert links.address_of(place.letter.link_id) in message.body
    assert "Fedje" in message.subject


def test_a_letter_that_is_turned_away_shows(founded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    project = steps.candidate(participants=["Fedje"], owner=None)
    place = steps.place(project, "Fedje")
    do(acts.ask_for_acceptance, project=project, participations=[place], answer_by=clock.today())
    monkeypatch.setattr(tasks.mail, "send", lambda letter: Outcome("refused", letter.message_id, 550, "No such user"))
    assert tasks.send_question.func(str(place.pk)) == "refused"

    page = queries.project_page(project.code, actor("adviser"), clock.today())
    assert page.participants[0].participation.letter.state == "refused"


def test_nobody_is_asked_when_one_cannot_be_reached(founded: None) -> None:
    project = steps.candidate()
    places = list(project.participations.all())
    with pytest.raises(NoOneToAsk):
        do(acts.ask_for_acceptance, project=project, participations=places, answer_by=clock.today())

    assert not Participation.objects.exclude(asked_at=None).exists()


def test_the_question_names_the_share_of_the_money(founded: None) -> None:
    project = steps.candidate()
    steps.budget(project)
    own = {**steps.source(38_000_000, "Fedje"), "organisation": steps.organisation("Fedje")}
    steps.plan(project, own, steps.source(100_000_000))

    asked = queries.question_to(steps.place(project, "Fedje"), clock.today())
    assert [value.replace("\xa0", " ") for _label, value in asked.lines] == ["1 380 000 kr", "380 000 kr"]


def test_open_questions_are_those_asked_of_the_own_party(founded: None) -> None:
    project = steps.candidate(participants=["Fedje"], owner=None)
    by = actor("contact")
    assert queries.open_questions(by, clock.today()) == []

    place = steps.place(project, "Fedje")
    do(acts.ask_for_acceptance, project=project, participations=[place], answer_by=clock.today())
    assert queries.open_questions(by, clock.today()) == [place]
    do(acts.answer_acceptance, "contact", participation=place, kind="accept")
    assert queries.open_questions(by, clock.today()) == []


def test_who_is_off_the_project_cannot_answer(founded: None) -> None:
    project = steps.candidate()
    place = steps.place(project, "Fedje")
    do(acts.remove_participant, participation=place)
    with pytest.raises(NotAsked):
        do(acts.answer_acceptance, "contact", participation=place, kind="accept")


def test_answering_by_the_link_without_an_account(founded: None, client: Client) -> None:
    project = steps.candidate(participants=["Fedje"], owner=None)
    place = steps.place(project, "Fedje")
    steps.mandate(project)
    do(acts.ask_for_acceptance, project=project, participations=[place], answer_by=clock.today())
    place.refresh_from_db()
    address = urlsplit(links.address_of(place.letter.link_id)).path

    page = client.get(address)
    assert steps.MANDATE["goal"] in page.text
    assert not Answer.objects.exists()
    sent = {"kind": "accept", "answered_by": "Ida Innføring", "answered_as": "digitaliseringssjef"}
    assert client.post(address, sent).status_code == 200
    answer = last(project, "Fedje")
    assert (answer.way, answer.answered_by, answer.answered_as) == ("link", "Ida Innføring", "digitaliseringssjef")
    entry = JournalEntry.objects.filter(act="portfolio.answer_acceptance").latest("position")
    assert entry.actor_name == person("contact").name


def test_who_answers_in_two_capacities_answers_for_the_party(founded: None) -> None:
    project = steps.candidate(participants=["Bergen"], owner=None)
    office = Office.objects.get(role="contact", organisation__name="Bergen")
    do(
        parties.appoint,
        "secretariat_leader",
        office=office,
        person=person("adviser"),
        from_date=clock.today(),
        source="Brev",
    )
    place = steps.place(project, "Bergen")
    with pytest.raises(CapacityUnclear):
        do(acts.answer_acceptance, participation=place, kind="accept")
    by = for_the_party(actor("adviser"), "portfolio.answer_acceptance", place.organisation_id)
    acts.answer_acceptance(participation=place, kind="accept", by=by, at=clock.now())
    assert last(project, "Bergen").way == Answer.Way.SIGNED_IN
