"""Writing to all parties about an amendment, within the act."""

from datetime import date, datetime

from samstyring.kernel import clock
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.queries import people_to_ask
from samstyring.records.effects import put_question
from samstyring.records.mail import new_message_id

from .. import notices, queries
from ..models import Amendment, AmendmentNotice

COMMENT = "charter.comment"


@effect
def write_to_parties(
    *,
    amendment: Amendment,
    kind: AmendmentNotice.Kind,
    at: datetime,
    answer_by: date | None = None,
    basis: Basis | None,
) -> int:
    """Make a letter, and a job, for each person who answers for a party that day, and return how many.

    With `answer_by` it carries a link to the one question.
    """
    del basis
    today = clock.local_date(at)
    organisations = {row.pk for row in queries.parties_to(amendment.agreement, today)}
    organisations |= set(amendment.asked.values_list("organisation_id", flat=True))
    people = dict.fromkeys(people_to_ask(sorted(organisations), today).values())
    for person in people:
        letter = AmendmentNotice(amendment=amendment, kind=kind, person=person, message_id=new_message_id())
        if answer_by is None:
            letter.save(force_insert=True)
        else:
            put_question(letter=letter, question=COMMENT, about=letter, person=person, answer_by=answer_by)
        notices.send_amendment_notice.enqueue(str(letter.pk))
    return len(people)
