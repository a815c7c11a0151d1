"""Writers that acts on amendments share: what a draft says, its end, and the new edition that comes of it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.acts import effect, record
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis

from .. import founding
from ..errors import AmendmentOvertaken, CharterHasErrors
from ..models import Agreement, Amendment, AmendmentNotice, Edition
from ..queries import latest_edition, reads_the_same
from .notices import write_to_parties
from .write_edition import edition_brought_up_to_date, write_next_edition


@effect
def checked_content(
    *,
    agreement: Agreement,
    title: str,
    reason: str,
    initiative: str,
    in_force_from: date | None,
    changes_term: bool,
    until: date | None,
    at: datetime,
    basis: Basis | None,
) -> dict[str, Any]:
    """Return what a draft says of itself, looked through. Raises InvalidInput."""
    del basis
    today = clock.local_date(at)
    says = {"title": " ".join(title.split()), "reason": reason.strip(), "initiative": " ".join(initiative.split())}
    errors: dict[str, str] = {name: _("Fill in this.") for name, text in says.items() if not text}
    if in_force_from is not None and in_force_from < today:
        errors["in_force_from"] = _("An amendment cannot come into force before it is agreed.")
    if not changes_term:
        until = None
    elif until == latest_edition(agreement).until:
        errors["until"] = _("This is the term as it stands.")
    elif until is not None and until - timedelta(days=1) < max(in_force_from or today, agreement.term_from):
        errors["until"] = _("The agreement must hold on the day that the amendment comes into force.")
    if errors:
        raise InvalidInput(errors)
    return {**says, "in_force_from": in_force_from, "changes_term": changes_term, "until": until}


@effect
def end_amendment(*, amendment: Amendment, state: Amendment.State, why: str, at: datetime, basis: Basis | None) -> None:
    """End an amendment that comes to nothing, and tell those who were asked. The answers that were given stay."""
    del basis
    amendment.state, amendment.ended_at, amendment.ended_why = state, at, why
    amendment.revision += 1
    amendment.save(update_fields=["state", "ended_at", "ended_why", "revision"])
    if amendment.sent_at is not None:
        write_to_parties(amendment=amendment, kind=AmendmentNotice.Kind.ENDED, at=at, basis=None)


@effect
def put_in_force(*, amendment: Amendment, at: datetime, basis: Basis | None) -> Edition:
    """Make the new edition of an amendment that all have consented to, and tell all parties.

    It is in force from the day that the text names; from this day on where it names none, or one that has passed:
    what was not allowed yesterday does not become allowed afterwards. What a later charter file brought in while they
    were asked follows in an edition of its own, right after: the one that they consented to is to the letter the file
    they were shown. Raises AmendmentOvertaken where the agreement reads otherwise than when the text was sent, so that
    it is not what they consented to change.
    """
    agreement, today = amendment.agreement, clock.local_date(at)
    latest = latest_edition(agreement)
    if latest.pk != amendment.base_id and not reads_the_same(latest, amendment.base):
        raise AmendmentOvertaken
    day = max(amendment.in_force_from or today, today, latest.in_force_from)
    with translation.override(agreement.cooperation.language):
        label = _("%(title)s, edition %(edition)s (amendment %(number)s)") % {
            "title": agreement.title,
            "edition": latest.number + 1,
            "number": amendment.number,
        }
    edition, basis = _next(amendment.source, after=latest, label=label, today=today, in_force_from=day)
    if latest.pk != amendment.base_id:
        _bring_along(latest, edition, today)
    amendment.state, amendment.ended_at, amendment.edition = Amendment.State.ADOPTED, at, edition
    amendment.revision += 1
    amendment.save(update_fields=["state", "ended_at", "edition", "revision"])
    write_to_parties(amendment=amendment, kind=AmendmentNotice.Kind.ENDED, at=at, basis=None)
    record(edition, basis, edition=edition.number, in_force_from=edition.in_force_from, edition_sha256=edition.sha256)
    return edition


def _next(source: str, *, after: Edition, label: str, today: date, in_force_from: date) -> tuple[Edition, Basis]:
    """Write a file as the next edition. Raises CharterHasErrors."""
    reading = founding.read(source)
    if reading.problems or reading.charter is None:
        raise CharterHasErrors(reading.problems)
    basis = Basis.objects.create(kind=Basis.Kind.EDITION, label=label[-300:], dated=today)
    edition = write_next_edition(
        charter=reading.charter, source=source, after=after, in_force_from=in_force_from, basis=basis
    )
    return edition, basis


def _bring_along(overtaken: Edition, amended: Edition, today: date) -> None:
    """Put what a charter file brought in during the round on top of the edition that came of it."""
    brought = Edition.objects.values_list("source", flat=True).get(pk=overtaken.pk)
    update = founding.update_of(amended.source, brought, {})
    if update.problems:
        raise CharterHasErrors(list(update.problems))
    if not any(update.added.values()):
        return
    agreement = amended.agreement
    with translation.override(agreement.cooperation.language):
        label = edition_brought_up_to_date(agreement.title, amended.number + 1)
    edition, basis = _next(update.source, after=amended, label=label, today=today, in_force_from=amended.in_force_from)
    record(edition, basis, next_edition=edition.number, next_edition_sha256=edition.sha256)
