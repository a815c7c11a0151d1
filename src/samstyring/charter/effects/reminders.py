"""One letter of reminders to each person, within the act."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.records.mail import new_message_id

from .. import reminder_letters
from ..models import Agreement, Reminder, ReminderLetter


@effect
def remind_by_letter(
    *, nudges: Sequence[Any], agreement: Agreement, on: date, basis: Basis | None
) -> Sequence[Reminder]:
    """Record who was reminded of what, and queue one letter to each that has an address."""
    del basis
    letters: dict[UUID, ReminderLetter] = {}
    made = []
    for nudge in nudges:
        if nudge.person.email and nudge.person.pk not in letters:
            letter = ReminderLetter.objects.create(person=nudge.person, message_id=new_message_id())
            letters[nudge.person.pk] = letter
            reminder_letters.send_reminder_letter.enqueue(str(letter.pk))
        made.append(
            Reminder.objects.create(
                agreement=agreement,
                obligation=nudge.duty.key,
                clause=nudge.duty.clause,
                heading=nudge.duty.heading,
                duty_of=nudge.duty.duty_of,
                due=nudge.due,
                person=nudge.person,
                reminded_on=on,
                letter=letters.get(nudge.person.pk),
            )
        )
    return made
