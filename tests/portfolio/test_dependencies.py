"""Programmes above projects, and what projects wait for from each other and from the radar (SE-3, SG-4)."""

from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.portfolio import acts, effects
from samstyring.portfolio.errors import DependencyEnded, ProgrammeEnded, ProjectOver, WaitsInRing
from samstyring.portfolio.models import Dependency, Milestone, Programme, Project
from samstyring.portfolio.queries import dependencies
from samstyring.portfolio.rules.dependencies import LATE, MET, ON_TIME, PAUSED, STOPPED, UNKNOWN, Given, ring, stand
from samstyring.ui.worklist import Waiting, waiting_for
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

DAY = date(2022, 11, 22)


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def milestone(project: Project, name: str, due: int) -> Milestone:
    values = {"kind": "milestone", "name": name, "criteria": "", "accepted_by": "", "due_on": days(due)}
    made: Milestone = do(acts.add_milestone, project=project, values=values)
    return made


def wait(project: Project, other: object, on: int = 30, **more: object) -> Dependency:
    values = {"what": "Felles innlogging", "needed_on": days(on), "milestone": None, **more}
    made: Dependency = do(acts.register_dependency, project=project, other=other, values=values)
    return made


def stands(row: Dependency) -> tuple[str, int]:
    today = clock.today()
    (found,) = dependencies.waits(dependencies.standing(today).filter(pk=row.pk), today, reports=True)
    return found.stand.kind, found.stand.late


def told() -> list[Waiting]:
    rows = waiting_for(actor("adviser"), clock.today())
    return [row for row in rows if row.key.startswith("portfolio.dependency:")]


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    client.force_login(user("adviser"))
    return client


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=40))
def test_projects_never_wait_in_a_ring(wished: list[tuple[int, int]]) -> None:
    edges: list[tuple[int, int]] = []
    for waits, waits_for in wished:
        graph: dict[int, set[int]] = {}
        for one, other in [*edges, (waits, waits_for)]:
            graph.setdefault(one, set()).add(other)
        try:
            TopologicalSorter(graph).prepare()
            closes = False
        except CycleError:
            closes = True
        way = ring(edges, waits, waits_for)
        assert bool(way) == closes
        if way:
            assert (way[0], way[-1]) == (waits_for, waits)
            assert all(step in edges for step in pairwise(way))
        else:
            edges.append((waits, waits_for))


@given(
    needed=st.integers(-60, 60),
    expected=st.integers(-60, 60) | st.none(),
    held=st.sampled_from(["", "paused", "stopped"]),
)
def test_how_it_stands_follows_from_the_days(needed: int, expected: int | None, held: str) -> None:
    needed_on = DAY + timedelta(days=needed)
    expected_on = None if expected is None else DAY + timedelta(days=expected)
    found = stand(needed_on, Given(expected_on=expected_on, stopped=held == "stopped", paused=held == "paused"), DAY)
    comes = max(expected_on or DAY, DAY)
    late = max(0, (comes - needed_on).days)
    if held == "stopped":
        assert found.kind == STOPPED
    elif late:
        assert (found.kind, found.late) == (LATE, late)
    elif held:
        assert found.kind == PAUSED
    else:
        assert found.kind == (ON_TIME if expected_on else UNKNOWN)
    assert found.warns == (found.kind in (LATE, PAUSED, STOPPED))
    assert stand(needed_on, Given(done_on=DAY, stopped=True), DAY).kind == MET


