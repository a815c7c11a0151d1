"""Letters to those who answer for a party: each with its own link to the one question."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from samstyring.kernel import clock
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.queries import people_to_ask
from samstyring.records.effects import put_question

from ..models import AmendmentLetter, AskedParty

QUESTION = "charter.amendment"
GRACE = timedelta(days=180)
"""How long after the deadline a link still takes an answer: the round goes on until all have answered."""


@effect
def ask_by_letter(
    *, asked: Sequence[AskedParty], answer_by: date, at: datetime, basis: Basis | None
) -> dict[str, UUID]:
    """Make a link and a letter for each party that has someone to write to. Return link by place in the round."""
    del basis
    people = people_to_ask([row.organisation_id for row in asked], clock.local_date(at))
    links: dict[str, UUID] = {}
    for row in asked:
        person = people.get(row.organisation_id)
        if person is None:
            continue
        letter = AmendmentLetter.objects.filter(asked=row).first() or AmendmentLetter(asked=row)
        letter.person = person
        put_question(letter=letter, question=QUESTION, about=row, person=person, answer_by=answer_by, grace=GRACE)
        links[str(row.pk)] = letter.link_id
    return links
