"""What holds for accounts and links, as pure functions."""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, NotThere

from .errors import NotYourView
from .models import OneQuestionLink, SavedView


def token_of(link_id: UUID) -> str:
    """Return the token of a link: made from the secret key and the link's id, so that it need not be stored."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"one-question:" + link_id.bytes, hashlib.sha256)
    return digest.hexdigest()[:48]


def calendar_token_of(subscription_id: UUID) -> str:
    """Return the token of a calendar's address: made from the secret key and the id, so that it need not be stored."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"calendar:" + subscription_id.bytes, hashlib.sha256)
    return digest.hexdigest()[:48]


def hash_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_usable(link: OneQuestionLink, machine_now: datetime) -> bool:
    """Tell whether a link can still be answered. Links use the machine's time, not the installation's clock."""
    return link.withdrawn_at is None and machine_now < link.expires_at


SHARE = "accounts.share_view"
LONGEST_NAME, LONGEST_QUERY = 80, 2000


def named(name: str, taken: bool) -> str:
    """Return a view's name as it is stored; `taken`: the same person has one of that name. Raises InvalidInput."""
    said = " ".join(name.split())
    if not said:
        raise InvalidInput({"name": _("Give the view a name.")})
    if len(said) > LONGEST_NAME:
        raise InvalidInput({"name": _("Write it shorter: %(most)s characters at most.") % {"most": LONGEST_NAME}})
    if taken:
        raise InvalidInput({"name": _("You have a view of this list by that name. Choose another.")})
    return said


def keepable(query: str) -> str:
    """Return what an address says, where it can be kept. Raises InvalidInput."""
    if len(query) > LONGEST_QUERY:
        raise InvalidInput({"": _("The address is too long to be kept. Take some filters or columns away.")})
    return query


def may_use(view: SavedView, by: Actor) -> bool:
    """Tell whether someone may open a view: their own, and what is shared."""
    return view.removed_at is None and by.person_id is not None and (view.shared or view.made_by_id == by.person_id)


def require_own(view: SavedView, by: Actor) -> None:
    """Refuse to change a view that is not one's own, nor shared while one may share. Raises NotThere, NotYourView."""
    if not may_use(view, by):
        raise NotThere
    if view.made_by_id != by.person_id and not (view.shared and by.may(SHARE)):
        raise NotYourView
