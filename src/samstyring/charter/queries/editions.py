"""Which co-operation, agreement and edition: what holds on a day."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel import clock
from samstyring.kernel.keeping import lasting
from samstyring.kernel.models import Installation
from samstyring.kernel.prepared import Prepared

from ..errors import NotFounded
from ..models import Agreement, Cooperation, Edition
from ..rules import Term


def is_founded() -> bool:
    """Tell whether a co-operation has been founded here."""
    try:
        cooperation()
    except NotFounded:
        return False
    return True


@Prepared
def _cooperation() -> "QuerySet[Cooperation]":
    return Cooperation.objects.order_by("pk")[:1]


@lasting
def cooperation() -> Cooperation:
    """Return the co-operation. Raises NotFounded."""
    found = _cooperation.first()
    if found is None:
        raise NotFounded
    return found


def installation_mode() -> str | None:
    """Return "demo", "real", or None before founding."""
    return Installation.objects.values_list("mode", flat=True).first()


def number_written(body_key: str, year: int, number: int) -> str:
    """Return a number of a body and year as the co-operation writes it: "SG 21/22" (charter, `number_format`)."""
    form = cooperation().number_format
    return form.format(body=body_key, number=number, yy=f"{year % 100:02d}", year=year)


def _agreements() -> list[Agreement]:
    """Return every agreement, the first one first. Each has an edition, and those are read already."""
    found = {edition.agreement_id: edition.agreement for edition in every_edition()}
    return sorted(found.values(), key=lambda agreement: agreement.term_from)


def is_first(agreement: Agreement) -> bool:
    """Tell whether an agreement is the one that the co-operation was founded on: it took over from none that is here."""
    return _agreements()[0] == agreement


def agreement_on(on: date) -> Agreement:
    """Return the agreement that holds on a day, or the last one before it (the first one if the day is earlier)."""
    agreements = _agreements()
    if not agreements:
        raise NotFounded
    begun = [agreement for agreement in agreements if agreement.term_from <= on]
    return begun[-1] if begun else agreements[0]


def term_on(on: date) -> Term:
    """Return the agreement's term seen from a day (VA-1)."""
    return term_of(edition_on(on), on)


def term_of(edition: Edition, on: date) -> Term:
    """Return the term of an edition's agreement seen from a day, with the clause that sets it."""
    agreement = edition.agreement
    clause = clause_checked_by("charter.term", edition)
    return Term(on, agreement.term_from, edition.until, agreement.title, clause)


def clause_checked_by(check: str, edition: Edition) -> str:
    """Return the clause whose obligation is answered by a check, or "": how code finds a clause without knowing it."""
    rows = said_in(edition).get("obligation", [])
    return next((str(row["clause"]) for row in rows if row["check"] == check), "")


@lasting
def every_edition() -> list[Edition]:
    """Return all editions of all agreements, the first in force first, without their files."""
    return _editions()


@Prepared
def _editions() -> "QuerySet[Edition]":
    rows = Edition.objects.select_related("agreement", "basis").defer("source")
    return rows.order_by("in_force_from", "number")


def edition_on(on: date) -> Edition:
    """Return the edition of the agreement's text that holds on a day (or the nearest there is).

    All are fetched at once: they are few, and a page asks about several days.
    """
    return edition_among(every_edition(), on)


def edition_among(editions: Sequence[Edition], on: date) -> Edition:
    """Return the one of all editions that holds on a day (or the nearest there is). Raises NotFounded where there are none."""
    if not editions:
        raise NotFounded
    begun = [edition for edition in editions if edition.in_force_from <= on]
    return begun[-1] if begun else editions[0]


def today_term() -> Term:
    """Return the term seen from today by the installation's clock."""
    return term_on(clock.today())


def said(section: str, on: date) -> Any:
    """Return what the charter file says under a top-level key on a day, as plain data; None where it says nothing."""
    return said_in(edition_on(on)).get(section)


def said_in(edition: Edition) -> dict[str, Any]:
    """Return the whole charter file of an edition, as plain data."""
    return _parsed(edition.pk)


def names_in(edition: Edition) -> dict[str, str]:
    """Return what things are called by key in an edition: offices, bodies, and organisations by "party:NUMBER"."""
    return names_of(said_in(edition))


def names_of(charter: Mapping[str, Any]) -> dict[str, str]:
    """Return what things are called by key in a charter file, as plain data."""
    names = {row["key"]: row["title"] for row in charter.get("office", [])}
    names |= {row["key"]: row["name"] for row in charter.get("body", [])}
    for section in ("party", "organisation"):
        names |= {f"party:{row['number']}": row["name"] for row in charter.get(section, [])}
    return names


@lru_cache(maxsize=8)
def _parsed(edition: UUID) -> dict[str, Any]:
    """Read an edition's file once: editions are never changed."""
    return tomllib.loads(Edition.objects.values_list("source", flat=True).get(pk=edition))
