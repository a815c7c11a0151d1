"""What a municipality's contact may not know of is not told by the pages around it either, and nobody acts for another.

The contact is Fedje's. What it may not read looks as if it were not there, also in histories and beside what it may read.
"""

from datetime import timedelta

import pytest
from django.test import Client

from samstyring.governance.models import Case
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.parties import acts as parties
from samstyring.parties.models import OfficeHolding
from samstyring.portfolio import acts
from samstyring.portfolio.models import Answer, Project, RankedList
from samstyring.portfolio.scoring import packaged
from samstyring.records.errors import NotYourMunicipality
from tests.agreement.test_initiatives import announced, invite
from tests.agreement.test_registers import ENTRIES
from tests.agreement.test_risks import registered
from tests.agreement.test_tolerances import ENDS, REPORT, running
from tests.founding import person, user
from tests.governance import steps as meetings
from tests.portfolio import steps
from tests.portfolio.steps import do, organisation

pytestmark = pytest.mark.usefixtures("founded")


def page(who: str, address: str) -> str:
    """Return the text of a page as one of the cast sees it."""
    client = Client()
    client.force_login(user(who))
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def status(who: str, address: str) -> int:
    client = Client()
    client.force_login(user(who))
    return client.get(address).status_code


def others() -> Project:
    """Return a candidate that Fedje has no part in, with drafts, a score and a place on a drafted list."""
    project = steps.candidate("Arkiv", participants=("Alver",))
    steps.mandate(project)
    steps.budget(project)
    steps.plan(project)
    given = steps.adopted(do(acts.draft_criteria, criteria=packaged()), clock.today())
    levels = {row["key"]: {"level": 3, "why": "Sjå notatet."} for row in packaged()}
    do(acts.score_candidate, project=project, criteria=given, levels=levels)
    facts = {"name": "DigiFin", "year": 2023, "funder": "KS", "deadline": clock.today() + timedelta(days=20)}
    told: RankedList = do(acts.open_ranked_list, kind="call", values=facts)
    row = {"project": project, "place": 1, "asked": 100_000, "reason": "Klar."}
    do(acts.draft_ranking, ranked_list=told, candidates=[row])
    return project


@pytest.mark.clause("SG-5")
def test_the_history_of_a_project_tells_nothing_of_drafts_and_scores_to_others() -> None:
    project = others()
    words = (
        "utkast til mandat",
        "utkast til budsjett",
        "utkast til finansieringsplan",
        "gav poeng",
        "til ei rangering",
    )
    seen = page("adviser", project.get_absolute_url())
    for each in words:
        assert each in seen, each
    for who in ("contact", "project_manager"):
        assert not [each for each in words if each in page(who, project.get_absolute_url())], who
    concerned = page("alver", project.get_absolute_url())
    assert "utkast til budsjett" in concerned, "who stands on the project reads its drafts"
    assert "registrerte" in page("contact", project.get_absolute_url()), "the rest is for all"


@pytest.mark.clause("FO-7")
def test_who_else_is_invited_is_not_told_by_the_history_nor_by_a_refusal() -> None:
    need = announced()
    steps.officer("Kinn")
    initiative = invite(need, "Fedje", "Kinn")
    do(acts.answer_initiative, "contact", initiative=initiative, organisations=[organisation("Fedje")], kind="yes")
    for who, sees in (("adviser", True), ("alver", True), ("contact", False), ("nordfjord", False)):
        assert ("Kinn" in page(who, need.get_absolute_url())) is sees, who
    for other in ("Kinn", "Stad"):
        parties = [organisation("Fedje"), organisation(other)]
        with pytest.raises(NotYourMunicipality) as refused:
            do(acts.answer_initiative, "contact", initiative=initiative, organisations=parties, kind="yes")
        assert other in str(refused.value.message), "the same is said whether it is invited or not"


