"""A party that leaves while it is asked: it is told as one that has left, and nobody waits for its answer (SI-1, SR-1, VA-2)."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.charter.queries import gone_on
from samstyring.governance import input_letters
from samstyring.governance.queries import evaluations, whole
from samstyring.governance.queries.input import case_input, gaps
from samstyring.kernel import clock
from samstyring.web.evaluation.answers import answers_of
from tests.agreement.test_evaluation_asks import SPRING, opened
from tests.agreement.test_leaving import LAST_DAY, leave
from tests.founding import actor, user
from tests.governance.asking import ask, contact_of, organisation
from tests.governance.steps import free_text_case

pytestmark = pytest.mark.usefixtures("founded")
AFTER = datetime(2023, 1, 2, 9, tzinfo=clock.OSLO)


@pytest.mark.clause("SI-1", "SR-1", "VA-2")
def test_whoever_leaves_while_it_is_asked_is_not_waited_for_and_is_told_as_having_left(client: Client) -> None:
    contact_of("Austrheim", "Masfjorden")
    case = free_text_case()
    ask(case, "Austrheim", "Masfjorden", who="adviser", key=None, answer_by=date(2023, 1, 20))
    leave("Austrheim")
    reader, today = actor("adviser"), clock.today()
    assert gone_on(LAST_DAY) == {}
    assert "Austrheim" in [row.name for row in case_input(case, reader, today).silent]
    with clock.standing_at(AFTER):
        today = clock.today()
        assert gone_on(today) == {organisation("Austrheim").pk: LAST_DAY + timedelta(days=1)}
        heard = case_input(case, actor("adviser"), today)
        assert [row.name for row in heard.silent] == ["Masfjorden"]
        assert [row.name for row in heard.named("left")] == ["Austrheim"]
        assert heard.gap.asked == gaps(case.body, [case], today)[case.pk].asked == 1
        assert [row.name for row in whole.silent_on_cases()[0].organisations] == ["Masfjorden"]
        client.force_login(user("adviser"))
        assert "Har gått ut" in client.get(reverse("governance:case_input", args=[case.pk])).content.decode()


@pytest.mark.clause("SI-1", "VA-2")
def test_an_evaluation_does_not_wait_for_one_that_has_left(client: Client) -> None:
    with clock.standing_at(SPRING):
        opened()
        leave("Austrheim", notice_on=date(2023, 2, 20), last_day=date(2023, 3, 10))
        assert "Austrheim" in [row.name for row in evaluations.asking().silent]
    with clock.standing_at(SPRING + timedelta(days=14)):
        asking = evaluations.asking()
        assert "Austrheim" not in [row.name for row in asking.silent]
        assert [row.name for row in asking.left] == ["Austrheim"]
        answers = answers_of(asking)
        assert answers is not None
        assert dict(answers.lines)["Gjekk ut av avtalen før dei hadde svart"] == "Austrheim"
        client.force_login(user("adviser"))
        assert "Har gått ut" in client.get(reverse("governance:evaluation")).content.decode()


@pytest.mark.clause("SI-1", "SR-1")
def test_one_that_has_left_is_not_reminded_and_the_other_that_its_contact_answers_for_is() -> None:
    contact_of("Austrheim")
    contact_of("Masfjorden", "Gulen", email="felles@example.no")
    request = ask(free_text_case(), "Austrheim", "Masfjorden", "Gulen", who="adviser", key=None, remind=True)
    leave("Austrheim")
    leave("Masfjorden")
    for letter in request.letters.all():
        assert input_letters.send_input_question.func(str(letter.pk)) == "sent"
    with clock.standing_at(AFTER):
        said = [
            (row.person.email, input_letters.send_input_reminder.func(str(row.pk))) for row in request.letters.all()
        ]
    assert sorted(said) == [("felles@example.no", "sent"), ("it.drift@example.no", "answered")]
