"""What waits for whom in the portfolio."""

from datetime import timedelta

import pytest

from samstyring.kernel import clock
from samstyring.portfolio import acts
from samstyring.portfolio.worklist import projects as worklist
from tests.founding import actor, person
from tests.portfolio import steps
from tests.portfolio.steps import do


def test_a_party_sees_what_it_is_asked_until_it_has_answered(founded: None) -> None:
    project = steps.candidate(participants=["Fedje"], owner=None)
    place = steps.place(project, "Fedje")
    by = actor("contact")
    assert worklist.answers_to_give(by, clock.today()) == []

    deadline = clock.today() + timedelta(days=7)
    do(acts.ask_for_acceptance, project=project, participations=[place], answer_by=deadline)
    [waiting] = worklist.answers_to_give(by, clock.today())
    assert (waiting.deadline, waiting.clause) == (deadline, "GP-3")
    assert waiting.url.startswith("/answers/#")
    assert worklist.answers_to_give(actor("alver"), clock.today()) == []
    do(acts.answer_acceptance, "contact", participation=place, kind="decline")
    assert worklist.answers_to_give(by, clock.today()) == []


def test_the_secretariat_sees_whom_to_ask_and_who_is_late(founded: None) -> None:
    project = steps.candidate(participants=["Fedje"])
    today = clock.today()
    [waiting] = worklist.answers_that_lack(actor("adviser"), today)
    assert "2" in str(waiting.heading)
    assert "Sunnfjord" in str(waiting.text)

    do(acts.ask_for_acceptance, project=project, participations=[steps.place(project, "Fedje")], answer_by=today)
    assert len(worklist.answers_that_lack(actor("adviser"), today)) == 1
    late = worklist.answers_that_lack(actor("adviser"), today + timedelta(days=1))
    assert [one.deadline for one in late] == [None, today] or [one.deadline for one in late] == [today, None]
    assert worklist.answers_that_lack(actor("contact"), today) == []


@pytest.mark.parametrize("who", ["adviser", "project_manager"])
def test_those_who_prepare_see_what_a_candidate_lacks(founded: None, who: str) -> None:
    project = steps.candidate(manager=person("project_manager"))
    steps.candidate("Andres")
    by = actor(who)
    waiting = worklist.candidates_that_lack(by, clock.today())
    assert len(waiting) == (2 if who == "adviser" else 1)

    steps.mandate(project)
    steps.budget(project)
    steps.plan(project)
    assert project.name not in " ".join(str(one.heading) for one in worklist.candidates_that_lack(by, clock.today()))
    assert worklist.candidates_that_lack(actor("contact"), clock.today()) == []
