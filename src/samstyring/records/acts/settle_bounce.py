"""Settle that e-mail to someone arrives again."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import Bounce


@acts.act(says=_("%(who)s settled that e-mail reaches %(person)s"))
def settle_bounce(*, bounce: Bounce, by: Actor, at: datetime) -> Bounce:
    """Take it off the list though the address is the same: a full mailbox was emptied, a server is up again (SE-4d).

    Correcting the address settles it by itself. Raises NotThere for one that is settled.
    """
    if bounce.settled_at is not None:
        raise NotThere
    bounce.settled_at = at
    bounce.save(update_fields=["settled_at"])
    acts.record(bounce.person, person=bounce.person.name)
    return bounce
