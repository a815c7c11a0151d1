"""Scoring criteria and ranked lists go on or are closed when another agreement takes over, one by one (VA-1)."""

from typing import Any

import pytest
from django.test import Client

from samstyring.charter import acts as charter
from samstyring.charter.models import Successor
from samstyring.kernel import clock
from samstyring.kernel.journal import verify
from samstyring.portfolio import acts
from samstyring.portfolio.models import Ranking
from samstyring.portfolio.queries import ranking, scoring
from tests.agreement.test_ranking import call, criteria, row, sheet
from tests.agreement.test_successor import AFTER, DAY, new_agreement, page, prepare, sign, things
from tests.founding import actor, user
from tests.governance.steps import do
from tests.portfolio import steps

WHY = "Vi vel på nytt under den nye avtalen"


def decided_list(*projects: Any) -> Any:
    told = call()
    steps.adopted(do(acts.draft_ranking, ranked_list=told, candidates=[row(each) for each in projects]), clock.today())
    return told


@pytest.mark.clause("VA-1", "SG-4")
def test_what_was_scored_and_ranked_goes_on_or_is_closed_as_chosen(founded: None, client: Client) -> None:
    given, (arkiv, bustad) = criteria(), [steps.candidate(name, participants=()) for name in ("Arkiv", "Bustad")]
    do(acts.score_candidate, project=arkiv, criteria=given, levels=sheet())
    goes_on, closed, prepared = decided_list(arkiv), decided_list(bustad, arkiv), call()
    said = {"happened_on": clock.today(), "evidence": "Kvittering"}
    do(acts.record_outcome, ranked_list=closed, project=bustad, state="applied", **said)
    do(acts.draft_ranking, ranked_list=prepared, candidates=[row(arkiv)])
    found = prepare()
    lists = things(found, "ranked_list")
    assert {each.choice for each in lists.values()} == {"carried"}
    assert "Bustad og Arkiv" in lists[f"{closed.code} {closed.name}"].thing.now
    of_criteria = next(iter(things(found, "scoring_criteria").values()))
    assert (of_criteria.choice, of_criteria.thing.fixed) == ("carried", False)
    choices = {("ranked_list", str(each.pk)): ("closed", WHY) for each in (closed, prepared)}
    choices["scoring_criteria", str(given.pk)] = ("closed", WHY)
    do(charter.choose_crossings, successor=found, choices=choices, rests_on="Sak SG 9/24")
    sign(found, "Bergen", "Alver", "Voss")
    with clock.standing_at(AFTER):
        assert page(found).problems == []
        do(charter.succeed, successor=found)
        found.refresh_from_db()
        record = {(each.kind, each.label): (each.choice, each.why) for each in found.crossings.all()}
        assert record["ranked_list", f"{closed.code} {closed.name}"] == ("closed", WHY)
        assert record["ranked_list", f"{goes_on.code} {goes_on.name}"][0] == "carried"

        reader, today = actor("adviser"), clock.today()
        assert ranking.list_page(goes_on.code, None, reader, today).is_in_force
        shown = ranking.list_page(closed.code, None, reader, today)
        assert (shown.in_force, shown.closed is not None) == (None, True)
        assert [place.row.project for place in shown.places] == [bustad, arkiv], "what was decided is its history"
        assert ranking.list_page(closed.code, None, reader, DAY.replace(year=2024)).is_in_force
        assert Ranking.objects.filter(ranked_list=prepared, state="draft").count() == 0
        assert scoring.criteria_in_force(today) is None
        assert scoring.candidates(reader, today)[0].is_earlier, "sheets stay, on criteria that are no longer in force"
        client.force_login(user("adviser"))
        text = client.get(closed.get_absolute_url()).text
        assert "Avslutta" in text
        assert "Kvittering" in text
        for address in (prepared.get_absolute_url(), "/rankings/", "/scoring/", arkiv.get_absolute_url()):
            assert client.get(address).status_code == 200
        assert "lista vart avslutta" in client.get(bustad.get_absolute_url()).text
        assert "Strategisk forankring" in client.get("/scoring/criteria/").text
        # The answer to what was applied for may come later, and new criteria and lists are decided as before.
        do(acts.record_outcome, ranked_list=closed, project=bustad, state="awarded", **said)
        anew = do(acts.draft_criteria, criteria=scoring.criteria_by_id(given.pk).criteria)
        assert client.get(anew.get_absolute_url()).status_code == 200
        assert steps.adopted(anew, today).number == 3
        assert scoring.criteria_in_force(today) == anew
        assert verify() is None


@pytest.mark.clause("VA-1")
def test_criteria_belong_to_the_body_that_decides_and_are_closed_where_another_does(founded: None) -> None:
    criteria()
    decided_list(steps.candidate("Arkiv", participants=()))
    text = new_agreement()
    for matter in ("adopt_mandate", "adopt_ranking"):
        own = f'matter = "portfolio.{matter}"\nbody = "SG"'
        assert own in text
        text = text.replace(own, own.replace("SG", "FU"))
    found = prepare(text)
    told = [next(iter(things(found, kind).values())) for kind in ("scoring_criteria", "ranked_list")]
    assert [(each.choice, each.thing.fixed) for each in told] == [("closed", True), ("carried", False)]


@pytest.mark.clause("VA-1", "SG-4")
def test_drafts_of_criteria_are_withdrawn_with_why_where_the_criteria_are_closed(founded: None, client: Client) -> None:
    given = criteria()
    draft = do(acts.draft_criteria, criteria=given.criteria)
    found = prepare()
    choices = {("scoring_criteria", str(given.pk)): ("closed", WHY)}
    do(charter.choose_crossings, successor=found, choices=choices, rests_on="Sak SG 9/24")
    sign(found, "Bergen", "Alver", "Voss")
    with clock.standing_at(AFTER):
        do(charter.succeed, successor=found)
        draft.refresh_from_db()
        assert draft.state == "withdrawn"
        assert draft.withdrawn_why.endswith("tok over.")
        client.force_login(user("adviser"))
        shown = client.get(draft.get_absolute_url()).text
        assert "Trekt" in shown
        assert shown.count(draft.withdrawn_why) == 2, "on the draft, and on what closed the criteria"
        assert verify() is None


@pytest.mark.clause("VA-1", "SG-4")
def test_criteria_that_were_only_drafted_are_closed_where_another_body_chooses(founded: None) -> None:
    draft = do(acts.draft_criteria, criteria=[{"name": "Gevinst", "weight": 1, "levels": ["Lite", "Mykje"]}])
    assert things(prepare(), "scoring_criteria") == {}, "the body goes on, and so does its draft"
    text = new_agreement()
    for matter in ("adopt_mandate", "adopt_ranking"):
        own = f'matter = "portfolio.{matter}"\nbody = "SG"'
        text = text.replace(own, own.replace("SG", "FU"))
    do(charter.withdraw_successor, successor=Successor.objects.get(), why="Feil utkast")
    found = prepare(text)
    [told] = things(found, "scoring_criteria").values()
    assert (told.choice, told.thing.fixed, told.thing.key) == ("closed", True, str(draft.pk))
