"""Needs and ideas: sent in, supported, answered, and carried on as a project (FO-7)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.accounts import notice_letters, notices
from samstyring.accounts.models import NoticeLetter
from samstyring.charter.registry import Question, checks
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, NotThere
from samstyring.portfolio import acts, errors
from samstyring.portfolio.models import Need, NeedSupport, Project
from samstyring.portfolio.queries import needs as queries
from samstyring.portfolio.rules.needs import MOST_STEMS, stems
from samstyring.ui.news import news_for
from samstyring.ui.worklist import waiting_for
from tests.founding import actor, user
from tests.governance.steps import do
from tests.portfolio.steps import candidate, officer, organisation

pytestmark = pytest.mark.usefixtures("founded")
MONDAY = date(2022, 11, 28)


def send(
    name: str = "Felles arkivløysing", party: str = "Fedje", who: str = "contact", kind: str = "need", **more: Any
) -> Need:
    """Send one in; the secretariat says who asked for it."""
    told = {} if who == "contact" else {"received_from": "Kontakten, på telefon"}
    words = {"kind": kind, "name": name, "text": f"{name}: vi har ikkje folk til dette åleine.", **told, **more}
    return do(acts.send_need, who, organisation=organisation(party), **words)


def signed_in(key: str) -> Client:
    client = Client()
    client.force_login(user(key))
    return client


def page(client: Client, need: Need) -> str:
    return client.get(need.get_absolute_url()).content.decode()


@pytest.mark.clause("FO-7")
def test_the_smallest_sends_one_in_and_is_shown_what_is_like_it_others_support_it_with_their_size() -> None:
    earlier = send("Arkivdanning i fagsystema", "Alver", "adviser")
    fedje = signed_in("contact")
    address = reverse("portfolio:send_need")
    assert address in fedje.get(reverse("web:start")).content.decode(), "from the start page"
    like = fedje.get(reverse("portfolio:similar_needs"), {"name": "arkivet", "text": "fagsystem"}).content.decode()
    assert earlier.get_absolute_url() in like
    wrong = fedje.post(address, {"kind": "need", "name": "Arkiv", "text": "", "organisation": organisation("Fedje").pk})
    assert (wrong.status_code, wrong.context["form"].errors.keys()) == (422, {"text"})
    form = {
        "kind": "need",
        "name": "Felles arkiv",
        "text": "Arkivet er på papir.",
        "organisation": organisation("Fedje").pk,
    }
    need = Need.objects.get(code=fedje.post(address, form, follow=True).redirect_chain[-1][0].split("/")[-2])
    assert (need.code, need.organisation.name, need.state) == ("B-22-002", "Fedje", "new")
    with pytest.raises(NotAuthorised):
        do(acts.send_need, "contact", organisation=organisation("Alver"), kind="need", name="X", text="Y")

    alver = signed_in("alver")
    support = reverse("portfolio:support_need", args=[need.code])
    said = {"organisation": organisation("Alver").pk, "interest": "join", "words": "Same hos oss."}
    assert alver.post(support, said).status_code == 302
    alver.post(support, {**said, "interest": "lead"})
    assert [row.interest for row in NeedSupport.objects.filter(ended_at=None)] == ["lead"], "the last counts"
    with pytest.raises(InvalidInput):
        do(acts.support_need, "contact", need=need, organisation=organisation("Fedje"), interest="join")
    shown = queries.need_page(need.code, actor("contact"), clock.today()).behind
    sizes = queries.inhabitants([organisation(name).pk for name in ("Fedje", "Alver")], clock.today())
    assert (shown.count, shown.inhabitants) == (2, sum(sizes.values()))
    alver.post(reverse("portfolio:end_support", args=[need.code]), {"organisation": organisation("Alver").pk})
    assert not NeedSupport.objects.filter(ended_at=None).exists()
    with pytest.raises(errors.NotSupported):
        do(acts.end_support, "alver", need=need, organisation=organisation("Alver"))


@pytest.mark.clause("FO-7")
def test_nothing_is_lost_without_an_answer_and_the_sender_sees_each() -> None:
    need, other = send(), send("Meldingar om vatn", "Stord", "adviser")
    check = checks["portfolio.needs_answered"]

    def waits(who: str) -> list[Any]:
        return [row for row in waiting_for(actor(who), clock.today()) if row.key == f"portfolio.need:{need.pk}"]

    assert [row.deadline for row in waits("adviser")] == [clock.today() + timedelta(days=queries.REMINDER_DAYS)]
    assert waits("contact") == []
    assert check(Question(clock.today(), clock.today())).state == "not_measured", "no rule gives a time"
    with pytest.raises(NotAuthorised):
        do(acts.answer_need, "contact", need=need, kind="studied")
    with pytest.raises(InvalidInput):
        do(acts.answer_need, need=need, kind="declined", text=" ")
    do(acts.answer_need, need=need, kind="studied", text="Vi spør faggruppa for arkiv.")
    assert waits("adviser") == []
    assert "Vi spør faggruppa for arkiv." in page(signed_in("contact"), need)
    do(acts.support_need, "alver", need=need, organisation=organisation("Alver"), interest="join")
    do(acts.answer_need, need=need, kind="merged", into=other)
    behind = {row.organisation.name: row.interest for row in NeedSupport.objects.filter(need=other, ended_at=None)}
    assert behind == {"Alver": "join", "Fedje": "join"}, "those behind it follow along"
    with pytest.raises(errors.NeedOver):
        do(acts.withdraw_need, need=need)
    third = send("Vatn i Fedje", "Fedje", "contact")
    answers = reverse("portfolio:answer_need", args=[need.code])
    assert answers in page(signed_in("adviser"), need), "what was merged can be answered again"
    do(acts.answer_need, need=need, kind="merged", into=third)
    assert not NeedSupport.objects.filter(need=other, ended_at=None).exists(), "it is no longer part of the first"
    assert (queries.merged_into(other), queries.merged_into(third)) == ([], [need])
    do(acts.answer_need, need=need, kind="declined", text="Det finst alt.")
    do(acts.answer_need, need=third, kind="declined", text="Det finst alt.")
    do(acts.answer_need, need=other, kind="declined", text="Det finst ei løysing alt.")
    assert check(Question(clock.today(), clock.today())).state == "fulfilled"


@pytest.mark.clause("FO-7")
def test_a_candidate_is_registered_from_it_with_the_link_kept_both_ways() -> None:
    need = send()
    do(acts.support_need, "alver", need=need, organisation=organisation("Alver"), interest="lead")
    do(acts.support_need, "nordfjord", need=need, organisation=organisation("Stad"), interest="useful")
    adviser = signed_in("adviser")
    address = f"{reverse('portfolio:register')}?need={need.code}"
    form = adviser.get(address).context["form"]
    ticked = {organisation(name).pk for name in ("Fedje", "Alver")}
    assert (form.initial["name"], set(form.initial["participants"])) == (need.name, {str(key) for key in ticked})
    sent = {
        "name": need.name,
        "summary": need.text,
        "origin": "regional",
        "purposes": ["utproving"],
        "model": "prosjektvegvisaren",
        "participants": [*ticked],
    }
    assert adviser.post(address, sent).status_code == 302
    project = Project.objects.get(name=need.name)
    assert project.get_absolute_url() in page(signed_in("contact"), need)
    assert need.get_absolute_url() in adviser.get(project.get_absolute_url()).content.decode()
    with pytest.raises(errors.NeedIsProject):
        do(acts.withdraw_need, "contact", need=need)


def test_an_initiative_invites_others_and_asks_for_no_answer_and_strangers_see_nothing() -> None:
    need = send("Vi prøver ut sensorar", kind="initiative")
    assert queries.waiting_for_answer() == []
    listed = signed_in("alver").get(reverse("portfolio:needs"), {"kind": "initiative", "q": "SENSORAR"})
    assert need.get_absolute_url() in listed.content.decode()
    rows = signed_in("alver").get(reverse("portfolio:needs"), {"format": "csv", "sort": "-behind"}).getvalue().decode()
    assert "Fedje" in rows
    assert Client().get(need.get_absolute_url()).status_code == 302
    with pytest.raises(NotThere):
        queries.need_by_code(need.code, actor("stranger"))
    do(acts.withdraw_need, "contact", need=need)
    need.refresh_from_db()
    assert need.state == "withdrawn"


def test_pages_keep_to_their_statements_however_many_there_are(django_assert_max_num_queries: Any) -> None:
    client = signed_in("adviser")
    for number in range(12):
        need = send(f"Felles arkiv {number}", ("Fedje", "Alver", "Stord")[number % 3], "adviser")
        do(acts.support_need, need=need, organisation=organisation("Voss"), interest="useful")
    for address in (
        reverse("portfolio:needs"),
        need.get_absolute_url(),
        reverse("portfolio:answer_need", args=[need.code]),
    ):
        client.get(address)
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200


@given(st.text())
def test_any_text_can_be_asked_for_its_likeness(text: str) -> None:
    found = stems(text)
    assert len(found) <= MOST_STEMS
    assert found == list(dict.fromkeys(found))


@pytest.mark.clause("FO-7")
@pytest.mark.clause("SE-4d")
def test_whoever_sent_or_supports_it_is_told_each_answer_and_nobody_else() -> None:
    need = send()
    do(acts.support_need, "alver", need=need, organisation=organisation("Alver"), interest="join")
    without_account = officer("Askvoll", "contact")
    do(acts.support_need, need=need, organisation=organisation("Askvoll"), interest="useful")
    with_notices = [user(name).person for name in ("contact", "alver", "nordfjord")]
    notices.tell_each(clock.today())
    do(acts.answer_need, need=need, kind="studied", text="Vi spør faggruppa for arkiv.")
    for who, told in (("contact", True), ("alver", True), ("nordfjord", False)):
        start = signed_in(who).get(reverse("web:start")).content.decode()
        assert ("«Felles arkivløysing»" in start) is told, who
    with clock.standing_at(clock.now() + timedelta(days=1)):
        notices.tell_each(MONDAY)
        for person in with_notices[:2]:
            assert "«Felles arkivløysing»: " in told_in_mail(person)
            assert need.get_absolute_url() in told_in_mail(person)
        assert "Felles arkivløysing" not in told_in_mail(with_notices[2])
        assert "- Askvoll: «Felles arkivløysing»" in told_in_mail(without_account)
        assert "Vi spør faggruppa" in told_in_mail(without_account), "who has no account reads it in the letter"
        assert notices.tell(with_notices[0], clock.today(), has_account=True) is False, "each once"
    do(acts.end_support, "alver", need=need, organisation=organisation("Alver"))
    do(acts.withdraw_need, "contact", need=need)
    [last] = [row for row in news_for(actor("contact"), clock.today()) if need.name in str(row.heading)]
    assert "blir" in str(last.heading) or "stud" in str(last.heading).lower(), "who took it back knows that"
    assert len(news_for(actor("alver"), clock.today())) == 1, "the support had ended"


def told_in_mail(person: Any) -> str:
    """Return what the notices say to someone, as they would be sent now."""
    rows = NoticeLetter.objects.filter(person=person)
    return "\n".join(written.text for row in rows if (written := notice_letters.letter_of(row)) is not None)


@pytest.mark.clause("FO-7")
def test_projects_and_what_is_national_are_suggested_too_but_not_by_words_that_say_nothing() -> None:
    project = candidate("Arkivdanning i fagsystem")
    beside = candidate("Dette krev at kommunane får betre hjelp saman")
    values = {"name": "Fiks Arkiv", "kind": "ks", "provider": "KS", "state": "planned", "asks": "Ta i bruk arkivet."}
    national = do(acts.register_radar_entry, values=values)
    ended = do(acts.register_radar_entry, values={**values, "name": "Gamalt arkiv", "state": "ended"})
    need = send("Felles arkivløysing", text="Dette krev mykje: kommunane treng betre arkiv, og får det ikkje åleine.")
    asked = {"name": need.name, "text": need.text}
    form = signed_in("contact").get(reverse("portfolio:similar_needs"), asked).text
    adviser = signed_in("adviser")
    for shown in (form, page(adviser, need)):
        assert project.get_absolute_url() in shown
        assert national.get_absolute_url() in shown
        assert ended.get_absolute_url() not in shown
        assert beside.name not in shown, "filler words make no likeness"
    answer = f"{reverse('portfolio:answer_need', args=[need.code])}?project={project.pk}"
    assert answer in page(adviser, need)
    assert answer not in page(signed_in("contact"), need)
    begun = adviser.get(answer).context["form"]
    assert (begun["kind"].value(), begun["project"].value()) == ("candidate", str(project.pk))
    alone = queries.alike("", "Dette krev mykje av kommunane", actor("contact"))
    assert not alone, "nothing is left to go by"
    said = queries.alike("Felles kartløysing", "Vi treng kart. Arkivet er ikkje viktig her.", actor("contact"))
    assert not said.projects, "one word in the text alone is not enough"
