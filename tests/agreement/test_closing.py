"""The end of a project: its closing report, and the hand-over to those who go on with what it made (GP-2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.parties.models import Organisation
from samstyring.portfolio import acts, queries
from samstyring.portfolio.closing_reports import packaged
from samstyring.portfolio.errors import NotStarted, PointLacks, ProjectOver
from samstyring.portfolio.models import ClosingReport, Project
from samstyring.portfolio.queries import closing
from samstyring.records.queries import bytes_path
from tests.founding import actor, person, user
from tests.portfolio import steps
from tests.portfolio.steps import EMAIL, do
from tests.records.reading import structure, text_of

pytestmark = pytest.mark.usefixtures("founded")
TOLD = {part.key: f"Om {part.key}." for part in packaged().parts}
ENDS = date(2023, 12, 31)


def near_the_end() -> Project:
    """Return a project in its closing phase: only BP5 remains."""
    project = steps.started(ends_on=ENDS)
    for point, names in (
        ("BP2", ["Prosjektforslag"]),
        ("BP3", ["Styringsdokument", "Gevinstrealiseringsplan", "Risikovurdering"]),
        ("BP4", ["Overleveringsplan"]),
    ):
        for name in names:
            do(acts.attach_project_document, project=anew(project), name=name, upload=EMAIL)
        if point == "BP3":
            values = {"name": "I drift", "kind": "milestone", "due_on": ENDS}
            do(acts.add_milestone, project=anew(project), values=values)
        do(acts.pass_decision_point, project=anew(project), point=point, reference="Referat")
    return anew(project)


def anew(project: Project) -> Project:
    return queries.project_by_id(project.pk)


def told(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def written(project: Project, who: str = "adviser", **more: Any) -> ClosingReport:
    given = {"told": TOLD, "ends_on": ENDS + timedelta(days=10), "cost": 140_000_000} | more
    receiver = steps.organisation("Fedje")
    made: ClosingReport = do(acts.write_closing_report, who, project=project, **{"receiver": receiver, **given})
    return made


@pytest.mark.clause("GP-2")
def test_a_project_is_closed_by_its_point_when_its_closing_report_is_written() -> None:
    project = near_the_end()
    reasons = {"portfolio.document.overlevering-av-gevinstarbeidet": "Gevinstane står i rapporten."}
    last: dict[str, Any] = {"point": "BP5", "reference": "Referat", "reasons": reasons}
    with pytest.raises(PointLacks, match="Sluttrapport"):
        do(acts.pass_decision_point, project=project, **last)
    report = written(project)
    assert (report.planned_end, report.planned_cost) == (ENDS, 138_000_000)
    assert anew(project).state == Project.State.STARTED, "a report closes nothing"

    do(acts.pass_decision_point, project=anew(project), **last)
    assert anew(project).state == Project.State.CLOSED
    with pytest.raises(ProjectOver):
        written(anew(project))


@pytest.mark.clause("GP-2")
def test_a_hand_over_has_a_day_someone_who_accepted_and_evidence_and_stands_in_later_versions() -> None:
    project = steps.started()
    with pytest.raises(InvalidInput) as refused:
        written(project, handed_over_on=clock.today())
    assert set(refused.value.errors) == {"accepted_by", "evidence"}
    given: dict[str, Any] = {"accepted_by": "Driftssjefen", "evidence": EMAIL}
    with pytest.raises(InvalidInput):
        written(project, handed_over_on=clock.today() + timedelta(days=1), **given)
    first = written(project, handed_over_on=clock.today(), **given)
    second = written(project, cost=141_000_000)
    assert (second.number, second.accepted_by, second.evidence) == (2, "Driftssjefen", first.evidence)
    third = written(project, receiver=steps.organisation("Alver"))
    assert third.evidence is None, "another receiver has accepted nothing"
    assert closing.last_report(project) == third


def test_it_tells_everything_and_only_of_what_has_begun() -> None:
    with pytest.raises(NotStarted):
        written(steps.candidate("Anna"))
    project = steps.started()
    with pytest.raises(InvalidInput) as refused:
        written(project, told=TOLD | {"lessons": " "}, cost=-1)
    assert set(refused.value.errors) == {"part_lessons", "cost"}
    known = [party.pk for party, _signed in queries.parties_to_choose(clock.today())]
    outside = list(Organisation.objects.exclude(pk__in=known))
    with pytest.raises(InvalidInput):
        written(project, receiver=outside[0])
    with pytest.raises(NotAuthorised):
        written(project, "alver")
    for receiver, name, field in ((None, " ", "receiver"), (steps.organisation("Fedje"), "KS", "receiver_name")):
        with pytest.raises(InvalidInput) as refused:
            written(project, receiver=receiver, receiver_name=name)
        assert set(refused.value.errors) == {field}


@pytest.mark.clause("GP-2")
def test_somebody_outside_takes_over_the_report_is_kept_as_it_was_printed_and_the_roles_end(client: Client) -> None:
    project = near_the_end()
    given: dict[str, Any] = {"receiver": None, "receiver_name": "Driftsselskapet", "accepted_by": "Dagleg leiar"}
    first = written(project, handed_over_on=clock.today(), evidence=EMAIL, **given)
    second = written(project, receiver=None, receiver_name="Driftsselskapet")
    assert (second.to, second.accepted_by, second.evidence) == ("Driftsselskapet", "Dagleg leiar", first.evidence)
    kept = second.document
    assert kept is not None
    assert first.document != kept
    content = bytes_path(kept).read_bytes()
    assert structure(content).count("H1") == len(TOLD), "each part has its heading"
    text = text_of(content)
    assert "Driftsselskapet" in text
    assert "10 dagar etter planen" in text
    assert "Om lessons." in text

    stands, manager = anew(project), person("project_manager")
    kept_as = {name: getattr(stands, name) for name in ("name", "summary", "origin", "purposes")}
    do(acts.edit_project, project=stands, **kept_as, manager=manager, revision=stands.revision)
    assert {role.role for role in actor("project_manager").capacities} == {"project_manager"}
    reasons = {"portfolio.document.overlevering-av-gevinstarbeidet": "Gevinstane står i rapporten."}
    do(acts.pass_decision_point, project=anew(project), point="BP5", reference="Referat", reasons=reasons)
    assert not actor("project_manager").capacities, "who led it does so no more"
    client.force_login(user("adviser"))
    page = told(client, project.get_absolute_url())
    assert f"/documents/{kept.pk}/" in page
    assert "Rollene tok slutt" in page
    assert "prosjekteigar så lenge det varte" in page
    assert "prosjektleiar så lenge det varte" in page


def test_it_is_written_on_a_page_and_read_with_time_and_cost_against_the_plan(client: Client) -> None:
    project = steps.started(ends_on=ENDS)
    client.force_login(user("adviser"))
    address = f"/projects/{project.code}/closing/"
    assert "31. desember 2023" in told(client, address)
    typed = {f"part_{key}": text for key, text in TOLD.items()} | {"cost": "1 400 000"}
    typed |= {"ends_on": "10.01.2024", "receiver": str(steps.organisation("Fedje").pk)}
    refused = client.post(address, typed | {"part_goals": "<b>Nådd</b>", "accepted_by": "Driftssjefen"})
    assert refused.status_code in (200, 422)
    assert "&lt;b&gt;Nådd" in refused.content.decode()
    assert not ClosingReport.objects.exists()

    done = client.post(address, typed | {"part_goals": "<b>Nådd</b>"})
    assert done.status_code == 302
    assert done["Location"].endswith("#closing")
    page = told(client, project.get_absolute_url())
    assert "&lt;b&gt;Nådd" in page
    assert "10 dagar etter planen" in page
    assert "Fedje skal ta over." in page
    assert "Hva har" not in page
    assert "Kva har de lært" in page
    assert "Om lessons." in client.get(address).content.decode(), "a new version begins with the last one"
