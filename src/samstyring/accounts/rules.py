"""What holds for accounts and links, as pure functions."""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings

from .models import OneQuestionLink


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
