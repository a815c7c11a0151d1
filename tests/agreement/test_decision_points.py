"""Phases and decision points: what is asked for, who decides, and that none is jumped (GP-2, OR-3, SG-4)."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samstyring.governance import acts as governance
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Refusal, Stale
from samstyring.portfolio import acts, queries
from samstyring.portfolio.errors import ForTheBody, ModelLacksPhase, NotNextPoint, NotStarted, PointLacks
from samstyring.portfolio.models import Passing, Project
from samstyring.portfolio.project_models import from_plain, packaged, plain
from samstyring.portfolio.queries import decision_points
from tests.founding import user
from tests.governance import steps as meetings
from tests.portfolio import steps
from tests.portfolio.steps import EMAIL, do

pytestmark = pytest.mark.usefixtures("founded")
PARTICIPANTS = "portfolio.participants_accepted"


def started(*reserved: str) -> Project:
    return steps.started(reserved_points=list(reserved))


def anew(project: Project) -> Project:
    return queries.project_by_id(project.pk)


def attach(project: Project, *names: str) -> None:
    for name in names:
        do(acts.attach_project_document, project=project, name=name, upload=EMAIL)


def passing(project: Project, point: str, **more: object) -> Passing:
    given = {"reference": "Referat frå prosjektstyret", **more}
    made: Passing = do(acts.pass_decision_point, project=anew(project), point=point, **given)
    return made


@pytest.mark.clause("GP-2")
def test_the_start_passes_the_first_point_and_keeps_the_model() -> None:
    project = started()

    [first] = decision_points.passings_of(project)
    assert (first.point, first.to_phase, first.decided_by) == ("BP1", "konsept", Passing.DecidedBy.BODY)
    assert first.basis == project.started_by
    assert decision_points.model_of(project, clock.today()) == packaged()["prosjektvegvisaren"]
    assert project.follows is not None


@pytest.mark.clause("OR-3")
def test_the_owner_passes_what_the_mandate_does_not_reserve_when_what_it_asks_for_is_there() -> None:
    project = started("BP3")
    with pytest.raises(ModelLacksPhase):
        do(acts.choose_project_model, project=project, model="aktivitet", reason="x")
    with pytest.raises(NotNextPoint):
        passing(project, "BP4")
    with pytest.raises(PointLacks, match="Prosjektforslag"):
        passing(project, "BP2")
    attach(project, "Prosjektforslag")
    with pytest.raises(InvalidInput):
        passing(project, "BP2", reference="")
    with pytest.raises(NotAuthorised):
        do(acts.pass_decision_point, "alver", project=project, point="BP2")
    made = passing(project, "BP2", revision=anew(project).revision)

    assert anew(project).phase == made.to_phase == "planlegge"
    assert (made.decided_by, made.basis.kind) == (Passing.DecidedBy.OWNER, "confirmation")
    with pytest.raises(NotNextPoint):
        passing(project, "BP2")
    with pytest.raises(Stale):
        passing(project, "BP3", revision=1)
    with pytest.raises(ForTheBody):
        passing(project, "BP3")
    today = clock.today()
    assert decision_points.passed_since(today, today + timedelta(days=1)) == [made]


@pytest.mark.clause("GP-2")
@pytest.mark.clause("SG-4")
def test_what_should_be_there_is_passed_over_with_a_reason_that_is_printed() -> None:
    project = started()
    do(acts.add_participant, project=project, organisation=steps.organisation("Stord"))
    attach(project, "Prosjektforslag")
    with pytest.raises(InvalidInput) as refused:
        passing(project, "BP2")
    assert list(refused.value.errors) == ["reason_portfolio_participants_accepted"]
    made = passing(project, "BP2", reasons={PARTICIPANTS: "Stord svarar etter kommunestyret."})

    [lacking] = [row for row in made.conditions if not row["holds"]]
    assert (lacking["key"], lacking["reason"]) == (PARTICIPANTS, "Stord svarar etter kommunestyret.")


@pytest.mark.clause("GP-2")
def test_a_reserved_point_is_passed_by_a_decision_and_the_last_one_closes_the_project() -> None:
    project = started("BP3", "BP5")
    attach(project, "Prosjektforslag")
    passing(project, "BP2")
    case = case_on_point(anew(project))
    with pytest.raises(Refusal):
        do(governance.put_on_agenda, meeting=meetings.planned_meeting(), case=case)
    attach(project, "Styringsdokument", "Gevinstrealiseringsplan", "Risikovurdering")
    values = {"name": "I drift", "kind": "milestone", "due_on": clock.today()}
    do(acts.add_milestone, project=project, values=values)
    [decision] = steps.decided(case)

    project = anew(project)
    assert project.phase == "gjennomfore"
    last = decision_points.passings_of(project).last()
    assert last is not None
    assert (last.point, last.decided_by, last.basis) == ("BP3", Passing.DecidedBy.BODY, decision.basis)
    passing(project, "BP4", reasons={"portfolio.document.overleveringsplan": "Kjem i mars."})
    attach(project, "Sluttrapport", "Overlevering av gevinstarbeidet")
    [closing] = steps.decided(case_on_point(anew(project)))
    project = anew(project)
    assert (project.state, project.phase, project.ended_by) == (Project.State.CLOSED, "realisere", closing.basis)
    assert decision_points.next_point(project, clock.today()) is None


def case_on_point(project: Project):  # type: ignore[no-untyped-def]
    case = steps.case_about(project, "portfolio.adopt_mandate", title=f"BP {project.phase}")
    proposal = case.proposals.get()
    do(governance.remove_proposal, proposal=proposal)
    point = decision_points.next_point(project, clock.today())
    payload = {"project": str(project.pk), "point": point.key if point else ""}
    do(governance.add_proposal, case=case, matter=decision_points.MATTER, payload=payload, wording="Vidare.")
    return type(case).objects.get(pk=case.pk)


def test_a_candidate_passes_nothing_and_a_model_is_changed_with_a_reason() -> None:
    project = steps.candidate()
    with pytest.raises(NotStarted):
        passing(project, "BP1")
    with pytest.raises(InvalidInput):
        do(acts.choose_project_model, project=project, model="aktivitet", reason=" ")
    do(acts.choose_project_model, project=project, model="aktivitet", reason="Eit lite arbeid.")
    assert [phase.key for phase in decision_points.model_of(anew(project), clock.today()).phases] == [
        "utfore",
        "ferdig",
    ]
    with pytest.raises(InvalidInput):
        do(acts.choose_project_model, project=anew(project), model="finst ikkje", reason="x")


def test_a_model_reads_back_as_it_was_kept() -> None:
    for model in packaged().values():
        assert from_plain(plain(model)) == model


def test_the_pages(client: Client) -> None:
    project = started()
    client.force_login(user("adviser"))
    page = client.get(project.get_absolute_url()).text
    assert "Prosjektforslag" in page
    address = f"{project.get_absolute_url()}points/BP2/pass/"
    data = {"decided_by": "owner", "decided_on": "2022-11-22", "reference": "Brev", "revision": project.revision}
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert "Brev" in refused.text
    attaching = f"{project.get_absolute_url()}documents/attach/"
    assert client.post(attaching, {"name": ""}).status_code == 422
    attach(project, "Prosjektforslag")
    assert client.post(address, data).status_code == 302
    assert client.get(address).status_code == 404
    assert client.get(f"{project.get_absolute_url()}model/").status_code == 200


def test_the_portfolio_by_phase_names_the_first_and_counts_the_rest(client: Client) -> None:
    client.force_login(user("adviser"))
    running = started()
    with CaptureQueriesContext(connection) as few:
        page = client.get("/projects/phases/").text
    assert running.name in page
    assert "BP2 Starte planlegginga" in page
    for number in range(14):
        steps.candidate(f"Idé {number:02d}")
    with CaptureQueriesContext(connection) as many:
        page = client.get("/projects/phases/").text
    assert len(many) <= len(few) <= 25
    assert page.count("Idé") == 12
    assert re.search(r'\?state=candidate">Vis alle 14<', page)
    assert running.name in client.get("/projects/?phase=konsept").text
    assert running.name not in client.get("/projects/?phase=planlegge").text