@pytest.mark.clause("SG-4")
def test_who_waits_is_warned_when_the_other_slips_is_paused_or_stopped(adviser: Client) -> None:
    waiting, other = steps.candidate("Ventar"), steps.begun(steps.candidate("Leverer"))
    pilot = milestone(other, "Pilot", 20)
    address = reverse("portfolio:register_dependency", args=[waiting.code])
    assert other.code in adviser.get(address).text  # the first question: for which other
    page = f"{address}?on={other.code}"
    refused = adviser.post(page, {"what": "", "needed_on": "tull", "milestone": str(pilot.pk)})
    assert refused.status_code == 422
    assert "tull" in refused.text
    sent = {"what": "Felles innlogging", "needed_on": f"{days(30):%d.%m.%Y}", "milestone": str(pilot.pk)}
    assert adviser.post(page, sent).status_code == 302
    row = Dependency.objects.get()
    assert (row.milestone, stands(row)) == (pilot, (ON_TIME, 0))
    assert told() == []
    values = {"kind": "milestone", "name": "Pilot", "criteria": "", "accepted_by": "", "due_on": days(42)}
    do(acts.edit_milestone, milestone=pilot, values=values)
    assert stands(row) == (LATE, 12)
    assert [item.deadline for item in told()] == [days(30)]
    for page in (waiting.get_absolute_url(), other.get_absolute_url(), "/projects/roadmap/"):
        shown = adviser.get(page).text
        assert "12 dagar for seint" in shown, page
        assert "Felles innlogging" in shown
    assert "roadmap-wait-late" in shown
    given = f"{waiting} ventar på Felles innlogging (Pilot)"
    lines = shown[shown.index(other.get_absolute_url()) :]
    assert given in lines[: lines.index("</tr>")], "the row of the one that is waited for says so too"
    file = b"".join(adviser.get("/projects/roadmap/?format=csv").streaming_content).decode()
    assert "12 dagar for seint" in file
    assert given in file
    values["due_on"] = days(10)
    do(acts.edit_milestone, milestone=pilot, values=values)
    do(acts.pause_project, project=other, reason="Ventar", expected_on=days(90), reference="Referat")
    assert stands(row) == (PAUSED, 0)
    assert [item.key.rpartition(":")[2] for item in told()] == [PAUSED]
    do(acts.accept_milestone, milestone=pilot, done_on=clock.today())
    assert stands(row)[0] == MET
    assert told() == []


def test_a_ring_is_refused_by_its_names_and_what_is_ended_stands(adviser: Client) -> None:
    a, b, c = (steps.candidate(name) for name in ("A-prosjekt", "B-prosjekt", "C-prosjekt"))
    first = wait(a, b)
    wait(b, c)
    with pytest.raises(WaitsInRing, match="C-prosjekt → A-prosjekt → B-prosjekt → C-prosjekt"):
        wait(c, a)
    with pytest.raises(InvalidInput):
        wait(a, a)
    with pytest.raises(InvalidInput):
        wait(a, c, milestone=milestone(b, "Ikkje i C", 5))
    page = reverse("portfolio:register_dependency", args=[c.code]) + f"?on={a.code}"
    refused = adviser.post(page, {"what": "Noko", "needed_on": f"{days(3):%d.%m.%Y}", "milestone": ""})
    assert "A-prosjekt → B-prosjekt" in refused.text
    values = {"what": "Noko anna", "needed_on": days(3), "milestone": None}
    do(acts.edit_dependency, dependency=first, values=values, revision=1)
    with pytest.raises(Stale):
        do(acts.edit_dependency, dependency=first, values=values, revision=1)
    with pytest.raises(InvalidInput):
        do(acts.end_dependency, dependency=first, reason=" ")
    end = reverse("portfolio:end_dependency", args=[a.code, first.pk])
    assert adviser.post(end, {"reason": "Løyst på annan måte", "revision": "2"}).status_code == 302
    with pytest.raises(DependencyEnded):
        do(acts.edit_dependency, dependency=first, values=values)
    assert adviser.get(end).status_code == 404
    wait(c, a)  # now there is no ring


def test_what_is_waited_for_from_the_radar_and_who_may_say_so(adviser: Client) -> None:
    waiting = steps.candidate("Ventar")
    values = {"name": "Fiks Arkiv", "kind": "ks", "provider": "KS", "state": "planned"}
    entry = do(acts.register_radar_entry, values=values)
    row = wait(waiting, entry, on=5)
    assert stands(row) == (UNKNOWN, 0)
    assert "Felles innlogging" in adviser.get(entry.get_absolute_url()).text
    with clock.standing_at(clock.now() + timedelta(days=9)):
        assert stands(row) == (LATE, 4)
    do(acts.edit_radar_entry, entry=entry, values={**values, "state": "available"})
    assert stands(row) == (MET, 0)
    with pytest.raises(NotAuthorised):
        do(acts.end_dependency, "contact", dependency=row, reason="Nei")
    stranger = Client()
    stranger.force_login(user("contact"))
    assert stranger.get(reverse("portfolio:register_dependency", args=[waiting.code])).status_code == 403
    assert adviser.get(reverse("portfolio:register_dependency", args=[waiting.code]) + "?on=X").status_code == 404


