"""Kinds of cases: their parts, and the routine as steps that are read from the record and never ticked."""

import io
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from samstyring.governance import acts
from samstyring.governance.errors import RequirementsMissing
from samstyring.governance.models import Action, Case
from samstyring.governance.queries.cases import case_page
from samstyring.governance.queries.routines import Progress, kinds_on, progress
from samstyring.governance.rules.routines import ANY, Facts, steps_of
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from tests.founding import EXAMPLE, actor, found_charter, user
from tests.governance.asking import answer, ask, contact_of
from tests.governance.preparing import text
from tests.governance.steps import (
    attend,
    body,
    called_meeting,
    close,
    decide,
    do,
    follow_up,
    free_text_case,
    planned_meeting,
)

PRESENT = ("alver", "nordfjord", "bergen_leiar")
KINDS = {"note", "agenda_minutes", "mandate", "candidate", "budget", "ranking", "hearing", "agreement"}


def now(case: Case) -> Progress:
    return progress(
        [Case.objects.select_related("body__leader_office", "case_officer").get(pk=case.pk)], clock.today()
    )[0]


def states(case: Case) -> dict[str, str]:
    return {step.key: step.state for step in now(case).steps}


def hearing() -> Case:
    case: Case = do(
        acts.open_case,
        body=body(),
        kind=Case.Kind.FREE_TEXT,
        routine="hearing",
        title="Høyring: ny arkivforskrift",
        background=text("Departementet spør."),
    )
    do(acts.add_proposal, case=case, matter="governance.free_text", payload={}, wording="Styringsgruppa svarar.")
    return Case.objects.get(pk=case.pk)


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("SE-4a")
@pytest.mark.clause("SG-8")
def test_the_steps_of_a_hearing_follow_the_record_from_draft_to_report_back() -> None:
    case = hearing()
    assert now(case).kind.key == "hearing"
    do(acts.resolve_comment, thread=do(acts.comment_on_case, case=case, text="Kven svarar for kysten?"))
    assert now(case).next.key == "agenda"  # type: ignore[union-attr]
    meeting = planned_meeting()
    with pytest.raises(RequirementsMissing) as refusal:  # SR-1: those represented should be asked
        do(acts.put_on_agenda, meeting=meeting, case=case)
    assert refusal.value.clause == "SR-1"
    contact_of("Austrheim")
    ask(case, "Austrheim", "Fedje", who="adviser", key=None)
    step = now(case).next
    assert step is not None
    assert (step.key, step.day) == ("input", clock.today() + timedelta(days=7))
    answer(case, "Fedje", who="contact")
    follow_up(case)
    do(acts.put_on_agenda, meeting=meeting, case=case)
    assert (states(case)["input"], states(case)["agenda"], states(case)["summons"]) == ("now", "done", "todo")
    do(acts.freeze_agenda, meeting=meeting)
    do(acts.call_meeting, "leader", meeting=meeting)
    assert states(case)["summons"] == "done"
    do(acts.open_meeting, meeting=meeting)
    attend(meeting, *PRESENT)
    decide(meeting, case.title)
    after = states(case)
    assert (after["input"], after["decided"], after["follow_up"], after["report_back"]) == (
        "done",
        "done",
        "now",
        "todo",
    )
    action = Action.objects.get()
    do(acts.report_action, action=action, text="Gjort", done=True)
    do(acts.close_action, action=action)
    do(acts.report_back, case=case, seat=None, text="Slik vart det.")
    assert set(states(case).values()) == {"done"}
    assert now(case).next is None


@pytest.mark.usefixtures("founded")
def test_a_part_that_should_be_there_can_be_passed_over_and_an_unknown_kind_is_refused() -> None:
    case = hearing()
    do(acts.pass_over_requirement, case=case, requirement="part.input", reason="Fristen er i morgon.")
    do(acts.put_on_agenda, meeting=planned_meeting(), case=case)
    assert states(case)["agenda"] == "done"
    with pytest.raises(InvalidInput):
        do(acts.open_case, body=body(), kind=Case.Kind.PROJECT, routine="hearing", title="Feil form")


@pytest.mark.usefixtures("founded")
def test_without_a_chosen_kind_a_case_is_what_it_proposes() -> None:
    case = free_text_case()
    assert now(case).kind.key == "other_decision"
    assert {kind.key for kind in kinds_on(clock.today())} >= KINDS
    assert now(called_meeting().items.first().case).kind.key == "agenda_minutes"  # type: ignore[union-attr]


@pytest.mark.usefixtures("db")
def test_another_agreement_has_kinds_of_its_own_sources() -> None:
    found_charter(EXAMPLE)
    kinds = {kind.key: kind for kind in kinds_on(clock.today())}
    assert set(kinds) >= KINDS
    assert [part.source for part in kinds["budget"].parts if part.level] == ["agreement:10"]


