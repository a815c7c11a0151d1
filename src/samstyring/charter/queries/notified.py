"""The letters about an amendment, and what those who got one can comment on."""

from uuid import UUID

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Organisation
from samstyring.parties.queries import answers_for, people_to_ask

from ..models import Amendment, AmendmentNotice
from .amendments import parties_to


def notice(key: UUID) -> AmendmentNotice:
    """Return a letter that asks for comments, while they are taken. Raises NotThere."""
    found = AmendmentNotice.objects.select_related("amendment__agreement", "person").filter(pk=key).first()
    if found is None:
        raise NotThere
    open_for_comments(found)
    return found


def open_for_comments(letter: AmendmentNotice) -> None:
    """Hold that a letter asks for comments that are still taken: until one exact text is sent. Raises NotThere."""
    draft = letter.amendment.state == Amendment.State.DRAFT and letter.amendment.comments_until is not None
    if letter.kind != AmendmentNotice.Kind.COMMENTS or not draft:
        raise NotThere


def commented_for(letter: AmendmentNotice) -> list[Organisation]:
    """Return the parties that the one who got the letter answers for today, by name. Raises NotThere where there are none."""
    today = clock.today()
    parties = parties_to(letter.amendment.agreement, today)
    people = people_to_ask([row.pk for row in parties], today)
    mine = [row for row in parties if row.pk in people and people[row.pk].pk == letter.person_id]
    if not mine:
        raise NotThere
    return mine


def asked_to_comment(by: Actor) -> dict[UUID, list[UUID]]:
    """Return the letters that asked the reader for comments, by amendment."""
    found: dict[UUID, list[UUID]] = {}
    if by.person_id is not None and answers_for(by):
        rows = AmendmentNotice.objects.filter(kind=AmendmentNotice.Kind.COMMENTS, person_id=by.person_id)
        for amendment, key in rows.values_list("amendment_id", "pk"):
            found.setdefault(amendment, []).append(key)
    return found
