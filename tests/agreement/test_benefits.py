"""What a project shall give is written down, measured by whoever answers for it, and followed up after the end (VE-4)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given as drawn
from hypothesis import strategies as st

from samstyring.charter.registry import Question, checks
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.kernel.models import JournalEntry
from samstyring.portfolio import acts
from samstyring.portfolio.errors import BenefitEnded
from samstyring.portfolio.models import Benefit, BenefitPromise, Project
from samstyring.portfolio.queries import benefits as queries
from samstyring.portfolio.rules.benefits import State, next_day, state_of, verdict
from samstyring.portfolio.worklist.benefits import all_benefits_to_measure, benefits_to_measure
from samstyring.records.errors import EvidenceNeeded, FileRefused
from samstyring.records.uploads import Upload
from tests.agreement.test_closing import anew as anew_project
from tests.agreement.test_closing import near_the_end
from tests.agreement.test_closing import written as report
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

BENEFIT: dict[str, Any] = {
    "title": "Færre turar om natta",
    "kind": "other_use",
    "responsible": "leiaren for heimetenesta",
    "measure": "Turar etter køyreboka.",
    "unit": "turar i veka",
    "baseline": Decimal(40),
    "baseline_on": date(2022, 1, 31),
    "target": Decimal(10),
    "first_on": date(2022, 12, 1),
    "due_on": date(2023, 1, 31),
    "every_months": 0,
}


def written(project: Project, owner: str = "Fedje", who: str = "adviser", **more: Any) -> Benefit:
    made: Benefit = do(
        acts.add_benefit, who, project=project, values={**BENEFIT, "owner": steps.organisation(owner), **more}
    )
    return made


def measured(benefit: Benefit, value: int, on: date, who: str = "adviser") -> Benefit:
    do(acts.measure_benefit, who, benefit=benefit, measured_on=on, value=Decimal(value), source="Køyreboka")
    return anew(benefit)


def anew(benefit: Benefit) -> Benefit:
    return Benefit.objects.select_related("standing", "last", "project").get(pk=benefit.pk)


@pytest.mark.clause("VE-4")
@pytest.mark.usefixtures("founded")
def test_a_municipality_measures_its_benefit_also_when_the_project_is_closed(client: Client) -> None:
    project, today = near_the_end(), clock.today()
    benefit = written(project)
    report(project)
    do(acts.pass_decision_point, project=anew_project(project), point="BP5", reference="Referat")
    project = anew_project(project)
    assert project.state == Project.State.CLOSED, "the benefits stand for the document that hands them over"
    check = checks["portfolio.benefits_followed_up"]
    assert check(Question(today, today)).state == "fulfilled"
    assert [row.deadline for row in benefits_to_measure(actor("contact"), today)] == [BENEFIT["first_on"]]
    assert benefits_to_measure(actor("alver"), today) == []
    assert [row.who for row in all_benefits_to_measure(actor("adviser"), today)] == ["Fedje, leiaren for heimetenesta"]

    with pytest.raises(NotAuthorised):
        measured(benefit, 30, today, "alver")
    late = BENEFIT["first_on"] + timedelta(days=1)
    assert state_of(anew(benefit), late) == State.NOT_MEASURED
    assert check(Question(late, late)).state == "broken"
    client.force_login(user("contact"))
    address = reverse("portfolio:measure_benefit", args=[project.code, benefit.sequence])
    typed = {"value": "12,5", "measured_on": "21.11.2022", "source": "", "note": "<b>To nye</b>"}
    refused = client.post(address, typed)
    assert refused.status_code in (200, 422)
    assert "&lt;b&gt;To nye" in refused.content.decode(), "nothing typed is lost"
    assert client.post(address, typed | {"source": "Køyreboka"}).status_code == 302
    now = anew(benefit)
    assert now.last is not None
    assert (now.last.value, now.verdict) == (Decimal("12.5"), Benefit.Verdict.ON_COURSE)
    page = client.get(benefit.get_absolute_url()).content.decode().replace("\u00a0", " ")
    for words in ("12,5 turar i veka", "92 %", "Kontaktperson, Fedje", "I rute"):
        assert words in page
    assert "Endre målet" not in page
    assert "Færre turar om natta: 12,5" in client.get("/projects/changes/?since=2022-11-01").text


@pytest.mark.usefixtures("founded")
def test_a_figure_carries_a_file_and_the_secretariat_registers_what_the_owner_wrote(client: Client) -> None:
    project = steps.candidate()
    benefit = written(project)
    told: dict[str, Any] = {
        "benefit": benefit,
        "measured_on": clock.today(),
        "value": Decimal(20),
        "source": "Køyreboka",
    }
    with pytest.raises(FileRefused):
        do(acts.measure_benefit, **told, file=Upload("tal.pdf", b"MZ\x90\x00 not what it says"))
    with pytest.raises(EvidenceNeeded):
        do(acts.measure_benefit, **told, answered_by="Leiaren for heimetenesta")
    do(acts.measure_benefit, **told, file=Upload("tal.csv", b"veke;turar\n46;20\n"))
    own = benefit.measurements.get()
    assert (own.way, own.answered_by, own.evidence) == ("signed_in", "Rådgivar, sekretariatet", None)

    client.force_login(user("adviser"))
    address = reverse("portfolio:register_measurement", args=[project.code, benefit.sequence])
    typed = {"value": "12", "measured_on": "22.11.2022", "source": "Køyreboka", "answered_by": "Leiaren for heimetenesta",
             "answered_as": "leiar", "answered_on": "21.11.2022"}  # fmt: skip
    refused = client.post(address, typed)
    assert refused.status_code == 422, "what was received is needed"
    letter = SimpleUploadedFile(steps.EMAIL.name, steps.EMAIL.content)
    assert client.post(address, typed | {"evidence": letter}).status_code == 302
    last = anew(benefit).last
    assert last is not None
    assert last.evidence is not None
    assert (last.way, last.value, last.answered_by) == ("registered", 12, "Leiaren for heimetenesta")
    entry = JournalEntry.objects.latest("position")
    assert (entry.act, entry.on_behalf_of) == ("portfolio.measure_benefit", "Fedje")

    page = client.get(benefit.get_absolute_url()).content.decode()
    assert own.file is not None
    for document in (own.file, last.evidence):
        assert document.get_absolute_url() in page
    assert address in page
    for who, status in (("contact", 200), ("alver", 200), ("project_manager", 404)):
        client.force_login(user(who))
        given = client.get(own.file.get_absolute_url())
        assert given.status_code == status, who
        if status == 200:
            assert given.headers["Content-Disposition"].startswith("attachment")
        assert (own.file.get_absolute_url() in client.get(benefit.get_absolute_url()).content.decode()) == (
            status == 200
        )
        assert client.get(address).status_code == 403


@pytest.mark.usefixtures("founded")
def test_what_is_promised_is_whole_and_what_was_promised_before_stays(client: Client) -> None:
    project = steps.candidate()
    empty = {"title": " ", "unit": "", "kind": "x", "target": BENEFIT["baseline"], "first_on": BENEFIT["baseline_on"]}
    with pytest.raises(InvalidInput) as refused:
        written(project, **empty, baseline_on=clock.today() + timedelta(days=1))
    assert set(refused.value.errors) == {"title", "unit", "kind", "target", "baseline_on", "first_on"}
    with pytest.raises(NotAuthorised):
        written(project, who="alver")
    benefit = measured(written(project), 10, clock.today())
    assert (benefit.verdict, state_of(benefit, clock.today())) == (Benefit.Verdict.REACHED, State.REACHED)
    again = {**BENEFIT, "owner": steps.organisation("Alver"), "target": Decimal(4), "reason": ""}
    with pytest.raises(InvalidInput, match="reason"):
        do(acts.edit_benefit, benefit=benefit, values=again)
    do(acts.edit_benefit, benefit=benefit, values=again | {"reason": "Fleire brukarar"}, revision=benefit.revision)
    with pytest.raises(Stale):
        do(acts.edit_benefit, benefit=benefit, values=again | {"reason": "X"}, revision=benefit.revision)
    benefit = anew(benefit)
    assert benefit.verdict == Benefit.Verdict.ON_COURSE, "what was measured is held against what is promised now"
    assert [row.target for row in BenefitPromise.objects.filter(benefit=benefit)] == [10, 4]
    early = measured(benefit, 39, BENEFIT["baseline_on"])
    assert early.last == benefit.last, "the measurement of the latest day counts"
    client.force_login(user("adviser"))
    assert "Fleire brukarar" in client.get(benefit.get_absolute_url()).content.decode()
    do(acts.end_benefit, benefit=benefit, reason="Ein annan tek over for han")
    with pytest.raises(BenefitEnded):
        measured(benefit, 3, clock.today())


@pytest.mark.usefixtures("founded")
def test_the_list_filters_by_how_each_stands_as_its_page_tells_it(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    project, today = steps.candidate(), clock.today()
    past = {"first_on": today - timedelta(days=9), "due_on": today - timedelta(days=2)}
    rows = {
        State.REACHED: measured(written(project, title="A"), 9, today),
        State.ON_COURSE: measured(written(project, title="B"), 12, today),
        State.BEHIND: measured(written(project, title="C"), 39, today),
        State.MISSED: measured(written(project, title="D", **past), 20, today),
        State.NOT_MEASURED: written(project, title="E", owner="Alver", **past),
        State.NOT_YET: written(project, title="F"),
        State.ENDED: do(acts.end_benefit, benefit=written(project, title="G"), reason="Dobbelt"),
    }
    client.force_login(user("adviser"))
    for state, row in rows.items():
        assert state_of(anew(row), today) == state
        found = queries.in_state(queries.benefits(actor("adviser")), state, today)
        assert [each.pk for each in found] == [row.pk], state
    with django_assert_max_num_queries(25):
        page = client.get(reverse("portfolio:benefits"), {"owner": str(steps.organisation("Alver").pk)})
    assert ">E</a>" in page.content.decode()
    assert ">A</a>" not in page.content.decode()
    for kind in ("csv", "xlsx"):
        assert client.get(reverse("portfolio:benefits"), {"format": kind, "state": "missed"}).status_code == 200
    with django_assert_max_num_queries(25):
        shown = client.get(project.get_absolute_url())
    assert "Skriv inn ein gevinst" in shown.content.decode()


figures = st.decimals(min_value=-1000, max_value=1000, places=2)


@drawn(figures, figures, figures, st.integers(1, 800), st.integers(0, 900), st.sampled_from([0, 3, 6, 12]))
def test_a_verdict_reaches_at_its_target_and_the_next_day_never_passes_the_last(
    baseline: Decimal, target: Decimal, value: Decimal, length: int, day: int, every: int
) -> None:
    if baseline == target:
        target += 1
    start = date(2022, 1, 1)
    due = start + timedelta(days=length)
    said = BenefitPromise(
        baseline=baseline, target=target, baseline_on=start, due_on=due, first_on=start + timedelta(days=1),
        every_months=every,
    )  # fmt: skip
    on = start + timedelta(days=day)
    assert verdict(said, target, on) == Benefit.Verdict.REACHED
    assert verdict(said, baseline, due) == Benefit.Verdict.BEHIND
    assert (verdict(said, value, on) == Benefit.Verdict.REACHED) == (
        value >= target if target > baseline else value <= target
    )
    after = next_day(said, on)
    assert (after is None) == (on >= due)
    if after is not None:
        assert on < after <= due


@pytest.mark.clause("VE-3")
@pytest.mark.usefixtures("founded")
def test_what_the_co_operation_has_given_is_read_from_the_measurements() -> None:
    check, today = checks["portfolio.benefits_measured"], clock.today()
    assert check(Question(today, today)).state == "not_measured"
    benefit = written(near_the_end())
    assert check(Question(today, today)).state == "not_measured"
    measured(benefit, 39, today)
    assert check(Question(today, today)).state == "broken"
    measured(benefit, 12, today)
    found = check(Question(today, today))
    assert (found.state, found.evidence[-1].url) == ("fulfilled", benefit.get_absolute_url())
