"""Candidates are scored on adopted criteria, ranked as one decision, and followed until the money has come (SG-4)."""

import re
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samstyring.charter.registry import Question, checks
from samstyring.governance.models import Case
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.portfolio import acts, ranking_words
from samstyring.portfolio.errors import NoCriteriaInForce, NotRanked, VersionInCase, VersionLocked
from samstyring.portfolio.models import Project, RankedList, Ranking, ScoringCriteria
from samstyring.portfolio.queries import ranking, scoring
from samstyring.portfolio.scoring import packaged
from samstyring.ui.worklist import Waiting, waiting_for
from tests.agreement import test_studies
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do
from tests.records.reading import text_of

pytestmark = pytest.mark.usefixtures("founded")
CALL = {"name": "Prosjektskjønn 2023", "year": 2023, "funder": "Statsforvaltaren", "frame": 250_000_000}


def sheet(level: int = 4, **other: int | None) -> dict[str, Any]:
    """Return a level for each of the seven criteria, each with why."""
    return {row["key"]: {"level": other.get(row["key"], level), "why": "Sjå notatet."} for row in packaged()}


def criteria() -> ScoringCriteria:
    """Return the packaged criteria, in force."""
    made: ScoringCriteria = steps.adopted(do(acts.draft_criteria, criteria=packaged()), clock.today())
    return made


def call() -> RankedList:
    values = {**CALL, "deadline": clock.today() + timedelta(days=30)}
    made: RankedList = do(acts.open_ranked_list, kind="call", values=values)
    return made


def row(project: Project, place: int | None = None, asked: int = 130_000_000, **more: Any) -> dict[str, Any]:
    return {"project": project, "place": place, "asked": asked, "reason": "Klar til start.", **more}


