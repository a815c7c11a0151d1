"""The exact text that is signed, and its checksum: anyone who has the text can check that it is the same."""

import hashlib
from datetime import date

from samstyring.kernel.errors import NotThere

from ..models import Agreement, Annex, Clause, Edition


def plain_text_of(edition: Edition) -> str:
    """Return an edition's text as plain text: title, each clause under its chapter, and the annexes. Two statements."""
    lines = [edition.agreement.title, ""]
    chapter = None
    for clause in (
        Clause.objects.filter(edition=edition).select_related("chapter").order_by("chapter__position", "position")
    ):
        if clause.chapter_id != chapter:
            lines += [clause.chapter.heading, ""]
            chapter = clause.chapter_id
        lines += [f"{clause.ref} {clause.heading}", clause.text, ""]
    for annex in Annex.objects.filter(edition=edition).order_by("key"):
        lines += [annex.title, *([annex.text] if annex.text else []), ""]
    return "\n".join(lines)


def digest_of(edition: Edition) -> str:
    """Return the SHA-256 of an edition's text, as `sha256sum` gives it for the file that the page hands out."""
    return hashlib.sha256(plain_text_of(edition).encode()).hexdigest()


def edition_signed(agreement: Agreement, on: date) -> Edition | None:
    """Return the edition that one signs on a day: the one in force then, or the first where none is yet."""
    editions = list(agreement.editions.defer("source").select_related("agreement").order_by("in_force_from", "number"))
    begun = [edition for edition in editions if edition.in_force_from <= on]
    return begun[-1] if begun else next(iter(editions), None)


def edition_numbered(key: str, number: int) -> Edition:
    """Return an edition by its agreement's key and its number. Raises NotThere."""
    found = (
        Edition.objects.filter(agreement__key=key, number=number).select_related("agreement").defer("source").first()
    )
    if found is None:
        raise NotThere
    return found
