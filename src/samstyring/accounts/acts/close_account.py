"""Close an account."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..models import User


@acts.act(says=_("%(who)s closed the account of %(person)s"))
def close_account(*, user: User, by: Actor, at: datetime) -> User:
    """Close an account: nobody can sign in with it. The person, and what they did, stays."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    acts.record(user.person, person=user.person.name)
    return user