def text(client: Client, address: str) -> str:
    """Return a page's words, as they are read."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).replace("\u00a0", " ").split())


def three() -> list[Project]:
    return [steps.candidate(name, participants=()) for name in ("Arkiv", "Bustad", "Chat")]


@pytest.mark.clause("SG-4")
@pytest.mark.clause("SG-5")
def test_criteria_are_drafted_brought_and_in_force_by_decision(client: Client) -> None:
    with pytest.raises(InvalidInput):
        do(acts.draft_criteria, criteria=[{"name": "Tid", "weight": 1, "levels": ["Alt"]}])
    with pytest.raises(InvalidInput):
        do(
            acts.draft_criteria,
            criteria=[{"name": str(count), "weight": 1, "levels": ["x"] * count} for count in (2, 3)],
        )
    client.force_login(user("adviser"))
    begun = client.get("/scoring/criteria/new/").content.decode()
    assert all(each["name"] in begun for each in packaged()), "seven that are usual stand there to begin with"
    draft = do(acts.draft_criteria, criteria=packaged())
    candidate = steps.candidate(participants=())
    with pytest.raises(NoCriteriaInForce):
        do(acts.score_candidate, project=candidate, criteria=draft, levels=sheet())
    case: Case = do(acts.bring_to_board, version=draft, assessment="Alle blir målte likt.")
    with pytest.raises(VersionInCase):
        do(acts.withdraw_draft, version=draft)
    wording = case.proposals.get().wording
    assert "Strategisk forankring (20)" in wording
    decision = steps.decided(case)[0]
    found = scoring.criteria_in_force(clock.today())
    assert found is not None
    assert (found.number, found.basis.decision) == (1, decision)
    with pytest.raises(VersionLocked):
        do(acts.edit_criteria, version=found, criteria=packaged())
    other = [{**each, "weight": 50} if each["key"] == "risk" else each for each in packaged()[:-1]]
    later = do(acts.draft_criteria, criteria=other)
    page = client.get(later.get_absolute_url()).content.decode()
    assert "Vekt" in page
    assert "50" in page, "the difference to those in force is shown"
    assert scoring.criteria_in_force(clock.today()) == found, "the one in force stays until the decision"


@pytest.mark.clause("SG-4")
def test_a_sheet_is_summed_with_its_working_and_what_is_not_judged_is_never_nothing(client: Client) -> None:
    given = criteria()
    arkiv, bustad, chat = three()
    with pytest.raises(NotAuthorised):
        do(acts.score_candidate, "contact", project=arkiv, criteria=given, levels=sheet())
    with pytest.raises(InvalidInput) as refused:
        do(acts.score_candidate, project=arkiv, criteria=given, levels=sheet(9) | {"risk": {"level": 2, "why": " "}})
    assert {"level_time", "why_risk"} <= set(refused.value.errors)
    do(acts.score_candidate, project=arkiv, criteria=given, levels=sheet(4, risk=2))
    do(acts.score_candidate, "leader", project=arkiv, criteria=given, levels=sheet(5))
    do(acts.score_candidate, project=bustad, criteria=given, levels=sheet(5, cost=None))
    rows = {each.name: each for each in scoring.candidates(actor("adviser"), clock.today())}
    # 4 on all but risk (15 of 100 points), which has 2: 4 - 0,15 * 2 = 3,7; with 5 from the other scorer: 4,35.
    assert rows["Arkiv"].total == Fraction(37, 10) / 2 + Fraction(5, 2)
    assert (rows["Bustad"].total, rows["Chat"].total) == (None, None)
    client.force_login(user("adviser"))
    page = client.get("/scoring/").content.decode()
    assert page.index("Arkiv") < page.index("Bustad"), "who has no sum stands last"
    assert "4,35" in page
    assert "Chat" in client.get("/scoring/?stand=none").content.decode()
    assert "Chat" not in client.get("/scoring/?stand=lacks").content.decode()
    csv = client.get("/scoring/?format=csv").getvalue().decode("utf-8-sig")
    assert any(line.startswith("Arkiv") and "4.35" in line for line in csv.splitlines())
    shown = client.get(rows["Arkiv"].url).content.decode()
    assert "3,70" in shown
    assert "15 % × 2" in shown.replace("\u00a0", " ").replace("&nbsp;", " "), "the working is shown"
    for who in ("contact", "alver"):
        client.force_login(user(who))
        assert client.get("/scoring/").status_code == (404 if who == "contact" else 200)
    client.force_login(user("adviser"))
    address = f"/scoring/projects/{chat.code}/score/"
    typed = {f"level_{each['key']}": "3" for each in packaged()} | {"why_time": "<b>Rask</b>"}
    refused_page = client.post(address, typed)
    assert refused_page.status_code == 422
    assert "&lt;b&gt;Rask" in refused_page.content.decode(), "nothing typed is lost"
    typed |= {f"why_{each['key']}": "Ja." for each in packaged()}
    assert client.post(address, typed).status_code == 302
    steps.adopted(do(acts.draft_criteria, criteria=packaged()[:3]), clock.today())
    with pytest.raises(Stale):
        do(acts.score_candidate, project=chat, criteria=given, levels=sheet())
    rows = {each.name: each for each in scoring.candidates(actor("adviser"), clock.today())}
    assert rows["Arkiv"].is_earlier
    assert rows["Arkiv"].total == Fraction(87, 20), "what was scored under earlier criteria is kept, and said to be so"
    assert "eldre kriterium" in client.get(f"/scoring/?q={arkiv.code}").content.decode().lower()


@pytest.mark.clause("GP-2")
@pytest.mark.clause("SG-4")
def test_a_ranked_list_is_one_decision_and_is_changed_by_another(client: Client) -> None:
    with pytest.raises(InvalidInput) as refused:
        do(acts.open_ranked_list, kind="call", values={**CALL, "funder": "", "year": 23})
    assert set(refused.value.errors) == {"funder", "year", "deadline"}
    told, (arkiv, bustad, chat) = call(), three()
    assert told.code == f"L-{clock.today():%y}-001"
    with pytest.raises(InvalidInput):
        do(acts.draft_ranking, ranked_list=told, candidates=[row(arkiv), row(arkiv)])
    client.force_login(user("adviser"))
    address = f"{told.get_absolute_url()}versions/new/"
    sent = {"rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "0", "note": "Vege mot nytte."}
    for index, (project, place) in enumerate(((arkiv, "1"), (bustad, "2"), (chat, "3"))):
        fields = {"place": place, "was": place, "project": project.pk, "asked": "1 300 000", "reason": "Klar."}
        sent |= {f"rows-{index}-{name}": str(value) for name, value in fields.items()}
    assert client.post(address, sent | {"rows-1-asked": ""}).status_code == 422
    assert client.post(address, sent | {"rows-2-place": "1"}).status_code == 302
    draft = Ranking.objects.get()
    order = [each.project for each in draft.candidates.all()]
    assert order == [chat, arkiv, bustad], "one that is moved up goes before whoever stood there"
    client.force_login(user("contact"))
    assert client.get(draft.get_absolute_url()).status_code == 404, "a draft is for those who prepare it"
    case: Case = do(acts.bring_to_board, version=draft, assessment="Chat er klar først.")
    assert [line[:7] for line in case.proposals.get().wording.splitlines()[1:]] == ["1. Chat", "2. Arki", "3. Bust"]
    steps.decided(case)
    page = ranking.list_page(told.code, None, actor("contact"), clock.today())
    assert page.is_in_force
    assert (page.asked, [place.row.place for place in page.places]) == (390_000_000, [1, 2, 3])
    with pytest.raises(VersionLocked):
        do(acts.edit_ranking, ranking=draft, candidates=[row(arkiv)])
    later = do(acts.draft_ranking, ranked_list=told, candidates=[row(bustad, 1), row(chat, 2, asked=40_000_000)])
    page = ranking.list_page(told.code, later.pk, actor("adviser"), clock.today())
    assert page.changed is not None
    words = ranking_words.changed_words(page.changed)
    assert words.startswith("Frå 3 til 2 kandidatar. Arkiv er ute."), words
    assert "Bustad frå plass 3 til 1." in words
    change: Case = do(acts.bring_to_board, version=later, assessment="Arkiv ventar.")
    client.force_login(user("leader"))
    assert "Frå 3 til 2" in client.get(change.get_absolute_url()).content.decode(), "the paper tells what is changed"
    assert ranking.list_page(told.code, None, actor("contact"), clock.today()).version == draft
    steps.decided(change)
    assert "nummer 2 av 2" in client.get(chat.get_absolute_url()).content.decode(), "the project's page tells its place"
    assert "ikkje lenger på lista" in client.get(arkiv.get_absolute_url()).content.decode()
    files = [client.get(f"{told.get_absolute_url()}?format={kind}") for kind in ("pdf", "csv", "xlsx")]
    assert [answer.status_code for answer in files] == [200, 200, 200]
    assert files[0].getvalue().startswith(b"%PDF")
    assert "L-22-" in client.get("/rankings/?kind=call&format=csv").getvalue().decode()


@pytest.mark.clause("SG-4")
@pytest.mark.clause("FO-7")
def test_a_candidate_on_a_list_leads_to_its_concept_note_and_its_scores(client: Client) -> None:
    given, told = criteria(), call()
    study = test_studies.begun()
    about = {"origin": "regional", "summary": "S", "purposes": ["hjelp"]}
    archive = do(acts.register_project, name="Felles arkiv", need=study.need, **about)
    test_studies.written(study, ready=False)
    own, bare = steps.candidate("Bustad"), steps.candidate("Chat")
    begun = test_studies.begun(need=None, project=own)
    do(acts.score_candidate, project=archive, criteria=given, levels=sheet())
    ranked = [row(each) for each in (archive, own, bare)]
    steps.adopted(do(acts.draft_ranking, ranked_list=told, candidates=ranked), clock.today())

    def links(who: str) -> dict[str, list[str]]:
        """Return where each row leads, by the name of its candidate."""
        client.force_login(user(who))
        page = client.get(told.get_absolute_url()).text.split("<tbody>")[1].split("</tbody>")[0]
        found = (re.findall(r'<a class="ds-link" href="([^"]+)">([^<]+)</a>', part) for part in page.split("<tr>")[1:])
        return {each[0][1]: [": ".join(link) for link in each[1:]] for each in found}

    scores = {each.name: f"/scoring/projects/{each.code}/: " for each in (archive, own, bare)}
    assert links("adviser") == {
        "Felles arkiv": [
            f"{study.get_absolute_url()}: Konseptbeskriving, versjon 1, under arbeid",
            f"{scores['Felles arkiv']}4,00",
        ],
        "Bustad": [f"{begun.get_absolute_url()}: Konseptbeskriving, under arbeid", f"{scores['Bustad']}utan poeng"],
        "Chat": [f"{scores['Chat']}utan poeng"],
    }
    assert links("contact")["Felles arkiv"] == [f"{study.get_absolute_url()}: Konseptbeskriving, under arbeid"], (
        "what is not ready is unread"
    )
    test_studies.written(study)
    assert links("contact")["Felles arkiv"] == [f"{study.get_absolute_url()}: Konseptbeskriving, versjon 2"]
    assert "versjon 2" in client.get(f"{told.get_absolute_url()}?format=csv").getvalue().decode()
    printed = text_of(client.get(f"{told.get_absolute_url()}?format=pdf").getvalue())
    assert "Konseptbeskriving, versjon 2." in printed.replace(" ,", ",").replace(" .", ".")
    for each in links("adviser").values():
        assert [client.get(link.partition(": ")[0]).status_code for link in each] == [200] * len(each)


def told_to(who: str) -> dict[str, Waiting]:
    """Return what the work list tells of the calls, by the kind of it."""
    rows = [
        row for row in waiting_for(actor(who), clock.today()) if row.key.startswith(("portfolio.call", "portfolio.re"))
    ]
    return {row.key.split(":")[0]: row for row in rows}


@pytest.mark.clause("SG-4")
@pytest.mark.clause("SE-4a")
def test_the_work_list_reminds_of_the_deadline_of_a_call_until_it_is_decided_and_all_is_said() -> None:
    told, (arkiv, bustad, _chat) = call(), three()
    assert "Ingenting er utforma" in told_to("adviser")["portfolio.call"].text
    assert told_to("leader") == {}
    draft = do(acts.draft_ranking, ranked_list=told, candidates=[row(arkiv), row(bustad)])
    late = clock.now() + timedelta(days=31)
    with clock.standing_at(late):
        assert "eller trekk det" in told_to("adviser")["portfolio.call"].heading
    steps.adopted(draft, clock.today())
    assert told_to("adviser")["portfolio.call"].text == "Arkiv og Bustad"
    said = {"ranked_list": told, "happened_on": clock.today(), "evidence": "Kvittering"}
    do(acts.record_outcome, project=arkiv, state="applied", **said)
    with clock.standing_at(late):
        waits = told_to("adviser")["portfolio.call"]
        assert (waits.text, waits.deadline) == ("Bustad", told.deadline)
        assert "ingen har sagt" in waits.heading
    do(acts.record_outcome, project=bustad, state="postponed", **said)
    assert told_to("adviser") == {}


@pytest.mark.clause("SG-4")
@pytest.mark.clause("PA-6")
def test_what_became_of_each_candidate_is_kept_with_where_it_stands(client: Client) -> None:
    told, (arkiv, bustad, chat) = call(), three()
    said = {"ranked_list": told, "happened_on": clock.today(), "evidence": "Tilskotsbrev 2023/114"}
    with pytest.raises(NotRanked):
        do(acts.record_outcome, project=arkiv, state="applied", **said)
    steps.adopted(do(acts.draft_ranking, ranked_list=told, candidates=[row(arkiv), row(bustad)]), clock.today())
    with pytest.raises(NotRanked):
        do(acts.record_outcome, project=chat, state="applied", **said)
    wrong = [
        {"state": "in_part"},
        {"state": "in_part", "amount": 130_000_000},
        {"state": "awarded", "amount": 1},
        {"state": "dropped", "amount": 1},
        {"state": "applied", "evidence": " "},
        {"state": "applied", "happened_on": clock.today() + timedelta(days=1)},
    ]
    for each in wrong:
        with pytest.raises(InvalidInput):
            do(acts.record_outcome, project=arkiv, **said | each)
    do(acts.record_outcome, project=arkiv, state="applied", **said | {"happened_on": date(2022, 11, 1)})
    do(acts.record_outcome, project=bustad, state="awarded", **said)
    client.force_login(user("adviser"))
    address = f"{told.get_absolute_url()}candidates/{arkiv.code}/"
    form = {"state": "in_part", "happened_on": f"{clock.today():%d.%m.%Y}", "evidence": "Brev 2023/115"}
    assert client.post(address, form).status_code == 422
    assert client.post(address, form | {"amount": "400 000"}).status_code == 302
    page = ranking.list_page(told.code, None, actor("adviser"), clock.today())
    assert [(place.outcome.state, place.outcome.amount) for place in page.places if place.outcome] == [
        ("in_part", 40_000_000),
        ("awarded", 130_000_000),
    ]
    assert [len(place.outcomes) for place in page.places] == [2, 1], "what was recorded before stays"
    shown = client.get(told.get_absolute_url()).content.decode()
    assert f"/projects/{arkiv.code}/mandates/new/" in shown, (
        "a smaller mandate is a version that waits for its decision"
    )
    later = do(acts.draft_ranking, ranked_list=told, candidates=[row(arkiv, asked=90_000_000)])
    drafted = client.get(later.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert "400 000 kr av 1 300 000 kr" in drafted, "an award is held up against what was asked for then"
    assert "portfolio.rescale" in told_to("adviser")
    smaller = steps.mandate(arkiv, frame=40_000_000)
    assert f"/projects/{arkiv.code}/mandates/new/" not in client.get(told.get_absolute_url()).content.decode()
    assert "Ventar på vedtak" in told_to("adviser")["portfolio.rescale"].text
    steps.adopted(smaller, clock.today())
    assert "portfolio.rescale" not in told_to("adviser")
    client.force_login(user("contact"))
    assert "Brev 2023/115" in client.get(told.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 403


@pytest.mark.clause("SG-4")
@pytest.mark.clause("PA-6")
def test_what_one_letter_says_of_several_candidates_is_recorded_at_once_or_not_at_all(client: Client) -> None:
    told, (arkiv, bustad, chat) = call(), three()
    rows = [row(arkiv), row(bustad), row(chat)]
    client.force_login(user("adviser"))
    address = f"{told.get_absolute_url()}candidates/"
    assert client.get(address).status_code == 404, "nothing is decided yet"
    said: dict[str, Any] = {"ranked_list": told, "happened_on": clock.today(), "evidence": "Kvittering"}
    with pytest.raises(NotRanked):
        do(acts.record_outcomes, outcomes=[{"project": arkiv, "state": "applied"}], **said)
    steps.adopted(do(acts.draft_ranking, ranked_list=told, candidates=rows), clock.today())
    with pytest.raises(InvalidInput):
        do(acts.record_outcomes, outcomes=[], **said)
    with pytest.raises(NotAuthorised):
        do(acts.record_outcomes, "contact", outcomes=[{"project": arkiv, "state": "applied"}], **said)
    form = client.get(f"{address}?state=applied").content.decode()
    assert form.count('<option value="applied" selected>') == 3, "the address proposes that all have applied"
    sent = {"happened_on": f"{clock.today():%d.%m.%Y}", "evidence": "Kvitteringar 1 til 3"}
    both = {f"state_{each.code}": "applied" for each in (arkiv, bustad)}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {f"words_{chat.code}": "Noko"}).status_code == 422
    assert client.post(address, sent | both | {f"words_{bustad.code}": "Den store."}).status_code == 302
    assert told_to("adviser")["portfolio.call"].text == "Chat"
    letter = {"letter": SimpleUploadedFile("brev.eml", steps.EMAIL.content, "message/rfc822")}
    answers = {
        f"state_{arkiv.code}": "in_part",
        f"amount_{arkiv.code}": "1 400 000",
        f"state_{bustad.code}": "awarded",
        f"state_{chat.code}": "dropped",
        f"evidence_{chat.code}": "Referat SG 3",
    }
    wrong = client.post(address, sent | answers)
    assert wrong.status_code == 422
    assert f'href="#id_amount_{arkiv.code}"' in wrong.content.decode(), "the summary leads to the field that is wrong"
    before = ranking.list_page(told.code, None, actor("adviser"), clock.today())
    assert {place.outcome.state for place in before.places if place.outcome} == {"applied"}, "all of it, or nothing"
    right = client.post(address, sent | answers | letter | {f"amount_{arkiv.code}": "400 000"})
    assert right.status_code == 302
    page = ranking.list_page(told.code, None, actor("adviser"), clock.today())
    became = {place.project: place.outcome for place in page.places if place.outcome}
    assert [(became[each].state, became[each].amount) for each in (arkiv, bustad, chat)] == [
        ("in_part", 40_000_000),
        ("awarded", 130_000_000),
        ("dropped", None),
    ]
    assert (became[arkiv].evidence, became[chat].evidence) == ("Kvitteringar 1 til 3", "Referat SG 3")
    assert {each.document.file for each in became.values() if each.document} == {became[arkiv].document.file}  # type: ignore[union-attr]
    for kind in ("mandates", "budgets", "funding"):
        beside = client.get(f"/projects/{arkiv.code}/{kind}/new/").content.decode().replace("\u00a0", " ")
        assert "<strong>Tildelt 400 000 kr</strong> av 1 300 000 kr" in beside, kind
        assert "Tildelt" not in client.get(f"/projects/{chat.code}/{kind}/new/").content.decode(), kind


@pytest.mark.clause("SG-4")
def test_a_list_is_opened_with_what_its_kind_needs_and_begins_with_the_scored(client: Client) -> None:
    given, (arkiv, bustad, _chat) = criteria(), three()
    do(acts.score_candidate, project=arkiv, criteria=given, levels=sheet(3))
    do(acts.score_candidate, project=bustad, criteria=given, levels=sheet(5))
    client.force_login(user("adviser"))
    for_year = client.get("/rankings/new/?kind=year").content.decode()
    assert 'name="funder"' not in for_year
    assert "valfritt" not in for_year
    sent = {"name": "DigiFin", "year": "2023", "funder": "KS"}
    refused = client.post("/rankings/new/", sent)
    assert refused.status_code == 422
    assert 'href="#id_deadline"' in refused.content.decode(), "a call has a deadline"
    assert client.post("/rankings/new/?kind=year", {"name": "Året", "year": "2023"}).status_code == 302
    assert client.post("/rankings/new/", sent | {"deadline": "01.03.2023"}).status_code == 302
    told = {each.kind: each for each in RankedList.objects.all()}
    changed = {"name": "Året 2023", "year": "2023", "revision": "1"}
    assert client.post(f"{told['year'].get_absolute_url()}edit/", changed).status_code == 302
    begun = client.get(f"{told['call'].get_absolute_url()}versions/new/").content.decode().replace("\u00a0", " ")
    first, second = (begun.index(f'value="{each.pk}" selected') for each in (bustad, arkiv))
    assert first < second, "the highest sum stands first"
    assert f"{bustad.code}: poeng 5,00 av 5" in begun, "the sum of who is chosen stands beside the field, whole"


@pytest.mark.clause("SG-4")
def test_the_page_of_a_candidate_shows_its_score_on_which_criteria_and_that_it_has_none(client: Client) -> None:
    given = criteria()
    arkiv, bustad, chat = three()
    client.force_login(user("adviser"))
    client.get(bustad.get_absolute_url())
    do(acts.score_candidate, project=arkiv, criteria=given, levels=sheet(4, risk=2))
    do(acts.score_candidate, "leader", project=arkiv, criteria=given, levels=sheet(5))
    do(acts.score_candidate, project=bustad, criteria=given, levels=sheet(5, cost=None))
    shown = text(client, arkiv.get_absolute_url())
    for words in ("4,35 av 5", "Vurderingskriterium, versjon 1 Gjeld", given.body.name):
        assert words in shown, words
    assert f"/scoring/projects/{arkiv.code}/" in client.get(arkiv.get_absolute_url()).content.decode()
    assert "Ingen sum enno" in text(client, bustad.get_absolute_url())
    assert "Ingen poeng enno" in text(client, chat.get_absolute_url())
    client.force_login(user("contact"))
    assert "4,35" not in text(client, arkiv.get_absolute_url()), "sums are for those who prepare and decide"
    steps.adopted(do(acts.draft_criteria, criteria=packaged()[:3]), clock.today())
    client.force_login(user("alver"))
    assert "versjon 1 Eldre kriterium" in text(client, arkiv.get_absolute_url())


def test_a_project_without_a_score_costs_no_statement_more_than_before(client: Client) -> None:
    given = criteria()
    arkiv, bustad, chat = three()
    client.force_login(user("adviser"))
    do(acts.score_candidate, project=arkiv, criteria=given, levels=sheet())
    client.get(chat.get_absolute_url())
    counts = {}
    for each in (arkiv, bustad):
        call()  # what was kept falls with an act
        with CaptureQueriesContext(connection) as caught:
            assert client.get(each.get_absolute_url()).status_code == 200
        counts[each.name] = len(caught)
    assert counts["Arkiv"] == counts["Bustad"] + 1 <= 25


def test_the_pages_take_as_many_statements_whatever_the_number(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    given, told, rows = criteria(), call(), three()
    for each in rows:
        test_studies.begun(need=None, project=each)
    client.force_login(user("adviser"))
    for address in ("/scoring/", "/rankings/"):  # which stand first is kept: no act here writes it
        client.get(address)
    counts = []
    for some in (rows[:1], rows):
        for each in some:
            do(acts.score_candidate, project=each, criteria=given, levels=sheet())
        steps.adopted(do(acts.draft_ranking, ranked_list=told, candidates=[row(each) for each in some]), clock.today())
        for each in some:
            do(
                acts.record_outcome,
                ranked_list=told,
                project=each,
                state="applied",
                happened_on=clock.today(),
                evidence="B",
            )
        made = []
        for address in ("/scoring/", "/rankings/", told.get_absolute_url(), rows[0].get_absolute_url()):
            with django_assert_max_num_queries(25) as captured:
                assert client.get(address).status_code == 200
            made.append(len(captured))
        counts.append(made)
    assert counts[0] == counts[1]


@pytest.mark.clause("SG-4")
def test_the_duty_to_rank_is_read_from_the_lists_in_force() -> None:
    check, today = checks["portfolio.projects_ranked"], clock.today()
    assert check(Question(today, today)).state == "not_measured"
    first, second, _third = three()
    assert check(Question(today, today)).state == "broken"
    made = do(acts.draft_ranking, ranked_list=call(), candidates=[row(first, 1), row(second, 2)], note="")
    assert check(Question(today, today)).state == "broken", "a draft ranks nothing"
    steps.adopted(made, today)
    found = check(Question(today, today))
    assert (found.state, found.evidence[-1].url) == ("fulfilled", Ranking.objects.get().get_absolute_url())
    before = today - timedelta(days=1)
    assert check(Question(before, today)).state == "broken"
