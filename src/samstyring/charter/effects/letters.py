"""Letters to those who answer for a party: each with its own link to the one question."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from samstyring.kernel import clock
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.queries import people_to_ask
from samstyring.records.mail import new_message_id
from samstyring.ui import questions

from ..models import AmendmentLetter, AskedParty

QUESTION = "charter.amendment"
ASKED_THROUGH = ("contact", "chief_executive")
"""The offices that a party is written to through, the first one that is filled."""
GRACE = timedelta(days=180)
"""How long after the deadline a link still takes an answer: the round goes on until all have answered."""


@effect
def ask_by_letter(
    *, asked: Sequence[AskedParty], answer_by: date, at: datetime, basis: Basis | None
) -> dict[str, UUID]:
    """Make a link and a letter for each party that has someone to write to. Return link by place in the round."""
    del basis
    today = clock.local_date(at)
    people = people_to_ask([row.organisation_id for row in asked], today, ASKED_THROUGH)
    # A link lives by the machine's clock, the deadline by the installation's.
    expires_at = timezone.now() + max(answer_by - today, timedelta(0)) + GRACE
    links: dict[str, UUID] = {}
    for row in asked:
        person = people.get(row.organisation_id)
        if person is None:
            continue
        links[str(row.pk)] = link_id = questions.ask(
            question=QUESTION,
            about_kind="charter.askedparty",
            about_id=row.pk,
            person_id=person.pk,
            expires_at=expires_at,
            at=at,
        )
        AmendmentLetter.objects.update_or_create(
            asked=row,
            defaults={
                "person": person,
                "link_id": link_id,
                "message_id": new_message_id(),
                "state": AmendmentLetter.State.QUEUED,
                "tries": 0,
                "answer": "",
                "sent_at": None,
            },
        )
    return links
