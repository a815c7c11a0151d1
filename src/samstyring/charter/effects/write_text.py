"""The agreement's text is written into an edition."""

from typing import Any

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Annex, Chapter, Clause, Edition, Purpose, SizeGroup


@effect
def write_text(*, charter: Any, edition: Edition, basis: Basis) -> None:
    """Write chapters, clauses, annexes, purposes and size groups as the file has them."""
    del basis
    chapters = {
        row.key: Chapter(edition=edition, key=row.key, heading=row.heading, position=place)
        for place, row in enumerate(charter.chapter)
    }
    Chapter.objects.bulk_create(chapters.values())
    Clause.objects.bulk_create(
        Clause(
            edition=edition,
            ref=row.id,
            chapter=chapters[row.chapter],
            heading=row.heading,
            text=row.text,
            position=place,
        )
        for place, row in enumerate(charter.clause)
    )
    Annex.objects.bulk_create(
        Annex(
            edition=edition,
            key=row.key,
            title=row.title,
            clause=row.clause,
            present=row.state == "present",
            text=row.text,
        )
        for row in charter.annex
    )
    Purpose.objects.bulk_create(
        Purpose(edition=edition, key=row.key, clause=row.clause, name=row.name, position=place)
        for place, row in enumerate(charter.purpose)
    )
    SizeGroup.objects.bulk_create(
        SizeGroup(edition=edition, key=row.key, name=row.name, from_inhabitants=row.from_, below=row.below)
        for row in charter.size_group
    )
