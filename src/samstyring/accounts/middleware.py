"""Finds out who is reading: every request gets its actor."""

import hashlib
from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from samstyring.kernel import actors, clock, journal
from samstyring.kernel.actors import ANONYMOUS, Actor

CHOSEN = "capacity"
SECONDS = 3600


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    if not user.is_authenticated:
        return ANONYMOUS
    return reader(user.person_id, clock.today()).choosing(request.session.get(CHOSEN))


def reader(person_id: UUID, on: date) -> Actor:
    """Return a person as actor, for showing pages. One SQL statement, when nothing was done since last time.

    Nobody gets or loses a capacity but by an act, so what was found holds until the journal has a new entry. An act
    asks anew all the same.
    """
    seal = f"{journal.last_digest()}{person_id}{on}{get_language()}"
    key = f"actor-{hashlib.sha256(seal.encode()).hexdigest()}"
    found: Actor | None = cache.get(key)
    if found is None:
        found = actors.person(person_id, on)
        cache.set(key, found, timeout=SECONDS)
    return found


def actor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.actor`, found when first asked for."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return get_response(request)

    return handle
