"""One's own calendar by a secret address: meetings, yearly plans and deadlines, by what the person may see that moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.governance.queries import bodies
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.records.calendar import Entry, collection
from samstyring.records.calendar_sources import Span, entries_for, sources
from samstyring.ui.worklist import waiting_for

from .models import CalendarSubscription, User
from .rules import calendar_token_of, hash_of


@dataclass(frozen=True)
class Address:
    """The address of someone's calendar, for programs that take it as https and as webcal."""

    https: str
    webcal: str


def address_for(by: Actor, body: str = "") -> Address | None:
    """Return the address of the reader's own calendar, or of one body's plan in it; None where there is none.

    One SQL statement.
    """
    rows = CalendarSubscription.objects.filter(person_id=by.person_id, revoked_at=None) if by.person_id else None
    found = rows.first() if rows is not None else None
    if found is None:
        return None
    https = settings.ADDRESS + reverse("accounts:calendar_feed", args=[calendar_token_of(UUID(str(found.pk)))])
    https += f"?{urlencode({'body': body})}" if body else ""
    return Address(https, "webcal://" + https.partition("://")[2])


def calendar_by(token: str, body: str = "") -> bytes:
    """Return the calendar that an address opens as it stands now, or one body's yearly plan in it.

    Raises NotThere: unknown, revoked, account closed, no such body.
    """
    rows = CalendarSubscription.objects.select_related("person").filter(token_hash=hash_of(token), revoked_at=None)
    found = rows.first()
    if found is None or not User.objects.filter(person=found.person, is_active=True).exists():
        raise NotThere
    today, person = clock.today(), found.person
    with translation.override(person.language):
        name = charter.cooperation().name
        if body:
            name = f"{bodies.body(body).name}, {name}"
        entries = entries_for(actors.person(person.pk, today), today, body)
        return collection(entries, name=name, stamp=clock.now(), language=person.language)


def deadlines(actor: Actor, span: Span) -> Sequence[Entry]:
    """Return what waits for someone by a day, as whole days."""
    if span.body:
        return []
    today = clock.today()
    return [
        Entry(
            uid=f"{item.key or item.url}-{item.deadline.isoformat()}@samstyring".replace(" ", ""),
            summary=_("Deadline: %(what)s") % {"what": item.heading},
            starts=item.deadline,
            ends=item.deadline + timedelta(days=1),
            description=settings.ADDRESS + item.url,
        )
        for item in waiting_for(actor, today)
        if item.deadline is not None
        and span.start <= item.deadline < span.until
        and not item.key.startswith(("plan:", "governance.called:"))
    ]


sources.register("accounts.deadlines", deadlines)
