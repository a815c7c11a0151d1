"""Finds out who is reading: every request gets its actor."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from samstyring.kernel import actors, clock, keeping, reading
from samstyring.kernel.actors import ANONYMOUS, Actor

CHOSEN = "capacity"


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    if not user.is_authenticated:
        return ANONYMOUS
    return reader(user.person_id, clock.today()).choosing(request.session.get(CHOSEN))


def reader(person_id: UUID, on: date) -> Actor:
    """Return a person as actor, for showing pages.

    What they hold, and what it lets them do, is kept until an act writes something that tells it. An act asks anew all
    the same.
    """
    with keeping.book("actor", person_id, on, get_language()) as kept:
        return actors.person(person_id, on, part=kept.share)


def actor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.actor`, found when first asked for. What a page asks for several times is fetched once."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        with reading.once() if request.method in ("GET", "HEAD") else nullcontext():
            return get_response(request)

    return handle
