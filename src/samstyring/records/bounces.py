"""E-mail that does not arrive: noted where a server turns it away, and where a message that came back is registered."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Lower

from samstyring.kernel import clock
from samstyring.parties.models import Organisation, Person

from .models import Bounce


def note(
    *, person: Person, address: str, status: str = "", why: str = "", subject: str = "", at: datetime | None = None
) -> Bounce:
    """Note that e-mail to someone does not arrive at an address; one that is open already is counted up."""
    said = {"status": status, "why": why, "subject": subject, "noted_at": at or clock.now()}
    found = Bounce.objects.filter(person=person, address__iexact=address, settled_at=None).first()
    if found is None:
        return Bounce.objects.create(person=person, address=address, **said)
    Bounce.objects.filter(pk=found.pk).update(times=F("times") + 1, **said)
    found.refresh_from_db()
    return found


def turned_away(address: str, why: str) -> None:
    """Note that a mail server turned a letter away, for whoever here has the address."""
    person = Person.objects.filter(email__iexact=address).first()
    if person is not None:
        code, _space, words = why.partition(" ")
        note(person=person, address=address, status=code[:20] if code.isdigit() else "", why=words or why)


def open_bounces(organisation: Organisation | None = None) -> Sequence[Bounce]:
    """Return what is open: not settled, and the address is still the person's. The newest first. One SQL statement."""
    rows = Bounce.objects.filter(settled_at=None).annotate(now=Lower("person__email"), then=Lower("address"))
    rows = rows.filter(now=F("then")).select_related("person__organisation")
    return list(rows.filter(person__organisation=organisation) if organisation else rows)
