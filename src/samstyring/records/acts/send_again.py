"""Send letters that came back again, to the address as it is corrected."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, NotThere
from samstyring.parties.effects import correct_address

from .. import sent_letters
from ..mail import new_message_id
from ..models import Bounce


@acts.act(says=gettext_lazy("%(who)s corrected the e-mail address of %(person)s. Letters sent again: %(count)s"))
def send_again(*, bounce: Bounce, email: str, letters: Iterable[UUID] = (), by: Actor, at: datetime) -> Bounce:
    """Correct the address that letters come back from, and send those of them that are chosen again (SE-4d).

    Each goes as it reads today, with the link that it had; what is no longer asked is not sent. With the address as it
    was, they are tried once more. Raises NotThere for what is settled, InvalidInput for an address that is none or
    another person's.
    """
    if bounce.settled_at is not None:
        raise NotThere
    if not email.strip():
        raise InvalidInput({"email": _("Write the address that letters are to go to.")})
    correct_address(person=bounce.person, email=email)
    chosen = set(letters)
    rows = [row for row in bounce.letters.filter(sent_again_at=None) if row.letter_id in chosen]
    for row in rows:
        kind = sent_letters.kinds[row.kind]
        letter = kind.rows().filter(pk=row.letter_id).first()
        row.sent_again_at = at
        row.save(update_fields=["sent_again_at"])
        if letter is None:
            continue
        letter.message_id, letter.state, letter.tries = new_message_id(), "queued", 0
        letter.answer, letter.sent_at = "", None
        letter.save(update_fields=["message_id", "state", "tries", "answer", "sent_at"])
        kind.send(letter)
    bounce.settled_at = at
    bounce.save(update_fields=["settled_at"])
    acts.record(bounce.person, person=bounce.person.name, count=len(rows))
    return bounce
