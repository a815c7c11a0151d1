"""Those who are silent in a written procedure are reminded before its last day, once for that day (SG-6)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samstyring.governance import acts, mornings
from samstyring.governance.acts.change_text import NewText
from samstyring.governance.errors.written import NobodySilent
from samstyring.governance.models import WrittenReminder
from samstyring.governance.written_letters import as_mail
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.models import JournalEntry
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