@pytest.mark.usefixtures("founded")
def test_the_secretariat_sees_where_every_case_stands(client: Client) -> None:
    case = hearing()
    meeting = called_meeting([free_text_case("Ei anna sak")])
    client.force_login(user("adviser"))
    address = reverse("governance:case_progress")
    page = client.get(address).content.decode()
    assert case.title in page
    assert "Ei anna sak" in page
    one = client.get(address, {"next": "agenda"}).content.decode()
    assert case.title in one
    assert "Ei anna sak" not in one
    sheet = load_workbook(io.BytesIO(client.get(address, {"format": "xlsx", "kind": "hearing"}).content)).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [case.title]
    own = client.get(reverse("governance:case", args=[case.pk])).content.decode()
    assert "Høyring" in own
    few = _statements(client, address)
    for number in range(3):
        free_text_case(f"Sak {number}")
    do(acts.open_meeting, meeting=meeting)
    attend(meeting, *PRESENT)
    decide(meeting, "Ei anna sak")
    close(meeting)
    assert _statements(client, address) == few <= 17
    for key in ("leader", "alver", "contact"):
        client.force_login(user(key))
        assert client.get(address).status_code == 404


@pytest.mark.usefixtures("founded")
def test_a_new_case_is_opened_as_one_of_the_charters_kinds(client: Client) -> None:
    client.force_login(user("adviser"))
    address = reverse("governance:new_case")
    assert "Rangering" in client.get(address).content.decode()
    asked = {"title": "Rangering for 2024", "body": "SG", "case_officer": "", "summary": ""}
    assert client.post(f"{address}?kind=ranking", asked).status_code == 302
    case = Case.objects.get(title="Rangering for 2024")
    assert (case.kind, case.routine) == ("free_text", "ranking")
    assert client.get(f"{address}?kind=nothing").status_code == 404


def _statements(client: Client, address: str) -> int:
    client.get(address)  # who reads is read anew after each act, once
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """What may be recorded of a case, whole or odd."""
    office = SimpleNamespace(title="Leiar")
    case: Any = SimpleNamespace(
        state=draw(st.sampled_from(Case.State.values)),
        case_officer=None,
        body=SimpleNamespace(name="SG", leader_office=office),
        background=draw(st.sampled_from(["", "tekst"])),
        assessment="",
        recommendation="",
    )
    meeting = SimpleNamespace(starts_at=date(2022, 12, 9), called_at=draw(st.sampled_from([None, date(2022, 12, 1)])))
    item: Any = SimpleNamespace(
        state=draw(st.sampled_from(["listed", "postponed", "open"])),
        written=None,
        meeting=meeting,
        get_state_display=lambda: "utsett",
    )
    decision: Any = SimpleNamespace(label="SG 1/22", decided_on=date(2022, 12, 9))
    asked = draw(st.integers(0, 4))
    return Facts(
        case=case,
        matters=draw(st.sampled_from([(), ("governance.free_text",)])),
        item=draw(st.sampled_from([None, item])),
        sent=draw(st.booleans()),
        decision=draw(st.sampled_from([None, decision])),
        waiting=draw(st.integers(0, 1)),
        asked=asked,
        silent=["Fedje"] * draw(st.integers(0, asked)),
        answer_by=date(2022, 12, draw(st.integers(1, 28))),
        reported=draw(st.booleans()),
    )


@given(facts())
def test_at_most_one_step_is_next_and_nothing_waits_before_it(found: Facts) -> None:
    steps = steps_of(ANY, found, date(2022, 12, 12))
    kinds = [step.state for step in steps]
    assert kinds.count("now") <= 1
    if "now" in kinds:
        before = steps[: kinds.index("now")]
        assert all(step.state in ("done", "passed") or step.key in ("comments", "input") for step in before)
    elif found.case.state not in ("withdrawn", "closed"):
        assert all(step.state in ("done", "passed") for step in steps if step.key not in ("comments", "input"))
    if found.case.state in ("withdrawn", "closed"):
        assert "now" not in kinds


@pytest.mark.usefixtures("founded")
def test_the_step_of_comments_is_read_from_the_threads_and_seen_by_those_who_prepare_the_case() -> None:
    case = hearing()

    def comments() -> tuple[str, str]:
        return next((step.state, step.words) for step in now(case).steps if step.key == "comments")

    assert comments()[0] in ("todo", "passed")  # nobody has to comment, and nothing waits for it
    assert now(case).next is not None
    first = do(acts.comment_on_case, case=case, text="Kva kostar det?")
    assert comments() == ("now", "1 av 1 kommentar er open.")
    do(acts.resolve_comment, thread=first)
    assert comments()[0] == "done"
    do(acts.reopen_comment, thread=first)
    assert comments()[0] == "now"
    steps = {who: [step.key for step in case_page(case.pk, actor(who), clock.today()).progress.steps]
             for who in ("adviser", "leader")}  # fmt: skip
    assert "comments" in steps["adviser"]
    assert "comments" not in steps["leader"]
