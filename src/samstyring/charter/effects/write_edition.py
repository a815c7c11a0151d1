"""The co-operation, its agreement and the editions of it come to be."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel import canonical
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Agreement, Cooperation, Edition
from .write_duties import write_duties
from .write_powers import write_powers
from .write_text import write_text


@effect
def write_edition(*, charter: Any, source: str, basis: Basis) -> Edition:
    """Write the co-operation and its agreement, and the file to the letter as the first edition of it."""
    cooperation = write_cooperation(
        said=charter.cooperation,
        cooperation=Cooperation(
            key=charter.cooperation.key, secretariat_mailbox=charter.cooperation.secretariat_mailbox
        ),
        basis=basis,
    )
    said = charter.agreement
    agreement = Agreement.objects.create(
        cooperation=cooperation,
        key=said.key,
        title=said.title,
        dated=said.dated,
        term_from=said.term_from,
        summary=said.summary,
        predecessor=said.predecessor,
    )
    return Edition.objects.create(
        agreement=agreement,
        number=1,
        in_force_from=agreement.term_from,
        until=said.until,
        basis=basis,
        source=source,
        sha256=canonical.sha256(source),
    )


@effect
def write_cooperation(*, said: Any, cooperation: Cooperation, basis: Basis | None) -> Cooperation:
    """Write what a file says of the co-operation as such: its name, language, legal form, and how it writes numbers."""
    del basis
    for field in ("name", "language", "legal_form", "number_format", "reference_format"):
        setattr(cooperation, field, getattr(said, field))
    cooperation.save()
    return cooperation


def label_of_edition(charter: Any) -> str:
    """Return how the agreement reads as the basis of something."""
    return (_("%(title)s, first edition") % {"title": charter.agreement.title})[:300]


def edition_brought_up_to_date(title: str, number: int) -> str:
    """Return how an edition that a later charter file brought about reads as the basis of something."""
    return _("%(title)s, edition %(edition)s (the file brought up to date)") % {"title": title, "edition": number}


@effect
def write_next_edition(*, charter: Any, source: str, after: Edition, in_force_from: date, basis: Basis) -> Edition:
    """Write the next edition of an agreement, with every part of it as the file has it. The earlier ones stay."""
    edition = Edition.objects.create(
        agreement=after.agreement,
        number=after.number + 1,
        in_force_from=in_force_from,
        until=charter.agreement.until,
        basis=basis,
        source=source,
        sha256=canonical.sha256(source),
    )
    write_text(charter=charter, edition=edition, basis=basis)
    write_powers(charter=charter, edition=edition, basis=basis)
    write_duties(charter=charter, edition=edition, basis=basis)
    return edition
