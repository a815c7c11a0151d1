"""The evaluation that the agreement asks for: its window, figures gathered by themselves, and its end in a case."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from samstyring.charter.registry import Question, checks
from samstyring.governance import acts
from samstyring.governance.models import Case, Evaluation
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.web.evaluation import figures, queries
from tests.founding import actor
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_room_pages import signed_in
from tests.portfolio import steps as projects
from tests.records.reading import text_of

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("VA-2")]
WINDOW = {"window_from": date(2023, 1, 1), "window_until": date(2023, 7, 1)}


def span(days: int = 60) -> figures.Span:
    """Return the period from today on, so many days."""
    return figures.Span(clock.today(), clock.today() + timedelta(days=days))


def table(section: figures.Section) -> dict[str, tuple[str, ...]]:
    """Return the rows of a section by their heading."""
    return {row[0]: tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row[1:]) for row in section.rows}


def test_the_figures_are_gathered_from_what_was_done() -> None:
    projects.ready()
    cases = [steps.free_text_case("Alle einige"), steps.free_text_case("Usemje")]
    steps.follow_up(cases[0], "Rekk det ikkje", "Fedje", deadline=clock.today() + timedelta(days=5))
    steps.follow_up(cases[0], "Blir gjort", "Alver", deadline=clock.today() + timedelta(days=20))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        meeting = steps.open_meeting(cases)
        steps.decide(meeting, "Alle einige")
        round_ = steps.round_of(steps.take_up(meeting, "Usemje"))
        do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="Nei")
        do(acts.record_no_objection, round_=round_)
        decision = do(acts.decide_as_leader, "leader", round_=round_, reasons="Det hastar.")
        steps.close(meeting)
        done = decision.meeting.decisions.get(title="Alle einige").actions.get(text="Blir gjort")
        do(acts.report_action, "alver", action=done, text="Gjort", done=True)
        found = figures.gathered(span())
    held, ways, waited, followed, districts, sizes = (table(each) for each in found)
    assert ways["Styringsgruppa"] == ("2", "1", "1", "0", "50 %")
    assert [cell.split()[0] for cell in waited["Styringsgruppa"]] == ["2", "2", "2"]
    assert [row[0] for row in followed.values()] == ["2", "1", "1", "0", "0", "1"]
    assert held["Styringsgruppa"][1] == "30 %", "three of the ten seats with a say were there"
    for groups in (districts, sizes):
        assert sum(int(row[0]) for row in groups.values()) >= len(_parties()), "no party is left out"
        assert sum(int(row[1]) for row in groups.values()) > 0
    assert sum(int(row[0]) for row in sizes.values()) == len(_parties()), "each has one size"
    earlier = figures.Span(date(2021, 1, 1), date(2021, 2, 1))
    assert not figures.gathered(earlier)[0].rows


def _parties() -> set[object]:
    from samstyring.charter.models import Accession

    return set(Accession.objects.values_list("organisation", flat=True))


def test_the_page_says_who_evaluates_is_not_regulated_and_comes_as_a_document() -> None:
    member, address = signed_in("alver"), reverse("web:evaluation")
    page = member.get(address).content.decode()
    assert "Avtalen seier ikkje kven." in page
    assert "VA-2" in page
    assert queries.evaluation_page(by=actor("alver"), span=span()).state == "coming"
    wrong = member.get(address, {"start": "1.2.2022", "last": "1.1.2022"}).content.decode()
    assert "Den siste dagen kan ikkje vere før den første." in wrong
    answer = member.get(reverse("web:evaluation_file"), {"start": "1.1.2022", "last": "30.11.2022"})
    assert "1. januar 2022" in text_of(answer.getvalue()).replace("\N{NO-BREAK SPACE}", " ")
    with pytest.raises(NotThere):
        queries.evaluation_page(by=actor("project_manager"), span=span())


def test_it_ends_in_a_case_and_the_board_then_says_that_it_is_made() -> None:
    def state(on: date) -> str:
        return checks["governance.evaluation_in_window"](Question(on=on, today=on, **WINDOW)).state

    assert [state(date(*day)) for day in ((2022, 12, 1), (2023, 3, 1), (2023, 8, 1))] == ["coming", "due", "broken"]
    with clock.standing_at(datetime(2023, 3, 1, 9, tzinfo=clock.OSLO)):
        case = do(acts.open_case, body=steps.body(), kind=Case.Kind.FREE_TEXT, title="Evaluering")
        payload = {"from_date": "2020-06-15", "last_day": "2022-12-31"}
        matter = "governance.conclude_evaluation"
        do(acts.add_proposal, case=case, matter=matter, payload=payload, wording="Evalueringa er avslutta.")
        decision = steps.decide(steps.open_meeting([Case.objects.get(pk=case.pk)]), "Evaluering")
        made = Evaluation.objects.get()
        assert (made.basis, made.until) == (decision.basis, date(2023, 1, 1))
        assert queries.evaluation_page(by=actor("adviser"), span=span()).state == "fulfilled"
    assert [state(date(*day)) for day in ((2023, 2, 1), (2023, 3, 1), (2023, 8, 1))] == [
        "due",
        "fulfilled",
        "fulfilled",
    ]
