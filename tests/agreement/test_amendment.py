"""The agreement is changed in writing, with the consent of all parties (EN-1); its term is what the editions say (VA-1)."""

from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.accounts import queries as links
from samstyring.charter import acts, queries, tasks
from samstyring.charter.errors import (
    AgreementNotInForce,
    AnsweredAlready,
    NoLongerParty,
    NotADraft,
    NotInRound,
    NotOpenForComments,
    OneAtATime,
    SomeAreSilent,
)
from samstyring.charter.models import (
    Accession,
    Amendment,
    AmendmentAnswer,
    AmendmentComment,
    AmendmentLetter,
    AskedParty,
    Clause,
    Edition,
    Power,
)
from samstyring.charter.rules import CONSENTED, OPEN, REFUSED, outcome, require_in_force
from samstyring.kernel import canonical, clock, guards
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.parties.models import Organisation
from samstyring.records.errors import EvidenceNeeded
from samstyring.records.uploads import Upload
from samstyring.ui.worklist import waiting_for
from tests.founding import EXAMPLE, actor, found_charter, move_to, user
from tests.support.databases import rolled_back

AFTER = datetime(2025, 2, 3, 8, 0, tzinfo=clock.OSLO)
LETTER = Upload("svar.txt", b"Kommunen samtykkjer.")
VA_1 = "Avtalen gjeld frå underskrift og fram til 1. januar 2029."


def drafted(**other: Any) -> Amendment:
    """Draft an extension of the term to the end of 2028, with the words of the clause changed too."""
    given = {"changes_term": True, "until": date(2029, 1, 1)} | other
    amendment = acts.draft_amendment(
        agreement=queries.agreement_on(clock.today()),
        title="Forlenging av avtalen",
        reason="Samarbeidet held fram.",
        initiative="Styringsgruppa, sak 4/24",
        by=actor("adviser"),
        at=clock.now(),
        **given,
    )
    return acts.propose_clause(
        amendment=amendment, kind="changed", ref="VA-1", heading="Varigheit", text=VA_1, by=actor("adviser"),
        at=clock.now(),
    )  # fmt: skip


def sent(**other: Any) -> Amendment:
    """Draft it, and send it to all parties."""
    return acts.send_amendment(
        amendment=drafted(**other), answer_by=clock.today() + timedelta(days=30), by=actor("adviser"), at=clock.now()
    )


