"""Set the secretariat's mailbox."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Cooperation

LONGEST = 254


@acts.act(says=gettext_lazy("%(who)s set the secretariat's mailbox, where answers to letters go"))
def set_secretariat_mailbox(*, cooperation: Cooperation, mailbox: str, by: Actor, at: datetime) -> Cooperation:
    """Set where answers to the co-operation's letters go (SE-4d): reply-to of all e-mail, and regrets in a summons.

    The journal tells that it was set and by whom, never the address. Raises InvalidInput for what is no e-mail
    address, or for the one that stands there already.
    """
    mailbox = mailbox.strip()
    try:
        validate_email(mailbox)
    except ValidationError as error:
        raise InvalidInput({"mailbox": error.messages[0]}) from error
    if len(mailbox) > LONGEST:
        raise InvalidInput({"mailbox": _("An e-mail address has at most %(number)s characters.") % {"number": LONGEST}})
    if mailbox == cooperation.secretariat_mailbox:
        raise InvalidInput({"mailbox": _("This is the mailbox already.")})
    cooperation.secretariat_mailbox = mailbox
    cooperation.save(update_fields=["secretariat_mailbox"])
    acts.record(cooperation, cooperation=cooperation.name)
    return cooperation
