"""One list of everything that a municipality is asked for: acceptances, input, meetings, follow-up."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.accounts.acts import open_account
from samstyring.charter import acts as charter_acts
from samstyring.charter import queries as charter_queries
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties.expected import expected_of, organisations_for
from samstyring.portfolio import acts as portfolio_acts
from tests.founding import actor, user
from tests.governance.asking import answer, ask, contact_of, organisation
from tests.governance.steps import called_meeting, decide, do, follow_up, free_text_case, item_of, open_meeting
from tests.portfolio import steps as projects

pytestmark = pytest.mark.usefixtures("founded")


def kinds(who: str) -> list[tuple[str, str, str]]:
    organisations = organisations_for(actor(who))
    rows = expected_of(organisations, actor(who), clock.today())
    return [(row.kind, row.organisation.name, row.state) for row in rows]


@pytest.mark.clause("EN-1")
@pytest.mark.clause("SR-1")
def test_what_a_municipality_is_asked_for_stands_in_one_list_by_deadline(client: Client) -> None:
    case = item_of(called_meeting(), "Sak 1").case
    ask(case, "Fedje")
    project = projects.candidate(participants=["Fedje"], owner=None)
    place = projects.place(project, "Fedje")
    do(portfolio_acts.ask_for_acceptance, project=project, participations=[place], answer_by=clock.today())
    other = free_text_case("Behov")
    follow_up(other)
    decide(open_meeting([other]), "Behov")
    assert kinds("contact") == [
        ("acceptance", "Fedje", "open"),
        ("input", "Fedje", "open"),
        ("action", "Fedje", "open"),
    ]
    agreement = charter_queries.agreement_on(clock.today())
    amendment = do(charter_acts.draft_amendment, agreement=agreement, title="T", reason="R", initiative="Brev")
    do(charter_acts.propose_clause, amendment=amendment, kind="repealed", ref="BG-4")
    do(charter_acts.send_amendment, amendment=amendment, answer_by=clock.today())
    assert ("amendment", "Fedje", "open") in kinds("contact")
    draft = do(charter_acts.draft_amendment, agreement=agreement, title="U", reason="R", initiative="Brev")
    do(charter_acts.propose_clause, amendment=draft, kind="repealed", ref="BG-4")
    do(charter_acts.ask_for_comments, amendment=draft, comments_until=clock.today())
    assert ("comment", "Fedje", "open") in kinds("contact")
    answer(case, "Fedje")
    assert kinds("contact")[-1] == ("input", "Fedje", "answered")
    assert ("meeting", "Alver", "open") in kinds("alver")
    assert not [row for row in kinds("alver") if row[1] != "Alver"]

    client.force_login(user("contact"))
    address = reverse("parties:asked")
    page = client.get(address).text
    assert page.index("Akseptere") < page.index("Melde inn behov") < page.index("Innspel til «Sak 1»")
    assert address in client.get("/").text
    assert "Innspel til" not in client.get(f"{address}?state=open").text.split("<tbody>")[1]
    client.force_login(user("adviser"))
    client.get("/")  # who is reading is asked once
    with CaptureQueriesContext(connection) as asked:
        text = client.get(address).text
    assert len(asked) <= 25
    assert ">Alver</td>" in text
    assert ">Fedje</td>" in text
    assert ">Alver</td>" not in client.get(f"{address}?of=4633").text.split("<tbody>")[1]
    assert "Innspel til" not in text.split("<tbody>")[1], "what is answered grows long: it is asked for"
    assert "Innspel til" in client.get(f"{address}?state=answered").text.split("<tbody>")[1]
    everything = client.get(f"{address}?state=all").text.split("<tbody>")[1]
    assert "Innspel til" in everything
    assert "Akseptere" in everything
    client.force_login(user("project_manager"))
    assert client.get(address).status_code == 404


@pytest.mark.clause("FO-2")
@pytest.mark.clause("SR-1")
def test_whoever_answers_for_several_sees_each_and_answers_for_them_together_or_apart(client: Client) -> None:
    shared = contact_of("Austrheim", "Masfjorden")
    account = open_account(person=shared, by=INSTALLATION, at=clock.now())
    case = item_of(called_meeting(), "Sak 1").case
    ask(case, "Austrheim", "Masfjorden")
    agreement = charter_queries.agreement_on(clock.today())
    amendments = [
        do(charter_acts.draft_amendment, agreement=agreement, title=title, reason="R", initiative="Brev")
        for title in ("Sendt", "Utkast")
    ]
    for amendment in amendments:
        do(charter_acts.propose_clause, amendment=amendment, kind="repealed", ref="BG-4")
    do(charter_acts.send_amendment, amendment=amendments[0], answer_by=clock.today())
    do(charter_acts.ask_for_comments, amendment=amendments[1], comments_until=clock.today())
    client.force_login(account)
    asked = reverse("parties:asked")
    page = client.get(asked).text
    assert "6 ventar" in page
    for name in ("Austrheim", "Masfjorden"):
        place = amendments[0].asked.get(organisation__name=name)
        consent = reverse("charter:answer_amendment", args=[amendments[0].number, place.organisation.number])
        assert consent in page, "the line leads to the answer itself"
        assert asked in client.get(consent).text
    both = [str(organisation(name).pk) for name in ("Austrheim", "Masfjorden")]
    form = client.get(reverse("charter:comment_on_amendment", args=[amendments[1].number])).context["form"]
    assert (form.fields["organisation"].initial, form.fields["also_for"].initial) == (both[0], both[1:])
    assert [key for key, _name in form.fields["also_for"].choices][:2] == both

    give = reverse("governance:give_input", args=[case.pk])
    assert asked in client.get(give).text, "a way back to the list"
    assert client.get(give).context["form"].fields["organisations"].initial == both
    assert client.post(give, {"organisations": both[:1], "leaning": "for"}).status_code == 302
    assert client.get(give).context["form"].fields["organisations"].initial == both[1:], "the silent one is next"
    assert client.post(give, {"organisations": both[1:], "leaning": "against", "text": "For dyrt."}).status_code == 302
    page = client.get(asked).text
    assert "4 ventar" in page
    assert "2 er svarte på" in page
