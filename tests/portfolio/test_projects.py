"""Registering a candidate, and what may be said about it."""

import pytest

from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.kernel.models import JournalEntry
from samstyring.portfolio import acts
from samstyring.portfolio.errors import AlreadyAsked, NotInvited, OwnerTaken
from samstyring.portfolio.models import Participation, Project
from tests.founding import person
from tests.portfolio import steps
from tests.portfolio.steps import do


def test_it_gets_a_gapless_code_of_the_year(founded: None) -> None:
    codes = [steps.candidate(f"Prosjekt {number}").code for number in range(1, 4)]

    assert codes == ["P-22-001", "P-22-002", "P-22-003"]


def test_a_refused_registration_takes_no_code(founded: None) -> None:
    with pytest.raises(NotInvited):
        steps.candidate(owner="KS")

    assert steps.candidate().code == "P-22-001"


def test_owner_and_participants_are_only_asked(founded: None) -> None:
    project = steps.candidate()

    assert project.owner is None
    places = {str(row.organisation): row.role for row in project.participations.all()}
    assert places == {"Sunnfjord": "owner", "Fedje": "participant", "Alver": "participant"}
    assert project.state == Project.State.CANDIDATE


@pytest.mark.clause("GP-1")
def test_a_measure_names_at_least_one_purpose_of_the_agreement(founded: None) -> None:
    with pytest.raises(InvalidInput) as refusal:
        steps.candidate(purposes=[])
    assert "purposes" in refusal.value.errors

    with pytest.raises(InvalidInput):
        steps.candidate(purposes=["ikkje_i_avtalen"])


def test_the_purposes_stand_in_the_order_of_the_agreement(founded: None) -> None:
    assert steps.candidate(purposes=["mottak", "stotte_ks", "mottak"]).purposes == ["stotte_ks", "mottak"]


def test_editing_on_an_old_revision_is_refused(founded: None) -> None:
    project = steps.candidate()
    new = {"name": "Nytt namn", "origin": "regional", "summary": "Ny tekst", "purposes": ["mottak"]}
    do(acts.edit_project, project=project, revision=1, **new)

    with pytest.raises(Stale):
        do(acts.edit_project, project=project, revision=1, **new)
    project.refresh_from_db()
    assert project.name == "Nytt namn"
    assert project.revision == 2


def test_a_project_manager_edits_only_the_own_project(founded: None) -> None:
    mine = steps.candidate("Mitt", manager=person("project_manager"))
    other = steps.candidate("Andres")
    new = {"name": "Endra", "origin": "regional", "summary": "Tekst", "purposes": ["mottak"]}

    do(acts.edit_project, "project_manager", project=mine, manager=person("project_manager"), **new)
    with pytest.raises(NotAuthorised):
        do(acts.edit_project, "project_manager", project=other, **new)
    with pytest.raises(NotAuthorised):
        do(acts.edit_project, "contact", project=mine, **new)


def test_there_is_one_owner_and_each_municipality_stands_once(founded: None) -> None:
    project = steps.candidate()
    with pytest.raises(OwnerTaken):
        do(acts.add_participant, project=project, organisation=steps.organisation("Stord"), role="owner")
    with pytest.raises(AlreadyAsked):
        do(acts.add_participant, project=project, organisation=steps.organisation("Fedje"))

    do(acts.remove_participant, participation=steps.place(project, "Sunnfjord"))
    do(acts.add_participant, project=project, organisation=steps.organisation("Stord"), role="owner")
    assert steps.place(project, "Stord").role == Participation.Role.OWNER


def test_who_is_taken_off_stays_in_the_history(founded: None) -> None:
    project = steps.candidate()
    gone = steps.place(project, "Fedje")
    do(acts.remove_participant, participation=gone)

    assert Participation.objects.get(pk=gone.pk).removed_at is not None
    assert JournalEntry.objects.filter(act="portfolio.remove_participant").exists()
