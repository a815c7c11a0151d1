"""Nobody is told what they may not see: every kind of notice, to everyone registered, in a world where much is asked."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from samstyring.accounts import notice_letters
from samstyring.accounts.models import OneQuestionLink, User
from samstyring.accounts.notice_letters import Line
from samstyring.accounts.rules import hash_of
from samstyring.charter import acts as charter
from samstyring.governance.models import Case
from samstyring.governance.queries import visible
from samstyring.kernel import actors, clock
from samstyring.parties import expected
from samstyring.parties.models import Organisation, Person
from samstyring.parties.queries import answers_for
from samstyring.portfolio import acts as portfolio
from tests.agreement.test_amendment import drafted
from tests.agreement.test_benefits import BENEFIT
from tests.agreement.test_evaluation_asks import opened
from tests.agreement.test_input import do_exempt
from tests.agreement.test_status_reports import opened as reports_opened
from tests.agreement.test_status_reports import started
from tests.governance.asking import ask
from tests.governance.steps import called_meeting, decide, do, follow_up, free_text_case, item_of, open_meeting
from tests.portfolio import steps as projects

SECRET = "Løyndom om tryggleik"


@pytest.fixture(autouse=True)
def january(founded: None) -> Iterator[None]:
    with clock.standing_at(datetime(2023, 1, 10, 9, tzinfo=clock.OSLO)):
        yield


def much_is_asked() -> None:
    """Let a case that is exempt and one that is open be asked about, and everything else that municipalities are asked."""
    closed = free_text_case(SECRET)
    do_exempt(closed)
    ask(closed, "Fedje", "Askvoll", who="adviser", key=None)
    ask(item_of(called_meeting(), "Sak 1").case, "Fedje")
    project = projects.candidate("DigiHelse", owner=None, participants=["Fedje", "Askvoll", "Alver"])
    places, answer_by = list(project.participations.all()), clock.today() + timedelta(days=20)
    do(portfolio.ask_for_acceptance, project=project, participations=places, answer_by=answer_by)
    do(portfolio.ask_for_mandate_comments, mandate=projects.mandate(project), comments_until=answer_by)
    acted = free_text_case("Oppfølging")
    follow_up(acted, who="Askvoll")
    decide(open_meeting([acted]), "Oppfølging")
    do(charter.ask_for_comments, amendment=drafted(), comments_until=answer_by)
    do(charter.send_amendment, amendment=drafted(), answer_by=answer_by)
    opened()
    begun = started("DigiSos")
    reports_opened(begun)
    measured = {"owner": projects.organisation("Askvoll"), "first_on": answer_by}
    do(portfolio.add_benefit, project=begun, values={**BENEFIT, **measured})
    words = {"kind": "need", "name": "Felles arkiv", "text": "Arkivet er på papir."}
    need = do(portfolio.send_need, "contact", organisation=projects.organisation("Fedje"), **words)
    do(portfolio.support_need, need=need, organisation=projects.organisation("Askvoll"), interest="join")
    do(portfolio.answer_need, need=need, kind="declined", text="Det finst alt.")
    ours = do(
        portfolio.send_need, "contact", organisation=projects.organisation("Fedje"), **words | {"kind": "initiative"}
    )
    invited = [projects.organisation("Askvoll"), projects.organisation("Hyllestad")]
    offer = {"time": "Hausten", "gives": "To dagar i månaden.", "cost": "", "contact": "Arkivleiaren"}
    do(portfolio.invite_to_initiative, "contact", need=ours, organisations=invited, answer_by=answer_by, **offer)


def told(person: Person, *, has_account: bool) -> list[Line]:
    """Return all that a person would be told if nothing had been told before."""
    return notice_letters.what_to_tell(actors.person(person.pk, clock.today()), clock.today(), has_account=has_account)


@pytest.mark.clause("SE-4d")
@pytest.mark.clause("FO-2")
def test_nobody_is_told_what_they_may_not_see(client: Client) -> None:
    for name in ("Askvoll", "Hyllestad", "Modalen", "Sunnfjord"):
        projects.officer(name, "contact")
    much_is_asked()
    today, closed = clock.today(), Case.objects.get(title=SECRET)
    accounts = {row.person_id: row for row in User.objects.all()}
    kinds: set[str] = set()
    for person in Person.objects.exclude(email=""):
        by, account = actors.person(person.pk, today), accounts.get(person.pk)
        mine = set(Organisation.objects.filter(pk__in=answers_for(by)).values_list("name", flat=True))
        lines = told(person, has_account=account is not None)
        if closed.pk not in visible.readable_cases(by, [closed.pk]):
            assert not [line for line in lines if SECRET in line.heading], person
        assert all(set(line.about) <= mine for line in lines), person
        if account is None:
            assert mine or not lines, "who answers for nobody is told nothing"
            kinds |= {line.key.partition("|")[0] for line in lines}
        else:
            client.force_login(account)
            for address in {line.url.partition("#")[0] for line in lines}:
                assert client.get(address).status_code == 200, (person, address)
        client.logout()
        for line in lines:
            if line.link:
                token = urlsplit(line.link).path.split("/")[-2]
                assert OneQuestionLink.objects.get(token_hash=hash_of(token)).person == person
                page = client.get(urlsplit(line.link).path)
                assert page.status_code == 200, (person, line)
                assert SECRET not in page.text
    everything = set(expected.sources.names()) | {"news"}
    assert kinds == everything - {"meeting"}, "each kind that is told was tried; Askvoll has no seat to be called to"
