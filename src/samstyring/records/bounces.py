"""E-mail that does not arrive: noted where a server turns it away, and where a message that came back is registered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, QuerySet
from django.db.models.functions import Lower

from samstyring.kernel import clock
from samstyring.kernel.journal import kind_of
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Organisation, Person

from .models import Bounce, ReturnedLetter
from .sent_letters import Named, named


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


def tie(bounce: Bounce, letter: models.Model, *, by_message_id: bool = True, at: datetime | None = None) -> None:
    """Tie a letter to the e-mail that came back; one that comes back again waits to be sent again."""
    ReturnedLetter.objects.update_or_create(
        bounce=bounce,
        letter_id=letter.pk,
        defaults={
            "kind": kind_of(letter),
            "by_message_id": by_message_id,
            "noted_at": at or clock.now(),
            "sent_again_at": None,
        },
    )


def turned_away(letter: models.Model, address: str, why: str) -> None:
    """Note that a mail server turned a letter away, for whoever here has the address."""
    person = Person.objects.filter(email__iexact=address).first()
    if person is not None:
        code, _space, words = why.partition(" ")
        status = code[:20] if code.isdigit() else ""
        tie(note(person=person, address=address, status=status, why=words or why), letter)


def open_bounces(organisation: Organisation | None = None, people: Iterable[UUID] | None = None) -> Sequence[Bounce]:
    """Return what is open: not settled, and the address is still the person's. The newest first. One SQL statement."""
    if people is not None:
        rows = _open().filter(person__in=list(people))
        return list(rows.filter(person__organisation=organisation) if organisation else rows)
    return _open_in(organisation.pk) if organisation else list(_open())


def _open() -> "QuerySet[Bounce]":
    rows = Bounce.objects.filter(settled_at=None).annotate(now=Lower("person__email"), then=Lower("address"))
    return rows.filter(now=F("then")).select_related("person__organisation")


@Prepared
def _open_in(organisation: UUID) -> "QuerySet[Bounce]":
    return _open().filter(person__organisation_id=organisation)


@dataclass(frozen=True)
class CameBack:
    """E-mail that came back, with the letters that are not sent again; `corrected`: the address is another by now."""

    bounce: Bounce
    letters: Sequence[Named]
    corrected: bool


def came_back(pk: UUID | None = None) -> list[CameBack]:
    """Return what is to be mended, the newest first: wrong addresses, and letters that are not sent again.

    One SQL statement, one for the letters, and one a kind of letter.
    """
    rows = Bounce.objects.filter(settled_at=None).select_related("person__organisation").prefetch_related("letters")
    bounces = list(rows.filter(pk=pk) if pk else rows)
    waiting = {row.pk: [each for each in row.letters.all() if each.sent_again_at is None] for row in bounces}
    names = named((each.kind, each.letter_id) for rows in waiting.values() for each in rows)
    found = []
    for row in bounces:
        letters = [names[each.letter_id] for each in waiting[row.pk] if each.letter_id in names]
        corrected = row.person.email.lower() != row.address.lower()
        if letters or not corrected:
            found.append(CameBack(row, letters, corrected))
    return found
