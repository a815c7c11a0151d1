"""How a clause has read: which edition changed it, and where it was repealed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.prepared import Prepared

from ..models import Amendment, Clause, Edition


@dataclass(frozen=True)
class Reading:
    """A clause from one edition on: its text as it read then, or None where that edition repealed it."""

    edition: Edition
    clause: Clause | None
    previous: Clause | None

    @property
    def number(self) -> int | None:
        """Return the number of the amendment that made it so, or None for the first edition."""
        amendment = getattr(self.edition, "amendment", None)
        return amendment.number if amendment is not None else None


def readings_of(ref: str, agreement: UUID) -> list[Reading]:
    """Return how a clause has read since the first edition, each time it changed. Two SQL statements."""
    rows = {row.edition_id: row for row in _as_read(ref, agreement)}
    readings: list[Reading] = []
    before: Clause | None = None
    for edition in _editions(agreement):
        now = rows.get(edition.pk)
        same = now is before is None or (
            now is not None and before is not None and (now.heading, now.text) == (before.heading, before.text)
        )
        if not same:
            readings.append(Reading(edition, now, before))
        before = now
    return readings


@Prepared
def _editions(agreement: UUID) -> "QuerySet[Edition]":
    rows = Edition.objects.filter(agreement=agreement).select_related("amendment", "agreement").order_by("number")
    return rows.defer("source", "amendment__source", "amendment__exact_text")


@Prepared
def _as_read(ref: str, agreement: UUID) -> "QuerySet[Clause]":
    return Clause.objects.filter(edition__agreement=agreement, ref=ref)


def edition_with(ref: str, edition: Edition) -> Edition:
    """Return the edition itself where it has the clause, else the last one before it that had, else the first after.

    Also of an agreement that another has taken over from: what was decided under it goes on citing its clauses.
    """
    found = _having(ref)
    if not found:
        return edition
    before = [row for row in found if row.in_force_from <= edition.in_force_from]
    return before[-1] if before else found[0]


@Prepared
def _having(ref: str) -> "QuerySet[Edition]":
    rows = Edition.objects.filter(clauses__ref=ref).select_related("agreement", "basis").defer("source")
    return rows.order_by("in_force_from", "number")


@dataclass(frozen=True)
class News:
    """What is under way with the agreement: an amendment that is out for consent, an edition that is agreed."""

    proposed: Amendment | None
    coming: Edition | None


def news_of(agreement: UUID, today: date, *, signed_in: bool) -> News:
    """Return what is under way, seen from today. Amendments that are out are for those signed in."""
    return News(_proposed.first(agreement) if signed_in else None, _coming.first(agreement, today))


@Prepared
def _proposed(agreement_id: UUID) -> "QuerySet[Amendment]":
    rows = Amendment.objects.filter(agreement_id=agreement_id, state=Amendment.State.PROPOSED)
    return rows.defer("source", "exact_text")


@Prepared
def _coming(agreement_id: UUID, today: date) -> "QuerySet[Edition]":
    rows = Edition.objects.filter(agreement_id=agreement_id, in_force_from__gt=today)
    return rows.defer("source").order_by("number")
