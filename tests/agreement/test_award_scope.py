"""After an award in part somebody can say, with why, that nothing needs to be smaller, and that it must after all (SG-5)."""

import pytest
from django.test import Client

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.portfolio import acts
from samstyring.portfolio.errors import NotCut, ScopeSaid
from samstyring.portfolio.models import AwardScope, Project, RankedList
from tests.agreement.test_ranking import call, row, text, three, told_to
from tests.founding import user
from tests.portfolio import steps
from tests.portfolio.steps import do

pytestmark = pytest.mark.usefixtures("founded")
WHY = "Kommunane betaler resten sjølve."


def cut() -> tuple[RankedList, Project]:
    """Return a list on which a candidate was awarded in part."""
    told, (arkiv, bustad, _chat) = call(), three()
    steps.adopted(do(acts.draft_ranking, ranked_list=told, candidates=[row(arkiv), row(bustad)]), clock.today())
    award(told, arkiv, 40_000_000)
    return told, arkiv


def award(told: RankedList, project: Project, amount: int) -> None:
    said = {"happened_on": clock.today(), "evidence": "Brev 2023/115", "state": "in_part", "amount": amount}
    do(acts.record_outcome, ranked_list=told, project=project, **said)


@pytest.mark.clause("SG-5", "PA-6")
def test_that_nothing_needs_to_be_smaller_is_said_with_why_and_taken_back_by_saying_otherwise(client: Client) -> None:
    told, arkiv = cut()
    assert "portfolio.rescale" in told_to("adviser")
    client.force_login(user("adviser"))
    page = told.get_absolute_url()
    keep, shrink = (f"{page}candidates/{arkiv.code}/{name}/" for name in ("keep", "cut"))
    assert keep in client.get(page).content.decode()
    assert "Treng ingenting i Arkiv bli mindre?" in text(client, keep)
    empty = client.post(keep, {"reason": " "})
    assert empty.status_code == 422
    done = client.post(keep, {"reason": WHY})
    assert done["Location"] == f"{page}#c-{arkiv.code}"
    assert "portfolio.rescale" not in told_to("adviser"), "the work list asks no more"
    shown = text(client, page)
    assert (
        f"400 000 kr av 1 300 000 kr. Ingenting treng bli mindre {WHY} Rådgivar, sekretariatet, 22. november" in shown
    )
    assert "Skriv eit mindre utkast" not in shown
    entry = JournalEntry.objects.latest("position")
    assert entry.act == "portfolio.keep_scope"
    assert f"ingenting i Arkiv treng bli mindre etter det delvise tilskotet (Prosjektskjønn 2023): {WHY}" in text(
        client, arkiv.get_absolute_url()
    ), "the journal says it on the page of the project"

    assert shrink in client.get(page).content.decode()
    assert client.post(shrink, {"reason": "Kommunane vart ikkje samde."}).status_code == 302
    assert "portfolio.rescale" in told_to("adviser")
    assert keep in client.get(page).content.decode()
    assert [each.must_shrink for each in AwardScope.objects.all()] == [False, True], "what was said before stays"
    client.force_login(user("contact"))
    assert keep not in client.get(page).content.decode()
    assert client.get(keep).status_code == 403


@pytest.mark.clause("SG-5")
def test_it_is_said_of_an_award_in_part_once_with_why_and_a_new_award_asks_anew() -> None:
    told, arkiv = cut()
    bustad = Project.objects.get(name="Bustad")
    said = {"ranked_list": told, "reason": WHY}
    with pytest.raises(NotAuthorised):
        do(acts.keep_scope, "contact", project=arkiv, **said)
    with pytest.raises(NotCut, match="Bustad"):
        do(acts.keep_scope, project=bustad, **said)
    with pytest.raises(ScopeSaid):
        do(acts.cut_scope, project=arkiv, **said)
    with pytest.raises(InvalidInput, match="reason"):
        do(acts.keep_scope, project=arkiv, ranked_list=told, reason="  ")
    do(acts.keep_scope, project=arkiv, **said)
    with pytest.raises(ScopeSaid):
        do(acts.keep_scope, project=arkiv, **said)
    assert "portfolio.rescale" not in told_to("adviser")
    award(told, arkiv, 30_000_000)
    assert "portfolio.rescale" in told_to("adviser"), "what was said was said of another award"
