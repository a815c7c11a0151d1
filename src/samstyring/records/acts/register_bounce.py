"""Register e-mail that came back."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Person

from .. import bounces
from ..errors import NotReturned, ReturnedFromNobodyHere
from ..models import Bounce
from ..returned import read_returned
from ..uploads import Upload


@acts.act(says=_("%(who)s registered e-mail that came back from %(people)s"))
def register_bounce(*, upload: Upload, by: Actor, at: datetime) -> Sequence[Bounce]:
    """Register a message that came back (an .eml file): whom it did not reach, and why (SE-4d).

    Nothing else of it is kept. It is open until the address is corrected, or settled. Raises NotReturned for another
    message or one that is only late, ReturnedFromNobodyHere where nobody here has the address.
    """
    found = read_returned(upload.content)
    if not found:
        raise NotReturned(field="file")
    people = {person.email.lower(): person for person in Person.objects.exclude(email="")}
    known = [(people[each.address.lower()], each) for each in found if each.address.lower() in people]
    if not known:
        raise ReturnedFromNobodyHere(field="file")
    made = [
        bounces.note(person=person, address=each.address, status=each.status, why=each.why, subject=each.subject, at=at)
        for person, each in known
    ]
    acts.record(*[row.person for row in made], people=[row.person.name for row in made])
    return made
