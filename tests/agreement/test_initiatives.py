"""A municipality announces an initiative of its own and invites others, who each answer for themselves (FO-7, BE-2)."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, NotThere
from samstyring.parties import expected
from samstyring.portfolio import acts, errors, initiative_letters
from samstyring.portfolio.models import Initiative, InitiativeAnswer, InitiativeAsk, InitiativeLetter, Need, Project
from samstyring.portfolio.queries import initiatives as queries
from samstyring.portfolio.queries import needs
from samstyring.portfolio.rules.initiatives import counted
from samstyring.records.errors import EvidenceNeeded, NoOneToAsk
from samstyring.ui import questions as links
from samstyring.ui.news import news_for
from samstyring.ui.worklist import all_that_waits, waiting_for
from tests.agreement.test_needs import send, signed_in
from tests.founding import actor, person
from tests.governance.asking import EMAIL, contact_of
from tests.governance.steps import do
from tests.portfolio.steps import candidate, organisation

pytestmark = pytest.mark.usefixtures("founded")
OFFER = {
    "time": "Januar til juni 2023",
    "gives": "Ein person to dagar i månaden.",
    "cost": "12 000 kr",
    "contact": "IT-leiar, Alver",
}
WRITTEN = {"received_from": "Kontaktperson, Alver, i e-post", "evidence": EMAIL}


def announced(party: str = "Alver", who: str = "adviser") -> Need:
    return send("Sensorar i grøfta", party, who, "initiative")


def invite(need: Need, *names: str, who: str = "alver", days: int = 10, **more: Any) -> Initiative:
    """Let the announcer invite some, by a day."""
    given = {"answer_by": clock.today() + timedelta(days=days), **OFFER, **more}
    made: Initiative = do(
        acts.invite_to_initiative, who, need=need, organisations=[organisation(name) for name in names], **given
    )
    return made


def answer(initiative: Initiative, *names: str, who: str = "contact", kind: str = "yes", **more: Any) -> Any:
    places = [organisation(name) for name in names]
    return do(acts.answer_initiative, who, initiative=initiative, organisations=places, kind=kind, **more)


def states(initiative: Initiative) -> dict[str, str]:
    return {row.organisation.name: row.state for row in queries.invited(initiative)}


@pytest.mark.clause("FO-7")
@pytest.mark.clause("BE-2")
def test_the_announcer_invites_and_sees_who_answered_what_by_link_signed_in_and_in_writing(client: Client) -> None:
    need = announced()
    operator = contact_of("Austrheim", "Masfjorden", "Stord")
    with pytest.raises(NotAuthorised):
        invite(need, "Austrheim", who="contact")
    with pytest.raises(InvalidInput) as wrong:
        invite(need, gives=" ", days=-1)
    assert wrong.value.errors.keys() == {"gives", "organisations", "answer_by"}
    with pytest.raises(InvalidInput):
        invite(need, "Alver")
    with pytest.raises(NoOneToAsk):
        invite(need, "Fedje", "Solund")
    assert not InitiativeAsk.objects.exists(), "then nobody is asked"
    initiative = invite(need, "Fedje", "Austrheim", "Masfjorden")
    with pytest.raises(errors.InvitedAlready):
        invite(need, "Fedje", "Stord")
    invite(need, "Stord")
    assert states(initiative) == dict.fromkeys(("Austrheim", "Fedje", "Masfjorden", "Stord"), "silent")
    letter = initiative.letters.get(person=operator)
    assert initiative_letters.send_invitation.func(str(letter.pk)) == "sent"
    letter.refresh_from_db()
    [message] = mail.outbox
    assert links.address_of(letter.link_id) in message.body
    assert OFFER["gives"] in message.body
    address = urlsplit(links.address_of(letter.link_id)).path
    assert "12 000 kr" in client.get(address).text
    assert not InitiativeAnswer.objects.exists(), "reading answers nothing"
    told = {"kind": "interested", "text": "", "answered_by": "IT-leiar", "answered_as": "IT-leiar"}
    both = {"organisations": [str(organisation(name).pk) for name in ("Austrheim", "Masfjorden")]}
    assert client.post(address, told | both).status_code == 422, "interest needs its remark"
    assert client.post(address, told | both | {"text": "Om det kan vente til mars."}).status_code == 200

    fedje = signed_in("contact")
    mine = reverse("portfolio:answer_initiative", args=[need.code])
    assert mine in fedje.get(reverse("parties:asked")).text, "in the one list of what is asked"
    assert fedje.post(mine, {"kind": "no"}).status_code == 302
    answer(initiative, "Fedje", kind="yes")
    with pytest.raises(EvidenceNeeded):
        answer(initiative, "Stord", who="adviser", kind="no")
    answer(initiative, "Stord", who="adviser", kind="no", answered_by="Dagleg leiar", evidence=EMAIL)
    assert states(initiative) == {
        "Austrheim": "interested", "Fedje": "yes", "Masfjorden": "interested", "Stord": "no",
    }  # fmt: skip
    with pytest.raises(errors.NotInvitedTo):
        answer(initiative, "Alver", who="alver")
    page = signed_in("alver").get(reverse("portfolio:invited", args=[need.code]))
    assert "Om det kan vente til mars." in page.text
    assert "Fedje svara noko anna før" in page.text


@pytest.mark.clause("FO-7")
def test_the_secretariat_invites_for_one_only_with_what_it_wrote_and_those_invited_see_only_their_own() -> None:
    need = announced("Bergen")
    with pytest.raises(EvidenceNeeded):
        invite(need, "Fedje", "Alver", who="adviser")
    initiative = invite(need, "Fedje", "Alver", who="adviser", **WRITTEN)
    answer(initiative, "Alver", who="alver", kind="interested", text="Berre om Fedje er med.")
    fedje = signed_in("contact")
    shown = fedje.get(need.get_absolute_url()).text
    assert OFFER["gives"] in shown
    assert "Berre om Fedje er med." not in shown
    assert fedje.get(reverse("portfolio:invited", args=[need.code])).status_code == 404
    assert fedje.get(reverse("portfolio:invite", args=[need.code])).status_code == 403
    shown = signed_in("nordfjord").get(need.get_absolute_url()).text
    assert OFFER["gives"] not in shown, "who is not invited sees what was announced, no more"
    with pytest.raises(NotThere):
        queries.question_to(need.code, actor("nordfjord"))
    evidence = reverse("records:document", args=[initiative.evidence_id])
    assert fedje.get(evidence).status_code == 404
    assert signed_in("adviser").get(evidence).status_code == 200
    assert queries.readable(actor("contact"), [need.pk]) == set()


@pytest.mark.clause("FO-7")
def test_the_silent_are_reminded_with_a_new_day_and_the_old_link_takes_no_answer(client: Client) -> None:
    need = announced()
    initiative = invite(need, "Fedje", "Stad", days=3)
    answer(initiative, "Stad", who="nordfjord")
    letter = initiative.letters.get(person=person("contact"))
    before = urlsplit(links.address_of(letter.link_id)).path
    with pytest.raises(InvalidInput):
        do(acts.remind_of_initiative, "alver", initiative=initiative, answer_by=clock.today() + timedelta(days=1))
    with pytest.raises(NotAuthorised):
        do(acts.remind_of_initiative, "contact", initiative=initiative, answer_by=clock.today())
    alver = signed_in("alver")
    day = clock.today() + timedelta(days=9)
    remind = reverse("portfolio:remind_invited", args=[need.code])
    assert "Fedje" in alver.get(remind).text
    assert alver.post(remind, {"answer_by": day.isoformat()}).status_code == 302
    assert [row.answer_by for row in queries.silent(initiative)] == [day]
    letter.refresh_from_db()
    assert initiative_letters.send_invitation.func(str(letter.pk)) == "sent"
    assert "Påminning" in mail.outbox[-1].subject
    told = {"kind": "yes", "answered_by": "X", "answered_as": "Y"}
    client.post(before, told)
    assert not InitiativeAnswer.objects.filter(parties__organisation=organisation("Fedje")).exists()
    client.post(urlsplit(links.address_of(letter.link_id)).path, told)
    assert states(initiative) == {"Fedje": "yes", "Stad": "yes"}
    with pytest.raises(errors.NobodyToRemind):
        do(acts.remind_of_initiative, "alver", initiative=initiative, answer_by=day)


@pytest.mark.clause("FO-7")
@pytest.mark.clause("OR-2")
def test_those_who_said_yes_are_put_on_the_candidate_to_be_asked_there_and_no_more_is_answered() -> None:
    need = announced()
    initiative = invite(need, "Fedje", "Stad")
    answer(initiative, "Fedje")
    answer(initiative, "Stad", who="nordfjord", kind="no")
    assert needs.wanting_in(need) == [organisation("Alver").pk, organisation("Fedje").pk]
    adviser = signed_in("adviser")
    form = adviser.get(reverse("portfolio:register"), {"need": need.code}).context["form"]
    assert str(organisation("Fedje").pk) in form.initial["participants"]
    purposes = [form.fields["purposes"].choices[0][0]]
    project = do(
        acts.register_project, name="Sensorar", origin="regional", summary="X", purposes=purposes, need=need,
        participants=[organisation("Alver"), organisation("Fedje")],
    )  # fmt: skip
    assert not Project.objects.get(pk=project.pk).participations.filter(answers__isnull=False).exists()
    need.refresh_from_db()
    initiative = queries.initiative_of(need) or initiative
    for act, told in (
        (acts.answer_initiative, {"initiative": initiative, "organisations": [organisation("Fedje")], "kind": "no"}),
        (acts.answer_initiative, {"initiative": initiative, "organisations": [organisation("Fedje")], "kind": "yes"}),
    ):
        with pytest.raises(errors.InvitationClosed):
            do(act, "contact", **told)


@pytest.mark.clause("FO-7")
@pytest.mark.clause("GP-3")
def test_those_who_said_yes_are_put_on_a_project_that_is_there_and_those_invited_are_told() -> None:
    need = announced()
    initiative = invite(need, "Fedje", "Stad")
    assert f"portfolio.invitation:{initiative.pk}" in {row.key for row in waiting_for(actor("contact"), clock.today())}
    answer(initiative, "Fedje")
    assert f"portfolio.invitation:{initiative.pk}" not in {
        row.key for row in waiting_for(actor("contact"), clock.today())
    }
    assert f"portfolio.invitation:{initiative.pk}" in {
        row.key for row in all_that_waits(actor("adviser"), clock.today())
    }
    project = candidate(owner="Alver", participants=["Kinn"])
    with pytest.raises(NotAuthorised):
        do(acts.put_willing_on_project, "alver", need=need, project=project, organisations=[organisation("Fedje")])
    for wrong in ([], [organisation("Stad")], [organisation("Alver")]):
        with pytest.raises(InvalidInput) as refused:
            do(acts.put_willing_on_project, need=need, project=project, organisations=wrong)
        assert refused.value.errors.keys() == {"organisations"}

    adviser = signed_in("adviser")
    address = reverse("portfolio:put_on_project", args=[need.code])
    assert address in adviser.get(need.get_absolute_url()).text
    assert signed_in("alver").get(address).status_code == 403
    keys = [str(organisation(name).pk) for name in ("Alver", "Fedje")]
    assert adviser.post(address, {"organisations": keys}).context["form"].errors.keys() == {"project"}
    sent = {"project": str(project.pk), "organisations": keys, "goes_on": "on"}
    assert adviser.post(address, sent).status_code == 302
    places = {row.organisation.name: row.role for row in project.participations.all()}
    assert places == {"Alver": "owner", "Kinn": "participant", "Fedje": "participant"}
    assert not project.participations.filter(answers__isnull=False).exists()
    need.refresh_from_db()
    assert need.state == Need.State.CANDIDATE

    for who in ("contact", "nordfjord"):
        [told] = [row for row in news_for(actor(who), clock.today()) if row.key.startswith("portfolio.initiative_end")]
        assert need.name in str(told.heading)
        assert project.name in told.text
    assert not [row for row in news_for(actor("alver"), clock.today()) if "initiative_end" in row.key]
    back = announced()
    invite(back, "Fedje")
    do(acts.withdraw_need, "alver", need=back, text="Vi har ikkje folk.")
    assert "Vi har ikkje folk." in [row.text for row in news_for(actor("contact"), clock.today())]
    with pytest.raises(errors.NeedOver):
        do(acts.put_willing_on_project, need=back, project=project, organisations=[organisation("Fedje")])


@pytest.mark.clause("FO-7")
def test_it_is_closed_with_what_came_of_it_which_those_invited_read() -> None:
    need = announced()
    invite(need, "Fedje")
    with pytest.raises(errors.NotInitiative):
        do(acts.close_initiative, "contact", need=send(), kind="closed", text="X")
    alver = signed_in("alver")
    close = reverse("portfolio:close_initiative", args=[need.code])
    assert alver.post(close, {"kind": "closed", "text": ""}).context["form"].errors.keys() == {"text"}
    assert alver.post(close, {"kind": "closed", "text": "For få ville vere med."}).status_code == 302
    assert need.name in alver.get(reverse("portfolio:needs")).text
    asked = expected.expected_of({row.pk: row for row in [organisation("Fedje")]}, actor("contact"), clock.today())
    assert [row.state for row in asked if row.kind == "initiative"] == ["closed"]
    fedje = signed_in("contact")
    assert "For få ville vere med." in fedje.get(reverse("portfolio:answer_initiative", args=[need.code])).text
    letter = InitiativeLetter.objects.get()
    assert initiative_letters.send_invitation.func(str(letter.pk)) == "nothing to ask any more"
    for name in ("invite", "remind_invited", "close_initiative", "register_invited"):
        assert signed_in("adviser").get(reverse(f"portfolio:{name}", args=[need.code])).status_code == 302, name
    other, into = announced(), send("Felles sensorar", "Stord", "adviser")
    do(acts.close_initiative, "alver", need=other, kind="merged", into=into)
    assert needs.need_page(into.code, actor("adviser"), clock.today()).behind.count == 2


def test_the_pages_take_few_statements_however_many_are_invited(django_assert_max_num_queries: Any) -> None:
    need = announced("Bergen")
    people = [row.name for row, _person in queries.to_invite(need, clock.today()).rows]
    invite(need, *people, who="adviser", **WRITTEN)
    client = signed_in("adviser")
    for address in (
        need.get_absolute_url(),
        reverse("portfolio:invited", args=[need.code]),
        reverse("portfolio:invite", args=[need.code]),
        reverse("parties:asked"),
    ):
        client.get(address)
        with django_assert_max_num_queries(25):
            assert client.get(address).status_code == 200


@given(st.lists(st.sampled_from(["yes", "interested", "no", "silent"]), max_size=60))
def test_what_was_answered_and_the_silent_add_up_to_those_invited(rows: list[str]) -> None:
    found = counted(rows)
    assert found.invited == found.yes + found.interested + found.no + found.silent == len(rows)
