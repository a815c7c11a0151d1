"""Who decides what, all matters at once: for pages that show many proposals (SG-2)."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.charter import queries as charter
from samstyring.charter.models import Authority
from samstyring.charter.queries import WhoDecides
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered

Deciders = dict[tuple[str, str], WhoDecides]


@remembered
def deciders_on(on: date) -> Deciders:
    """Return who decides on a day, by matter and body key. Two SQL statements."""
    edition = charter.edition_on(on)
    return {(row[0], row[1]): WhoDecides(*row, edition) for row in _authorities(edition.pk)}


@Prepared
def _authorities(edition_id: UUID) -> "QuerySet[Authority, tuple[str, str, str, str, str, str, Mapping[str, object]]]":
    """Return what a WhoDecides says of each matter, in its order, but for the edition."""
    procedure = ("procedure__key", "procedure__kind", "clause", "procedure__clause", "procedure__parameters")
    return Authority.objects.filter(edition_id=edition_id).values_list("matter", "body_key", *procedure)
