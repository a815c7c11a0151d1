"""Making one-question links."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from samstyring.kernel.acts import effect
from samstyring.kernel.ids import uuid7
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person

from ..models import OneQuestionLink
from ..rules import hash_of, token_of


@effect
def make_link(
    *,
    question: str,
    about_kind: str,
    about_id: UUID,
    person_id: UUID,
    expires_at: datetime,
    at: datetime,
    basis: Basis | None = None,
) -> UUID:
    """Make a link for a person to one question and withdraw the earlier one. Return its id."""
    del basis
    OneQuestionLink.objects.filter(question=question, about_id=about_id, person_id=person_id, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    key = uuid7()
    OneQuestionLink.objects.create(
        id=key,
        token_hash=hash_of(token_of(key)),
        question=question,
        about_kind=about_kind,
        about_id=about_id,
        person_id=person_id,
        sent_to=Person.objects.get(pk=person_id).email,
        sent_at=at,
        expires_at=expires_at,
    )
    return key
