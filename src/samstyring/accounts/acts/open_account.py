"""Open an account for a person."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Person

from ..errors import AddressTaken
from ..models import User


@acts.act(says=_("%(who)s opened an account for %(person)s"))
def open_account(*, person: Person, by: Actor, at: datetime) -> User:
    """Open an account on the person's e-mail address, without a password: the person sets one by e-mail.

    Raises InvalidInput if the person has no e-mail address, AddressTaken if the address or the person has an account.
    """
    if not person.email:
        raise InvalidInput({"person": _("This person has no e-mail address. Enter one first.")})
    if User.objects.filter(email__iexact=person.email).exists() or User.objects.filter(person=person).exists():
        raise AddressTaken(field="person")
    user = User(email=person.email.lower(), person=person, opened_at=at)
    user.set_unusable_password()
    user.save()
    acts.record(person, person=person.name)
    return user
