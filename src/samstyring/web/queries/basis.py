"""What a fact rests on: from a basis to the thing itself, or to the act that made it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from samstyring.charter import queries as charter
from samstyring.governance.queries import decisions
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis
from samstyring.kernel.telling import Told, about
from samstyring.portfolio import queries as portfolio
from samstyring.records import queries as records
from samstyring.records.models import Document
from samstyring.records.takeover import queries as takeover

from .journal import may_read_journal


@dataclass(frozen=True)
class BasisPage:
    """A basis with the act that made it, what shows it, and whether the reader may follow that into the journal.

    `shown_by` has each letter by its label, with the document where the reader may open it.
    """

    basis: Basis
    entry: Told | None
    shown_by: Sequence[tuple[str, Document | None]]
    reads_journal: bool
    closed: bool = False
    """It is a decision that is not public, and the reader takes no part: that it is there is all that is told."""


def basis_page(pk: UUID, by: Actor) -> BasisPage:
    """Return a basis by its id. Raises NotThere."""
    found = _basis(pk)
    if decisions.is_closed_to(by, found):
        return BasisPage(found, None, [], reads_journal=False, closed=True)
    entry = next(iter(about([found.pk])), None)
    letters = entry.evidence if entry else []
    readable = records.readable_among(by, [letter.public_id for letter in letters]) if letters else {}
    shown_by = [(letter.label, readable.get(letter.public_id)) for letter in letters]
    return BasisPage(found, entry, shown_by, may_read_journal(by))


def address_of_basis(pk: UUID, by: Actor) -> str:
    """Return the page of what a basis is, or "" where it has none that the actor may read. Raises NotThere."""
    found = _basis(pk)
    if decisions.is_closed_to(by, found):
        return ""
    taken_over = takeover.address_of_basis(found, by)
    return (
        taken_over
        or decisions.address_of_basis(found)
        or portfolio.address_of_basis(found)
        or charter.address_of_basis(found)
    )


def _basis(pk: UUID) -> Basis:
    found = Basis.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found