@pytest.mark.clause("SE-3")
def test_a_programme_gathers_projects_in_the_list_and_on_the_roadmap(adviser: Client) -> None:
    one, other = steps.candidate("Barnevern"), steps.candidate("Arkiv")
    new = reverse("portfolio:register_programme")
    assert adviser.post(new, {"name": "Trygg oppvekst", "purpose": "", "owner": ""}).status_code == 422
    owner = steps.organisation("Alver")
    adviser.post(new, {"name": "Trygg oppvekst", "purpose": "Barn møter éi teneste.", "owner": str(owner.pk)})
    made = Programme.objects.get()
    adviser.post(reverse("portfolio:place_in_programme", args=[one.code]), {"programme": str(made.pk)})
    assert "Trygg oppvekst" in adviser.get(one.get_absolute_url()).text
    for page in ("/projects/", "/projects/roadmap/"):
        found = adviser.get(f"{page}?programme={made.pk}").text
        assert ("Barnevern</a>" in found, "Arkiv</a>" in found) == (True, False)
        found = adviser.get(f"{page}?programme=none").text
        assert ("Barnevern</a>" in found, "Arkiv</a>" in found) == (False, True)
        assert adviser.get(f"{page}?group=programme").text.count('class="table-group"') == 2
    whole = adviser.get(made.get_absolute_url()).text
    assert ("Barnevern</a>" in whole, "Arkiv</a>" in whole, "Barn møter" in whole) == (True, False, True)
    assert "Trygg oppvekst" in adviser.get(reverse("portfolio:programmes")).text
    edit = reverse("portfolio:edit_programme", args=[made.code])
    told = {"name": "Oppvekst", "purpose": "Meir", "owner": str(owner.pk), "revision": "1"}
    assert adviser.post(edit, told).status_code == 302
    assert adviser.post(edit, told).status_code == 409
    with pytest.raises(NotAuthorised):
        do(acts.place_in_programme, "contact", project=other, programme=made)
    do(acts.place_in_programme, project=one, programme=None)
    assert adviser.get(f"/projects/?programme={made.pk}").text.count("Barnevern</a>") == 0
    end = reverse("portfolio:end_programme", args=[made.code])
    revision = str(Programme.objects.get(pk=made.pk).revision)
    do(acts.place_in_programme, project=one, programme=made)
    refused = adviser.post(end, {"reason": "Målet er nådd", "revision": revision})
    assert "Desse prosjekta i programmet er ikkje avslutta: Barnevern" in refused.content.decode()
    do(acts.place_in_programme, project=one, programme=None)
    assert adviser.post(end, {"reason": "Målet er nådd", "revision": revision}).status_code == 302
    assert "Målet er nådd" in adviser.get(made.get_absolute_url()).text
    with pytest.raises(ProgrammeEnded):
        do(acts.place_in_programme, project=one, programme=Programme.objects.get(pk=made.pk))
    with pytest.raises(ProgrammeEnded):
        do(acts.edit_programme, programme=Programme.objects.get(pk=made.pk), name="X", purpose="X", owner=owner)


@pytest.mark.parametrize("page", ["/projects/roadmap/", "/projects/programmes/", "project"])
def test_it_asks_as_much_with_many_as_with_one(adviser: Client, page: str) -> None:
    first, taken = steps.candidate("Den første"), []
    address = first.get_absolute_url() if page == "project" else page
    for more in (1, 3):
        for number in range(more):
            other = steps.candidate(f"Prosjekt {more}-{number}")
            wait(first, other)
            wait(
                other,
                do(
                    acts.register_radar_entry,
                    values={"name": f"N{more}{number}", "kind": "ks", "provider": "KS", "state": "planned"},
                ),
            )
            owner = steps.organisation("Alver")
            made = do(acts.register_programme, name=f"Program {number}", purpose="P", owner=owner)
            do(acts.place_in_programme, project=other, programme=made)
        adviser.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert adviser.get(address).status_code == 200
        taken.append(len(caught))
    assert taken[0] == taken[1]


def test_one_that_is_stopped_warns_and_takes_no_more(adviser: Client) -> None:
    del adviser
    one, other = steps.begun(steps.candidate("Stoppa")), steps.candidate("Ventar")
    row = wait(other, one)
    steps.on_a_basis(
        effect=lambda basis: effects.stop_project(
            project=one, reason="A", money="B", deliverables="C", basis=basis, on=clock.today()
        ),
        dated=clock.today(),
        by=INSTALLATION,
        at=clock.now(),
    )
    assert stands(row) == (STOPPED, 0)
    assert [item.key.rpartition(":")[2] for item in told()] == [STOPPED]
    with pytest.raises(ProjectOver):
        wait(other, Project.objects.get(pk=one.pk))
