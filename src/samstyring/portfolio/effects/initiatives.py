"""Sending the letters of an initiative, within the act."""

from collections.abc import Iterable
from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.records.effects import put_question

from .. import initiative_letters
from ..models import Initiative, InitiativeLetter

QUESTION = "portfolio.initiative"


@effect
def send_invitations(
    *,
    initiative: Initiative,
    people: Iterable[Person],
    answer_by: date,
    reminder: bool = False,
    basis: Basis | None = None,
) -> None:
    """Give each person one letter with a link, anew where one was sent before, and one job a letter."""
    del basis
    there = {row.person_id: row for row in initiative.letters.all()}
    for person in dict.fromkeys(people):
        letter = there.get(person.pk) or InitiativeLetter(initiative=initiative, person=person)
        letter.reminder = reminder
        put_question(letter=letter, question=QUESTION, about=letter, person=person, answer_by=answer_by)
        initiative_letters.send_invitation.enqueue(str(letter.pk))
