"""What can be asked across the house: the journal, and what a fact rests on."""

from datetime import date
from uuid import UUID

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis, JournalEntry
from samstyring.kernel.telling import Told, about, told

PAGE = 50


def may_read_journal(actor: Actor) -> bool:
    """Tell whether the actor reads the whole journal: the secretariat, the leader, and those who appointed them."""
    return actor.has_role("secretariat", "secretariat_leader", "leader", "office_holder")


def journal(*, by: Actor, thing: UUID | None = None, before: int | None = None) -> list[Told]:
    """Return a page of the journal, the newest first, of one `thing` if given. Raises NotThere.

    Pages by position: `before` is the position of the last entry of the page shown.
    """
    if not may_read_journal(by):
        raise NotThere
    entries = JournalEntry.objects.order_by("-position")
    if thing is not None:
        entries = entries.filter(objects_concerned__public_id=thing).distinct()
    if before is not None:
        entries = entries.filter(position__lt=before)
    return [told(entry) for entry in entries[: PAGE + 1]]


def basis(pk: UUID) -> Basis:
    """Return a basis by its id. Raises NotThere."""
    found = Basis.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def basis_entry(found: Basis) -> Told | None:
    """Return the journal entry that made a basis, if the basis is among what it concerned."""
    return next(iter(about([found.pk])), None)


def kind_words(kind: str) -> str:
    """Return the words for a kind of basis."""
    return str(dict(Basis.Kind.choices).get(kind, kind))


def percent(start: date, until: date, day: date) -> int:
    """Return how far into [start, until) a day lies, in whole percent from 0 to 100."""
    length = (until - start).days or 1
    return max(0, min(100, round(100 * (day - start).days / length)))
