"""Register e-mail that came back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Person

from .. import bounces, sent_letters
from ..errors import NotReturned, ReturnedFromNobodyHere
from ..models import Bounce
from ..returned import Returned, read_returned
from ..uploads import Upload


@acts.act(says=_("%(who)s registered e-mail that came back from %(people)s"))
def register_bounce(*, upload: Upload, by: Actor, at: datetime) -> Sequence[Bounce]:
    """Register a message that came back (an .eml file): whom it did not reach, why, and which letter it was (SE-4d).

    The letter is the one with its Message-ID; where the message brings none along, the last one to the address by then.
    Nothing else of it is kept. It is open until the address is corrected, or settled. Raises NotReturned for another
    message or one that is only late, ReturnedFromNobodyHere where nobody here has the address or was sent the letter.
    """
    found = read_returned(upload.content)
    if not found:
        raise NotReturned(field="file")
    people = {person.email.lower(): person for person in Person.objects.exclude(email="")}
    made = [row for each in found if (row := _noted(each, people, at)) is not None]
    if not made:
        raise ReturnedFromNobodyHere(field="file")
    acts.record(*[row.person for row in made], people=[row.person.name for row in made])
    return made


def _noted(returned: Returned, people: dict[str, Person], at: datetime) -> Bounce | None:
    """Note one recipient's, and say of the letter that it came back. None where nobody here has to do with it."""
    named = sent_letters.by_message_id(returned.message_id)
    # Who was sent the letter may have another address by now, or have had it sent on from there.
    person = sent_letters.recipient(named) if named is not None else people.get(returned.address.lower())
    if person is None:
        return None
    bounce = bounces.note(
        person=person,
        address=returned.address,
        status=returned.status,
        why=returned.why,
        subject=returned.subject,
        at=at,
    )
    letter = named if named is not None else sent_letters.last_to(person, _came_at(returned, at))
    if letter is not None:
        _say_so(letter, f"{returned.status} {returned.why}".strip())
        bounces.tie(bounce, letter, by_message_id=named is not None, at=at)
    return bounce


def _came_at(returned: Returned, at: datetime) -> datetime:
    """Return when it came back, by the house's clock."""
    return min(returned.at + clock.offset(), at) if returned.at is not None else at


def _say_so(letter: Any, why: str) -> None:
    letter.state, letter.answer = "returned", why[:300]
    letter.save(update_fields=["state", "answer"])
