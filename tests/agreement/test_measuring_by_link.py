"""Who answers for a benefit without an account measures it by a link: asked once, seen by those who ask (VE-4, SE-4a)."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samstyring.accounts.models import NoticeLetter
from samstyring.accounts.notice_letters import letter_of
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.parties.expected import expected_of
from samstyring.portfolio import acts
from samstyring.portfolio.errors import AskedThisWeek, NothingToMeasure
from samstyring.portfolio.measuring_letters import send_measurement_question
from samstyring.portfolio.models import Benefit, BenefitMeasurement, MeasurementLetter
from samstyring.portfolio.queries.measuring import unasked
from samstyring.records import acts as records
from samstyring.records import bounces, rounds
from samstyring.records.errors import NoOneToAsk
from tests.agreement.test_benefits import BENEFIT, anew, measured, written
from tests.agreement.test_leaving import leave
from tests.founding import actor, user
from tests.governance.asking import contact_of
from tests.portfolio import steps
from tests.portfolio.steps import do
from tests.records.test_bounces import came_back

TUESDAY = datetime(2022, 11, 22, 9, tzinfo=clock.OSLO)
MONDAY = datetime(2022, 11, 28, 7, tzinfo=clock.OSLO)
WHO = {"answered_by": "Leiaren for heimetenesta", "answered_as": "leiar"}


@pytest.fixture(autouse=True)
def tuesday(founded: None) -> Iterator[None]:
    with clock.standing_at(TUESDAY):
        yield


def asked(*names: str) -> list[MeasurementLetter]:
    places = [steps.organisation(name) for name in names]
    made: list[MeasurementLetter] = do(acts.ask_for_measurements, organisations=places)
    return made


def sent(letter: MeasurementLetter) -> list[str]:
    """Send a letter, and return the links in it."""
    assert send_measurement_question.call(str(letter.pk)) == "sent"
    return re.findall(r"/q/\w+/", str(mail.outbox[-1].body))


def text(client: Client, address: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).replace("\u00a0", " ").split())


def last_of(benefit: Benefit) -> BenefitMeasurement:
    found = anew(benefit).last
    assert found is not None
    return found


@pytest.mark.clause("VE-4", "SE-4a", "FO-2")
def test_the_owner_measures_by_a_link_without_an_account(client: Client) -> None:
    contact_of("Austrheim")
    benefit = written(steps.candidate(), "Austrheim")
    page = reverse("portfolio:ask_for_measurement", args=[benefit.project.code, benefit.sequence])
    client.force_login(user("adviser"))
    assert page in client.get(benefit.get_absolute_url()).content.decode()
    before = text(client, page)
    assert "Kontaktperson, felles IT-drift, som svarar for Austrheim, får ein e-post med ei lenkje" in before
    assert client.post(page).status_code == 302
    [letter] = MeasurementLetter.objects.all()
    assert "Kontaktperson, felles IT-drift vart spurd 22. november 2022" in text(client, benefit.get_absolute_url())
    [link] = sent(letter)
    body = str(mail.outbox[-1].body).replace("\u00a0", " ")
    assert mail.outbox[-1].subject == "Austrheim: ein gevinst å måle"
    for words in ("Kva viser målinga av «Færre turar om natta»?", "- Nullpunkt: 40 turar i veka", "1. desember 2022"):
        assert words in body

    stranger = Client()
    question = text(stranger, link)
    assert "Kva viser målinga av «Færre turar om natta»?" in question
    assert anew(benefit).last is None, "reading answers nothing"
    typed = {"value": "12,5", "measured_on": "21.11.2022", "source": "", "note": "To nye", **WHO}
    refused = stranger.post(link, typed)
    assert refused.status_code == 422
    assert "To nye" in refused.content.decode(), "nothing typed is lost"
    figures = SimpleUploadedFile("tal.csv", b"veke;turar\n46;12,5\n")
    answered = stranger.post(link, typed | {"source": "Køyreboka", "file": figures})
    assert "12,5 turar i veka" in answered.content.decode().replace("\u00a0", " ")
    given = last_of(benefit)
    assert (given.value, given.way, given.answered_by, given.answered_as) == (
        Decimal("12.5"), "link", WHO["answered_by"], WHO["answered_as"],
    )  # fmt: skip
    assert given.file is not None
    entry = JournalEntry.objects.latest("position")
    assert (entry.act, entry.actor_name) == ("portfolio.measure_benefit", "Kontaktperson, felles IT-drift")
    shown = text(client, benefit.get_absolute_url())
    assert "Leiaren for heimetenesta, leiar" in shown
    assert "med lenkje til eitt spørsmål" in shown
    assert stranger.post(link, typed | {"value": "11", "source": "Køyreboka, retta"}).status_code == 200
    assert benefit.measurements.count() == 2, "the link takes a correction, and both stay"


@pytest.mark.clause("SE-4a", "FO-2")
def test_nobody_is_asked_twice_in_a_week_and_a_newer_link_ends_the_older(client: Client) -> None:
    contact_of("Austrheim", "Masfjorden")
    project = steps.candidate()
    benefits = [written(project, name) for name in ("Austrheim", "Masfjorden")]
    with pytest.raises(NotAuthorised):
        do(acts.ask_for_measurements, "project_manager", organisations=[steps.organisation("Austrheim")])
    [letter] = asked("Austrheim", "Masfjorden")
    first = sent(letter)
    assert len(first) == 2, "one letter to one person, with a link to each"
    with pytest.raises(AskedThisWeek, match="frå 29"):
        asked("Masfjorden")
    client.force_login(user("adviser"))
    page = reverse("portfolio:ask_for_measurement", args=[project.code, benefits[0].sequence])
    assert "Det neste kan gå frå 29. november 2022" in text(client, page)
    assert client.post(page).status_code == 422
    with clock.standing_at(TUESDAY + timedelta(days=7)):
        measured(benefits[0], 30, clock.today())
        [again] = asked("Masfjorden")
        assert len(sent(again)) == 1
        assert sorted(client.get(link).status_code for link in first) == [200, 410], "only what was asked anew is spent"
        with pytest.raises(NothingToMeasure, match="Austrheim"):
            asked("Austrheim")
        with pytest.raises(NothingToMeasure):
            asked("Alver")
        written(project, "Modalen")
        with pytest.raises(NoOneToAsk):
            asked("Modalen")


@pytest.mark.clause("VE-4")
def test_a_link_that_is_over_says_so(client: Client) -> None:
    contact_of("Austrheim")
    ended, moved = (written(steps.candidate(name), "Austrheim", title=name) for name in ("A", "B"))
    [letter] = asked("Austrheim")
    links = sent(letter)
    do(acts.end_benefit, benefit=ended, reason="Ein annan tek over")
    values = {**BENEFIT, "owner": steps.organisation("Alver"), "reason": "Dei overtek"}
    do(acts.edit_benefit, benefit=anew(moved), values=values)
    for link in links:
        response = client.get(link)
        assert response.status_code == 410
        assert "Denne lenkja verkar ikkje lenger" in response.content.decode()
        assert client.post(link, {"value": "1", "source": "x", **WHO}).status_code == 410
    letter.refresh_from_db()
    letter.state = "queued"
    letter.save(update_fields=["state"])
    assert send_measurement_question.call(str(letter.pk)) == "nothing to ask any more"


@pytest.mark.clause("SE-4a", "SE-4d")
def test_those_without_an_account_are_asked_by_the_system_and_the_gathered_letter_waits(client: Client) -> None:
    answering = contact_of("Austrheim")
    project = steps.candidate("DigiHelse", owner=None, participants=["Austrheim"])
    benefit = written(project, "Austrheim")
    written(project, "Fedje")  # its contact has an account
    written(project, "Modalen")  # nobody answers there
    told: dict[str, Any] = {"project": project, "participations": [steps.place(project, "Austrheim")]}
    do(acts.ask_for_acceptance, **told, answer_by=date(2022, 12, 20))
    assert "portfolio.measurements: not today" in rounds.do_rounds()
    assert unasked(clock.today()) == [], "it is nine days off"
    with clock.standing_at(MONDAY):
        assert "portfolio.measurements: letters: 1" in rounds.do_rounds()
        [letter] = MeasurementLetter.objects.all()
        assert letter.person == answering
        entry = JournalEntry.objects.get(act="portfolio.ask_for_measurements")
        assert entry.actor_kind == "system"
        assert not NoticeLetter.objects.filter(person=answering).exists(), "one letter a week"
        assert "nobody to ask" in rounds.do_rounds()
    with clock.standing_at(MONDAY + timedelta(days=7)):
        rounds.do_rounds()
        assert MeasurementLetter.objects.count() == 1, "once for each day that it is to be measured by"
        [gathered] = NoticeLetter.objects.filter(person=answering)
        found = letter_of(gathered)
        assert found is not None
        assert found.text.count("/q/") == 2, "each line has the link that answers it"
        with pytest.raises(AskedThisWeek):
            asked("Austrheim")
        links = [link for link in re.findall(r"/q/\w+/", found.text) if "Færre turar" in text(client, link)]
        typed = {"value": "10", "measured_on": "05.12.2022", "source": "Køyreboka", **WHO}
        assert client.post(links[0], typed).status_code == 200
    assert last_of(benefit).way == "link"


@pytest.mark.clause("SE-4d")
def test_what_came_back_is_seen_and_sent_again(client: Client) -> None:
    answering = contact_of("Austrheim")
    benefit = written(steps.candidate(), "Austrheim")
    [letter] = asked("Austrheim")
    sent(letter)
    letter.refresh_from_db()
    do(records.register_bounce, upload=came_back(answering.email, message_id=letter.message_id))
    client.force_login(user("adviser"))
    assert "Brevet kom i retur (5.1.1" in text(client, benefit.get_absolute_url())
    austrheim = steps.organisation("Austrheim")
    [row] = expected_of({austrheim.pk: austrheim}, actor("adviser"), clock.today(), only_open=True)
    assert row.trouble.startswith("brevet kom i retur")
    [found] = bounces.came_back()
    assert [str(each) for each in found.letters] == ["Spørsmål om det Kontaktperson, felles IT-drift skal måle"]
    do(records.send_again, bounce=found.bounce, email="ny@example.no", letters=[letter.pk])
    assert len(sent(letter)) == 1
    assert mail.outbox[-1].to[0].endswith("<ny@example.no>")


@pytest.mark.clause("SI-1")
def test_one_that_has_left_is_not_asked(client: Client) -> None:
    contact_of("Austrheim")
    benefit = written(steps.candidate(), "Austrheim")
    [letter] = asked("Austrheim")
    [link] = sent(letter)
    leave("Austrheim")
    client.force_login(user("adviser"))
    with clock.standing_at(datetime(2023, 1, 9, 7, tzinfo=clock.OSLO)):
        assert "nobody to ask" in rounds.do_rounds()
        with pytest.raises(NothingToMeasure):
            asked("Austrheim")
        page = reverse("portfolio:ask_for_measurement", args=[benefit.project.code, benefit.sequence])
        assert page not in client.get(benefit.get_absolute_url()).content.decode()
        assert client.get(link).status_code == 200, "what it was asked before, it may still answer"