@pytest.mark.clause("GP-4")
def test_a_case_that_is_still_prepared_is_not_named_beside_the_draft_that_it_is_about() -> None:
    project = steps.ready()
    case = steps.case_about(project, title="Hemmeleg sak")
    mandate, budget, plan = project.mandates.get(), project.budgets.get(), project.funding_plans.get()
    for version in (mandate, budget, plan):
        assert "Hemmeleg sak" in page("adviser", version.get_absolute_url())
        assert "Hemmeleg sak" not in page("contact", version.get_absolute_url()), "it reads the draft, not the case"
    meetings.called_meeting([case])
    assert Case.objects.get(pk=case.pk).state != Case.State.DRAFT
    assert "Hemmeleg sak" in page("contact", mandate.get_absolute_url())


@pytest.mark.clause("OR-3")
def test_what_is_not_brought_before_the_body_yet_looks_so() -> None:
    project = running()
    do(acts.give_forecast, project=project, ends_on=ENDS + timedelta(days=31), cost=138_000_000)
    report = do(acts.write_exception_report, project=project, **REPORT)
    case = do(acts.bring_exception_report, report=report)
    assert case.reference in page("adviser", report.get_absolute_url())
    shown = page("contact", report.get_absolute_url())
    assert case.reference not in shown
    assert "Ikkje lagd fram" in shown
    assert case.reference not in page("contact", project.get_absolute_url())


@pytest.mark.clause("GP-3")
def test_signed_in_one_answers_in_ones_own_name_and_registers_nothing() -> None:
    project = steps.candidate()
    place = steps.place(project, "Fedje")
    registering = f"{project.get_absolute_url()}parties/{place.pk}/answer/"
    assert status("adviser", registering) == 200
    assert status("contact", registering) == 403
    with pytest.raises(InvalidInput) as refused:
        do(acts.answer_acceptance, "contact", participation=place, kind="accept", answered_by="Ordføraren")
    assert set(refused.value.errors) == {"answered_by"}
    own = {"answered_by": person("contact").name, "answered_on": clock.today() - timedelta(days=9)}
    answer = do(acts.answer_acceptance, "contact", participation=place, kind="accept", **own)
    assert (answer.way, answer.answered_on) == (Answer.Way.SIGNED_IN, clock.today()), "nor on another day"
    assert status("contact", f"{project.get_absolute_url()}parties/{place.pk}/hours/new/") == 404, "nothing is promised"


def test_the_pages_of_ranked_lists_tell_of_no_draft() -> None:
    project = others()
    assert "Blir førebudd" in page("adviser", "/rankings/")
    assert "Blir førebudd" not in page("contact", "/rankings/")
    assert project.name not in page("contact", RankedList.objects.get().get_absolute_url())


@pytest.mark.clause("SG-4")
def test_whoever_only_has_an_account_reads_the_portfolio_and_not_what_projects_struggle_with() -> None:
    project = running()
    made = {
        key: do(acts.add_entry, project=project, register=key, values=values | {"title": f"{key} her"})
        for key, values in ENTRIES.items()
    }
    risk = registered(project)
    held = OfficeHolding.objects.get(person=person("contact"), office__role="contact")
    address = project.get_absolute_url()
    do(acts.give_forecast, project=project, ends_on=ENDS + timedelta(days=31), cost=138_000_000)
    told = do(acts.write_exception_report, project=project, **REPORT)
    inner = [f"{address}risks/", risk.get_absolute_url(), told.get_absolute_url()]
    inner += [f"{address}{key}/" for key in made if key != "lessons"]
    inner += [row.get_absolute_url() for key, row in made.items() if key != "lessons"]
    assert {status("contact", each) for each in inner} == {200}
    assert risk.title in page("contact", address)
    do(parties.end_office, holding=held, until=clock.today(), source="Brev frå kommunen")
    assert {each: status("contact", each) for each in inner} == dict.fromkeys(inner, 404)
    seen = page("contact", address)
    assert risk.title not in seen
    assert f"{address}stakeholders/" not in seen
    assert told.get_absolute_url() not in seen
    assert REPORT["cause"] not in page("contact", "/projects/changes/")
    assert status("contact", made["lessons"].get_absolute_url()) == 200, "lessons are for all who are signed in"
