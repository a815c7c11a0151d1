"""Those who are silent in a written procedure are reminded before its last day, once for that day (SG-6)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samstyring.charter.rules import Ruled
from samstyring.governance import acts, mornings
from samstyring.governance.acts.change_text import NewText
from samstyring.governance.errors.written import NobodySilent
from samstyring.governance.forms.input import AskInputForm
from samstyring.governance.models import WrittenReminder
from samstyring.governance.queries import silent
from samstyring.governance.queries.input import ToAsk
from samstyring.governance.written_letters import as_mail
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.models import JournalEntry
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.agreement.test_written_procedure import answer, opened_for, round_of, sent  # noqa: F401
from tests.governance.steps import do
from tests.governance.test_room_pages import signed_in

DAY = timedelta(days=1)


@pytest.mark.usefixtures("opened_for")
@pytest.mark.clause("SG-6")
def test_the_silent_are_reminded_two_days_before_once_for_each_last_day() -> None:
    procedure = sent()
    answer(procedure, "alver")
    assert mornings.remind(clock.today()) == "reminders: 0"  # a week is left
    with clock.standing_at(clock.now() + 5 * DAY):
        assert mornings.remind(clock.today()) == "reminders: 2"
        names = {row.round_seat.seat.key for row in WrittenReminder.objects.all()}
        assert names == {"nordfjord", "bergen_leiar"}
        entry = JournalEntry.objects.latest("position")
        assert entry.act == "governance.remind_in_writing"
        assert mornings.remind(clock.today()) == "reminders: 0"
        with pytest.raises(NobodySilent):
            do(acts.remind_in_writing, round_=round_of(procedure))
        with pytest.raises(NotAuthorised):
            do(acts.remind_in_writing, "alver", round_=round_of(procedure))
        reminder = WrittenReminder.objects.get(round_seat__seat__key="nordfjord")
        letter = as_mail(reminder.letter, reminder)
        assert letter.subject.startswith("Påminning")
        assert str(reminder.letter.link_id) not in letter.text
        page = signed_in("adviser").get(reverse("governance:written", args=[procedure.pk])).content.decode()
        assert "Påmint" in page
        proposal = procedure.case.proposals.get()
        text = NewText(proposal, "Styringsgruppa utset planen.")
        do(acts.change_written_text, "leader", round_=round_of(procedure), texts=[text],
           answer_by=clock.today() + 4 * DAY)  # fmt: skip
        with clock.standing_at(clock.now() + 2 * DAY):
            assert mornings.remind(clock.today()) == "reminders: 3"  # another text, another last day
            answered = signed_in("adviser").post(reverse("governance:written_remind", args=[procedure.pk]), {})
            assert answered.status_code == 422
        with clock.standing_at(clock.now() + 5 * DAY):
            assert mornings.remind(clock.today()) == "reminders: 0"  # past the last day nobody is asked


@pytest.mark.usefixtures("opened_for")
@pytest.mark.clause("SG-6")
def test_the_body_may_rule_that_the_silent_are_reminded_earlier_and_the_form_says_where_it_stands() -> None:
    procedure = sent()
    today = clock.today()
    held = silent.reminded_ahead("SG", today)
    assert (held.regulated, silent.days_ahead(held)) == (False, 2)
    asking = silent_form(held)
    assert "to dagar" not in str(asking.fields["remind"].label)
    assert "2 dagar før" in str(asking.fields["remind"].label)
    assert "ikkje regulert" in str(asking.fields["remind"].help_text)
    adopted(rule("remind_silent_days", 5, "Fem dagar før."))
    with clock.standing_at(clock.now() + 2 * DAY):
        held = silent.reminded_ahead("SG", clock.today())
        assert (held.value, held.basis is not None) == (5, True)
        asking = silent_form(held)
        assert "5 dagar før" in str(asking.fields["remind"].label)
        assert "vedteke" in str(asking.fields["remind"].help_text)
        assert silent.days_ahead(silent.reminded_ahead("RG", clock.today())) == 2  # another body has its own
        assert mornings.remind(clock.today()) == "reminders: 3"  # five days are left, and not two
        assert WrittenReminder.objects.filter(answer_by=procedure.answer_by).count() == 3


def silent_form(ahead: Ruled) -> AskInputForm:
    """The form that asks for input, under a rule."""
    return AskInputForm(to_ask=ToAsk(None, [], [], None, False, ahead), on=clock.today())
