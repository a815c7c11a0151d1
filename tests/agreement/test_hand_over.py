"""A project goes to another owner: proposed, accepted by the new one, decided, with the old one's rights to the day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samstyring.governance import acts as governance
from samstyring.governance.models import Case
from samstyring.governance.registry import matters
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.portfolio import acts, queries
from samstyring.portfolio.errors import (
    HandOverSettled,
    HandOverWaits,
    NotAsked,
    NotInvited,
    NotStarted,
    OwnsAlready,
    VersionInCase,
)
from samstyring.portfolio.models import HandOver, Participation, Project
from samstyring.portfolio.queries import execution, municipalities, on_a_day, owners
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

pytestmark = pytest.mark.usefixtures("founded")
WHY = "Sunnfjord har ikkje lenger nokon til å leie det."
SCOPE = "portfolio.pause_project"


def anew(project: Project) -> Project:
    return queries.project_by_id(project.pk)


def proposed(project: Project, who: str = "adviser", party: str = "Alver", **more: object) -> HandOver:
    given = {"reason": WHY, "proposed_from": clock.today() + timedelta(days=30), **more}
    made: HandOver = do(
        acts.propose_hand_over, who, project=anew(project), organisation=steps.organisation(party), **given
    )
    return made


def case_about(made: HandOver) -> Case:
    case = steps.case_about(made.project, "portfolio.adopt_mandate", title="Ny eigar")
    do(governance.remove_proposal, proposal=case.proposals.get())
    payload = {"project": str(made.project_id), "hand_over": str(made.pk)}
    do(governance.add_proposal, case=case, matter=owners.MATTER, payload=payload, wording="Alver tek over.")
    return Case.objects.get(pk=case.pk)


def may_pause(who: str, project: Project) -> bool:
    return actor(who).may(SCOPE, f"project:{project.pk}")


@pytest.mark.clause("GP-2")
@pytest.mark.clause("PA-5")
def test_another_owner_is_proposed_accepts_and_owns_from_the_day_that_the_board_decides() -> None:
    with pytest.raises(NotStarted):
        proposed(steps.candidate("Ein kandidat"))
    project, today = steps.started(), clock.today()
    for wrong, field in (({"reason": " "}, "reason"), ({"proposed_from": today - timedelta(days=1)}, "proposed_from")):
        with pytest.raises(InvalidInput) as refused:
            proposed(project, **wrong)
        assert list(refused.value.errors) == [field]
    with pytest.raises(OwnsAlready):
        proposed(project, party="Sunnfjord")
    with pytest.raises(NotInvited):
        proposed(project, party="KS")
    with pytest.raises(NotAuthorised):
        proposed(project, "contact")
    first = proposed(project)
    with pytest.raises(HandOverWaits):
        proposed(project)
    do(acts.withdraw_hand_over, hand_over=first)
    with pytest.raises(HandOverSettled):
        do(acts.withdraw_hand_over, hand_over=HandOver.objects.get(pk=first.pk))

    made = proposed(project)
    place, day = made.place, made.proposed_from
    with pytest.raises(NotAsked):
        do(acts.remove_participant, participation=place)
    case = case_about(made)
    with pytest.raises(VersionInCase):
        do(acts.withdraw_hand_over, hand_over=made)
    do(acts.answer_acceptance, "alver", participation=place, kind="reserve", reservation="Frå nyttår.")
    assert anew(project).owner == steps.organisation("Sunnfjord"), "who has accepted owns nothing before the decision"
    assert municipalities.places_on([project.pk])[project.pk][place.organisation_id] == "takes"

    [decision] = steps.decided(case)
    stands = anew(project)
    assert (stands.owner, stands.hand_over.is_to_come) == (steps.organisation("Sunnfjord"), True)  # type: ignore[union-attr]
    assert not may_pause("alver", project)
    with pytest.raises(HandOverWaits):
        proposed(project, party="Fedje")
    with clock.standing_at(clock.now() + timedelta(days=30)):
        stands = anew(project)
        assert stands.owner == steps.organisation("Alver")
        assert may_pause("alver", project)
        rows = owners.owners(stands, actor("adviser")).rows
        assert [(row.organisation.name, row.from_date, row.last_day) for row in rows] == [
            ("Sunnfjord", None, day - timedelta(days=1)),
            ("Alver", day, None),
        ]
        assert rows[1].basis == decision.basis
        places = municipalities.places_on([project.pk])[project.pk]
        assert (places.get(made.former_id), places[place.organisation_id]) == (None, "owns")
        assert {row.owner for row in execution.held_on(today) if row.pk == project.pk} == {"Sunnfjord"}
        assert {row.owner for row in execution.held_on(day) if row.pk == project.pk} == {"Alver"}
        for then, owner in ((today, "Sunnfjord"), (day - timedelta(days=1), "Sunnfjord"), (day, "Alver")):
            told = on_a_day.on_day(actor("adviser"), then, reports=True)
            assert {row.owner for row in told if row.code == project.code} == {owner}, then
        assert [row.holds for row in queries.anchored(stands, day) if row.key == "portfolio.owner_accepted"] == [True]
        assert proposed(project, "alver", party="Fedje").former == place.organisation


def test_what_is_not_adopted_lets_another_be_proposed() -> None:
    project = steps.started()
    made = proposed(project)
    payload = {"project": str(project.pk), "hand_over": str(made.pk)}
    steps.on_a_basis(
        effect=lambda basis: matters[owners.MATTER].reject(payload=payload, basis=basis),
        dated=clock.today(),
        by=INSTALLATION,
        at=clock.now(),
    )
    assert proposed(project, party="Fedje").place.role == Participation.Role.NEXT_OWNER


def test_the_pages_say_who_is_asked_who_owns_and_from_when(client: Client) -> None:
    project = steps.started()
    client.force_login(user("adviser"))
    address = project.get_absolute_url()
    assert f"{address}owner/" in client.get(address).content.decode()
    typed = {"reason": WHY, "organisation": str(steps.organisation("Alver").pk)}
    refused = client.post(f"{address}owner/", typed)
    assert WHY in refused.content.decode()
    assert not HandOver.objects.exists()
    day = clock.today() + timedelta(days=30)
    done = client.post(f"{address}owner/", typed | {"proposed_from": f"{day:%d.%m.%Y}"})
    assert done["Location"] == f"{address}#owners"
    made = HandOver.objects.get()
    with CaptureQueriesContext(connection) as statements:
        page = client.get(address).content.decode()
    assert len(statements) <= 25
    assert WHY in page
    assert f"/owner/{made.pk}/withdraw/" in page
    assert client.get(f"{address}owner/{made.pk}/withdraw/").status_code == 200
    answers = Client()
    answers.force_login(user("alver"))
    do(
        acts.ask_for_acceptance,
        project=project,
        participations=[made.place],
        answer_by=clock.today() + timedelta(days=9),
    )
    assert WHY in answers.get("/answers/").content.decode()
    do(acts.answer_acceptance, "alver", participation=made.place, kind="accept")
    steps.decided(case_about(made))
    for shown in (address, "/projects/"):
        assert "Alver" in client.get(shown).content.decode()