def register(asked: AskedParty, kind: str = "consent") -> AmendmentAnswer:
    """Register what a party has answered in writing."""
    return acts.answer_amendment(
        asked=asked, kind=kind, answered_by="Ordføraren", answered_on=clock.today(), evidence=LETTER,
        authority="Kommunestyret, sak 34/24", by=actor("adviser"), at=clock.now(),
    )  # fmt: skip


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three be asked: the rules are the same for forty, only slower."""
    everyone = queries.parties_to
    monkeypatch.setattr(queries, "parties_to", lambda agreement, on: everyone(agreement, on)[:3])


@pytest.mark.clause("EN-1", "VA-1")
def test_the_last_consent_extends_the_term_and_the_product_works_again(
    founded: None, client: Client, few: None
) -> None:
    move_to(AFTER)
    with pytest.raises(AgreementNotInForce):
        require_in_force(queries.today_term())
    amendment = sent()
    first, second, third = amendment.asked.order_by("organisation__sort_key")
    register(first)
    register(second)
    amendment.refresh_from_db()
    assert amendment.state == "proposed"
    assert Edition.objects.count() == 1
    register(third)
    amendment.refresh_from_db()
    edition = amendment.edition
    assert amendment.state == "adopted"
    assert edition is not None
    assert (edition.number, edition.in_force_from, edition.until) == (2, clock.today(), date(2029, 1, 1))
    require_in_force(queries.today_term())
    # The past stays as it was, and everything that the agreement says came along.
    assert not queries.term_on(date(2025, 1, 10)).in_force
    assert queries.term_on(date(2024, 12, 31)).in_force
    assert Clause.objects.get(edition=edition, ref="VA-1").text == VA_1
    assert Power.objects.filter(edition=edition).count() == Power.objects.filter(edition__number=1).count()
    assert edition.sha256 == canonical.sha256(edition.source)
    duty = {row.check: row for row in queries.conformance().duties}["charter.term"]
    assert (duty.state, duty.next_date) == ("fulfilled", date(2028, 12, 31))
    assert actor("leader").powers == actor("adviser").powers
    client.force_login(user("adviser"))
    page = client.get(reverse("charter:clause", args=["VA-1"])).content.decode()
    assert "2029" in page
    page = client.get(reverse("charter:clause", args=["VA-1"]), {"on": "2024-12-31"}).content.decode()
    assert "2029" not in page.split("<main")[1].split("</p>")[0]


@pytest.mark.clause("EN-1")
def test_one_refusal_ends_it_and_nothing_is_changed(founded: None, few: None) -> None:
    amendment = sent()
    first, second, third = amendment.asked.order_by("organisation__sort_key")
    register(first)
    register(second, "refuse")
    amendment.refresh_from_db()
    assert (amendment.state, amendment.edition) == ("rejected", None)
    assert second.organisation.name in amendment.ended_why
    with pytest.raises(NotInRound):
        register(third)
    assert Edition.objects.count() == 1


@pytest.mark.clause("EN-1")
def test_a_party_answers_for_itself_with_its_authority_and_only_for_itself(founded: None, client: Client) -> None:
    amendment = sent()
    fedje = amendment.asked.get(organisation__name="Fedje")
    alver = amendment.asked.get(organisation__name="Alver")
    with pytest.raises(NotAuthorised):
        acts.answer_amendment(asked=alver, kind="consent", authority="x", by=actor("contact"), at=clock.now())
    with pytest.raises(InvalidInput) as wrong:
        acts.answer_amendment(asked=fedje, kind="consent", by=actor("contact"), at=clock.now())
    assert "authority" in wrong.value.errors
    client.force_login(user("contact"))
    assert client.get(f"{amendment.get_absolute_url()}answer/{alver.organisation.number}/").status_code == 404
    address = f"{amendment.get_absolute_url()}answer/{fedje.organisation.number}/"
    assert "<ins>" in client.get(address).content.decode()
    answer = {"kind": "consent", "authority": "Kommunestyret, sak 12/24", "authority_dated": "01.11.2022"}
    assert client.post(address, answer | {"kind": ""}).status_code == 422
    assert client.post(address, answer).status_code == 302
    kept = AmendmentAnswer.objects.get()
    assert (kept.way, kept.authority_dated, kept.sha256) == ("signed_in", date(2022, 11, 1), amendment.sha256)
    assert kept.answered_as
    with pytest.raises(AnsweredAlready):
        acts.answer_amendment(asked=fedje, kind="consent", authority="x", by=actor("contact"), at=clock.now())
    # It can still refuse: nothing is agreed before all have consented.
    acts.answer_amendment(asked=fedje, kind="refuse", reason="Ikkje råd.", by=actor("contact"), at=clock.now())
    amendment.refresh_from_db()
    assert amendment.state == "rejected"


@pytest.mark.clause("EN-1")
def test_silence_is_shown_as_silence_and_a_letter_is_needed(founded: None, client: Client, few: None) -> None:
    amendment = sent()
    asked = amendment.asked.order_by("organisation__sort_key").first()
    assert asked is not None
    with pytest.raises(EvidenceNeeded):
        acts.answer_amendment(
            asked=asked, kind="consent", answered_by="X", authority="y", by=actor("adviser"), at=clock.now()
        )
    register(asked)
    with pytest.raises(SomeAreSilent):
        acts.conclude_amendment(amendment=amendment, by=actor("adviser"), at=clock.now())
    client.force_login(user("leader"))
    found = client.get(amendment.get_absolute_url()).context["found"]
    assert found.counts == {"consent": 1, "refuse": 0, "silent": 2, "left": 0}
    rows = _file(client, amendment, "answers").splitlines()
    assert len(rows) == 4
    exact = _file(client, amendment, "text")
    assert canonical.sha256(exact) == amendment.sha256
    assert VA_1 in exact


def _file(client: Client, amendment: Amendment, kind: str) -> str:
    response: Any = client.get(reverse("charter:amendment_file", args=[amendment.number, kind]))
    return b"".join(response.streaming_content).decode("utf-8-sig")


@pytest.mark.clause("EN-1")
def test_one_that_leaves_during_the_round_no_longer_counts(founded: None, few: None) -> None:
    amendment = sent()
    first, second, third = amendment.asked.order_by("organisation__sort_key")
    register(first)
    register(second)
    acts.give_notice(
        accession=Accession.objects.get(organisation=third.organisation), notice_on=clock.today(),
        last_day=clock.today(), source="Kommunestyret, sak 9/22", letter=LETTER, by=actor("adviser"), at=clock.now(),
    )  # fmt: skip
    assert not queries.amendment_page(amendment.number, by=actor("adviser")).all_consented
    with clock.standing_at(clock.now() + timedelta(days=1)):
        page = queries.amendment_page(amendment.number, by=actor("adviser"))
        assert page.all_consented
        assert page.counts["left"] == 1
        with pytest.raises(NoLongerParty):
            register(third, "refuse")
        acts.conclude_amendment(amendment=amendment, by=actor("adviser"), at=clock.now())
    amendment.refresh_from_db()
    assert amendment.state == "adopted"


@pytest.mark.clause("EN-1")
def test_a_text_that_was_sent_stands(founded: None, few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    amendment = drafted()
    shown = amendment.revision
    acts.propose_clause(
        amendment=amendment, kind="repealed", ref="BG-4", by=actor("secretariat_leader"), at=clock.now()
    )
    with pytest.raises(Stale):
        acts.send_amendment(
            amendment=amendment, answer_by=clock.today(), revision=shown, by=actor("adviser"), at=clock.now()
        )
    acts.send_amendment(amendment=amendment, answer_by=clock.today(), by=actor("adviser"), at=clock.now())
    with pytest.raises(NotADraft):
        acts.propose_clause(amendment=amendment, kind="repealed", ref="BG-3", by=actor("adviser"), at=clock.now())
    with pytest.raises(OneAtATime):
        sent()
    monkeypatch.setattr(guards, "migrating", True)  # past the write guard: the database itself must refuse
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE charter_amendment SET exact_text = 'x' WHERE state = 'proposed'")


@pytest.mark.clause("EN-1")
def test_what_does_not_hang_together_cannot_be_sent(founded: None) -> None:
    amendment = acts.draft_amendment(
        agreement=queries.agreement_on(clock.today()), title="T", reason="R", initiative="I", changes_term=True,
        until=date(2029, 1, 1), by=actor("adviser"), at=clock.now(),
    )  # fmt: skip
    # The term in data and not in words; and a clause that powers rest on cannot just go.
    assert any("VA-1" in problem for problem in queries.proposed_text(amendment).problems)
    acts.propose_clause(amendment=amendment, kind="repealed", ref="SG-7", by=actor("adviser"), at=clock.now())
    with pytest.raises(InvalidInput) as refused:
        acts.send_amendment(amendment=amendment, answer_by=clock.today(), by=actor("adviser"), at=clock.now())
    assert "SG-7" in str(refused.value)
    for wrong in ({"until": date(2025, 1, 1)}, {"until": date(2021, 1, 1)}, {"title": " "}):
        given: dict[str, Any] = {"title": "T", "reason": "R", "initiative": "I", "changes_term": True} | wrong
        with pytest.raises(InvalidInput):
            acts.edit_amendment(amendment=amendment, by=actor("adviser"), at=clock.now(), **given)


@pytest.mark.clause("EN-1")
def test_drafting_and_withdrawing_through_the_pages(founded: None, client: Client) -> None:
    client.force_login(user("adviser"))
    new = {"title": "Ny klausul", "reason": "R", "initiative": "Brev", "term": "until", "last_day": "31.12.2028"}
    address = client.post(reverse("charter:draft_amendment"), new)["Location"]
    number = Amendment.objects.get().number
    client.post(reverse("charter:propose_clause", args=[number, "VA-1"]), {"heading": "Varigheit", "text": VA_1})
    added = {"ref": "SG-9", "chapter": "styringsgruppe", "heading": "Nytt", "text": "Nytt punkt."}
    client.post(reverse("charter:propose_new_clause", args=[number]), added)
    client.post(reverse("charter:propose_annex", args=[number, "organisering"]), {"heading": "Vedlegg", "text": "T"})
    client.post(reverse("charter:drop_clause", args=[number, "SG-9"]), {})
    page = client.get(address)
    assert [row.ref for row in page.context["found"].text.rows] == ["VA-1", "organisering"]
    assert not page.context["found"].text.problems
    assert client.get(reverse("charter:send_amendment", args=[number])).status_code == 200
    assert client.get(reverse("charter:edit_amendment", args=[number])).status_code == 200
    assert client.get(reverse("charter:propose_clause", args=[number, "XX"])).status_code == 404
    client.force_login(user("leader"))
    assert client.get(address).status_code == 404
    client.force_login(user("adviser"))
    assert client.post(reverse("charter:withdraw_amendment", args=[number]), {"why": ""}).status_code == 422
    assert client.post(reverse("charter:withdraw_amendment", args=[number]), {"why": "Feil"}).status_code == 302
    assert Amendment.objects.get().state == "withdrawn"


def test_the_page_asks_as_often_for_forty_as_for_three(founded: None, client: Client) -> None:
    amendment = sent()
    client.force_login(user("adviser"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(amendment.get_absolute_url()).status_code == 200
    assert len(asked) <= 25


@pytest.mark.clause("EN-1")
def test_another_kind_of_agreement_is_changed_the_same_way(db: None) -> None:
    found_charter(EXAMPLE)
    assert queries.amendment_clause(clock.today()) == "12"
    amendment = acts.draft_amendment(
        agreement=queries.agreement_on(clock.today()), title="T", reason="R", initiative="I", changes_term=True,
        until=date(2027, 1, 1), by=INSTALLATION, at=clock.now(),
    )  # fmt: skip
    assert queries.proposed_text(amendment).problems == []


@pytest.mark.clause("EN-1")
def test_every_way_that_two_parties_can_answer(founded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [Organisation.objects.get(name=name) for name in ("Alver", "Fedje")]
    monkeypatch.setattr(queries, "parties_to", lambda agreement, on: both)
    amendment = sent()
    asked = list(amendment.asked.order_by("organisation__name"))
    for kinds in product(("consent", "refuse", None), repeat=2):
        with rolled_back():
            for place, kind in zip(asked, kinds, strict=True):
                if kind is not None and "refuse" not in kinds[: asked.index(place)]:
                    register(place, kind)
            state = Amendment.objects.get().state
            in_force = Edition.objects.count() == 2
        assert in_force == (state == "adopted") == (kinds == ("consent", "consent")), kinds
        assert (state == "rejected") == ("refuse" in kinds), kinds


PARTIES = [canonical.sha256(str(number)) for number in range(4)]


@pytest.mark.clause("EN-1")
@given(
    st.sets(st.sampled_from(PARTIES)), st.dictionaries(st.sampled_from(PARTIES), st.sampled_from(["consent", "refuse"]))
)
def test_in_force_if_and_only_if_every_one_required_consented(required: Any, answers: Any) -> None:
    came_out = outcome(required, answers)
    given = [answers.get(party) for party in required]
    assert (came_out == CONSENTED) == (bool(given) and all(one == "consent" for one in given))
    assert (came_out == REFUSED) == ("refuse" in given)
    assert (came_out == OPEN) == (came_out not in (CONSENTED, REFUSED))


@pytest.mark.clause("EN-1")
def test_a_link_is_one_question_and_one_answer(founded: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    fedje = Organisation.objects.get(name="Fedje")
    monkeypatch.setattr(queries, "parties_to", lambda agreement, on: [fedje])
    amendment = sent()
    asked = amendment.asked.get()
    assert tasks.send_amendment_letter.func(str(asked.pk)) == "sent"
    letter = AmendmentLetter.objects.get()
    assert letter.state == "sent"
    assert [thing.key for thing in waiting_for(actor("contact"), clock.today()) if "amendment" in thing.key]
    address = links.address_of(letter.link_id).removeprefix(settings.ADDRESS)
    page = client.get(address).content.decode()
    assert "<ins>" in page
    assert amendment.sha256 in page
    answer = {
        "kind": "consent",
        "answered_by": "Ordføraren",
        "answered_as": "Ordførar",
        "authority": "Kommunestyret, sak 1/22",
    }
    assert client.post(address, answer).status_code in (200, 302)
    amendment.refresh_from_db()
    assert (AmendmentAnswer.objects.get().way, amendment.state) == ("link", "adopted")
    assert client.get(address).status_code in (404, 410)
    assert tasks.send_amendment_letter.func(str(asked.pk)) == "nothing to do"


@pytest.mark.clause("EN-1")
def test_the_secretariat_sees_who_is_late_and_reminds_them(founded: None, few: None, client: Client) -> None:
    amendment = sent()
    later = clock.now() + timedelta(days=31)
    headings = [str(thing.heading) for thing in waiting_for(actor("adviser"), later.date())]
    assert any("3 " in heading and amendment.title in heading for heading in headings)
    before = set(AmendmentLetter.objects.values_list("link_id", flat=True))
    client.force_login(user("adviser"))
    assert client.post(reverse("charter:remind_of_amendment", args=[amendment.number]), {}).status_code == 302
    assert before.isdisjoint(AmendmentLetter.objects.values_list("link_id", flat=True))


@pytest.mark.clause("EN-1", "OR-5")
def test_the_clause_tells_which_edition_changed_it_and_a_repealed_one_is_still_read(
    founded: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    alver = Organisation.objects.get(name="Alver")
    monkeypatch.setattr(queries, "parties_to", lambda agreement, on: [alver])
    amendment = drafted(in_force_from=clock.today() + timedelta(days=10))
    for change in (
        {"kind": "repealed", "ref": "BG-4"},
        {"kind": "annex", "ref": "organisering", "heading": "Organiseringa", "text": "Slik er det."},
    ):
        acts.propose_clause(amendment=amendment, by=actor("adviser"), at=clock.now(), **change)
    acts.send_amendment(amendment=amendment, answer_by=clock.today(), by=actor("adviser"), at=clock.now())
    register(amendment.asked.get())
    starts = clock.today() + timedelta(days=10)
    client.force_login(user("adviser"))
    page = client.get(reverse("charter:agreement"))
    assert page.context["found"].news.coming.in_force_from == starts
    assert page.context["found"].edition.number == 1
    annex = {
        on: queries.agreement_page(by=actor("adviser"), on=on).annexes[0].present for on in (clock.today(), starts)
    }
    assert annex == {clock.today(): False, starts: True}
    board = {on: {row.check: row.state for row in queries.conformance(on).duties} for on in annex}
    assert [board[on]["charter.annex_present"] for on in annex] == ["broken", "fulfilled"]
    assert client.get(reverse("charter:clause", args=["BG-4"])).context["found"].stands
    gone = client.get(reverse("charter:clause", args=["BG-4"]), {"on": starts.isoformat()})
    assert not gone.context["found"].stands
    assert [row.clause is None for row in gone.context["found"].readings] == [False, True]
    changed = client.get(reverse("charter:clause", args=["VA-1"]))
    assert [row.number for row in changed.context["found"].readings] == [None, amendment.number]
    editions = client.get(reverse("charter:editions"))
    assert [row.number for row in editions.context["editions"]] == [2, 1]
    edition = Edition.objects.get(number=2)
    assert client.get(reverse("web:basis", args=[edition.basis_id]))["Location"].endswith(starts.isoformat())


@pytest.mark.clause("EN-1")
def test_parties_comment_on_the_draft_for_themselves_and_for_others(founded: None, client: Client) -> None:
    amendment = drafted()
    fedje, alver = (Organisation.objects.get(name=name) for name in ("Fedje", "Alver"))
    with pytest.raises(NotOpenForComments):
        acts.comment_on_amendment(
            amendment=amendment, organisation=fedje, gist="x", by=actor("contact"), at=clock.now()
        )
    client.force_login(user("contact"))
    assert client.get(amendment.get_absolute_url()).status_code == 404
    client.force_login(user("adviser"))
    asked = {"comments_until": (clock.today() + timedelta(days=10)).strftime("%d.%m.%Y")}
    assert client.post(reverse("charter:ask_for_comments", args=[amendment.number]), asked).status_code == 302
    client.force_login(user("contact"))
    assert [thing for thing in waiting_for(actor("contact"), clock.today()) if "comment" in thing.key]
    address = reverse("charter:comment_on_amendment", args=[amendment.number])
    assert client.post(address, {"organisation": str(alver.pk), "gist": "x"}).status_code == 422
    said = {"organisation": str(fedje.pk), "gist": "Vi er for.", "also_for": [str(alver.pk)]}
    assert client.post(address, said).status_code == 302
    assert not [thing for thing in waiting_for(actor("contact"), clock.today()) if "comment" in thing.key]
    client.force_login(user("adviser"))
    received = said | {
        "also_for": [],
        "answered_by": "Rådmannen",
        "answered_as": "rådmann",
        "answered_on": clock.today().strftime("%d.%m.%Y"),
    }
    assert client.post(address, received).status_code == 422  # without the letter
    comment = AmendmentComment.objects.get()
    reply = reverse("charter:reply_to_comment", args=[comment.pk])
    assert client.post(reply, {"text": "Teke med."}).status_code == 302
    page = client.get(amendment.get_absolute_url())
    round_ = page.context["round"]
    assert ([row.name for row in round_.comments[0].others], round_.heard) == (["Alver"], 2)
    assert "Teke med." in page.content.decode()
    # Once the text is sent, it is not for comment any more.
    acts.send_amendment(amendment=Amendment.objects.get(), answer_by=clock.today(), by=actor("adviser"), at=clock.now())
    assert client.get(address).status_code == 404
